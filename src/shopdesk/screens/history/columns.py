"""The columns of the history, and of the records that one entry touched."""

from typing import TYPE_CHECKING, Final

from shopdesk.clock import Clock
from shopdesk.locale import N_, _, language
from shopdesk.money import number
from shopdesk.screens.facts import said, turned
from shopdesk.screens.words import fact
from shopdesk.widgets.columns import Column, Shown
from shopdesk.widgets.glyphs import glyphs

if TYPE_CHECKING:
    from shopdesk.services.journal import Cell, Entry, Touched

MOST: Final = 6
"""Facts of a record that its line names; the sheet has them all."""
TELLING: Final = ("status", "total", "tracking", "placed_at", "hold_reason", "body", "sku")
"""Facts that are named first."""
IN_NAME: Final = ("number", "name")
"""Facts that the record's name says already."""
KINDS: Final = {
    "order": N_("Orders"), "line": N_("Lines"), "note": N_("Notes"), "product": N_("Products"),
    "shop": N_("Shops"), "file": N_("Files"), "mapping": N_("Mappings"),
    "ticket": N_("Tickets"), "message": N_("Messages of tickets"),
}  # fmt: skip
"""What records of a kind are called, by the filter's word for them."""
OPS: Final = {"new": N_("new"), "changed": N_("changed"), "gone": N_("removed")}
_LOOKS: Final = {"new": "good", "changed": "", "gone": "bad"}


def entry_columns(clock: Clock) -> tuple[Column, ...]:
    """Return the columns of the history."""
    return (
        Column("entry", _("Entry"), lambda e: str(e.entry), 6, 1, align="right", sort="entry"),
        Column("at", _("When"), lambda e: clock.show(e.at), 13, 3),
        Column("label", _("What"), label, 16, 2, grow=True),
        Column("rows", _("Rows"), lambda e: number(e.rows, language()), 8, 5, align="right",
               sort="rows"),
        Column("who", _("Who"), lambda e: e.who, 10, 4),
    )  # fmt: skip


def record_columns(clock: Clock) -> tuple[Column, ...]:
    """Return the columns of the records that an entry touched."""
    return (
        Column("what", _("Record"), lambda r: r.what, 13, 4),
        Column("name", _("Which"), lambda r: r.name, 18, 1),
        Column("op", "", lambda r: (_(OPS[r.op]), _LOOKS[r.op]), 8, 3),
        Column("facts", _("What changed"), lambda r: facts(r, clock), 20, 2, grow=True),
    )


def label(entry: "Entry") -> Shown:
    """Return what an entry did, and whether that was taken back."""
    if entry.undone:
        words = _("undone: {label}").format(label=entry.label)
        return f"{glyphs().trouble} {words}", "quiet"
    return entry.label, "quiet" if entry.undoes else ""


def facts(record: "Touched", clock: Clock) -> str:
    """Return what changed in one line: "Status: to pack → shipped · Resi: – → JX12"."""
    cells = [cell for cell in record.cells if record.op == "changed" or cell.field not in IN_NAME]
    cells.sort(key=lambda cell: cell.field not in TELLING)
    parts = []
    for cell in cells[:MOST]:
        before, after = both(cell, record, clock)
        values = {"new": after, "gone": before, "changed": turned(before, after)}
        parts.append(f"{fact(cell.field)}: {values[record.op]}")
    if len(cells) > MOST:
        parts.append(glyphs().more)
    return " · ".join(parts)


def both(cell: "Cell", record: "Touched", clock: Clock) -> tuple[str, str]:
    """Return a fact as it was before and as it was after, in people's words."""
    before = said(cell.before, cell.kind, clock, record.currency)
    return before, said(cell.after, cell.kind, clock, record.currency)
