"""A dialog as large as the screen, for lists: they scroll inside it, its keys stand at its foot."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult

from shopdesk.locale import _
from shopdesk.screens.dialogs.dialog import Answer, Dialog
from shopdesk.widgets.action import Action
from shopdesk.widgets.action_bar import ActionBar
from shopdesk.widgets.line import Piece

if TYPE_CHECKING:
    from shopdesk.screens.house import House


class Spread(Dialog[Answer]):
    """Lists in a box of the screen's size. A subclass yields them from ``lists``."""

    DEFAULT_CSS = """
    Spread #box { width: 98%; height: 96%; max-width: 98%; max-height: 96%; }
    """
    ACTIONS: ClassVar[Sequence[Action]] = ()

    @property
    def house(self) -> "House":
        """The app, as far as a dialog may know it."""
        app: Any = self.app
        return app  # type: ignore[no-any-return]

    def body(self) -> ComposeResult:
        """Yield the lists, and under them the keys."""
        yield from self.lists()
        yield ActionBar(id="dialog-keys")

    def lists(self) -> ComposeResult:
        """Yield what the dialog shows."""
        yield from ()

    def offer(self) -> None:
        """Draw the keys as the actions stand now."""
        bar = self.query_one("#dialog-keys", ActionBar)
        bar.offer(self, tuple(self.actions()), 0)
        bar.show(right=[Piece(" esc ", "key"), Piece(_("Leave") + " ")])
