"""The plan of resi, shown before anything is changed."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import ComposeResult
from textual.widgets import Static

from shopdesk.locale import N_, _, language, ngettext
from shopdesk.money import number
from shopdesk.screens.dialogs.dialog import sheet
from shopdesk.screens.dialogs.spread import Spread
from shopdesk.screens.listing import Listing
from shopdesk.screens.resi.rows import PlanRow, columns
from shopdesk.widgets.action import Action
from shopdesk.widgets.grid import Grid
from shopdesk.widgets.line import Line, Piece
from shopdesk.widgets.paper import Paper

if TYPE_CHECKING:
    from shopdesk.services.resi import ResiPlan

WEIGHT: Final = {"refused": 0, "changed": 1, "new": 2, "same": 3}
"""What a person should read first."""


class ResiDialog(Spread[str]):
    """Shows which resi goes to which order, and what is left out; "enter" or "ship" is agreed."""

    PLACE = "resi_plan"
    DEFAULT_CSS = """
    ResiDialog #resi-rows { height: 1fr; }
    ResiDialog #resi-why { height: auto; max-height: 4; padding: 0 1; }
    """
    ACTIONS: ClassVar[Sequence[Action]] = (
        Action("enter", "a", N_("Enter"), N_("Enter exactly this, as one entry"), footer=True,
               writes=True),
        Action("ship", "s", N_("Enter and ship"),
               N_("Enter this, and hand the orders to their couriers"), footer=True, writes=True),
    )  # fmt: skip

    def __init__(self, made: "ResiPlan") -> None:
        super().__init__(_("Plan of resi: nothing is changed yet"))
        self._made = made
        self._rows: Listing[PlanRow] = Listing()
        ordered = sorted(made.rows, key=lambda row: (WEIGHT[row.verdict], row.id))
        self._rows.rows = [PlanRow(at, row) for at, row in enumerate(ordered)]

    def lists(self) -> ComposeResult:
        """Yield the sum and the rows."""
        yield Line(id="resi-sum")
        nothing = _("The list is empty.")
        yield Grid(self._rows, columns(), sort="id", sentences=(nothing, nothing, ""),
                   id="resi-rows")  # fmt: skip
        yield sheet(Paper(), "resi-why")

    def on_mount(self) -> None:
        """Show the plan."""
        grid = self.query_one("#resi-rows", Grid)
        grid.load("")
        grid.focus()
        self.query_one("#resi-sum", Line).show(self._sum())
        self.offer()

    def on_grid_moved(self) -> None:
        """Show the whole of what the row under the cursor says."""
        line: PlanRow | None = self.query_one("#resi-rows", Grid).row
        row, paper = line.row if line is not None else None, Paper()
        if row is not None and row.reason:
            place = "" if row.reason.startswith(row.entry.where) else f"{row.entry.where}: "
            paper.line(f"{place}{row.number}: {row.reason}", "$text-warning")
        self.query_one("#resi-why", Static).update(paper.content())

    def _sum(self) -> list[Piece]:
        taken, same, refused = len(self._made.taken), len(self._made.same), len(self._made.refused)
        said = ngettext("Enters {n} resi, as one entry.", "Enters {n} resi, as one entry.", taken)
        pieces = [Piece(" " + said.format(n=number(taken, language())), "strong")]
        if same:
            stay = ngettext("{n} is known.", "{n} are known.", same)
            pieces.append(Piece(" " + stay.format(n=number(same, language()))))
        if refused:
            left = ngettext("{n} is refused and left out.", "{n} are refused and left out.",
                            refused)  # fmt: skip
            pieces.append(Piece(" " + left.format(n=number(refused, language())), "late"))
        return pieces

    def do_enter(self) -> None:
        """Enter the resi."""
        self._agree("enter", bool(self._made.taken))

    def do_ship(self) -> None:
        """Enter the resi, and ship the orders."""
        self._agree("ship", bool(self._made.taken or self._made.same))

    def _agree(self, how: str, any_: bool) -> None:  # noqa: FBT001 - one fact of the plan
        if any_:
            self.dismiss(how)
        else:
            self.house.tell(_("There is no resi to enter."), wrong=True)
