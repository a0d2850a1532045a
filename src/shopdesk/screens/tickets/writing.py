"""Writing an answer or a note under the conversation: it is kept as it is typed.

An answer goes only by F2 or F8. What was begun is in the store, key by key, until it has gone:
esc, a dropped line or a dead machine lose nothing.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Final, cast

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from shopdesk.locale import N_, _, ngettext
from shopdesk.screens.dialogs.spread import Spread
from shopdesk.screens.tickets import calls, sheets
from shopdesk.screens.tickets.beside import Beside, OrderBeside, beside, paper_of
from shopdesk.screens.tickets.bubbles import bubbles
from shopdesk.screens.tickets.calls import Wish
from shopdesk.screens.tickets.talk import Bubble, Talk
from shopdesk.text import safe
from shopdesk.widgets.action import Action
from shopdesk.widgets.line import Line, Piece
from shopdesk.widgets.paper import Paper
from shopdesk.widgets.record_panel import RecordPanel

if TYPE_CHECKING:
    from textual.timer import Timer
    from textual.widgets import TextArea

    from shopdesk.screens.tickets.calls import Opened

LONGEST: Final = 60_000
"""Characters of an answer."""
KEPT: Final = 0.3
"""Seconds after a key until what stands there is kept."""
WATCH: Final = 30.0
"""Seconds between two looks at who else has the ticket open."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What was written and kept: on which tickets, and whether the next one is wanted."""

    tickets: tuple[int, ...]
    body: str
    on: bool = False


class Writing(Spread[Sent]):
    """A text on one ticket, or on several that are marked. Its answer says what was kept."""

    KIND: ClassVar[str] = ""
    PLACE = "writing"
    CSS_PATH = "../tickets.tcss"
    ACTIONS: ClassVar[Sequence[Action]] = (
        Action("other_side", "ctrl+o", N_("Conversation"),
               N_("Read up in it, or go back to the text")),
    )  # fmt: skip

    def __init__(self, wish: Wish) -> None:
        super().__init__(self.headline(wish))
        self.wish = wish
        self.seen = _newest(wish.opened)
        self._under_way = False
        self._keeping: Timer | None = None

    def headline(self, wish: Wish) -> str:
        """Return what stands over the box."""
        raise NotImplementedError

    def lists(self) -> ComposeResult:
        """Yield the conversation with its order, the text, and what is wrong with it."""
        from textual.widgets import TextArea  # a text editor is slow to load

        yield Line(id="writing-others")
        with Horizontal(id="over"):
            yield Talk(id="writing-talk")
            yield OrderBeside(id="writing-order")
        yield Line(id="writing-facts")
        start = safe(self.wish.start, LONGEST, lines=True)
        yield TextArea(start, id="text", tab_behavior="focus")
        yield Static(id="wrong")

    def on_mount(self) -> None:
        """Begin at the end of the text; the conversation stands at its newest message."""
        self.set_class(self.KIND == "note", "-note")
        self.field.focus()
        self.field.move_cursor(self.field.document.end)
        self.call_after_refresh(self._draw)
        if self.wish.other:
            self.say(_("A draft of the other kind waits on this ticket; typing here replaces it."))
        if len(self.wish.tickets) == 1:
            self._watch()
            self.set_interval(WATCH, self._watch)
        self.offer()

    @property
    def field(self) -> "TextArea":
        """The field of the text."""
        return cast("TextArea", self.query_one("#text"))

    @property
    def text(self) -> str:
        """What is written."""
        return self.field.text.strip()

    @property
    def ticket(self) -> int:
        """The first of the tickets."""
        return self.wish.tickets[0]

    # What is shown

    def _draw(self) -> None:
        talk, clock = self.query_one(Talk), self.house.clock
        if (opened := self.wish.opened) is not None:
            talk.show_bubbles(bubbles(opened, clock, draft=False))
            if self.query_one("#writing-order").display:
                self.house.ask(beside, self.ticket, then=self._beside, slot="writing-order")
        else:
            paper = Paper().line("\n".join(self.wish.names.values()))
            talk.show_bubbles([Bubble("system", paper)])
        self.draw_facts()

    def _beside(self, found: Beside) -> None:
        if self.is_attached:
            panel = self.query_one("#writing-order", RecordPanel)
            panel.show(paper_of(found, self.house.clock))

    def draw_facts(self) -> None:
        """Draw the line over the text."""
        wish = self.wish
        n = len(wish.tickets)
        left = [Piece(" " + ngettext("{n} ticket", "{n} tickets", n).format(n=n), "dim")]
        if wish.opened is not None:
            left = sheets.facts(wish.opened.card.row, max(20, self.size.width - 40))
        self.query_one("#writing-facts", Line).show(left, self.beside_facts())

    def beside_facts(self) -> list[Piece]:
        """Return what stands on the right over the text."""
        return []

    def say(self, text: str) -> None:
        """Say what is wrong under the text."""
        self.query_one("#wrong", Static).update(Content(safe(text, 600)))

    def look_again(self) -> None:
        """The store changed: show what was said meanwhile."""
        if self.wish.opened is not None and not self._under_way:
            self.house.ask(calls.opened, self.ticket, then=self._again, slot="writing")

    def _again(self, opened: "Opened") -> None:
        if self.is_attached and _newest(opened) != _newest(self.wish.opened):
            self.wish = replace(self.wish, opened=opened)
            self._draw()

    def _watch(self) -> None:
        self.house.write(calls.others, self.ticket, then=self._others)

    def _others(self, names: Sequence[str]) -> None:
        if self.is_attached:
            line = self.query_one("#writing-others", Line)
            line.set_class(bool(names), "-here")
            said = _("{names}: has this ticket open too").format(names=", ".join(names))
            line.show([Piece(f" ! {said}", "late")])

    # Keeping

    def on_text_area_changed(self) -> None:
        """Keep what stands there, soon."""
        if self._keeping is None and not self._under_way:
            self._keeping = self.set_timer(KEPT, self._keep)

    def _keep(self) -> None:
        self._keeping = None
        if not self._under_way:
            self.house.write(calls.keep_draft, self.ticket, self.KIND, self.field.text)

    def do_leave(self) -> None:
        """Leave; what was written stays a draft."""
        self._stop_keeping()
        self._keep()
        if self.text:
            self.house.tell(_("Kept as a draft; the same key goes on with it."))
        self.dismiss(None)

    def _stop_keeping(self) -> None:
        if self._keeping is not None:
            self._keeping.stop()
            self._keeping = None

    # Sending

    def do_send(self) -> None:
        """Let it go."""
        self._send(on=False)

    def do_send_on(self) -> None:
        """Let it go, and read the next ticket."""
        self._send(on=True)

    def _send(self, *, on: bool) -> None:
        if self._under_way:
            return
        if not self.text:
            self.say(_("Nothing is written yet."))
        else:
            self.asked(partial(self._go, on=on))

    def asked(self, go: Callable[[], None]) -> None:
        """Go on, after asking where that is due."""
        go()

    def _go(self, *, on: bool) -> None:
        self._under_way = True
        self._stop_keeping()
        body = self.text
        self.act(body, partial(self._sent, body, on))

    def act(self, body: str, then: Any) -> None:
        """Do what F2 stands for; a refusal goes to ``refused``."""
        raise NotImplementedError

    def _sent(self, body: str, on: bool, _change: Any) -> None:  # noqa: FBT001 - a partial's own
        if self.is_attached:
            self.dismiss(Sent(self.wish.tickets, body, on))

    def refused(self, text: str) -> None:
        """Say why it cannot go; what came meanwhile is seen now, and may be answered so."""
        self._under_way = False
        self._keep()
        if self.is_attached:
            self.say(text)
            then = partial(self._caught_up, text)
            self.house.ask(calls.opened, self.ticket, then=then, slot="writing")

    def _caught_up(self, text: str, opened: "Opened") -> None:
        if self.is_attached and self.seen != (newest := _newest(opened)):
            self.seen = newest
            self.say(f"{text} " + _("F2 sends it all the same."))
            self._again(opened)

    def do_other_side(self) -> None:
        """Go to the conversation, or back to the text."""
        talk = self.query_one(Talk)
        (self.field if talk.has_focus else talk).focus()


def _newest(opened: "Opened | None") -> int | None:
    """Return the newest message of a conversation."""
    return max((one.id for one in opened.card.messages), default=0) if opened else None
