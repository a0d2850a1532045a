"""The columns of the clocks, and what each says of one."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from shopdesk.locale import _
from shopdesk.reports import health as words
from shopdesk.screens.words import channel
from shopdesk.widgets.columns import Column, Shown
from shopdesk.widgets.glyphs import glyphs

if TYPE_CHECKING:
    from shopdesk.services.health import Clocked

LOOKS: Final = {
    "penalty": "late", "missed": "late", "edge": "soon", "good": "good", "plain": "",
    "blank": "quiet",
}  # fmt: skip
"""How each grade looks."""


@dataclass(frozen=True, slots=True)
class ClockLine:
    """A clock in the list; ``rank`` is its place: the worst is 0."""

    id: int
    rank: int
    clock: "Clocked"
    key: tuple[()] = ()

    @property
    def words(self) -> str:
        """What a filter looks in."""
        one = self.clock
        red = "@red" if one.grade in ("penalty", "missed") else ""
        return f"@{one.grade} {red} {self.shop} {self.name} {one.rule.measure}"

    @property
    def name(self) -> str:
        """What the clock is called."""
        return words.name(self.clock.rule.measure)

    @property
    def shop(self) -> str:
        """The shop and its channel."""
        return f"{channel(self.clock.channel)} {self.clock.shop}".strip()

    @property
    def against(self) -> int:
        """How many orders count against the seller."""
        return self.clock.against

    @property
    def spare(self) -> int:
        """How many more may go wrong."""
        return self.clock.spare if self.clock.spare is not None else 999_999


def columns() -> tuple[Column, ...]:
    """Return the columns in the language spoken now."""
    return (
        Column("clock", _("Clock"), _clock, 25, 1, sort="rank"),
        Column("shop", _("Shop"), lambda r: r.shop, 22, 2, sort="shop", grow=True),
        Column("rate", _("Rate"), _rate, 7, 3, align="right"),
        Column("target", _("Target"), lambda r: words.target(r.clock), 7, 5, align="right"),
        Column("spare", _("To spare"), lambda r: words.spare(r.clock), 16, 4, align="right",
               sort="spare"),
        Column("against", _("Orders"), lambda r: f"{r.clock.against}/{r.clock.total}", 9, 6,
               align="right", sort="against"),
        Column("before", _("Before"), lambda r: (words.percent(r.clock.before), "quiet"), 8, 7,
               align="right"),
        Column("days", _("Days"), lambda r: str(r.clock.rule.days), 4, 8, align="right"),
    )  # fmt: skip


def _clock(line: ClockLine) -> Shown:
    signs = glyphs()
    sign = {"penalty": signs.late, "missed": signs.late, "edge": signs.soon, "good": signs.done}
    return f"{sign.get(line.clock.grade, signs.wait)} {line.name}", LOOKS[line.clock.grade]


def _rate(line: ClockLine) -> Shown:
    return words.percent(line.clock.rate), LOOKS[line.clock.grade]
