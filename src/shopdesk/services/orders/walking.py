"""The matching orders in the asked-for order, from any place: their keys, quickly at any depth.

Every sort has an index that begins with the status, so a view of several statuses is a merge of as
many walks along it. Orders without a deadline stand after all that have one, so a walk by deadline
has two parts. Where an index names the few orders that a filter means, those are fetched and sorted
instead.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

import sqlalchemy as sa

from shopdesk.models.orders import NEVER, Order, OrderCount
from shopdesk.services.orders.finding import SORTS, WHOLE, Finder
from shopdesk.services.orders.parts import EVERY, ORDER, Hits, Strand, Test
from shopdesk.services.views import known
from shopdesk.store import Read

Key = tuple[Any, int]
FEW: Final = 4_000
"""Matches that are fetched and sorted sooner than walked to."""
STRETCH: Final = 1_000
"""Orders that are looked at one by one, in the hope that many of them match."""


@dataclass(frozen=True, slots=True)
class Part:
    """What is walked: all orders, only those with a deadline, or only those without."""

    stands: Any
    within: tuple[Test, ...] = ()
    undated: bool = False


@dataclass(frozen=True, slots=True)
class Walk:
    """A filter and an order of rows, walked in one direction from an edge that is not part of it.

    The keys come in the walk's own direction: upwards if it goes ``backward``.
    """

    connection: sa.Connection
    finder: Finder
    edge: Key | None = None
    backward: bool = False
    _sizes: dict[str, int] = field(default_factory=dict)
    _few: dict[int, int] = field(default_factory=dict)

    def since(self, edge: Key | None, *, backward: bool = False) -> "Walk":
        """Return the same walk from another edge."""
        return replace(self, edge=edge, backward=backward)

    def keys(self, size: int = 0, skip: int = 0) -> list[Key]:
        """Return the keys of so many orders (0: all) past ``skip``."""
        found: list[Key] = []
        for part in self._parts():
            wanted = size - len(found) if size else 0
            rows = self._rows(part, wanted, skip)
            found += [(NEVER, row.id) if part.undated else (row.stands, row.id) for row in rows]
            if size and len(found) >= size:
                break
            if rows or not skip:
                skip = 0
            else:
                skip -= self._count(part)
        return found

    def count(self) -> int:
        """Return how many orders are on the walk."""
        if self.edge is not None:
            return sum(self._count(part) for part in self._parts())
        whole = Part(ORDER.id)
        return sum(
            self._size(strand) if strand.plain else self._count_of(strand, whole)
            for strand in self.finder.strands
        )

    @property
    def _down(self) -> bool:
        return self.finder.descending != self.backward

    # The parts

    def _parts(self) -> Iterator[Part]:
        """Yield the parts that lie beyond the edge."""
        stands = SORTS[self.finder.sort]
        if not stands.nullable:
            yield Part(stands, self._beyond(stands))
            return
        dated, undated = stands.is_not(None), stands.is_(None)
        if self.edge is None:
            parts = Part(stands, (dated,)), Part(ORDER.id, (undated,), undated=True)
            yield from reversed(parts) if self._down else parts
        elif self.edge[0] == NEVER:
            past = ORDER.id < self.edge[1] if self._down else ORDER.id > self.edge[1]
            yield Part(ORDER.id, (undated, past), undated=True)
            if self._down:
                yield Part(stands, (dated,))
        else:
            yield Part(stands, self._beyond(stands))
            if not self._down:
                yield Part(ORDER.id, (undated,), undated=True)

    def _beyond(self, stands: Any) -> tuple[Test, ...]:
        if self.edge is None:
            return ()
        place = sa.tuple_(stands, ORDER.id)
        return (place < self.edge if self._down else place > self.edge,)

    # How the orders of a part are found

    def _rows(self, part: Part, size: int, skip: int) -> Sequence[Any]:
        strands = self.finder.strands
        if size and not skip and any(self._dense(strand) for strand in strands):
            rows = self._stretch(part, size)
            if rows is not None:
                return rows
        queries = [query for s in strands for query in self._found(part, s, every=not size)]
        return self._fetch(queries, size, skip)

    def _stretch(self, part: Part, size: int) -> Sequence[Any] | None:
        """Return the rows of this part if so many are near, else None."""
        strands = self.finder.strands
        bare = [self._along(strand) for strand in strands if self._dense(strand)]
        ends = self._fetch([q for s in bare for q in self._walks(part, s)], 1, STRETCH)
        if ends:
            place, end = sa.tuple_(part.stands, ORDER.id), tuple(ends[0])
            near = place > end if self._down else place < end
            part = replace(part, within=(*part.within, near))
        ways = (
            self._walks(part, s) if self._dense(s) else self._found(part, s, every=False)
            for s in strands
        )
        rows = self._fetch([query for way in ways for query in way], size, 0)
        return rows if len(rows) >= size or not ends else None

    def _along(self, strand: Strand) -> Strand:
        """Return the strand without what no index of the sort can tell."""
        spans = tuple(hits for hits in strand.hits if hits.along == self.finder.sort)
        return Strand(strand.statuses, hits=spans)

    def _found(self, part: Part, strand: Strand, *, every: bool) -> Iterator[sa.Select[Any]]:
        """Yield the queries that together find a strand's orders in this part."""
        named = self._named(strand)
        few = self._fewest(named)
        if not named:
            yield from self._walks(part, strand)
        elif few or every:
            yield self._gather(part, strand, few or named[0])
        else:
            likely = named[0].likely.cte()
            yield from self._walks(part, strand, (ORDER.id + 0).in_(sa.select(likely.c.id)))

    def _walks(self, part: Part, strand: Strand, *more: Test) -> Iterator[sa.Select[Any]]:
        """Yield the walks along an index: one over all statuses, or one for each."""
        sort = self.finder.sort
        hits = (h.test if h.span is None or h.along != sort else h.span for h in strand.hits)
        query = sa.select(part.stands.label("stands"), ORDER.id.label("id")).where(
            *part.within, *more, *strand.tests, *hits
        )
        if strand.statuses == EVERY and sort in WHOLE:
            yield query
            return
        for status in sorted(strand.statuses):
            if self._by_status().get(status):
                yield query.where(ORDER.status == status)

    def _gather(self, part: Part, strand: Strand, hits: Hits) -> sa.Select[Any]:
        """Return the orders that the hits name, to be sorted; no index may seem a shorter way."""
        plain = "" if isinstance(part.stands.type, sa.String) else 0
        others = (other.test for other in strand.hits if other is not hits)
        query = sa.select((part.stands + plain).label("stands"), ORDER.id.label("id")).where(
            ORDER.id.in_(hits.exact), *part.within, *strand.tests, *others
        )
        if strand.statuses != EVERY:
            query = query.where((ORDER.status + "").in_(sorted(strand.statuses)))
        return query

    def _fetch(self, queries: Sequence[sa.Select[Any]], size: int, skip: int) -> Sequence[Any]:
        if not queries:
            return []
        query: Any = queries[0] if len(queries) == 1 else sa.union_all(*queries)
        way = sa.desc if self._down else sa.asc
        query = query.order_by(way("stands"), way("id"))
        query = query.limit(size) if size else query
        return self.connection.execute(query.offset(skip) if skip else query).all()

    # How many there are

    def _dense(self, strand: Strand) -> bool:
        """Tell whether the hits of a strand are too many to fetch them all."""
        named = self._named(strand)
        return bool(named) and self._fewest(named) is None

    def _named(self, strand: Strand) -> tuple[Hits, ...]:
        """Return the hits that may be worth more than a walk."""
        if self._size(strand) <= STRETCH:
            return ()
        return tuple(hits for hits in strand.hits if hits.along != self.finder.sort)

    def _fewest(self, named: Sequence[Hits]) -> Hits | None:
        """Return the hits with the fewest orders, or None if even those are many."""
        least = min(named, key=self._likely, default=None)
        return least if least and self._likely(least) <= FEW else None

    def _likely(self, hits: Hits) -> int:
        """Return how many orders the hits name, counted no further than needed."""
        if id(hits) not in self._few:
            some = hits.likely.limit(FEW + 1).subquery()
            counting = sa.select(sa.func.count()).select_from(some)
            self._few[id(hits)] = self.connection.scalar(counting) or 0
        return self._few[id(hits)]

    def _size(self, strand: Strand) -> int:
        """Return how many orders stand in the statuses of a strand."""
        return sum(self._by_status().get(status, 0) for status in strand.statuses)

    def _by_status(self) -> dict[str, int]:
        if not self._sizes:
            rows = self.connection.execute(sa.select(OrderCount.status, OrderCount.orders))
            self._sizes.update((row[0], row[1]) for row in rows)
        return self._sizes

    def _count(self, part: Part) -> int:
        """Return how many orders are in a part."""
        return sum(self._count_of(strand, part) for strand in self.finder.strands)

    def _count_of(self, strand: Strand, part: Part) -> int:
        counting = sa.select(sa.func.count())
        hits = [hits for hits in strand.hits if hits.span is None]
        few = self._fewest(hits)
        if few:
            query = counting.select_from(self._gather(part, strand, few).subquery())
        elif hits and strand == Strand(hits=(hits[0],)) and not part.within:
            query = counting.select_from(hits[0].exact.subquery())
        else:
            query = counting.select_from(Order).where(strand.counted, *part.within)
        return int(self.connection.scalar(query) or 0)


def walk(read: Read, where: str, sort: str = "") -> Walk:
    """Return the walk over the orders that a filter means, from its beginning.

    Raises:
        FilterError: the text is not of the language.
    """
    saved = known(read, "orders", where)
    return Walk(read.connection, Finder(where, read.clock, sort, saved, connection=read.connection))
