"""Packing slips: one parcel to a page, to pack by and to lay into the parcel."""

from collections.abc import Sequence
from dataclasses import dataclass

from shopdesk.locale import _, ngettext
from shopdesk.money import number, show
from shopdesk.reports.papers.barcode import QUIET, bars
from shopdesk.reports.papers.label import copy_word, part
from shopdesk.reports.papers.press import press, printable, speaking
from shopdesk.reports.papers.sizes import Size, laid, page


@dataclass(frozen=True, slots=True)
class SlipItem:
    """One line of an order as it goes into the parcel."""

    sku: str
    name: str
    variation: str
    qty: int


@dataclass(frozen=True, slots=True)
class Slip:
    """What is printed for one order; a name that the marketplace masked stays masked."""

    shop: str
    channel: str
    number: str
    items: tuple[SlipItem, ...]
    courier: str = ""
    service: str = ""
    resi: str = ""
    buyer: str = ""
    buyer_note: str = ""
    seller_note: str = ""
    cod: int | None = None
    """What the courier collects, in minor units; None where the order is paid."""
    currency: str = "IDR"
    others: tuple[str, ...] = ()
    """Numbers of the other orders that travel in the same parcel."""
    parcel: int = 1
    parcels: int = 1
    copy: int = 1
    """1 for the first that was printed."""


def render(slips: Sequence[Slip], *, size: Size = "a6", language: str) -> bytes:
    """Return the packing slips as a PDF, each parcel beginning on a page of its own.

    No slips make one page that says so.
    """
    with speaking(language):
        pdf = press(
            "slips.typ",
            {
                "quiet": QUIET,
                "page": page(size),
                "words": _words(),
                "slips": [_slip(slip, language) for slip in slips],
            },
            language,
        )
    return laid(pdf, size)


def _slip(slip: Slip, language: str) -> dict[str, object]:
    """Return one slip as the template wants it."""
    pieces = sum(item.qty for item in slip.items)
    return {
        "shop": printable(slip.shop, 60),
        "marks": [mark for mark in (copy_word(slip.copy), part(slip.parcel, slip.parcels)) if mark],
        "others": [printable(one, 60, run=30) for one in slip.others],
        "channel": printable(slip.channel, 30),
        "number": {"text": printable(slip.number, 60, run=27), "bars": bars(slip.number)},
        "resi": {"text": printable(slip.resi, 60, run=38), "bars": bars(slip.resi)},
        "courier": printable(slip.courier, 40, run=16),
        "service": printable(slip.service, 40, run=16),
        "buyer": printable(slip.buyer, 80, run=14),
        "notes": [
            {"who": who, "text": printable(text, 500)}
            for who, text in (
                (_("Note from the buyer"), slip.buyer_note),
                (_("Our note"), slip.seller_note),
            )
            if text.strip()
        ],
        "cod": "" if slip.cod is None else show(slip.cod, slip.currency, language),
        "pieces": ngettext("{n} piece", "{n} pieces", pieces).format(n=number(pieces, language)),
        "items": [
            {
                "sku": printable(item.sku, 60, run=48),
                "name": printable(item.name),
                "variation": printable(item.variation, 80),
                "qty": number(item.qty, language),
                "many": item.qty > 1,
            }
            for item in slip.items
        ],
    }


def _words() -> dict[str, str]:
    """Return the fixed words of the paper."""
    return {
        "order": _("Order"),
        "buyer": _("Buyer"),
        "item": _("Item"),
        "qty": _("Qty"),
        "cod": _("Collect on delivery (COD)"),
        "no_resi": _("No tracking number yet"),
        "nothing": _("There is nothing to pack."),
    }
