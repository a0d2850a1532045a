"""The rows of the Today desk and the columns that show them."""

import sys
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from shopdesk import money
from shopdesk.clock import Clock, countdown
from shopdesk.locale import N_, _, language
from shopdesk.screens.words import channel
from shopdesk.widgets.columns import Column
from shopdesk.widgets.glyphs import glyphs

if TYPE_CHECKING:
    from shopdesk.reports.figures import Figure
    from shopdesk.services.figures import Span, Tally
    from shopdesk.services.statistics import Newest
    from shopdesk.services.today import Need, Rhythm, Source, Trend

    Tallies = tuple[Tally, Tally | None, Tally | None]

LOOKS: Final = ("late", "soon", "", "hold")
"""How each grade of need looks."""


@dataclass(frozen=True, slots=True)
class NeedRow:
    """One kind of work that waits, with its name. ``rank`` is its place: the costliest is 0."""

    id: int
    rank: int
    title: str
    need: "Need"
    key: tuple[()] = ()

    @property
    def words(self) -> str:
        """What a filter looks in."""
        return self.title

    @property
    def orders(self) -> int:
        """How many orders wait."""
        return self.need.orders

    @property
    def at_stake(self) -> int:
        """What they are worth."""
        return self.need.at_stake

    @property
    def due(self) -> int:
        """The nearest deadline, or never."""
        return self.need.due or sys.maxsize


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One figure of one currency, now and in two spans before; perhaps of a channel or product."""

    id: int
    rank: int
    figure: "Figure"
    currency: str
    channel: str
    tallies: "Tallies"
    where: str
    """The filter of the orders that the figure is made of."""
    product: str = ""
    key: tuple[()] = ()

    @property
    def words(self) -> str:
        """What a filter looks in."""
        return self.name

    @property
    def name(self) -> str:
        """The figure as people call it, or the channel or product whose part of it this is."""
        if self.product:
            return f"  GMV {self.product}"
        return f"  GMV {channel(self.channel)}" if self.channel else _(self.figure.name)

    @property
    def means(self) -> str:
        """What the figure is made of."""
        own = self.product or channel(self.channel)
        own = f", {own}" if own else ""
        return f"{_(self.figure.means)}{own}"

    @property
    def gmv(self) -> int:
        """What it sold now, in minor units."""
        return self.tallies[0].gmv

    def placed(self, rank: int) -> "FigureRow":
        """Return the row in its place."""
        return replace(self, rank=rank)

    def shown(self, at: int) -> str:
        """Return the figure now (0), or of one of the two spans before."""
        tally = self.tallies[at]
        return "" if tally is None else self.figure.show(tally, self.currency)

    def change(self, at: int) -> str:
        """Return how much more or less it is now than then."""
        from shopdesk.reports.figures import change

        then = self.tallies[at]
        if self.figure.kind == "share" or then is None:
            return ""
        return change(self.figure.value(self.tallies[0]), self.figure.value(then))


@dataclass(frozen=True, slots=True)
class Beside:
    """The figures of one mode, and the days that they are of."""

    mode: str
    span: "Span"
    rows: tuple[FigureRow, ...]


@dataclass(frozen=True, slots=True)
class Rest:
    """What may come a moment later than the needs and the figures."""

    trend: "Trend"
    rhythm: "Rhythm"
    sources: "tuple[Source, ...]"
    stats: "tuple[Newest, ...]"


@dataclass(frozen=True, slots=True)
class Mode:
    """What a way to compare is called: the figures, what is looked at, the two spans before."""

    head: str
    now: str
    before: str
    further: str


MODES: Final = {
    "day": Mode(N_("So far today"), N_("Today"), N_("Yesterday"), N_("A week ago")),
    "week": Mode(N_("Last 7 days"), N_("7 days"), N_("7 before"), N_("4 weeks ago")),
    "month": Mode(N_("This month"), N_("This month"), N_("Last month"), N_("A year ago")),
}
"""The ways to compare, in the order in which the key turns through them."""


def need_columns(clock: Clock) -> tuple[Column, ...]:
    """Return the columns of the needs, in the language spoken now."""
    return (
        Column("need", _("Needs a hand now"), _need, 24, 1, sort="rank", grow=True),
        Column("orders", _("Orders"), lambda r: money.number(r.orders, language()), 8, 2,
               align="right", sort="orders"),
        Column("at_stake", _("At stake"), _at_stake, 17, 3, align="right", sort="at_stake"),
        Column("due", _("Nearest deadline"), lambda r: _due(r, clock), 17, 4, sort="due"),
    )  # fmt: skip


def figure_columns(mode: str = "day") -> tuple[Column, ...]:
    """Return the columns of the figures of a mode, in the language spoken now."""
    said = MODES[mode]
    return (
        Column("figure", _(said.head), lambda r: r.name, 20, 1, sort="rank", grow=True),
        Column("today", _(said.now), lambda r: (r.shown(0), "strong"), 12, 2, align="right",
               whole=True),
        Column("yesterday", _(said.before), lambda r: r.shown(1), 12, 3, align="right",
               whole=True),
        Column("since_yesterday", "", lambda r: (r.change(1), "quiet"), 7, 5, align="right"),
        Column("last_week", _(said.further), lambda r: r.shown(2), 12, 4, align="right",
               whole=True),
        Column("since_last_week", "", lambda r: (r.change(2), "quiet"), 7, 6, align="right"),
    )  # fmt: skip


def _need(row: NeedRow) -> tuple[str, str]:
    signs = glyphs()
    sign = (signs.late, signs.soon, signs.wait, signs.hold)[row.need.grade]
    return f"{sign} {row.title}", LOOKS[row.need.grade]


def _at_stake(row: NeedRow) -> str:
    return money.show(row.at_stake, row.need.currency, language())


def _due(row: NeedRow, clock: Clock) -> tuple[str, str]:
    if row.need.due is None:
        return "", ""
    now = clock.now()
    return countdown(row.need.due, now), "late" if row.need.due < now else ""
