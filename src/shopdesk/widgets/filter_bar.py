"""The filter bar: one line of the filter language, its errors underlined where they are."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from rich.highlighter import Highlighter
from rich.text import Text
from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.suggester import Suggester
from textual.widgets import Input

from shopdesk.locale import _
from shopdesk.text import safe
from shopdesk.widgets.line import Line, Piece

if TYPE_CHECKING:
    from textual.timer import Timer

REST = 0.15
"""Seconds that typing must rest before the list follows."""

Check = Callable[[str], tuple[str, int, int] | None]
"""Given a filter, returns what is wrong with it and the columns to underline, or None."""
Complete = Callable[[str], str | None]
"""Given a text up to the cursor, returns how it may go on, or None."""


class _Underline(Highlighter):
    """Underlines the part of the text that cannot be read."""

    def __init__(self) -> None:
        self.span: tuple[int, int] | None = None

    def highlight(self, text: Text) -> None:
        if self.span:
            text.stylize("underline bold red", *self.span)


class _Completion(Suggester):
    """Asks the desk how the filter may go on."""

    def __init__(self, complete: Complete) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._complete = complete

    async def get_suggestion(self, value: str) -> str | None:
        return self._complete(value)


class FilterField(Input):
    """The input of the bar; ``esc`` and ``down`` belong to the bar."""

    class Left(Message):
        """The person wants out: back to the filter from before, or down into the list."""

        def __init__(self, *, keep: bool) -> None:
            self.keep = keep
            super().__init__()

    def on_key(self, event: events.Key) -> None:
        """Leave on esc, and on down into the list."""
        if event.key in {"escape", "down"}:
            event.stop()
            event.prevent_default()
            self.post_message(self.Left(keep=event.key == "down"))


class FilterBar(Horizontal):
    """Shows the filter in force; ``open`` lets a person change it."""

    DEFAULT_CSS = """
    FilterBar { height: 1; display: none; background: $panel; }
    FilterBar.-shown { display: block; }
    FilterBar #slash { width: 2; }
    FilterBar FilterField, FilterBar FilterField:focus {
        width: 3fr; height: 1; border: none; padding: 0; background: $panel; min-width: 10;
    }
    FilterBar #wrong { width: 2fr; }
    """

    class Changed(Message):
        """Another filter is to be in force."""

        def __init__(self, where: str) -> None:
            self.where = where
            super().__init__()

    class Closed(Message):
        """The person is done with the bar; the list wants the keys back."""

        def __init__(self, where: str) -> None:
            self.where = where
            super().__init__()

    def __init__(self, check: Check, complete: Complete) -> None:
        super().__init__()
        self._check, self._underline = check, _Underline()
        self._field = FilterField(
            placeholder=_("words, status:to_pack, total>100k, placed:today …"),
            highlighter=self._underline,
            suggester=_Completion(complete),
            select_on_focus=False,
            id="filter",
        )
        self._field.can_focus = False
        self._wrong, self._slash = Line(id="wrong"), Line(id="slash")
        self._before = ""
        self.editing = False
        """The keys go into the bar."""
        self._resting: Timer | None = None

    def compose(self) -> ComposeResult:
        """Hold the sign, the text and what is wrong with it."""
        self._slash.show([Piece("/", "key")])
        yield self._slash
        yield self._field
        yield self._wrong

    def put(self, where: str, *, shown: bool = True) -> None:
        """Show the filter that is in force (or keep it unseen), unless it is being changed."""
        if self.editing:
            return
        with self.prevent(Input.Changed):
            self._field.value = where
        self.set_class(shown and bool(where), "-shown")
        self._mark(None)

    def open(self) -> None:
        """Let the person change the filter."""
        self._before = self._field.value
        self.editing = True
        self.add_class("-shown")
        self._field.can_focus = True
        self.screen.set_focus(self._field)  # at once: the next key is already on its way
        with self.prevent(Input.Changed):
            self._field.value = f"{self._before} " if self._before else ""
        self._field.cursor_position = len(self._field.value)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Look at the text at once, and let the list follow once typing rests."""
        event.stop()
        wrong = self._check(event.value)
        self._mark(wrong)
        if self._resting:
            self._resting.stop()
        if wrong is None:
            self._resting = self.set_timer(REST, lambda: self._follow(event.value.strip()))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Keep the filter and go to the list, unless it cannot be read."""
        event.stop()
        if self._check(event.value) is None:
            self._leave(event.value.strip())

    @on(FilterField.Left)
    def _left(self, event: FilterField.Left) -> None:
        """Leave the bar, with the filter of now or the one from before."""
        event.stop()
        good = event.keep and self._check(self._field.value) is None
        self._leave(self._field.value.strip() if good else self._before)

    def _leave(self, where: str) -> None:
        if self._resting:
            self._resting.stop()
        self._follow(where)
        self.editing = False
        self._field.can_focus = False
        self._mark(None)
        self.post_message(self.Closed(where))

    def _follow(self, where: str) -> None:
        self.post_message(self.Changed(where))

    def _mark(self, wrong: tuple[str, int, int] | None) -> None:
        self._underline.span = wrong[1:] if wrong else None
        self._wrong.show([Piece(f" {safe(wrong[0])}", "late")] if wrong else [])
        self._field.refresh()
