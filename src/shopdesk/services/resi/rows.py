"""What a person gave as resi, and what would come of each."""

from dataclasses import dataclass
from typing import Literal

from shopdesk.locale import _

Verdict = Literal["new", "changed", "same", "refused"]


@dataclass(frozen=True, slots=True)
class Entry:
    """An order's number and a resi, as they stood in a list; ``where`` says where.

    ``parcel`` is which parcel of a split order it is for, 0 where nobody said. ``wrong`` is why
    this cannot be taken, ``note`` what a person should look at.
    """

    number: str
    resi: str
    where: str = ""
    parcel: int = 0
    wrong: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class PlannedResi:
    """What would come of one entry.

    ``before`` is the resi that the parcel has now, ``courier`` the one that the order names,
    ``guesses`` those whose numbers look so, the likeliest first: they decide nothing.
    """

    id: int
    entry: Entry
    verdict: Verdict
    reason: str
    order_id: int | None = None
    number: str = ""
    resi: str = ""
    parcel: int = 1
    parcels: int = 1
    members: tuple[int, ...] = ()
    before: str = ""
    courier: str = ""
    guesses: tuple[str, ...] = ()

    @property
    def taken(self) -> bool:
        """Whether entering it changes anything."""
        return self.verdict in ("new", "changed")

    @property
    def guess(self) -> str:
        """The courier that stands on the order, or else the only one that it can be."""
        return self.courier or (self.guesses[0] if len(self.guesses) == 1 else "")


@dataclass(frozen=True, slots=True)
class ResiPlan:
    """What would come of a list of resi."""

    rows: tuple[PlannedResi, ...]

    @property
    def taken(self) -> tuple[PlannedResi, ...]:
        """The rows that change something."""
        return tuple(row for row in self.rows if row.taken)

    @property
    def refused(self) -> tuple[PlannedResi, ...]:
        """The rows that cannot be taken."""
        return tuple(row for row in self.rows if row.verdict == "refused")

    @property
    def same(self) -> tuple[PlannedResi, ...]:
        """The rows that say what is known."""
        return tuple(row for row in self.rows if row.verdict == "same")


def verdict_word(verdict: str) -> str:
    """Return what people call a verdict."""
    words = {"new": _("new"), "changed": _("changed"), "same": _("as it is"),
             "refused": _("refused")}  # fmt: skip
    return words[verdict]
