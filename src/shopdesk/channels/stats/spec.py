"""The language in which a file describes a sheet of statistics, and what one day of it tells."""

from dataclasses import dataclass, field
from typing import Final, Literal

from shopdesk.money import Style

Field = Literal[
    "day", "visitors", "views", "product_visitors", "carts", "checkouts", "buyers", "orders",
    "units", "sales",
]  # fmt: skip
"""``carts`` and ``checkouts`` are what was put into a cart, and checkouts that were begun."""
Aliases = tuple[str, ...]
COUNTS: Final[tuple[Field, ...]] = (
    "visitors", "views", "product_visitors", "carts", "checkouts", "buyers", "orders", "units",
)  # fmt: skip
TOLD: Final[tuple[Field, ...]] = (*COUNTS, "sales")
"""What a day may be told of."""


@dataclass(frozen=True, slots=True)
class StatSpec:
    """One layout of a sheet of statistics, a day per row.

    It fits where every field of ``needed`` has a column (of "a|b" one of them), and none of
    ``absent``. Of several sheets that fit, the one whose name stands first in ``sheets`` is read.
    ``source`` names the statistics where they are kept; ``channel`` is empty where they may be of
    any shop. ``framed``: the span that is told of stands above the header. ``commented``: tables
    one under the other, each below lines that begin with "#".
    """

    format: str
    source: str
    columns: dict[Field, Aliases]
    needed: tuple[str, ...]
    absent: tuple[Field, ...] = ()
    channel: str = ""
    sheets: Aliases = ()
    currency: str = "IDR"
    style: Style = "id"
    dates: tuple[str, ...] = ()
    framed: bool = False
    commented: bool = False
    window: int = 30


@dataclass(slots=True)
class DayTold:
    """What a source tells of one day, counted since 1970; money in minor units.

    ``row`` is the first that told of it, from 1. What is not among ``facts`` nobody told.
    """

    row: int
    day: int
    facts: dict[str, int] = field(default_factory=dict)
