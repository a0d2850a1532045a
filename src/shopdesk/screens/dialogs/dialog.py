"""What every dialog is: a box in front of the desk, a title, and esc to leave it as it was."""

from collections.abc import Sequence
from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from shopdesk.widgets.action import N_, Action, Acts
from shopdesk.widgets.line import Line, Piece
from shopdesk.widgets.paper import Paper

Answer = TypeVar("Answer")


class Dialog(Acts, ModalScreen[Answer | None]):
    """A box in front of the desk. Its answer is None when it was left with esc."""

    PLACE = "dialog"
    ACTIONS: ClassVar[Sequence[Action]] = (
        Action("leave", "escape", N_("Leave"), N_("Leave everything as it was")),
        Action("quit", "ctrl+q", N_("Quit"), N_("Leave the workstation")),
    )
    HINTS: ClassVar[str] = ""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = title

    def compose(self) -> ComposeResult:
        """Put a title over the body."""
        with Vertical(id="box"):
            top = Line(id="dialog-title")
            top.show([Piece(f" {self._title} ", "strong")], [Piece("esc ", "dim")])
            yield top
            yield from self.body()

    def body(self) -> ComposeResult:
        """Yield what the dialog shows."""
        yield from ()

    def do_leave(self) -> None:
        """Leave without an answer."""
        self.dismiss(None)

    def do_quit(self) -> None:
        """Leave the workstation from here too: the key says everywhere."""
        self.app.exit("")


def sheet(paper: Paper, id: str | None = None) -> Static:  # noqa: A002 - Textual's own name
    """Return a widget that shows the paper."""
    return Static(paper.content(), id=id)
