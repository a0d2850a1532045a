"""A few choices, each with a letter of its own."""

from collections.abc import Mapping

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from shopdesk.screens.dialogs.dialog import Dialog
from shopdesk.text import safe


class Pick(Dialog[str]):
    """Returns the letter that was chosen, by key, by Enter or by the mouse."""

    def __init__(self, title: str, choices: Mapping[str, str]) -> None:
        super().__init__(title)
        self._choices = choices

    def body(self) -> ComposeResult:
        """Show the choices under their letters."""
        yield OptionList(
            *(
                Option(Content.assemble((f" {key}  ", "bold $text-accent"), safe(said, 120)), key)
                for key, said in self._choices.items()
            )
        )

    def on_key(self, event: events.Key) -> None:
        """Choose by letter."""
        if event.character in self._choices:
            event.stop()
            self.dismiss(event.character)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Choose by Enter or by the mouse."""
        self.dismiss(event.option_id)
