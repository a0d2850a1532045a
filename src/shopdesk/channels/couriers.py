"""A marketplace's shipping option, taken apart: which courier, which service."""

_COURIERS = (
    "spx", "shopee xpress", "jne", "j&t", "jnt", "sicepat", "anteraja", "id express", "idexpress",
    "ninja", "gosend", "gojek", "grab", "pos indonesia", "pos ", "lion parcel", "tiki", "wahana",
    "sap ", "sap express", "paxel", "lalamove", "borzo", "deliveree", "rara delivery", "rex",
    "indah logistik", "sentral cargo", "dakota", "lex", "flash express", "dhl", "lazada",
)  # fmt: skip


def split(option: str) -> tuple[str | None, str | None]:
    """Return (courier, service) of "service-courier", split at the first hyphen only.

    While no courier is assigned the option is the service alone; some rows hold a courier alone.
    Seen in the Indonesian orders of Shopee: "Hemat Kargo-SPX Hemat", "Hemat Kargo", "SPX Hemat".
    """
    service, hyphen, courier = (part.strip() for part in option.partition("-"))
    if hyphen and courier:
        return courier, service or None
    if not service:
        return None, None
    alone = f"{service.casefold()} ".startswith(_COURIERS)
    return (service, None) if alone else (None, service)
