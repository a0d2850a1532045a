"""The filter bar: one line of the filter language, completed and checked as one types."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar, Protocol

from rich.cells import cell_len
from rich.highlighter import Highlighter
from rich.style import Style
from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Input

from shopdesk.locale import _
from shopdesk.text import safe
from shopdesk.widgets.field import Field
from shopdesk.widgets.line import Line, Piece
from shopdesk.widgets.offers import Choice, Offers

if TYPE_CHECKING:
    from textual.timer import Timer

REST = 0.15
"""Seconds that typing must rest before the list follows."""
PAUSE = 0.6
"""The same where a completion is offered: half a field's name is not yet a word to look for."""
SLASH = 2
"""Cells before the text."""


Left = Callable[[str, bool], None]
"""Hears which filter is to be in force, and whether it was typed and is wanted, not given up."""


class Spoken(Protocol):
    """A filter language: all that the bar knows of the desk it belongs to."""

    def check(self, text: str) -> tuple[str, int, int] | None:
        """Return what is wrong with a filter and the columns to underline, or None."""

    def offers(self, text: str, cursor: int, *, asked: bool = False) -> Sequence[Choice]:
        """Return how the text may go on at the cursor; when asked, also where nothing is typed."""


class _Underline(Highlighter):
    """Underlines the part of the text that cannot be read."""

    def __init__(self) -> None:
        self.span: tuple[int, int] | None = None
        self.style = Style(underline=True)

    def highlight(self, text: Text) -> None:
        if self.span:
            text.stylize(self.style, *self.span)


class FilterField(Field):
    """The input of the bar. The bar hears some keys first, and says whether it took them."""

    def __init__(self, heard: Callable[[str], bool], underline: _Underline) -> None:
        super().__init__(
            placeholder=_("words, status:to_pack, total>100k, placed:today …"),
            highlighter=underline,
            select_on_focus=False,
            id="filter",
        )
        self._heard = heard

    async def on_key(self, event: events.Key) -> None:
        """Let the bar have its keys."""
        if self._heard(event.key):
            event.stop()
            event.prevent_default()


class FilterBar(Vertical):
    """Shows the filter in force; ``open`` lets a person change it."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"filter--wrong"}
    DEFAULT_CSS = """
    FilterBar { height: 1; background: $panel; }
    FilterBar.-named FilterField { color: $text-muted; }
    FilterBar > .filter--wrong {
        background: $panel; color: $text-error; text-style: bold underline;
    }
    FilterBar #typed { height: 1; }
    FilterBar #slash { width: 2; }
    FilterBar FilterField, FilterBar FilterField:focus {
        width: 1fr; height: 1; border: none; padding: 0; background: $panel; min-width: 10;
    }
    """

    class Changed(Message):
        """Another filter is to be in force."""

        def __init__(self, where: str) -> None:
            self.where = where
            super().__init__()

    def __init__(self, language: Spoken) -> None:
        super().__init__()
        self.language = language
        self.past: Sequence[str] = ()
        """Filters from before, the newest first."""
        self.left: Left = lambda _where, _kept: None
        """Called at once when the person is done: the next key is meant for the list."""
        self.editing = False
        """The keys go into the bar."""
        self._underline = _Underline()
        self._field = FilterField(self._hear, self._underline)
        self._field.can_focus = False
        self._offers = Offers(self._put)
        self._before = self._fresh = self._seen = ""
        self._at: int | None = None
        self._resting: Timer | None = None

    def compose(self) -> ComposeResult:
        """Hold the sign, the text, and what drops down below it."""
        slash = Line(id="slash")
        slash.show([Piece("/", "key")])
        with Horizontal(id="typed"):
            yield slash
            yield self._field
        yield self._offers

    def like(self, example: str) -> "FilterBar":
        """Show this while nothing is typed: filters as the area takes them."""
        self._field.placeholder = safe(example)
        return self

    # Opening and leaving

    def put(self, where: str, *, named: bool = False) -> None:
        """Show the filter that is in force, unless it is being changed; one with a name is dim."""
        if not self.editing:
            self._write(where, len(where))
            self.set_class(named, "-named")

    def open(self) -> None:
        """Let the person change the filter."""
        self._before = self._field.value.strip()
        self._fresh = f"{self._before} " if self._before else ""
        self._at = None
        self.editing = True
        self.remove_class("-named")
        self._field.can_focus = True
        self.screen.set_focus(self._field)  # at once: the next key is already on its way
        self._write(self._fresh, len(self._fresh))

    def _keep(self) -> None:
        """Keep the filter and go to the list, unless it cannot be read."""
        if self.language.check(self._field.value) is None:
            self._leave(self._field.value.strip(), kept=True)

    def on_descendant_blur(self) -> None:
        """Keep what was typed when the person clicks elsewhere; a terminal out of sight waits."""
        if self.editing and self.app.app_focus and self.screen is self.app.screen:
            self._leave_as_it_is()

    def _leave_as_it_is(self) -> None:
        good = self.language.check(self._field.value) is None
        self._leave(self._field.value.strip() if good else self._before, kept=good)

    def _leave(self, where: str, *, kept: bool) -> None:
        if self._resting:
            self._resting.stop()
        self.editing = False
        self._field.can_focus = False
        self._clear()
        self.left(where, kept)

    # Keys

    def _hear(self, key: str) -> bool:
        """Do what the key means here; tells whether it meant anything."""
        if self._field.value != self._seen:
            self._look()  # keys typed ahead overtook the message that the text changed
        steps = {"up": -1, "down": 1}
        if key == "escape":
            self._leave(self._before, kept=False)
        elif key in {"tab", "shift+tab"}:
            self._complete()
        elif key in steps and self._offers.choices:
            self._offers.move(steps[key])
        elif key in steps and self._remember(steps[key]):
            pass
        elif key == "down":
            self._leave_as_it_is()
        elif key == "enter" and self._offers.chosen is not None:
            self._put(self._offers.choices[self._offers.chosen])
        elif key == "enter":
            self._keep()
        else:
            return key == "up"
        return True

    def _complete(self) -> None:
        """Take the chosen completion, else the first; where nothing drops down, ask for some."""
        if not self._offers.choices:
            cursor = self._field.cursor_position
            found = self.language.offers(self._field.value, cursor, asked=True)
            self._drop(found)
            if len(found) != 1:
                return
        self._put(self._offers.choices[self._offers.chosen or 0])

    def _put(self, choice: Choice) -> None:
        """Put the choice where it belongs, and go on from there."""
        value, cursor = choice.put(self._field.value)
        self._write(value, cursor)
        self._look()

    def _remember(self, step: int) -> bool:
        """Show an older or newer filter, as long as nothing was typed over it."""
        at = -1 if self._at is None else self._at
        shown = self._fresh if at < 0 else self.past[at]
        if self._field.value not in {shown, ""} or not -1 <= at - step < len(self.past):
            return False
        self._at = at - step
        value = self._fresh if self._at < 0 else self.past[self._at]
        self._write(value, len(value))
        self._look(offer=False)
        return True

    # What is typed

    def on_input_changed(self, event: Input.Changed) -> None:
        """Look at the text at once."""
        event.stop()
        if self._field.value != self._seen:
            self._look()

    def _look(self, *, offer: bool = True) -> None:
        """Check and complete the text, and let the list follow once typing rests."""
        text, cursor = self._field.value, self._field.cursor_position
        self._seen = text
        wrong = self.language.check(text)
        self._mark(wrong[1:] if wrong else None)
        choices = self.language.offers(text, cursor) if offer else ()
        if choices or wrong is None:
            self._drop(choices)
        else:
            self._offers.complain(wrong[0], at=self._cell(wrong[1]))
        if self._resting:
            self._resting.stop()
        if wrong is None:
            rest = PAUSE if choices else REST
            self._resting = self.set_timer(rest, lambda: self._follow(text.strip()))

    def _follow(self, where: str) -> None:
        if self.editing:
            self.post_message(self.Changed(where))

    def suggest(self, choices: Sequence[Choice], heading: str) -> None:
        """Offer other words for what found nothing, unless the text goes on anyway."""
        if self.editing and not self._offers.choices and choices:
            self._drop(choices, heading)

    def _drop(self, choices: Sequence[Choice], heading: str = "") -> None:
        at = self._cell(choices[0].start) if choices else 0
        self._offers.offer(choices, at=at, heading=heading)

    def _cell(self, column: int) -> int:
        """Return the cell of the bar below which this column of the text stands."""
        left = self._field.scroll_offset.x
        return max(0, SLASH + cell_len(self._field.value[:column]) - left - 1)

    def _write(self, value: str, cursor: int) -> None:
        with self.prevent(Input.Changed):
            self._field.value = value
        self._field.cursor_position = cursor
        self._seen = value
        self._clear()

    def _clear(self) -> None:
        self._mark(None)
        self._offers.clear()

    def _mark(self, span: tuple[int, int] | None) -> None:
        self._underline.span = span
        if span:
            self._underline.style = self.get_component_rich_style("filter--wrong")
        self._field.refresh()
