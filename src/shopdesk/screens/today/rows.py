"""The rows of the Today desk and the columns that show them."""

import sys
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from shopdesk import money
from shopdesk.clock import Clock, countdown
from shopdesk.locale import _, language
from shopdesk.screens.words import channel
from shopdesk.widgets.columns import Column
from shopdesk.widgets.glyphs import glyphs

if TYPE_CHECKING:
    from shopdesk.reports.figures import Figure
    from shopdesk.services.today import Need, Source, Tally, Trend

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
    """One figure of one currency, today and on the two other days; perhaps of one channel."""

    id: int
    rank: int
    figure: "Figure"
    currency: str
    channel: str
    tallies: "tuple[Tally, Tally, Tally]"
    where: str
    """The filter of the orders that today's figure is made of."""
    key: tuple[()] = ()

    @property
    def words(self) -> str:
        """What a filter looks in."""
        return self.name

    @property
    def name(self) -> str:
        """The figure as people call it, or the channel whose part of it this is."""
        return f"  GMV {channel(self.channel)}" if self.channel else _(self.figure.name)

    @property
    def means(self) -> str:
        """What the figure is made of."""
        own = f", {channel(self.channel)}" if self.channel else ""
        return f"{_(self.figure.means)}{own}"

    def placed(self, rank: int) -> "FigureRow":
        """Return the row in its place."""
        return replace(self, rank=rank)

    def shown(self, at: int) -> str:
        """Return the figure of today (0), yesterday (1) or a week ago (2)."""
        return self.figure.show(self.tallies[at], self.currency)

    def change(self, at: int) -> str:
        """Return how much more or less it is today than on that day."""
        from shopdesk.reports.figures import change

        if self.figure.kind == "share":
            return ""
        return change(self.figure.value(self.tallies[0]), self.figure.value(self.tallies[at]))


@dataclass(frozen=True, slots=True)
class Rest:
    """What may come a moment later than the needs and the figures."""

    trend: "Trend"
    sources: "tuple[Source, ...]"


def need_columns(clock: Clock) -> tuple[Column, ...]:
    """Return the columns of the needs, in the language spoken now."""
    return (
        Column("need", _("Needs a hand now"), _need, 24, 1, sort="rank", grow=True),
        Column("orders", _("Orders"), lambda r: money.number(r.orders, language()), 8, 2,
               align="right", sort="orders"),
        Column("at_stake", _("At stake"), _at_stake, 17, 3, align="right", sort="at_stake"),
        Column("due", _("Nearest deadline"), lambda r: _due(r, clock), 17, 4, sort="due"),
    )  # fmt: skip


def figure_columns() -> tuple[Column, ...]:
    """Return the columns of the figures, in the language spoken now."""
    return (
        Column("figure", _("So far today"), lambda r: r.name, 20, 1, sort="rank", grow=True),
        Column("today", _("Today"), lambda r: (r.shown(0), "strong"), 12, 2, align="right",
               whole=True),
        Column("yesterday", _("Yesterday"), lambda r: r.shown(1), 12, 3, align="right",
               whole=True),
        Column("since_yesterday", "", lambda r: (r.change(1), "quiet"), 7, 5, align="right"),
        Column("last_week", _("A week ago"), lambda r: r.shown(2), 12, 4, align="right",
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
