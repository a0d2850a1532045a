"""Where the days go: how long parcels wait for each step, as bars; Enter shows the parcels."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Final

from shopdesk.clock import DAY, HOUR, MINUTE
from shopdesk.locale import N_, _, language
from shopdesk.money import number
from shopdesk.screens.products.lists import TURNING, Asked, ListDialog, Numbered
from shopdesk.screens.view_strip import View
from shopdesk.widgets.action import Action
from shopdesk.widgets.columns import Column

if TYPE_CHECKING:
    from shopdesk.services.shipments.days import Taken

STEPS: Final = {
    "pick": N_("ordered → picked"), "pack": N_("picked → packed"),
    "hand": N_("packed → handed over"), "house": N_("ordered → handed over"),
    "way": N_("handed over → delivered"), "all": N_("ordered → delivered"),
}  # fmt: skip
BESIDE: Final = 69
"""Cells that everything but the bar takes."""
HALF, SLOW = "█", "░"


@dataclass(frozen=True, slots=True)
class Bar:
    """One line: whose step it is, and the time that fills the whole bar."""

    name: str
    taken: "Taken"
    most: int

    def drawn(self, width: int) -> str:
        """Return a bar that is full up to the median, and light from there to the slow tenth."""
        half = round(self.taken.median * width / self.most) if self.most else 0
        slow = round(self.taken.p90 * width / self.most) if self.most else 0
        full = max(1, half)
        return HALF * full + SLOW * max(0, slow - full)


def open_days(app: Any) -> None:
    """Show where the days go."""
    room = max(12, app.size.width - BESIDE)
    nothing = _("No parcel was handed over yet.")
    asked = Asked("shipments.days.days", (), columns(room), nothing)
    app.push_screen(DaysDialog(_("Where the days go"), asked))


class DaysDialog(ListDialog):
    """All couriers step by step, then each step courier by courier."""

    PLACE = "days"
    ACTIONS: ClassVar[Sequence[Action]] = TURNING
    VIEWS = (
        View("every", N_("All steps"), "@every", always=True),
        View("way", N_("On the way"), "@way"),
        View("house", N_("In the house"), "@house"),
        View("pick", N_("Picking"), "@pick"),
        View("pack", N_("Packing"), "@pack"),
        View("hand", N_("Waiting to go"), "@hand"),
        View("all", N_("Altogether"), "@all"),
    )

    def take(self, rows: "Sequence[Taken]") -> None:
        """Show the steps of all couriers, then the couriers of each step."""
        lines = _lines("every", [row for row in rows if not row.courier], whole=True)
        for step in STEPS:
            lines += _lines(step, [row for row in rows if row.step == step], whole=False)
        self.counts = {view.id: sum(v == view.id for v, _bar in lines) for view in self.VIEWS}
        said = _("█ half of the parcels (median), ░ nine of ten (p90); enter: parcels")
        self.put([Numbered(at, bar, f"@{view}") for at, (view, bar) in enumerate(lines)], said)

    def do_turn_view(self) -> None:
        """Show the next step that anything is known of."""
        self._turn(1)

    def do_turn_back(self) -> None:
        """Show the step before."""
        self._turn(-1)

    def _turn(self, by: int) -> None:
        known = [view.where for view in self.VIEWS if self.counts.get(view.id) or view.always]
        at = known.index(self.view) if self.view in known else 0
        self.show_view(known[(at + by) % len(known)])

    def on_grid_opened(self, message: Any) -> None:
        """Show the parcels that the line is made of."""
        bar: Bar = message.row.row
        self.dismiss(None)
        self.house.show("shipments", bar.taken.where)


def columns(room: int) -> tuple[Column, ...]:
    """Return the columns; the bar has so many cells."""
    return (
        Column("name", _("Step, courier"), lambda b: b.row.name, 24, 1),
        Column("bar", "", lambda b: b.row.drawn(room), room, 2),
        Column("median", _("Median"), lambda b: (lasting(b.row.taken.median), "strong"), 9, 3,
               align="right"),
        Column("p90", _("p90"), lambda b: lasting(b.row.taken.p90), 9, 4, align="right"),
        Column("n", _("Parcels"), lambda b: number(b.row.taken.n, language()), 7, 5,
               align="right"),
    )  # fmt: skip


def lasting(seconds: int) -> str:
    """Return a span in the unit that suits it: minutes, hours, or days with one decimal."""
    if seconds < HOUR:
        return _("{m}m").format(m=seconds // MINUTE)
    if seconds < 2 * DAY:
        return _("{n} h").format(n=round(seconds / HOUR))
    whole, tenth = divmod(round(10 * seconds / DAY), 10)
    return _("{n} d").format(n=f"{whole}{',' if language() == 'id' else '.'}{tenth}")


def _lines(view: str, rows: "Sequence[Taken]", *, whole: bool) -> list[tuple[str, Bar]]:
    most = max((row.p90 for row in rows), default=0)
    return [
        (view, Bar(_(STEPS[row.step]) if whole else row.courier or _("All couriers"), row, most))
        for row in rows
    ]
