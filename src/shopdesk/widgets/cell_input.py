"""The input of a cell: it goes through words, waits for answers, and loses no key."""

from collections.abc import Callable, Sequence
from typing import Final

from textual import events
from textual.actions import parse
from textual.suggester import SuggestFromList
from textual.widgets import Input

from shopdesk.text import safe
from shopdesk.widgets.field import Field

LONGEST: Final = 500
"""Characters that a cell takes."""


class CellInput(Field):
    """The input itself. Keys that come while a value is on its way wait, and then go on.

    A scanner types ahead of any answer: what follows a tab belongs into the next cell.
    """

    def __init__(self, left: Callable[[bool, int], None]) -> None:
        super().__init__(select_on_focus=False, max_length=LONGEST, compact=True)
        self._left = left
        self._words: Sequence[str] = ()
        self._held: list[events.Key] | None = None
        self.closed = False
        """Its cell was left; the keys that still come are the list's."""

    def ask(self, text: str, words: Sequence[str]) -> None:
        """Ask for another cell's text."""
        self._words = words
        self.suggester = SuggestFromList(words, case_sensitive=False) if words else None
        with self.prevent(Input.Changed):
            self.value = text
        self.cursor_position = len(self.value)

    def hold(self) -> None:
        """Let the keys wait."""
        self._held = self._held or []

    def go_on(self) -> None:
        """Take the keys that waited, in their order."""
        held, self._held = self._held or [], None
        for at, event in enumerate(held):
            self._take(event)
            if self._held is not None:
                self._held += held[at + 1 :]
                return

    def drop(self) -> None:
        """Forget the keys that waited: they were meant for after a value that was refused."""
        self._held = None

    def validate_value(self, value: str) -> str:
        """Take nothing that a terminal might obey, whoever pastes it."""
        return safe(value, LONGEST)

    async def on_key(self, event: events.Key) -> None:
        """Leave on esc, tab and enter; up and down go through the words that may be meant."""
        if self.closed:
            self.app.post_message(events.Key(event.key, event.character))
        elif self._held is not None:
            self._held.append(event)
        elif not self._leaves(event) and not self._chooses(event):
            return
        event.stop()
        event.prevent_default()

    def _take(self, event: events.Key) -> None:
        if self.closed:
            self.app.post_message(events.Key(event.key, event.character))
        elif event.is_printable:
            self.insert_text_at_cursor(event.character or "")
        elif not (self._leaves(event) or self._chooses(event)):
            self._edit(event)

    def _edit(self, event: events.Key) -> None:
        """Do what a key that waited does in an input."""
        for binding in self._bindings.key_to_bindings.get(event.key, ()):
            _namespace, action, parameters = parse(binding.action)
            getattr(self, f"action_{action}")(*parameters)

    def _leaves(self, event: events.Key) -> bool:
        steps = {"escape": 0, "enter": 0, "tab": 1, "shift+tab": -1}
        if event.key not in steps:
            return False
        self._left(event.key != "escape", steps[event.key])
        return True

    def _chooses(self, event: events.Key) -> bool:
        if event.key not in {"up", "down"} or not self._words:
            return False
        self._choose(-1 if event.key == "up" else 1)
        return True

    def _choose(self, step: int) -> None:
        words = list(self._words)
        at = words.index(self.value) + step if self.value in words else min(step, 0)
        self.value = words[at % len(words)]
        self.cursor_position = len(self.value)
