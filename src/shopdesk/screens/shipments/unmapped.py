"""What couriers said that nobody understands: choose a text, choose what it means; remembered."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult

from shopdesk.clock import Clock
from shopdesk.locale import N_, _, language, ngettext
from shopdesk.money import number
from shopdesk.parcels import status as word
from shopdesk.screens.dialogs.pick import Pick
from shopdesk.screens.dialogs.spread import Spread
from shopdesk.screens.listing import Listing
from shopdesk.screens.products.lists import Numbered, numbered
from shopdesk.screens.shipments.keys import KEYS
from shopdesk.widgets.action import Action
from shopdesk.widgets.columns import Column
from shopdesk.widgets.grid import Grid
from shopdesk.widgets.line import Line, Piece, cut

if TYPE_CHECKING:
    from shopdesk.services.shipments import UnmappedText


def open_unmapped(app: Any) -> None:
    """Show the texts that nobody understands; if there is none, say so."""

    def show(rows: "Sequence[UnmappedText]") -> None:
        if rows:
            app.push_screen(UnmappedTexts(rows))
        else:
            app.tell(_("Every text of the couriers is understood."))

    app.ask("shipments.rules.unmapped", then=show, slot="unmapped-texts")


class UnmappedTexts(Spread[str]):
    """Lists the texts, those of most events first; enter and a letter say what one means."""

    PLACE = "texts"
    DEFAULT_CSS = """
    UnmappedTexts #texts { height: 1fr; }
    """
    ACTIONS: ClassVar[Sequence[Action]] = (
        Action("mean", "m", N_("It means"), N_("Choose what the text means, here and later"),
               "row", check=lambda d: d.no_row(), footer=True, writes=True),
        Action("guess", "a", N_("Take guess"), N_("It means what another courier means by it"),
               "row", check=lambda d: d.no_guess(), footer=True, writes=True),
        Action("parcels", "P", N_("Its parcels"), N_("Show the parcels that have this text"),
               "row", check=lambda d: d.no_row(), footer=True),
        Action("undo", "u", N_("Undo"), N_("Take the newest change back"), footer=True,
               writes=True),
        Action("redo", "U", N_("Redo"), N_("Do again what was undone"), writes=True),
    )  # fmt: skip

    def __init__(self, rows: "Sequence[UnmappedText]") -> None:
        super().__init__(_("What do the couriers mean?"))
        self._rows: Listing[Numbered] = Listing()
        self._rows.rows = numbered(rows)

    def lists(self) -> ComposeResult:
        """Yield how many there are, and the list."""
        yield Line(id="texts-sum")
        none = _("Every text is understood now. u takes the last one back.")
        yield Grid(self._rows, columns(self.house.clock), sort="id", sentences=(none, none, ""),
                   id="texts")  # fmt: skip

    def on_mount(self) -> None:
        """Show the list."""
        self.grid.load("", "id")
        self.grid.focus()
        self._head()

    @property
    def grid(self) -> "Grid[Numbered]":
        """The list."""
        return self.query_one("#texts", Grid)

    @property
    def text(self) -> "UnmappedText | None":
        """The text under the cursor."""
        return self.grid.row.row if self.grid.row else None

    def _head(self) -> None:
        rows = self._rows.rows or ()
        said = ngettext("{n} text is not understood.", "{n} texts are not understood.", len(rows))
        pieces = [Piece(" " + said.format(n=number(len(rows), language())), "strong")]
        if row := self.text:
            about = _("{text} (as in {resi})").format(text=row.raw, resi=row.sample or "–")
            pieces.append(Piece(f"  {about}", "dim"))
        self.query_one("#texts-sum", Line).show(pieces)
        self.offer()

    def on_grid_moved(self) -> None:
        """Tell of the row; the keys may mean something else on it."""
        self._head()

    def on_grid_opened(self, _message: Grid.Opened) -> None:
        """Choose what the text means."""
        self.do_mean()

    def no_row(self) -> str | None:
        """Return why there is no text to speak of, or None."""
        return None if self.text else _("Nothing is chosen here.")

    def no_guess(self) -> str | None:
        """Return why there is no guess, or None."""
        if (row := self.text) and row.guess:
            return None
        return self.no_row() or _("No other courier has such a text; enter chooses.")

    def do_mean(self) -> None:
        """Choose what it means; what other couriers mean by it stands first."""
        if (row := self.text) is None:
            return
        keys = sorted(KEYS, key=lambda key: KEYS[key] != row.guess)
        choices = {key: word(KEYS[key]) for key in keys}
        if row.guess:
            choices[keys[0]] += f"  ({_('likely')})"

        def chosen(key: str | None) -> None:
            if key:
                self._teach(row, KEYS[key])

        title = ": ".join(filter(None, (row.courier, row.raw)))
        self.app.push_screen(Pick(cut(title, 60), choices), chosen)

    def do_guess(self) -> None:
        """Take what other couriers mean by it."""
        if (row := self.text) and row.guess:
            self._teach(row, row.guess)

    def do_parcels(self) -> None:
        """Show the parcels that have this text."""
        if (row := self.text) is not None:
            self.dismiss(None)
            self.house.show("shipments", f'is:unmapped raw:"{row.raw}"')

    def _teach(self, row: "UnmappedText", status: str) -> None:
        self.house.do("shipments.rules.teach", row.raw, status, row.courier, then=self._ask)

    def _ask(self, _change: Any = None) -> None:
        self.house.ask("shipments.rules.unmapped", then=self._take, slot="unmapped-texts")

    def _take(self, rows: "Sequence[UnmappedText]") -> None:
        if self.is_attached:
            self._rows.rows = numbered(rows)
            self.grid.reload()
            self._head()

    def do_undo(self) -> None:
        """Take the newest change back."""
        self.house.write("journal.undo", then=self._ask)

    def do_redo(self) -> None:
        """Do again what was undone."""
        self.house.write("journal.redo", then=self._ask)


def columns(clock: Clock) -> tuple[Column, ...]:
    """Return the columns of the texts."""
    return (
        Column("courier", _("Courier"), lambda t: t.row.courier, 14, 2),
        Column("raw", _("The courier says"), lambda t: t.row.raw, 30, 1, grow=True),
        Column("code", _("Code"), lambda t: t.row.code, 6, 6),
        Column("n", _("Times"), lambda t: number(t.row.n, language()), 6, 3, align="right"),
        Column("parcels", _("Parcels"), lambda t: number(t.row.parcels, language()), 8, 5,
               align="right"),
        Column("last", _("Last news"), lambda t: clock.show(t.row.last_at), 12, 7),
        Column("guess", _("Likely"), lambda t: word(t.row.guess) if t.row.guess else "", 18, 4),
    )  # fmt: skip
