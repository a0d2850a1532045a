"""Lists of texts that the shop writes itself, with the one under the cursor beside the list."""

from collections.abc import Callable, Sequence
from typing import Any

from textual.app import ComposeResult
from textual.containers import Horizontal

from shopdesk.locale import _
from shopdesk.screens.dialogs.ask import Answers, Ask, Question
from shopdesk.screens.dialogs.reader import Reader
from shopdesk.screens.outbox.lists import Shelf
from shopdesk.widgets.columns import Column
from shopdesk.widgets.grid import Grid
from shopdesk.widgets.paper import Paper
from shopdesk.widgets.record_panel import RecordPanel


class TextShelf(Shelf):
    """A list of texts with the one under the cursor beside it. Enter shows it whole."""

    DEFAULT_CSS = """
    TextShelf #side { height: 1fr; }
    TextShelf #rows { width: 1fr; }
    TextShelf RecordPanel { width: 42%; display: none; }
    TextShelf.-normal RecordPanel, TextShelf.-wide RecordPanel { display: block; }
    """

    def columns(self) -> Sequence[Column]:
        """Return the columns of the list."""
        raise NotImplementedError

    def sheet(self, row: Any) -> Paper:
        """Return a row as a sheet."""
        raise NotImplementedError

    def nothing(self) -> str:
        """Return the sentence of the empty list."""
        return ""

    def lists(self) -> ComposeResult:
        """Yield the list and the text beside it."""
        with Horizontal(id="side"):
            nothing = self.nothing()
            yield Grid(self._rows, self.columns(), sort="id",
                       sentences=(nothing, nothing, _("Loading…")), id="rows")  # fmt: skip
            yield RecordPanel()

    def on_grid_moved(self) -> None:
        """Show the text under the cursor."""
        super().on_grid_moved()
        panel, row = self.query_one(RecordPanel), self.grid.row
        if row is None:
            panel.clear()
        else:
            panel.show(self.sheet(row))

    def on_grid_opened(self, message: Grid.Opened) -> None:
        """Show the text whole."""
        self.app.push_screen(Reader(message.row.name, self.sheet(message.row)))


def name_new(shelf: Shelf, title: str, write: Callable[[str, str], None]) -> None:
    """Ask for the name and the language of a new text, then let it be written."""
    languages = {"id": _("Indonesian"), "en": _("English")}
    asked = [
        Question("name", _("Name"), hint=_("thank-you"), needed=True),
        Question("language", _("Language"), choices=languages),
    ]

    def answered(answers: Answers | None) -> None:
        if answers is not None:
            write(answers["name"], answers["language"])

    shelf.app.push_screen(Ask(title, asked, button=_("Write")), answered)
