"""Asking before what cannot be undone: how many, which ones, and the focus on Back."""

from collections.abc import Sequence
from typing import Final

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Button, Input

from shopdesk.locale import _
from shopdesk.screens.dialogs.dialog import Dialog, sheet
from shopdesk.widgets.field import Field
from shopdesk.widgets.paper import Paper

TYPED: Final = 50
"""Above so many rows the number is typed."""


class Confirm(Dialog[bool]):
    """States what will be done to how many rows; the focus is on Back, for a careless Enter."""

    def __init__(self, title: str, sentence: str, count: int, names: Sequence[str]) -> None:
        super().__init__(title)
        self._sentence, self._count, self._names = sentence, count, names

    def body(self) -> ComposeResult:
        """Show the sentence, the first three names, and the two ways out."""
        paper = Paper().line(self._sentence)
        paper.line(", ".join(self._names[:3]) + (" …" if self._count > 3 else ""))
        paper.line(_("This cannot be undone."), "$text-warning")
        yield sheet(paper)
        if self._count > TYPED:
            ask = _("Type {n} to go on").format(n=self._count)
            yield Field(placeholder=ask, id="typed", select_on_focus=False)
        with Horizontal(id="buttons"):
            yield Button(_("Back"), id="no")
            yield Button(_("Go on"), variant="error", id="yes", disabled=self._count > TYPED)

    def on_mount(self) -> None:
        """Put the focus where nothing happens."""
        self.query_one("#no", Button).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Let it go on once the number is right."""
        self.query_one("#yes", Button).disabled = event.value.strip() != str(self._count)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Answer."""
        self.dismiss(event.button.id == "yes")
