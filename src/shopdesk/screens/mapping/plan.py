"""The plan of a mapping, shown before anything is changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult

from shopdesk.locale import N_, _, language, ngettext
from shopdesk.money import number
from shopdesk.screens.dialogs.spread import Spread
from shopdesk.screens.listing import Listing
from shopdesk.widgets.action import Action
from shopdesk.widgets.columns import Column
from shopdesk.widgets.grid import Grid
from shopdesk.widgets.line import Line, Piece

if TYPE_CHECKING:
    from shopdesk.services.mapping import Assigned, Suggestion, Thing


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """One line of the plan."""

    id: int
    name: str
    variation: str
    shop: str
    lines: int
    sku: str
    product: str
    why: str
    key: tuple[()] = ()

    @property
    def words(self) -> str:
        """What a filter looks in."""
        return f"{self.name} {self.sku}"


class MappingPlan(Spread[bool]):
    """Shows what would be mapped to what, and why; a maps it."""

    PLACE = "mapping_plan"
    DEFAULT_CSS = """
    MappingPlan #planned { height: 1fr; }
    """
    ACTIONS: ClassVar[Sequence[Action]] = (
        Action("apply", "a", N_("Apply"), N_("Do exactly this, as one entry"), footer=True,
               writes=True),
    )  # fmt: skip

    def __init__(
        self,
        made: "Sequence[Assigned]",
        best: "Mapping[Thing, Suggestion]",
        left: int = 0,
    ) -> None:
        super().__init__(_("Mapping plan: nothing is changed yet"))
        self._left = left
        self._rows: Listing[PlannedRow] = Listing()
        self._rows.rows = [_row(at, one, best.get(one.row.thing)) for at, one in enumerate(made)]

    def lists(self) -> ComposeResult:
        """Yield what applying means, and the lines."""
        yield Line(id="planned-sum")
        yield Grid(self._rows, _columns(), sort="id", sentences=("", "", ""), id="planned")

    def on_mount(self) -> None:
        """Show the lines."""
        grid = self.query_one("#planned", Grid)
        grid.load("")
        grid.focus()
        rows = self._rows.rows or ()
        n, lines = len(rows), sum(row.lines for row in rows)
        said = ngettext("Maps {n} listing, as one entry.", "Maps {n} listings, as one entry.", n)
        follow = ngettext("{n} order line follows.", "{n} order lines follow.", lines)
        pieces = [
            Piece(" " + said.format(n=number(n, language())), "strong"),
            Piece(" " + follow.format(n=number(lines, language()))),
        ]
        if self._left:
            stay = ngettext(
                "{n} is not sure enough and stays.", "{n} are not sure enough and stay.", self._left
            )
            pieces.append(Piece(" " + stay.format(n=number(self._left, language())), "late"))
        self.query_one("#planned-sum", Line).show(pieces)
        self.offer()

    def do_apply(self) -> None:
        """Apply the plan."""
        self.dismiss(True)  # noqa: FBT003 - the answer is yes


def _row(at: int, one: "Assigned", best: "Suggestion | None") -> PlannedRow:
    row = one.row
    why = f"{best.score}%  {best.reason}" if best else _("the same thing under another name")
    name = row.name or row.seller_sku or row.code
    return PlannedRow(at, name, row.variation, row.shop, row.lines, one.sku, one.product, why)


def _columns() -> tuple[Column, ...]:
    return (
        Column("name", _("Product"), lambda p: p.name, 18, 1, grow=True),
        Column("variation", _("Variation"), lambda p: p.variation, 12, 4),
        Column("shop", _("Shop"), lambda p: p.shop, 12, 7),
        Column("lines", _("Lines"),
               lambda p: number(p.lines, language()) if p.lines else ("–", "quiet"), 6, 3,
               align="right"),
        Column("sku", _("SKU"), lambda p: (p.sku, "good"), 12, 1, whole=True),
        Column("product", _("Our product"), lambda p: p.product, 18, 5, grow=True),
        Column("why", _("Why"), lambda p: (p.why, "quiet"), 22, 2),
    )  # fmt: skip
