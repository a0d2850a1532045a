"""Choosing by typing: a field, what matches below it, and beside it what would come of it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from shopdesk.locale import N_, _
from shopdesk.screens.dialogs.dialog import Dialog
from shopdesk.screens.doorway import Call
from shopdesk.text import safe
from shopdesk.widgets.action import Action
from shopdesk.widgets.field import Field
from shopdesk.widgets.line import Line, Piece
from shopdesk.widgets.paper import QUIET, Paper
from shopdesk.widgets.record_panel import RecordPanel

if TYPE_CHECKING:
    from shopdesk.screens.house import House


class Chooser(Dialog[Any]):
    """Returns the row that was chosen. A subclass says what there is, and what comes of it."""

    PLACE = "choose"
    CSS_PATH = "../answers.tcss"
    ACTIONS: ClassVar[Sequence[Action]] = (
        Action("up", "up", N_("Up"), N_("One line up")),
        Action("down", "down", N_("Down"), N_("One line down")),
        Action("page_up", "pageup", N_("Page up"), N_("One page up")),
        Action("page_down", "pagedown", N_("Page down"), N_("One page down")),
    )
    NOTHING: ClassVar[str] = N_("Nothing is called so.")

    def __init__(self, title: str, hint: str) -> None:
        super().__init__(title)
        self._hint = hint
        self._shown: Sequence[Any] = ()

    def body(self) -> ComposeResult:
        """Show the field, what is found, and what would come of it."""
        yield Field(placeholder=safe(self._hint), id="query", select_on_focus=False)
        with Container(id="both"):
            yield OptionList(id="choices")
            yield RecordPanel()
        keys = Line(id="dialog-keys")
        keys.show([Piece(" enter ", "key"), Piece(_("Choose") + " ")])
        yield keys

    @property
    def house(self) -> "House":
        """The app, as far as a dialog may know it."""
        return cast("House", self.app)

    @property
    def choices(self) -> OptionList:
        """The lines below the field."""
        return self.query_one("#choices", OptionList)

    @property
    def typed(self) -> str:
        """What is typed."""
        return self.query_one("#query", Field).value.strip()

    @property
    def here(self) -> Any:
        """The row under the cursor, None where there is none."""
        at = self.choices.highlighted
        return self._shown[at] if at is not None and at < len(self._shown) else None

    def on_mount(self) -> None:
        """Keep the cursor in the field, and show what there is."""
        self.choices.can_focus = False
        self.find()
        self.begin()

    def begin(self) -> None:
        """Ask for what is at hand."""

    def find(self) -> None:
        """Show what matches what is typed."""
        raise NotImplementedError

    def line(self, row: Any) -> tuple[str, str]:
        """Return what a row is called, and what is said of it."""
        raise NotImplementedError

    def look(self, row: Any) -> None:
        """Show what would come of a row."""
        raise NotImplementedError

    def show(self, rows: Sequence[Any]) -> None:
        """Show these rows."""
        if not self.is_attached:
            return
        self._shown = rows
        self.choices.clear_options()
        self.choices.add_options(map(self._option, rows))
        self.choices.highlighted = 0 if rows else None
        if not rows:
            self.preview(Paper().line(_(self.NOTHING), QUIET))

    def preview(self, paper: Paper) -> None:
        """Show a sheet beside the lines."""
        if self.is_attached:
            self.query_one(RecordPanel).show(paper)

    def _option(self, row: Any) -> Option:
        name, about = self.line(row)
        return Option(
            Content.assemble((f"{safe(name, 40)}  ", "bold $text-accent"), (safe(about, 80), QUIET))
        )

    def on_input_changed(self) -> None:
        """Find what is typed."""
        self.find()

    def on_option_list_option_highlighted(self) -> None:
        """Show what would come of the row."""
        if self.here is not None:
            self.look(self.here)

    def on_option_list_option_selected(self) -> None:
        """Choose where the mouse points."""
        self.choose()

    def on_input_submitted(self) -> None:
        """Choose where the cursor stands."""
        self.choose()

    def choose(self) -> None:
        """Answer with the row under the cursor."""
        if self.here is not None:
            self.dismiss(self.here)

    def do_up(self) -> None:
        """One line up."""
        self.choices.action_cursor_up()

    def do_down(self) -> None:
        """One line down."""
        self.choices.action_cursor_down()

    def do_page_up(self) -> None:
        """One page up."""
        self.choices.action_page_up()  # type: ignore[no-untyped-call]

    def do_page_down(self) -> None:
        """One page down."""
        self.choices.action_page_down()  # type: ignore[no-untyped-call]


class Known(Chooser):
    """Chooses among rows that are all at hand; a row is found by its words."""

    def __init__(self, title: str, hint: str, call: Call, *asked: Any) -> None:
        super().__init__(title, hint)
        self._call, self._asked = call, asked
        self._known: Sequence[Any] = ()

    def begin(self) -> None:
        """Ask for the rows."""
        self.house.ask(self._call, *self._asked, then=self._take, slot="known")

    def _take(self, rows: Sequence[Any]) -> None:
        self._known = rows
        if self.is_attached:
            self.find()

    def find(self) -> None:
        """Show the rows that hold every word: first by name, then by what is said of them."""
        words = self.typed.casefold().split()
        found = [row for row in self._known if all(w in row.words.casefold() for w in words)]
        first = words[0] if words else ""

        def rank(row: Any) -> tuple[bool, bool]:
            said = " ".join(self.line(row)).casefold()
            return not row.name.startswith(first), not all(word in said for word in words)

        self.show(sorted(found, key=rank))
