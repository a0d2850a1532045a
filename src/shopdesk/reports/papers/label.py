"""Labels: who a parcel is for, by which courier, and what the courier collects; one to a page."""

from collections.abc import Sequence
from dataclasses import dataclass

from shopdesk.locale import _, ngettext
from shopdesk.money import number, show
from shopdesk.reports.papers.barcode import QUIET, bars
from shopdesk.reports.papers.press import press, printable, speaking
from shopdesk.reports.papers.sizes import Size, laid, page


@dataclass(frozen=True, slots=True)
class Label:
    """What is printed for one parcel; what the marketplace masked stays masked.

    ``numbers`` are the orders in it. ``cod`` is what the courier collects, in minor units, None
    where nothing is; ``copy`` is 1 for the first that was printed.
    """

    shop: str
    channel: str
    numbers: tuple[str, ...]
    courier: str = ""
    service: str = ""
    resi: str = ""
    recipient: str = ""
    phone: str = ""
    address: str = ""
    place: str = ""
    from_address: str = ""
    from_phone: str = ""
    cod: int | None = None
    currency: str = "IDR"
    fragile: bool = False
    pieces: int = 0
    parcel: int = 1
    parcels: int = 1
    copy: int = 1


def render(labels: Sequence[Label], *, size: Size = "a6", language: str) -> bytes:
    """Return the labels as a PDF, one to a page, or four to a sheet of A4.

    No labels make one page that says so.
    """
    with speaking(language):
        pdf = press(
            "label.typ",
            {
                "quiet": QUIET,
                "page": page(size),
                "words": _words(),
                "labels": [_label(one, language) for one in labels],
            },
            language,
        )
    return laid(pdf, size)


def _label(label: Label, language: str) -> dict[str, object]:
    """Return one label as the template wants it."""
    first = label.numbers[0] if label.numbers else ""
    scanned = label.resi or first
    return {
        "shop": printable(label.shop, 60, run=20),
        "channel": printable(label.channel, 20),
        "sender": [printable(part, 160) for part in (label.from_address, label.from_phone) if part],
        "courier": printable(label.courier, 30, run=12),
        "service": printable(label.service, 50, run=11),
        "resi": {"text": printable(scanned, 60, run=26), "bars": bars(scanned)},
        "has_resi": bool(label.resi),
        "recipient": printable(label.recipient, 80, run=20),
        "phone": printable(label.phone, 30),
        "address": printable(label.address, 400, run=26),
        "place": printable(label.place, 120, run=26),
        "cod": "" if label.cod is None else show(label.cod, label.currency, language),
        "fragile": label.fragile,
        "numbers": _numbers(label.numbers),
        "pieces": ngettext("{n} piece", "{n} pieces", label.pieces).format(
            n=number(label.pieces, language)
        ),
        "parcel": part(label.parcel, label.parcels),
        "copy": copy_word(label.copy),
    }


def part(parcel: int, parcels: int) -> str:
    """Return which parcel of how many this is; nothing where it is the only one."""
    if parcels < 2:
        return ""
    return _("Parcel {n} of {all}").format(n=parcel, all=parcels)


def copy_word(copy: int) -> str:
    """Return what a reprint says of itself; nothing on the first print."""
    return "" if copy < 2 else _("COPY {n}").format(n=copy)


def _numbers(numbers: Sequence[str], most: int = 4) -> list[str]:
    shown = [printable(one, 60, run=26) for one in numbers[:most]]
    if rest := len(numbers) - len(shown):
        shown.append(_("and {n} more").format(n=rest))
    return shown


def _words() -> dict[str, str]:
    """Return the fixed words of the paper."""
    return {
        "to": _("To"),
        "from": _("From"),
        "order": _("Order"),
        "no_resi": _("Order number; there is no tracking number yet"),
        "cod": _("Collect on delivery (COD)"),
        "paid": _("Paid: nothing to collect"),
        "fragile": _("FRAGILE"),
        "nothing": _("There is nothing to send."),
    }
