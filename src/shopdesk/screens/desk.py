"""What every desk is: a screen with a top line, a status line, a footer, and declared actions."""

from collections.abc import Sequence
from typing import Any, ClassVar, cast

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.screen import Screen

from shopdesk.locale import _
from shopdesk.screens.house import House
from shopdesk.widgets.action import N_, Action, Acts
from shopdesk.widgets.action_bar import ActionBar
from shopdesk.widgets.grid import Grid
from shopdesk.widgets.line import Line, Piece
from shopdesk.widgets.status_line import StatusLine, describe, place


class Desk(Acts, Screen[None]):
    """A screen of the workstation. A subclass says what it shows and what can be done there."""

    DIGIT: ClassVar[str] = ""
    NAME: ClassVar[str] = ""
    """The desk's name (English, translated when shown)."""

    ACTIONS: ClassVar[Sequence[Action]] = (
        Action("step_back", "escape", N_("Back"), N_("One step back")),
    )

    @property
    def house(self) -> House:
        """The app, as far as a desk may know it."""
        return cast("House", self.app)

    def compose(self) -> ComposeResult:
        """Put the lines round the desk's own body."""
        yield Line(id="top")
        yield from self.body()
        with Vertical(id="foot"):
            with Horizontal(id="status"):
                yield StatusLine()
                yield Line(id="place")
            yield ActionBar()

    def body(self) -> ComposeResult:
        """Yield what the desk shows between its lines."""
        yield from ()

    def on_mount(self) -> None:
        """Draw the shell; what is in it comes later."""
        self.query_one("#top", Line).show([Piece(f" {self.title_now()} ", "strong")])
        self.offer()

    def title_now(self) -> str:
        """Return the desk's digit and name."""
        return f"{self.DIGIT} {_(self.NAME)}"

    def offer(self) -> None:
        """Draw the footer as the actions stand now."""
        self.query_one(ActionBar).offer(self, tuple(self.actions()), self.marked())

    def marked(self) -> int:
        """Return how many rows the next action would work on beyond the one under the cursor."""
        return 0

    def reload(self) -> None:
        """Ask for everything again: the store changed."""

    def at(self, grid: Grid[Any]) -> None:
        """Tell where the cursor of a grid stands."""
        self.query_one("#place", Line).show(right=place(grid))

    def progressed(self) -> None:
        """Show how far the long work is."""

    def progress(self) -> str:
        """Return the long work under way in words, or nothing."""
        job = self.house.job
        if job is None:
            return ""
        return describe(job.what or job.label, job.rows, job.share, job.left)

    def do_step_back(self) -> None:
        """Take one step back: here that is only the desk before."""
        self.house.back()

    def on_screen_resume(self, _event: Any) -> None:
        """Look again: something may have changed while another desk was shown."""
        self.call_after_refresh(self.reload)


class Unbuilt(Desk):
    """A desk that is still to come: one sentence says what will live there."""

    SENTENCE: ClassVar[str] = ""

    def body(self) -> ComposeResult:
        """Say the sentence."""
        line = Line(id="sentence")
        line.show([Piece(f"  {_(self.SENTENCE)}")])
        yield line


def unbuilt(digit: str, place: str, name: str, sentence: str) -> type[Unbuilt]:
    """Return the desk with this name and sentence."""
    made = {"DIGIT": digit, "NAME": name, "SENTENCE": sentence, "PLACE": place}
    return type(f"{place.title()}Desk", (Unbuilt,), made)


UNBUILT: tuple[type[Unbuilt], ...] = (
    unbuilt("1", "today", N_("Today"), N_("What needs a hand now, and today's figures.")),
    unbuilt("3", "products", N_("Products"), N_("Prices, stock and listings of every product.")),
    unbuilt("4", "shipments", N_("Shipments"), N_("Every parcel by status, late and silent ones.")),
    unbuilt("5", "tickets", N_("Tickets"), N_("The buyers' messages, by time left to answer.")),
    unbuilt("6", "returns", N_("Returns"), N_("Returns and exchanges, by the clock that runs.")),
    unbuilt("7", "promos", N_("Promotions"), N_("Vouchers, campaigns, content and ads.")),
    unbuilt("8", "suppliers", N_("Suppliers"), N_("Purchases, reorder advice and settlements.")),
    unbuilt("9", "reports", N_("Reports"), N_("Every report, with preview and export.")),
)
