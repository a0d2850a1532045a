"""Which rows of a long list are at hand, and which page to ask for next.

The list itself stays in the store. A page is found from the nearest page at hand by its first or
last key; only a jump skips rows, from whichever known place is nearest: a page, the top, the end.
"""

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, Generic, Protocol, TypeVar

PAGE: Final = 100
"""Rows in one page."""

KEPT: Final = 16
"""Pages at hand; the ones looked at longest ago go first."""


class Row(Protocol):
    """What a row must have: an id that outlives sorting, and its key in the order asked for."""

    @property
    def id(self) -> int:
        """The row's own number, the same in every order and filter."""

    @property
    def key(self) -> Any:
        """Where the row stands in the order that was asked for; opaque to us."""


R = TypeVar("R", bound=Row)


@dataclass(frozen=True, slots=True)
class Wanted:
    """One page to fetch: ``size`` rows in the order ``sort`` of those that match ``where``.

    They follow the key ``after`` or precede the key ``before``, past ``skip`` rows counted from
    that key. With neither they are counted from the top, or from the end if ``from_end``.
    The answer is in display order in every case.
    """

    where: str
    sort: str
    number: int
    size: int
    after: Any = None
    before: Any = None
    skip: int = 0
    from_end: bool = False


class Window(Generic[R]):
    """The pages at hand of one list, filtered and sorted one way.

    After ``renew`` the old rows stay visible until the new ones come in.
    """

    def __init__(self) -> None:
        self.where = ""
        self.sort = ""
        self.total = 0
        self.known = False
        self.age = 0
        self._pages: OrderedDict[int, Sequence[R]] = OrderedDict()
        self._old: dict[int, R] = {}
        self._slip = 0
        self._asked: set[int] = set()

    def renew(self, where: str, sort: str) -> None:
        """Begin again, with this filter and order; answers to older questions no longer count."""
        if self._pages:
            self._old = dict(self.rows())
            self._slip = 0
        self._pages.clear()
        self._asked.clear()
        self.where, self.sort = where, sort
        self.known = False
        self.age += 1

    def top(self) -> Wanted:
        """Return the first question after ``renew``, which needs no total."""
        self._asked.add(0)
        return Wanted(self.where, self.sort, 0, PAGE)

    def settle(self, total: int) -> None:
        """Take the number of rows that match."""
        self.total, self.known = total, True
        if not total:
            self._old = {}

    def row(self, index: int) -> R | None:
        """Return the row at this place, from before ``renew`` if need be, or None while unknown."""
        number, offset = divmod(index, PAGE)
        page = self._pages.get(number)
        if page is None:
            return self._old.get(index - self._slip)
        return page[offset] if offset < len(page) else None

    def rows(self) -> Iterator[tuple[int, R]]:
        """Yield every row at hand with its place."""
        for number, page in self._pages.items():
            yield from enumerate(page, number * PAGE)

    def want(self, first: int, last: int) -> list[Wanted]:
        """Return the pages to ask for, so that these places become known; asks for none twice."""
        if not self.known:
            return []
        numbers = range(max(0, first) // PAGE, min(last, self.total - 1) // PAGE + 1)
        missing = []
        for number in numbers:
            if number in self._pages:
                self._pages.move_to_end(number)
            elif number not in self._asked:
                self._asked.add(number)
                missing.append(self._find(number))
        return missing

    def take(self, number: int, rows: Sequence[R]) -> None:
        """Keep a page that came in, and drop the one looked at longest ago."""
        self._asked.discard(number)
        self._pages[number] = rows
        while len(self._pages) > KEPT:
            self._pages.popitem(last=False)

    def miss(self, number: int) -> None:
        """Note that a page could not be had: it may be asked for again."""
        self._asked.discard(number)

    def covers(self, first: int, last: int) -> bool:
        """Tell whether every place from first to last has its row of now at hand."""
        numbers = range(max(0, first) // PAGE, min(last, self.total - 1) // PAGE + 1)
        return all(number in self._pages for number in numbers)

    def slip(self, by: int) -> None:
        """Move the rows from before ``renew``: so many rows came in above them."""
        self._slip += by

    def forget_old(self) -> None:
        """Stop showing rows from before ``renew``."""
        self._old = {}

    def _find(self, number: int) -> Wanted:
        """Return the question for a page, from the nearest known place."""
        start = number * PAGE
        size = min(PAGE, self.total - start)
        ways = [
            Wanted(self.where, self.sort, number, size, skip=start),
            Wanted(
                self.where, self.sort, number, size,
                skip=self.total - start - size, from_end=True,
            ),
        ]  # fmt: skip
        for near, page in self._pages.items():
            if not page:
                continue
            if near < number:
                gap = start - near * PAGE - len(page)
                ways.append(
                    Wanted(self.where, self.sort, number, size, after=page[-1].key, skip=gap)
                )
            elif near > number:
                gap = near * PAGE - start - size
                ways.append(
                    Wanted(self.where, self.sort, number, size, before=page[0].key, skip=gap)
                )
        return min(ways, key=lambda way: way.skip)
