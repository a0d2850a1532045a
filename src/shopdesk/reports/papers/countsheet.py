"""The count sheet: what lies here, row by row, with a box for what was counted."""

from collections.abc import Sequence
from dataclasses import dataclass

from shopdesk.locale import _, ngettext
from shopdesk.money import number
from shopdesk.reports.papers.barcode import QUIET, bars
from shopdesk.reports.papers.press import press, printable, speaking


@dataclass(frozen=True, slots=True)
class CountRow:
    """One SKU or lot to count.

    ``code`` is what is read and typed, ``scanned`` what its bars say; ``expected`` and ``counted``
    are None where there is nothing to print.
    """

    code: str
    scanned: str
    name: str
    variation: str
    expires: str = ""
    expected: int | None = None
    counted: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class CountHead:
    """What stands over the rows: the sheet's name, the location, when it was printed.

    A ``blind`` sheet tells the counter no stock.
    """

    name: str
    place: str
    printed: str
    blind: bool


def render(rows: Sequence[CountRow], head: CountHead, *, language: str) -> bytes:
    """Return the count sheet as a PDF, A4 upright; a blind one has no column of what should be.

    Args:
        rows: what is counted, in the order of the shelves.
        head: what stands over them; the name is printed as a barcode too.
        language: "id" or "en".
    """
    with speaking(language):
        return press(
            "countsheet.typ",
            {
                "title": printable(_("Count {name}").format(name=head.name)),
                "bars": bars(head.name),
                "quiet": QUIET,
                "place": printable(head.place, 60),
                "printed": printable(head.printed),
                "blind": head.blind,
                "words": _words(),
                "summary": ngettext("{n} line", "{n} lines", len(rows)).format(
                    n=number(len(rows), language)
                ),
                "rows": [_row(row, language) for row in rows],
            },
            language,
        )


def _row(row: CountRow, language: str) -> dict[str, object]:
    """Return one row as the template wants it."""
    return {
        "code": printable(row.code, 80, run=26),
        "bars": bars(row.scanned),
        "name": printable(row.name, run=22),
        "variation": printable(row.variation, 80, run=22),
        "expires": printable(row.expires, 40),
        "expected": "" if row.expected is None else number(row.expected, language),
        "counted": "" if row.counted is None else number(row.counted, language),
        "note": printable(row.note, 120, run=14),
    }


def _words() -> dict[str, str]:
    """Return the fixed words of the paper."""
    return {
        "sku": _("SKU"),
        "product": _("Product"),
        "expected": _("In the ledger"),
        "counted": _("Counted"),
        "note": _("Note"),
        "expires": _("Expires"),
        "printed": _("Printed"),
        "page": _("Page"),
        "counted_by": _("Counted by"),
        "date": _("Day and hour"),
        "nothing": _("There is nothing to count."),
    }
