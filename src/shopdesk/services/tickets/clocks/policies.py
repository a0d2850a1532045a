"""Which promises hold for a ticket: dated rows of data/tables/sla.toml, as targets of clocks."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final, NamedTuple

from shopdesk import tables
from shopdesk.clock import MINUTE
from shopdesk.models.tickets import CLOCKS

ONE: Final = {"channel": "channels", "priority": "priorities"}
SOME: Final = {"tags": "tags", "customer": "customers"}
"""What a ticket is, and what it has, with the keys of a row that name which may be."""


class Target(NamedTuple):
    """What one policy promises of one clock: so many working seconds of a calendar."""

    policy: str
    calendar: str
    seconds: int
    pauses: frozenset[str]


class Ticketed(NamedTuple):
    """What policies look at: facts of a ticket now, and the day on which a clock began.

    ``customer`` are the tags that its customer ever had.
    """

    day: date
    channel: str
    priority: str
    tags: frozenset[str]
    customer: frozenset[str]


def targets(clock: str, of: Ticketed) -> tuple[Target, ...]:
    """Return every target that the policies in force give a clock of such a ticket."""
    return _targets(of)[CLOCKS.index(clock)]


@tables.remembered
def pauses_of(policy: str, day: date) -> frozenset[str]:
    """Return the states in which a policy's clock of the solution stood still on a day."""
    named = [row for row in tables.rows("sla", day) if row["name"] == policy]
    return frozenset(named[-1].get("pauses", ())) if named else frozenset()


@tables.remembered
def _targets(of: Ticketed) -> tuple[tuple[Target, ...], ...]:
    """Return the targets of each clock; a whole list of tickets asks for the same ones."""
    holding = list(_holding(tables.rows("sla", of.day), of))
    return tuple(tuple(_given(clock, holding)) for clock in CLOCKS)


def _holding(rows: Iterable[tables.Row], of: Ticketed) -> Iterator[tables.Row]:
    for row in {row["name"]: row for row in rows}.values():
        alone = all(getattr(of, fact) in row[key] for fact, key in ONE.items() if key in row)
        if alone and all(getattr(of, fact) & set(row[key]) for fact, key in SOME.items()
                         if key in row):  # fmt: skip
            yield row


def _given(clock: str, rows: Iterable[tables.Row]) -> Iterator[Target]:
    for row in rows:
        if clock in row:
            pauses = frozenset(row.get("pauses", ())) if clock == "resolution" else frozenset()
            yield Target(row["name"], row["calendar"], row[clock] * MINUTE, pauses)
