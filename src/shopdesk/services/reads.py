"""Reading many rows of an area: pages, totals, ids, and where one stands in a list."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from shopdesk.services.paging import Key, Listed, Page
from shopdesk.services.walking import Walk
from shopdesk.store import Read


class Keyed(Protocol):
    """A row that knows where it stands."""

    @property
    def key(self) -> Key:
        """Where the row stands in the asked-for order."""


Row = TypeVar("Row", bound=Keyed)


@dataclass(frozen=True, slots=True)
class Reads(Generic[Row]):
    """The reads of an area whose rows are walked to; no ``sort`` means its usual order.

    ``walk`` takes a filter and a sort; ``listed`` a filter, for counting; ``rows_of`` finds the
    rows with these keys, in this order, as far as they are there.
    """

    walk: Callable[[Read, str, str], Walk]
    listed: Callable[[Read, str], Listed]
    rows_of: Callable[[Read, Iterable[Key]], list[Row]]

    def page(
        self,
        read: Read,
        where: str = "",
        sort: str = "",
        *,
        after: Key | None = None,
        before: Key | None = None,
        skip: int = 0,
        size: int = 100,
    ) -> tuple[Row, ...]:
        """Return one page of the rows that match, in the asked-for order; see ``Page``."""
        keys = self.walk(read, where, sort).page(Page(after, before, skip, size))
        return tuple(self.rows_of(read, keys))

    def every(self, read: Read, where: str = "", *, size: int = 2000) -> Iterator[Row]:
        """Yield all rows that match, page by page: what exports are made of."""
        last: Key | None = None
        while rows := self.page(read, where, after=last, size=size):
            yield from rows
            last = rows[-1].key

    def total(self, read: Read, where: str = "") -> int:
        """Return how many rows match."""
        return self.listed(read, where).total(read.connection)

    def ids(self, read: Read, where: str = "", sort: str = "") -> Sequence[int]:
        """Return the ids of all rows that match, in the asked-for order."""
        return self.walk(read, where, sort).ids()

    def signposts(self, read: Read, where: str, sort: str, apart: int) -> tuple[Key, ...]:
        """Return the keys of the rows in the places ``apart``, twice that and so on, less one."""
        return self.walk(read, where, sort).signposts(apart)

    def place(self, read: Read, where: str, sort: str, row: int, key: Key = ()) -> int | None:
        """Return how many rows of this list stand before one; its old key counts if it is gone."""
        return self.walk(read, where, sort).place(row, key)

    def among(self, read: Read, where: str, rows: Collection[int]) -> int:
        """Return how many of these rows match."""
        return self.listed(read, where).among(read.connection, rows)
