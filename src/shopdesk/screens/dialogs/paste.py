"""A place to paste many lines."""

from collections.abc import Sequence
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.widgets import TextArea

from shopdesk.screens.dialogs.dialog import Dialog, sheet
from shopdesk.text import safe
from shopdesk.widgets.action import N_, Action
from shopdesk.widgets.paper import Paper

LONGEST: Final = 60_000
"""Characters of a text that is changed here."""


class Paste(Dialog[str]):
    """Returns the text that was pasted or typed, or that ``start`` became."""

    ACTIONS: ClassVar[Sequence[Action]] = (
        Action("accept", "f2", N_("Take it"), N_("Take the text as it stands")),
    )

    def __init__(self, title: str, sentence: str, start: str = "") -> None:
        super().__init__(title)
        self._sentence = sentence
        self.start = safe(start, LONGEST, lines=True)

    def body(self) -> ComposeResult:
        """Show the sentence, and under it the field."""
        yield sheet(Paper().line(self._sentence))
        yield TextArea(safe(self.start, LONGEST, lines=True), id="text", tab_behavior="focus")

    def do_accept(self) -> None:
        """Take the text."""
        self.dismiss(self.query_one("#text", TextArea).text)
