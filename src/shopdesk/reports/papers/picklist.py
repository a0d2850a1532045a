"""The pick list: what to fetch, shelf by shelf, for many orders in one walk."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from shopdesk.locale import _, ngettext
from shopdesk.money import number
from shopdesk.reports.papers.press import press, printable, speaking

_NUMBERS_SHOWN: Final = 12


@dataclass(frozen=True, slots=True)
class PickRow:
    """One SKU to fetch; rows are printed as they come, so sort them by rack.

    Where no row names a rack the column is left out.
    """

    rack: str
    sku: str
    name: str
    variation: str
    qty: int
    numbers: tuple[str, ...]
    """The orders that want it, as the marketplace numbers them; one that repeats counts once."""
    lot: str = ""
    """Which lot to take, where the SKU is kept by lots."""


def render(rows: Sequence[PickRow], *, title: str, shop: str, printed: str, language: str) -> bytes:
    """Return the pick list as a PDF, A4 upright.

    Args:
        rows: what to fetch; none makes a page that says so.
        title: the head, such as "Pick list 2026-11-23/2".
        shop: the shop's name.
        printed: when it was printed, as text for people.
        language: "id" or "en".
    """
    with speaking(language):
        return press(
            "picklist.typ",
            {
                "title": printable(title),
                "shop": printable(shop),
                "printed": printable(printed),
                "words": _words(),
                "summary": _summary(rows, language),
                "rows": [_row(row, language) for row in rows],
            },
            language,
        )


def _row(row: PickRow, language: str) -> dict[str, object]:
    """Return one row as the template wants it."""
    numbers = list(dict.fromkeys(row.numbers))
    shown = [printable(one, 60, run=30) for one in numbers[:_NUMBERS_SHOWN]]
    rest = len(numbers) - len(shown)
    if rest:
        shown.append(_("and {n} more").format(n=rest))
    return {
        "rack": printable(row.rack, 40, run=7),
        "sku": printable(row.sku, 60, run=15),
        "name": printable(row.name, run=22),
        "variation": printable(row.variation, 80, run=22),
        "lot": printable(row.lot, 60, run=22),
        "qty": number(row.qty, language),
        "orders": number(len(numbers), language),
        "numbers": shown,
    }


def _summary(rows: Sequence[PickRow], language: str) -> list[str]:
    """Return the figures under the title: rows, pieces, orders."""
    pieces = sum(row.qty for row in rows)
    skus = len({row.sku for row in rows})
    orders = len({one for row in rows for one in row.numbers})
    return [
        ngettext("{n} SKU", "{n} SKUs", skus).format(n=number(skus, language)),
        ngettext("{n} piece", "{n} pieces", pieces).format(n=number(pieces, language)),
        ngettext("{n} order", "{n} orders", orders).format(n=number(orders, language)),
    ]


def _words() -> dict[str, str]:
    """Return the fixed words of the paper."""
    return {
        "rack": _("Rack"),
        "sku": _("SKU"),
        "lot": _("Lot"),
        "product": _("Product"),
        "qty": _("Qty"),
        "orders": _("Orders"),
        "printed": _("Printed"),
        "page": _("Page"),
        "picked": _("Picked by"),
        "checked": _("Checked by"),
        "nothing": _("There is nothing to fetch."),
    }
