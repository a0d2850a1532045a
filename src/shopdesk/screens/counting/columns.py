"""The columns of count sheets and of their lines."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from shopdesk import money
from shopdesk.clock import Clock
from shopdesk.locale import N_, _, language
from shopdesk.widgets.cells import Edit, count
from shopdesk.widgets.columns import Column, Shown

if TYPE_CHECKING:
    from shopdesk.screens.products.lists import Numbered
    from shopdesk.services.stock.counting import SheetRow

STATES: Final = {
    "open": (N_("being counted"), ""), "counted": (N_("to post"), "late"),
    "posted": (N_("posted"), "good"),
}  # fmt: skip
TELLING: Final = frozenset({"expected", "difference"})
"""Columns that tell the counter what should be there."""
LONGEST: Final = 7
"""Digits of a count; more of them are a barcode that was scanned into a cell."""


def sheet_columns(clock: Clock) -> Sequence[Column]:
    """Return the columns of the list of sheets."""
    return (
        Column("name", _("Sheet"), lambda s: s.name, 14, 1, whole=True),
        Column("state", _("State"), _state, 15, 2),
        Column("counted", _("Counted"), lambda s: f"{s.counted}/{s.lines}", 9, 3, align="right"),
        Column("differing", _("Differ"), _differing, 6, 4, align="right"),
        Column("location", _("Place"), lambda s: s.location, 12, 5, grow=True),
        Column("counted_by", _("Counted by"), lambda s: s.counted_by, 14, 6),
        Column("posted_by", _("Posted by"), lambda s: s.posted_by, 12, 7),
        Column("made_at", _("Made"), lambda s: clock.show(s.made_at), 13, 8),
    )


def line_columns() -> Sequence[Column]:
    """Return the columns of a sheet; on a blind one those that are ``TELLING`` are hidden."""
    # A count is typed anew, never mended: the cell begins empty.
    typed = Edit("counted", lambda _line: "", _counted, own=True)
    return (
        Column("code", _("SKU"), lambda n: n.row.code, 12, 1, whole=True),
        Column("counted", _("Counted"), _cell, 9, 2, align="right", edit=typed),
        Column("expected", _("In the ledger"), lambda n: _number(n.row.expected), 13, 4,
               align="right"),
        Column("difference", _("Difference"), _difference, 10, 3, align="right"),
        Column("name", _("Product"), _product, 16, 5, grow=True),
        Column("barcode", _("Barcode"), lambda n: n.row.barcode, 14, 7),
        Column("note", _("Note"), lambda n: n.row.note, 14, 8),
    )  # fmt: skip


def variance_columns() -> Sequence[Column]:
    """Return the columns of what differs."""
    return (
        Column("code", _("SKU"), lambda n: n.row.code, 12, 1, whole=True),
        Column("name", _("Product"), _product, 16, 5, grow=True),
        Column("expected", _("In the ledger"), lambda n: _number(n.row.expected), 13, 4,
               align="right"),
        Column("counted", _("Counted"), lambda n: _number(n.row.counted), 9, 3, align="right"),
        Column("difference", _("Difference"), _difference, 10, 2, align="right"),
        Column("worth", _("Worth"), _worth, 14, 2, align="right"),
    )  # fmt: skip


def amount(minor: int, currency: str) -> str:
    """Return what a difference is worth, with its sign."""
    sign = "+" if minor > 0 else ""
    return sign + money.show(minor, currency, language())


def _state(row: "SheetRow") -> Shown:
    name, look = STATES.get(row.state, (row.state, ""))
    return _(name), look


def _differing(row: "SheetRow") -> Shown:
    if row.blind and row.state == "open":
        return _("blind"), "quiet"
    return str(row.differing) if row.differing else ""


def _product(line: "Numbered") -> str:
    return " · ".join(part for part in (line.row.name, line.row.variation) if part)


def _cell(line: "Numbered") -> Shown:
    return ("–", "quiet") if line.row.counted is None else _number(line.row.counted)


def _difference(line: "Numbered") -> Shown:
    n = line.row.difference
    if not n:
        return "" if n is None else ("0", "quiet")
    return f"{n:+d}", "good" if n > 0 else "bad"


def _worth(line: "Numbered") -> Shown:
    if line.row.worth is None:
        return _("no cost"), "quiet"
    return amount(line.row.worth, line.row.currency)


def _number(n: int | None) -> str:
    return "" if n is None else str(n)


def _counted(typed: str) -> int:
    if len(typed.strip()) > LONGEST:
        raise ValueError(_("That is no count but a barcode: press esc and s, then scan it."))
    return count(typed)
