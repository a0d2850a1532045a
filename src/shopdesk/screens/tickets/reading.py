"""How one looks at tickets: the list, the conversation beside it, the order, and one ticket whole.

Enter opens the conversation over the whole screen; the same keys do the same things there, but
only to that ticket, which stays in front until somebody moves on, wherever its row went.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from shopdesk.locale import _, ngettext
from shopdesk.screens.grid_desk import GridDesk
from shopdesk.screens.source import Rows
from shopdesk.screens.tickets import calls, sheets
from shopdesk.screens.tickets.beside import Beside, OrderBeside, beside, paper_of
from shopdesk.screens.tickets.bubbles import bubbles
from shopdesk.screens.tickets.calls import Opened
from shopdesk.screens.tickets.talk import Talk
from shopdesk.screens.view_strip import ViewStrip
from shopdesk.screens.viewing import Viewed
from shopdesk.tickets import name_of
from shopdesk.widgets.filter_bar import FilterBar
from shopdesk.widgets.grid import Grid
from shopdesk.widgets.line import Line, Piece
from shopdesk.widgets.record_panel import RecordPanel

if TYPE_CHECKING:
    from shopdesk.services.tickets.rows import TicketRow
    from shopdesk.widgets.action import Action

NEWEST: Final = 30
"""Messages that are drawn beside the list; whoever reads a ticket whole sees all."""
WATCH: Final = 30.0
"""Seconds between two looks at who else has the ticket open."""


class TicketReading(GridDesk):
    """The three panes of the desk, and the ticket that is read whole."""

    DEFAULT_CSS = """
    TicketReading #conversation { width: 1fr; display: none; border-left: solid $panel; }
    TicketReading #conversation Line { background: $surface; }
    TicketReading #conversation #others { background: $error-muted; display: none; }
    TicketReading #conversation #others.-here { display: block; }
    TicketReading #talk { display: block; width: 1fr; height: 1fr; border-left: none; }
    TicketReading #order-beside { display: none; width: 46; }
    TicketReading.-normal #conversation, TicketReading.-wide #conversation { display: block; }
    TicketReading.-wide #order-beside { display: block; width: 52; }
    TicketReading.-whole #conversation { display: block; border-left: none; }
    TicketReading.-whole #desk > Grid, TicketReading.-whole #views,
    TicketReading.-whole FilterBar { display: none; }
    TicketReading.-whole.-normal #order-beside { display: block; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._held: int | None = None
        self._stays = False
        self.opened: Opened | None = None
        self.beside: Beside | None = None

    def body(self) -> ComposeResult:
        """Yield the views, the filter, the list, the conversation, and its order."""
        yield ViewStrip(id="views")
        yield FilterBar(self.grammar).like(_("words, T-12, state:open, is:late …"))
        with Horizontal(id="desk"):
            yield Grid[Any](
                Rows(self.house, self.AREA), self.columns(), sort=self.SORT,
                sentences=self.sentences(), id=self.AREA,
            )  # fmt: skip
            with Vertical(id="conversation"):
                yield Line(id="ticket-here")
                yield Line(id="ticket-facts")
                yield Line(id="others")
                yield Talk(id="talk")
            yield OrderBeside(id="order-beside")

    def on_mount(self) -> None:
        """Look now and then at who else has the ticket open."""
        self.set_interval(WATCH, self._watch)

    @property
    def talk(self) -> Talk:
        """The conversation."""
        return self.query_one("#talk", Talk)

    @property
    def whole(self) -> bool:
        """Whether one ticket fills the screen."""
        return self._held is not None

    @property
    def here_id(self) -> int | None:
        """The ticket that is read whole, or the one under the cursor."""
        return self._held if self.whole else (row.id if (row := self.grid.row) else None)

    @property
    def here(self) -> "TicketRow | None":
        """The row of that ticket, as far as it is at hand."""
        if self.opened is not None and self.whole and self.opened.card.row.id == self._held:
            return self.opened.card.row
        row = self.grid.row
        return None if self.whole and (row is None or row.id != self._held) else row

    def marked(self) -> int:
        """Return how many tickets are marked; while one is read whole only that one counts."""
        return 0 if self.whole else super().marked()

    def chosen(self, answer: Callable[[Sequence[int]], None]) -> None:
        """Name the tickets that an action works on."""
        if self._held is not None:
            answer([self._held])
        else:
            self.grid.chosen(answer)

    def perform(self, action: "Action") -> None:
        """Do the action; what is read whole waits for no list."""
        if self.whole:
            Viewed.perform(self, action)
        else:
            super().perform(action)

    # One ticket whole

    def on_grid_opened(self, message: Grid.Opened) -> None:
        """Read the ticket whole."""
        self.show_record(message.row.id)

    def show_record(self, record: int) -> None:
        """Read one ticket whole, by its number."""
        self._leave_watch()
        self._held, self._shown, self.opened = record, None, None
        self.query_one("#others", Line).set_class(False, "-here")  # noqa: FBT003 - Textual's form
        self.add_class("-whole")
        self.talk.focus()
        self.call_after_refresh(self._follow)
        self._watch()

    def leave_whole(self) -> bool:
        """Go back to the list; tells whether a ticket was read whole."""
        if not self.whole:
            return False
        self._leave_watch()
        self._held, self._shown = None, None
        self.remove_class("-whole")
        self.set_focus(self.grid)  # at once: it must not take the keys from the filter
        self.call_after_refresh(self._follow)
        self.call_after_refresh(self.draw_strip)  # nobody knew its width while it was hidden
        return True

    def on_talk_turned(self, message: Talk.Turned) -> None:
        """Read the next ticket of the list, or the one before."""
        self.turn(message.by)

    def turn(self, by: int) -> None:
        """Read the ticket so many rows on; where it left the list, the next stands in its place."""
        row, here = self.grid.row, self.here_id
        if by < 0 or (row is not None and row.id == here):
            self.grid.move(self.grid.cursor + by)
        row = self.grid.row
        if row is None or row.id == here:
            self.tell(_("There is no other ticket in this list."))
        else:
            self.show_record(row.id)

    def begin(self) -> None:
        """Show the list; a ticket that is read whole already stays in front."""
        with self._staying():
            super().begin()

    def settle(self) -> None:
        """Look at the filter in force; a ticket that is read whole stays in front."""
        with self._staying():
            super().settle()

    def filter(self, where: str) -> None:
        """Show the tickets that a filter matches: that is a list."""
        if not self._stays:
            self.leave_whole()
        super().filter(where)

    @contextmanager
    def _staying(self) -> Iterator[None]:
        before, self._stays = self._stays, True
        yield
        self._stays = before

    # What follows the cursor

    def reload(self) -> None:
        """Ask for everything again, the ticket in front too."""
        super().reload()
        if self.whole:
            self.call_later(self._follow)

    def _follow(self) -> None:
        self.offer()
        ticket = self.here_id
        if ticket is None:
            self._clear()
        elif self.query_one("#conversation").display:
            wanted = (ticket, self._reloads)
            if self._shown != wanted:
                then = partial(self._take_ticket, wanted)
                self.house.ask(
                    calls.opened, ticket, then=then, slot=(self.PLACE, "panel"), failed=self._lost
                )
        else:
            self.opened = None

    def _clear(self) -> None:
        self.opened = self.beside = self._shown = None
        self.talk.clear()
        self.query_one("#order-beside", RecordPanel).clear()
        for line in ("#ticket-here", "#ticket-facts"):
            self.query_one(line, Line).show([], [])

    def _lost(self) -> None:
        """A ticket that is gone is not read."""
        self.call_later(self.leave_whole)

    def _take_ticket(self, wanted: tuple[int, int], opened: Opened) -> None:
        fresh = self._shown is None or self._shown[0] != wanted[0]
        self._shown, self.opened = wanted, opened
        row = opened.card.row
        if fresh and self.whole:
            self.house.opened(self.PLACE, row.id, name_of(row.id))
        self._draw_head()
        newest = None if self.whole else NEWEST
        self.talk.show_bubbles(bubbles(opened, self.house.clock, newest=newest))
        panel = self.query_one("#order-beside", RecordPanel)
        if panel.display:
            then = partial(self._take_beside, wanted)
            self.house.ask(beside, row.id, then=then, slot="order-beside")
        self.offer()

    def _take_beside(self, wanted: tuple[int, int], found: Beside) -> None:
        if wanted[0] == self.here_id:
            self.beside = found
            self.query_one("#order-beside", RecordPanel).show(paper_of(found, self.house.clock))

    def _draw_head(self) -> None:
        if self.opened is None:
            return
        row, width = self.opened.card.row, self.talk.size.width or self.size.width
        left, right = sheets.head(row, self.house.clock, width)
        self.query_one("#ticket-here", Line).show(left, right)
        self.query_one("#ticket-facts", Line).show(sheets.facts(row, width))

    # Who else has it open

    def _watch(self) -> None:
        if self._held is not None and getattr(self.app, "desk", None) is self:
            self.house.write(calls.others, self._held, then=partial(self._others, self._held))

    def _leave_watch(self) -> None:
        if self._held is not None:
            self.house.write(calls.gone, self._held)

    def _others(self, ticket: int, names: Sequence[str]) -> None:
        if ticket != self._held:
            return
        line = self.query_one("#others", Line)
        line.set_class(bool(names), "-here")
        said = ngettext("{names} has it open too", "{names} have it open too", len(names))
        line.show([Piece(f" ! {said.format(names=', '.join(names))}", "late")] if names else [])

    # Ways out

    def do_step_back(self) -> None:
        """Go back to the list first."""
        if not self.leave_whole():
            super().do_step_back()

    def do_filter(self) -> None:
        """Go back to the list, and let the person type a filter."""
        self.leave_whole()
        super().do_filter()

    def do_next_view(self) -> None:
        """Go back to the list, and show the next view."""
        self.leave_whole()
        super().do_next_view()

    def do_last_view(self) -> None:
        """Go back to the list, and show the view before."""
        self.leave_whole()
        super().do_last_view()

    def do_views(self) -> None:
        """Go back to the list, and show the saved views."""
        self.leave_whole()
        super().do_views()
