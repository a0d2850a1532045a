"""The Outbox room itself: what waits for a look, what goes, and what became of it."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import ComposeResult
from textual.containers import Horizontal

from shopdesk.locale import N_, _
from shopdesk.screens.dialogs.reader import Reader
from shopdesk.screens.listing import Listing
from shopdesk.screens.outbox import calls, sheets
from shopdesk.screens.outbox.actions import ACTIONS
from shopdesk.screens.outbox.columns import MessageLine, columns
from shopdesk.screens.outbox.verbs import OutboxVerbs
from shopdesk.screens.view_strip import View, ViewStrip, beside, nothing_in
from shopdesk.widgets.grid import Grid
from shopdesk.widgets.line import Line, Piece
from shopdesk.widgets.record_panel import RecordPanel
from shopdesk.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shopdesk.services.messages import MessageRow
    from shopdesk.widgets.action import Action

OPEN: Final = ("review", "blocked", "queued", "held", "sending", "unsure", "failed")
"""Kinds of messages that are not over."""
ROOMY: Final = 110
"""Cells from which the top line has room for a sentence."""
VIEWS: Final = (
    View("review", N_("To review"), "@review", always=True),
    View("blocked", N_("Blocked"), "@blocked", pressing=True),
    View("open", N_("Not over"), "@open", OPEN, always=True),
    View("queued", N_("To send"), "@queued"),
    View("unsure", N_("Unsure"), "@unsure", pressing=True),
    View("failed", N_("Failed"), "@failed", pressing=True),
    View("held", N_("Held"), "@held"),
    View("sent", N_("Sent"), "@sent", always=True),
    View("copied", N_("Copied"), "@copied"),
    View("dropped", N_("Dropped"), "@dropped"),
)  # fmt: skip


class OutboxDesk(OutboxVerbs):
    """What customers are told, before it goes and after."""

    DIGIT, NAME, PLACE = "Q", N_("Outbox"), "outbox"
    SENTENCE = N_("Messages to customers: to review, to send, to copy, and what became of them.")
    DEFAULT_CSS = """
    OutboxDesk #desk { height: 1fr; }
    OutboxDesk #desk > Grid { width: 1fr; }
    OutboxDesk RecordPanel { width: 44; display: none; }
    OutboxDesk.-normal RecordPanel { display: block; }
    OutboxDesk.-wide RecordPanel { display: block; width: 72; }
    """
    ACTIONS: ClassVar["Sequence[Action]"] = ACTIONS

    def __init__(self) -> None:
        super().__init__()
        self._messages: Listing[MessageLine] = Listing()
        self._counts: Mapping[str, int] = {}
        self._view, self._words = VIEWS[0].where, ""
        self.ready = False

    def body(self) -> ComposeResult:
        """Yield the views, the list, and the message under the cursor beside it."""
        yield ViewStrip(id="views")
        with Horizontal(id="desk"):
            yield Grid(
                self._messages, columns(self.house.clock), sort="rank",
                sentences=self._sentences(), id="messages",
            )  # fmt: skip
            yield RecordPanel()

    def _sentences(self) -> tuple[str, str, str]:
        yet = _("Nothing was written yet. R says which message goes when.")
        none = _("No message matches. esc takes the filter away.")
        if not self._words:
            none = nothing_in(VIEWS, self._view, none)
        return yet, none, _("Loading…")

    @property
    def grid(self) -> "Grid[MessageLine]":
        """The list."""
        return self.query_one("#messages", Grid)

    @property
    def here(self) -> "MessageRow | None":
        """The message under the cursor."""
        return self.grid.row.message if self.grid.row else None

    def on_mount(self) -> None:
        """Draw the shell; the rows come with the first look."""
        self.grid.focus()
        self._show()

    def reload(self) -> None:
        """Ask for the messages again."""
        self.house.ask(calls.room, then=self._take, slot="outbox")

    def _take(self, room: calls.Room) -> None:
        first = self._messages.rows is None
        self.grid.exists = bool(room.rows)
        self._messages.rows = [MessageLine(row.id, row) for row in room.rows]
        self._counts, self.ready = room.counts, room.ready
        self._show() if first else self.grid.reload()
        self._draw_strip()
        roomy = self.size.width >= ROOMY and not room.ready
        said = _("no mail server is set · , sets it") if roomy else ""
        self.query_one("#top", Line).show(right=[Piece(f"{said} ", "dim")])
        self.offer()

    def _show(self) -> None:
        self.grid.sentences = self._sentences()
        self.grid.load(" ".join(filter(None, (self._view, self._words))))
        self._draw_strip()

    def _draw_strip(self) -> None:
        self.query_one(ViewStrip).offer(
            VIEWS, self._counts, self._view, lambda view: self.filter(view.where),
            more=self.do_next_view,
        )  # fmt: skip

    def filter(self, where: str) -> None:
        """Show the messages that words find; a view is such a word."""
        views = [view.where for view in VIEWS]
        told = where.split()
        self._view = next((word for word in told if word in views), "@every")
        self._words = " ".join(word for word in told if word not in views)
        self._show()

    def views_by_name(self) -> Mapping[str, Callable[[], None]]:
        """Return the views of the strip for the palette."""
        return {view.said: partial(self.filter, view.where) for view in VIEWS}

    def show_record(self, record: int) -> None:
        """Show one message whole."""
        self.house.ask("messages.show", record, then=self._open, slot="outbox-record")

    def marked(self) -> int:
        """Return how many messages are marked."""
        return len(self.grid.marks)

    def progressed(self) -> None:
        """Show how far the long work is, in the status line."""
        self.query_one(StatusLine).tell(self.grid, self.progress())

    def on_grid_moved(self) -> None:
        """Tell where the cursor is, and what its message says."""
        self.at(self.grid)
        self.offer()
        panel = self.query_one(RecordPanel)
        if self.here is None:
            panel.clear()
        else:
            panel.show(sheets.whole(self.here, self.house.clock))

    def on_grid_changed(self) -> None:
        """Tell what is marked."""
        self.on_grid_moved()
        self.progressed()

    def on_grid_opened(self, message: Grid.Opened) -> None:
        """Show the message whole."""
        self._open(message.row.message)

    def _open(self, row: "MessageRow") -> None:
        title = _("Message {n} · order {number}").format(n=row.id, number=row.order)
        self.app.push_screen(Reader(title, sheets.whole(row, self.house.clock)))

    def no_row(self) -> str | None:
        """Return why there is no message to speak of, or None."""
        return None if self.grid.row else _("There is no message here.")

    def do_next_view(self) -> None:
        """Show the next view."""
        self._turn(1)

    def do_last_view(self) -> None:
        """Show the view before."""
        self._turn(-1)

    def _turn(self, by: int) -> None:
        known = [view for view in VIEWS if view.always or view.count(self._counts)]
        self.filter(f"{beside(known, self._view, by).where} {self._words}")

    def _chosen(self, ids: "Sequence[int]") -> "list[MessageRow]":
        wanted = set(ids)
        return [line.message for line in self._messages.rows or () if line.id in wanted]

    def do_step_back(self) -> None:
        """Take back the marks, else the words, else go to the desk before."""
        if self.grid.step_back():
            return
        if self._words:
            self.filter(self._view)
        else:
            self.house.back()
