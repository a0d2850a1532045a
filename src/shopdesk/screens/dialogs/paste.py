"""A place to paste many lines."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.widgets import TextArea

from shopdesk.screens.dialogs.dialog import Dialog, sheet
from shopdesk.widgets.action import N_, Action
from shopdesk.widgets.paper import Paper


class Paste(Dialog[str]):
    """Returns the text that was pasted or typed."""

    ACTIONS: ClassVar[Sequence[Action]] = (
        Action("accept", "f2", N_("Take it"), N_("Take the text as it stands")),
    )

    def __init__(self, title: str, sentence: str) -> None:
        super().__init__(title)
        self._sentence = sentence

    def body(self) -> ComposeResult:
        """Show the sentence and an empty field."""
        yield sheet(Paper().line(self._sentence))
        yield TextArea(id="text", tab_behavior="focus")

    def do_accept(self) -> None:
        """Take the text."""
        self.dismiss(self.query_one("#text", TextArea).text)
