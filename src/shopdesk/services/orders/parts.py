"""What a filter asks of an order, in a form that indexes can serve.

Every order stands in one status, so a filter is a few strands: statuses, and tests on the rows in
them. Strands do not overlap; the matches of a filter are all of theirs together.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from typing import Any, Final

import sqlalchemy as sa

from shopdesk.models.orders import STATUSES, Order

Test = sa.ColumnElement[bool]
ORDER: Final = Order.__table__.c
EVERY: Final = frozenset(STATUSES)


@dataclass(frozen=True, slots=True, eq=False)
class Hits:
    """Queries that name orders by id, and the test on the row of one that says the same.

    ``likely`` is quick, names all that are meant and perhaps some more; ``exact`` names just those
    that are meant. What is a ``span`` of the sort ``along`` is walked if that is the sort.
    """

    likely: Any
    exact: Any
    test: Test
    along: str = ""
    span: Test | None = None

    @property
    def condition(self) -> Test:
        """What is meant, for a query that is not walked."""
        return ORDER.id.in_(self.exact) if self.span is None else self.span


@dataclass(frozen=True, slots=True)
class Strand:
    """The orders in these statuses that pass every test and are named by all hits."""

    statuses: frozenset[str] = EVERY
    tests: tuple[Test, ...] = ()
    hits: tuple[Hits, ...] = ()

    @property
    def plain(self) -> bool:
        """Whether the statuses say it all."""
        return not self.tests and not self.hits

    @property
    def condition(self) -> Test:
        """The strand as one condition, for a query that is not walked."""
        return self._all_of(hits.condition for hits in self.hits)

    @property
    def counted(self) -> Test:
        """The same, for one that goes along an index of the statuses and need not leave it."""
        return self._all_of(
            (ORDER.id + 0).in_(hits.exact) if hits.span is None else hits.span for hits in self.hits
        )

    def _all_of(self, hits: Iterable[Test]) -> Test:
        among = () if self.statuses == EVERY else (ORDER.status.in_(sorted(self.statuses)),)
        return sa.and_(sa.true(), *among, *self.tests, *hits)

    def both(self, other: "Strand") -> "Strand":
        """Return what is in this strand and in the other."""
        return Strand(
            self.statuses & other.statuses, self.tests + other.tests, self.hits + other.hits
        )

    def without(self, other: "Strand") -> "Strand":
        """Return what is in this strand and not in the other."""
        if other.plain:
            return replace(self, statuses=self.statuses - other.statuses)
        if not self.statuses & other.statuses:
            return self
        return replace(self, tests=(*self.tests, _not(other.condition)))

    def other(self) -> "Strand":
        """Return all that is not in this strand."""
        if self.plain:
            return Strand(EVERY - self.statuses)
        rows = sa.and_(sa.true(), *self.tests, *(hits.test for hits in self.hits))
        if self.statuses != EVERY:
            rows = sa.and_(ORDER.status.in_(sorted(self.statuses)), rows)
        return Strand(tests=(_not(rows),))


ALL: Final = Strand()


def test(condition: Test) -> Strand:
    """Return the orders that pass a test on their row."""
    return Strand(tests=(condition,))


def _not(condition: Test) -> Test:
    """Return what does not pass the condition: also a row that says nothing of it."""
    return sa.not_(sa.func.coalesce(condition, sa.false()))


def apart(strands: Sequence[Strand]) -> list[Strand]:
    """Return strands that hold the same orders and do not overlap."""
    made: list[Strand] = []
    ordered = sorted(strands, key=lambda one: not one.plain)
    for at, strand in enumerate(ordered):
        # What stands before is taken off as it was: what is left of it would double each time.
        left = reduce(Strand.without, ordered[:at], strand)
        if left.statuses:
            made.append(left)
    return made


def together(terms: Iterable[Sequence[Strand]]) -> tuple[Strand, ...]:
    """Return the strands of a filter from those of its terms, all of which must hold."""
    made = [ALL]
    for strands in terms:
        each = (strand.both(other) for strand in made for other in strands)
        made = [strand for strand in each if strand.statuses]
    return tuple(made)
