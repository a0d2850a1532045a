"""The record panel: everything about the row under the cursor, beside the grid."""

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from shopdesk.widgets.paper import Paper


class RecordPanel(VerticalScroll, can_focus=False):
    """A sheet that scrolls. It follows the cursor once the cursor rests."""

    DEFAULT_CSS = """
    RecordPanel {
        background: $surface; border-left: solid $panel; padding: 0 1; scrollbar-size-vertical: 1;
    }
    RecordPanel Static { width: 1fr; height: auto; }
    """

    def compose(self) -> ComposeResult:
        """Hold one sheet."""
        yield Static()

    def show(self, paper: Paper) -> None:
        """Show this sheet from its top."""
        self.query_one(Static).update(paper.content())
        self.scroll_home(animate=False)

    def clear(self) -> None:
        """Show nothing."""
        self.query_one(Static).update("")
