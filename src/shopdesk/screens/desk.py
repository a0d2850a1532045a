"""What every desk is: a screen with a top line, a status line, a footer, and declared actions."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from shopdesk.locale import _
from shopdesk.screens.remembering import Remembering
from shopdesk.widgets.action import N_, Action, Acts
from shopdesk.widgets.action_bar import ActionBar
from shopdesk.widgets.grid import Grid
from shopdesk.widgets.line import Line, Piece
from shopdesk.widgets.status_line import StatusLine, describe, place


class Desk(Acts, Remembering):
    """A screen of the workstation. A subclass says what it shows and what can be done there."""

    DIGIT: ClassVar[str] = ""
    """The key that leads to the desk from everywhere: a digit, or a letter where those are gone."""
    NAME: ClassVar[str] = ""
    """The desk's name (English, translated when shown)."""
    SENTENCE: ClassVar[str] = ""
    """What one does there, in one sentence."""

    ACTIONS: ClassVar[Sequence[Action]] = (
        Action("step_back", "escape", N_("Back"), N_("One step back")),
    )

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
        self.head()
        self.offer()

    def head(self) -> None:
        """Draw the left of the top line: the desk, and whose shop it is if that is the demo's."""
        pieces = [Piece(f" {self.title_now()} ", "strong")]
        if self.house.demo:
            leaves = Piece(_("back to your own shop"), "", self.house.do_demo)
            pieces += [Piece(" "), Piece(" " + _("DEMO SHOP") + " ", "chosen"),
                       Piece(" ^d ", "key"), leaves]  # fmt: skip
        self.query_one("#top", Line).show(pieces)

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
        self.query_one(StatusLine).tell(None, self.progress())

    def progress(self) -> str:
        """Return the long work under way in words, or nothing."""
        job = self.house.job
        if job is None:
            return ""
        return describe(job.what or job.label, job.rows, job.share, job.left)

    def lists(self) -> Sequence[Acts]:
        """Return the lists of the desk whose keys its help and the palette show: all are alike."""
        return list(self.query(Grid))[:1]

    def views_by_name(self) -> Mapping[str, Callable[[], None]]:
        """Return what the palette can show here by its name: the desk's saved views."""
        return {}

    def show_record(self, record: int) -> None:
        """Show one record whole, by its id; the palette found it."""

    def perform(self, action: Action) -> None:
        """Do the action; a step back first puts away what went wrong."""
        if action.id != "step_back" or not self.house.hush():
            super().perform(action)
        if action.writes:
            self.house.used(action)

    def do_step_back(self) -> None:
        """Take one step back: here that is only the desk before."""
        self.house.back()

    def on_screen_resume(self, _event: Any) -> None:
        """Look again: something may have changed while another desk was shown."""
        self.call_after_refresh(self.reload)
        self.call_after_refresh(self.progressed)


class Unbuilt(Desk):
    """A desk that is still to come: one sentence says what will live there."""

    def body(self) -> ComposeResult:
        """Say the sentence."""
        line = Line(id="sentence")
        line.show([Piece("  " + _("Still to come: {what}").format(what=_(self.SENTENCE)))])
        yield line


def unbuilt(digit: str, place: str, name: str, sentence: str) -> type[Unbuilt]:
    """Return the desk with this name and sentence."""
    made = {"DIGIT": digit, "NAME": name, "SENTENCE": sentence, "PLACE": place}
    return type(f"{place.title()}Desk", (Unbuilt,), made)


UNBUILT: tuple[type[Unbuilt], ...] = (
    unbuilt("6", "returns", N_("Returns"), N_("Returns and exchanges, by the clock that runs.")),
    unbuilt("7", "promos", N_("Promotions"), N_("Vouchers, campaigns, content and ads.")),
    unbuilt("8", "suppliers", N_("Suppliers"), N_("Purchases, reorder advice and settlements.")),
)
