"""One entry of the history, opened: every record that it touched, before and after."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import ComposeResult

from shopdesk.locale import N_, _, language, ngettext
from shopdesk.money import number
from shopdesk.screens.dialogs.reader import Reader
from shopdesk.screens.dialogs.spread import Spread
from shopdesk.screens.history import sheets
from shopdesk.screens.history.columns import KINDS, record_columns
from shopdesk.screens.history.taking_back import do_again, stands, take_back, was_undone
from shopdesk.screens.orders.record import open_order
from shopdesk.screens.source import Rows
from shopdesk.screens.view_strip import View, ViewStrip, beside
from shopdesk.widgets.action import Action
from shopdesk.widgets.grid import Grid
from shopdesk.widgets.line import Line, Piece

if TYPE_CHECKING:
    from shopdesk.services.journal import Count, Entry, Touched


VIEWS: Final = (
    View("all", N_("All"), "", always=True),
    *(View(word, said, f"what:{word}") for word, said in KINDS.items()),
)


class EntryDialog(Spread[str]):
    """Shows what an entry did, in pages; it can be taken back or done again from here."""

    PLACE = "entry"
    DEFAULT_CSS = """
    EntryDialog #records { height: 1fr; }
    """
    ACTIONS: ClassVar[Sequence[Action]] = (
        Action("take_back", "x", N_("Take back"), N_("Undo this entry"),
               check=lambda d: stands(d.entry), footer=True, writes=True),
        Action("again", "X", N_("Do again"), N_("Redo this entry, if it was undone"),
               check=lambda d: was_undone(d.entry), footer=True, writes=True),
        Action("next_kind", "tab", N_("Next kind"), N_("Orders, lines, products … one by one"),
               footer=True),
        Action("order", "w", N_("Order"), N_("Open the order that the record belongs to"),
               check=lambda d: d.no_order(), footer=True),
    )  # fmt: skip

    def __init__(self, entry: "Entry") -> None:
        super().__init__(_("Entry {n}: {label}").format(n=entry.entry, label=entry.label))
        self.entry = entry
        self._kind = ""
        self._counts: dict[str, int] = {}

    def lists(self) -> ComposeResult:
        """Yield who did it and when, and the records."""
        yield Line(id="entry-facts")
        yield ViewStrip(id="entry-kinds")
        nothing = _("This entry touched nothing that is still known.")
        yield Grid(
            Rows(self.house, "journal.touched"), record_columns(self.house.clock), sort="row",
            sentences=(nothing, nothing, _("Loading…")), id="records",
        )  # fmt: skip

    def on_mount(self) -> None:
        """Ask for the records."""
        entry, clock = self.entry, self.house.clock
        n = ngettext("{n} record", "{n} records", entry.rows)
        said = [clock.show(entry.at), entry.who, n.format(n=number(entry.rows, language()))]
        if entry.undone:
            said.append(_("undone"))
        self.query_one("#entry-facts", Line).show([Piece(" " + " · ".join(said), "dim")])
        self.records.focus()
        self._show("")
        self.house.ask("journal.touched.kinds", entry.entry, then=self._take_kinds)
        self.offer()

    @property
    def records(self) -> "Grid[Touched]":
        """The records that the entry touched."""
        return self.query_one("#records", Grid)

    def _take_kinds(self, kinds: "Sequence[Count]") -> None:
        for kind in kinds:
            self._counts[kind.word] = self._counts.get(kind.word, 0) + kind.n
        self._strip()

    def _strip(self) -> None:
        self.query_one("#entry-kinds", ViewStrip).offer(
            VIEWS, self._counts, self._kind, lambda view: self._show(view.where),
            more=self.do_next_kind,
        )  # fmt: skip

    def _show(self, kind: str) -> None:
        self._kind = kind
        self.records.load(f"entry:{self.entry.entry} {kind}".strip())
        self._strip()

    def do_next_kind(self) -> None:
        """Show the records of the next kind that there are some of."""
        there = [one for one in VIEWS if not one.where or self._counts.get(one.id)]
        self._show(beside(there, self._kind, 1).where)

    def no_order(self) -> str | None:
        """Return why no order can be opened, or None."""
        row = self.records.row
        return None if row and row.order else _("This record belongs to no order that is here.")

    def on_grid_moved(self) -> None:
        """The keys may mean something else on this record."""
        self.offer()

    def on_grid_opened(self, message: Grid.Opened) -> None:
        """Show the record fact by fact."""
        paper = sheets.record(message.row, self.house.clock)
        self.app.push_screen(Reader(message.row.name, paper))

    def do_order(self) -> None:
        """Open the order of the record."""
        if (row := self.records.row) and row.order:
            open_order(self.app, row.order)

    def do_take_back(self) -> None:
        """Undo the entry, and leave."""
        app, entry = self.app, self.entry
        self.dismiss(None)
        take_back(app, entry)

    def do_again(self) -> None:
        """Redo the entry, and leave."""
        app, entry = self.app, self.entry
        self.dismiss(None)
        do_again(app, entry)
