"""How a sheet in a dialog scrolls, line by line and page by page."""

from textual.containers import VerticalScroll

from shopdesk.screens.dialogs.dialog import Answer, Dialog


class Scrolling(Dialog[Answer]):
    """A dialog whose sheet stands in a ``VerticalScroll`` called "scroll"."""

    @property
    def sheet_view(self) -> VerticalScroll:
        """What scrolls."""
        return self.query_one("#scroll", VerticalScroll)

    def do_up(self) -> None:
        """One line up."""
        self.sheet_view.scroll_up(animate=False)

    def do_down(self) -> None:
        """One line down."""
        self.sheet_view.scroll_down(animate=False)

    def do_page_up(self) -> None:
        """One page up."""
        self.sheet_view.scroll_page_up(animate=False)

    def do_page_down(self) -> None:
        """One page down."""
        self.sheet_view.scroll_page_down(animate=False)
