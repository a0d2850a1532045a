"""Our own catalogue as a sheet changes it: products and their SKUs, new ones and known ones."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from shopdesk.barcodes import is_gtin, refuse_bad_gtin
from shopdesk.channels.catalogue.goods import Goods
from shopdesk.channels.catalogue.spec import CatalogueSpec
from shopdesk.refusal import Refusal
from shopdesk.services.catalogue.known import Known, Row
from shopdesk.services.catalogue.rows import Moved
from shopdesk.services.products.fields import FIELDS, read
from shopdesk.services.skus import sku_key

SHARED: Final = ("name", "description", "category", "brand", "state")
OWN: Final = (
    "variation", "barcode", "price", "compare_at", "cost", "weight_g", "length_mm", "width_mm",
    "height_mm", "buffer", "low_at", "rack",
)  # fmt: skip


class BadValueError(ValueError):
    """A value that a field of ours does not take: which field, and why."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(reason)
        self.field = field


def values(said: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    """Return what is said of these fields as the store keeps it; one without a column is absent.

    Raises:
        BadValueError: a field does not take its value.
    """
    found: dict[str, Any] = {}
    for name in names:
        if name not in said or (FIELDS[name].needed and said[name] is None):
            continue
        try:
            found[name] = read(FIELDS[name], said[name])
        except (ValueError, Refusal) as why:
            raise BadValueError(name, str(why)) from None
    return found


def checked(said: Mapping[str, Any], sku: str) -> dict[str, Any]:
    """Return the facts of a SKU, its barcode's check digit looked at.

    Raises:
        BadValueError: a field does not take its value.
    """
    try:
        refuse_bad_gtin(sku, str(said.get("barcode") or ""))
    except Refusal as why:
        raise BadValueError("barcode", str(why)) from None
    return values(said, OWN)


def lenient(said: Mapping[str, Any]) -> dict[str, Any]:
    """Return the facts of a SKU that can be believed: a shop's slip is no reason to refuse it."""
    code = str(said.get("barcode") or "")
    found: dict[str, Any] = {}
    for name in OWN:
        if name == "barcode" and code and not is_gtin(code):
            continue
        try:
            found |= values(said, (name,))
        except BadValueError:
            continue
    return found


def blanks(row: Row, wanted: Mapping[str, Any]) -> dict[str, Any]:
    """Return those of the values for which the row has none."""
    return {name: value for name, value in wanted.items() if value and row[name] in (None, "")}


def new_product(known: Known, spec: CatalogueSpec, goods: Goods, sku: str) -> int:
    """Add a product by what the sheet tells of it; one that is on sale already is ready."""
    told = values(goods.said, SHARED)
    state = told.get("state") or ("ready" if spec.offers or spec.source else "draft")
    shown = {name: text for name, text in told.items() if text is not None}
    name = shown.get("name") or goods.said.get("parent_sku") or sku
    return known.products.add(**(shown | {"name": name, "state": state}))


def new_variant(known: Known, product: int, sku: str, facts: Mapping[str, Any]) -> Row:
    """Add a SKU to a product."""
    said = {name: value for name, value in facts.items() if value is not None}
    key = known.variants.add(
        product_id=product, sku=sku.strip(), sku_key=sku_key(sku), currency=known.currency, **said
    )
    row = known.variants.by_id[key]
    known.note_variant(row)
    return row


def change_variant(
    known: Known, variant: Row, offer: Row | None, facts: Mapping[str, Any]
) -> list[Moved]:
    """Let a SKU take what the shop's own catalogue says; where it asks its own price, that."""
    wanted = dict(facts)
    moved: list[Moved] = []
    if offer is not None and offer["own_price"] is not None and "price" in wanted:
        moved += known.offers.put(offer["id"], {"own_price": wanted.pop("price")})
    if variant["currency"] != known.currency:
        for name in ("price", "compare_at", "cost"):
            wanted.pop(name, None)
    return moved + known.variants.put(variant["id"], wanted)


def price_asked(known: Known, variant: Row, offer: Row | None) -> int | None:
    """Return what a shop shall ask for a SKU, None where nothing is said in its currency."""
    if offer is not None and offer["own_price"] is not None:
        return int(offer["own_price"])
    same = variant["currency"] == known.currency
    return int(variant["price"]) if same and variant["price"] is not None else None
