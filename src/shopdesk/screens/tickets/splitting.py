"""Choosing the messages of a ticket that get a ticket of their own."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult

from shopdesk.clock import Clock
from shopdesk.locale import N_, _
from shopdesk.screens.dialogs.ask import Answers, Ask, Question
from shopdesk.screens.dialogs.spread import Spread
from shopdesk.screens.listing import Listing
from shopdesk.tickets import name_of
from shopdesk.widgets.action import Action
from shopdesk.widgets.columns import Column
from shopdesk.widgets.grid import Grid
from shopdesk.widgets.line import Line, Piece

if TYPE_CHECKING:
    from shopdesk.services.tickets.rows import TalkRow, TicketCard


@dataclass(frozen=True, slots=True)
class Splitting:
    """Which messages go, and what the new ticket is about."""

    messages: tuple[int, ...]
    subject: str


@dataclass(frozen=True, slots=True)
class Spoken:
    """A message as a line of the list."""

    id: int
    talk: "TalkRow"
    key: tuple[()] = ()

    @property
    def words(self) -> str:
        """What a filter looks in."""
        return self.talk.body


class SplitDialog(Spread[Splitting]):
    """Lists the messages; space marks those that go."""

    PLACE = "split"
    DEFAULT_CSS = """
    SplitDialog #rows { height: 1fr; }
    """
    ACTIONS: ClassVar[Sequence[Action]] = (
        Action("split", "a", N_("Split off"), N_("Give the marked messages a ticket of their own"),
               "marks", footer=True, writes=True),
    )  # fmt: skip

    def __init__(self, card: "TicketCard", clock: Clock) -> None:
        super().__init__(_("Split {ticket}").format(ticket=name_of(card.row.id)))
        self._card, self._clock = card, clock
        self._talk: Listing[Spoken] = Listing()
        self._talk.rows = [Spoken(one.id, one) for one in card.messages]

    def lists(self) -> ComposeResult:
        """Yield what to do, and the messages."""
        top = Line(id="split-about")
        top.show([Piece(" " + _("space marks the messages that go, a splits them off"), "dim")])
        yield top
        columns = (
            Column("at", _("When"), lambda m: self._clock.show(m.talk.at), 12, 2),
            Column("who", _("Who"), lambda m: m.talk.author or m.talk.from_address, 14, 3),
            Column("body", _("Text"), lambda m: " ".join(m.talk.body.split()), 20, 1, grow=True),
        )
        yield Grid(self._talk, columns, sort="id", sentences=("", "", ""), id="rows")

    def on_mount(self) -> None:
        """Show the list."""
        self.grid.load("", "id")
        self.grid.focus()
        self.offer()

    @property
    def grid(self) -> "Grid[Spoken]":
        """The messages."""
        return self.query_one("#rows", Grid)

    def do_split(self) -> None:
        """Ask what the new ticket is about."""
        self.grid.chosen(self._ask)

    def _ask(self, ids: Sequence[int]) -> None:
        subject = Question("subject", _("Subject"), self._card.row.subject, needed=True)

        def answered(answers: Answers | None) -> None:
            if answers is not None:
                self.dismiss(Splitting(tuple(ids), answers["subject"]))

        self.app.push_screen(Ask(_("Its subject"), [subject], button=_("Split off")), answered)
