"""Rows for a grid, fetched through the doorway from the area's service."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from shopdesk.screens.house import House
from shopdesk.screens.signposts import Signposts, put_up
from shopdesk.widgets.window import Row, Wanted

Count = tuple[str, Callable[[int | None], None]]


class Rows:
    """An area whose service has ``page``, ``total``, ``ids``, ``place`` and ``among``: "orders"."""

    def __init__(self, house: House, area: str) -> None:
        self._house, self._area = house, area
        self._signposts = Signposts()
        self._counting: Count | None = None
        self._next: Count | None = None

    def total(self, where: str, answer: Callable[[int | None], None]) -> None:
        """Count the rows that match. A long count must not keep pages waiting: one at a time."""
        self._signposts.forget()
        self._next = where, answer
        if self._counting is None:
            self._count()

    def _count(self) -> None:
        self._counting, self._next = self._next, None
        if self._counting is not None:
            where, answer = self._counting
            self._ask("total", where, answer=partial(self._counted, answer), slot="total")

    def _counted(self, answer: Callable[[int | None], None], total: int | None) -> None:
        self._count()
        answer(total)

    def page(self, wanted: Wanted, answer: Callable[[Sequence[Any] | None], None]) -> None:
        """Fetch one page; the end of a list is asked for as the top of the list turned round."""
        wanted = self._signposts.shorter(wanted)
        if wanted.from_end:
            turned = replace(wanted, sort=turn(wanted.sort), from_end=False)
            self._page(turned, lambda rows: answer(None if rows is None else rows[::-1]))
        else:
            self._page(wanted, answer)
        if self._signposts.missed(wanted):
            self._house.ask(
                put_up, self._area, wanted.where, wanted.sort, slot=(id(self), "signposts"),
                then=partial(self._signposts.take, wanted.where, wanted.sort),
                failed=self._signposts.forget,
            )  # fmt: skip

    def _page(self, wanted: Wanted, answer: Callable[[Sequence[Any] | None], None]) -> None:
        self._ask(
            "page", wanted.where, wanted.sort, answer=answer, slot=("page", wanted.number),
            after=wanted.after, before=wanted.before, skip=wanted.skip, size=wanted.size,
        )  # fmt: skip

    def place(
        self, where: str, sort: str, row: Row, was: int, answer: Callable[[int | None], None]
    ) -> None:
        """Find the row again, wherever it stands now."""
        del was
        self._ask("place", where, sort, row.id, row.key, answer=answer, slot="place")

    def among(self, where: str, ids: Collection[int], answer: Callable[[int | None], None]) -> None:
        """Count those of the rows with these ids that match."""
        self._ask("among", where, ids, answer=answer, slot="among")

    def ids(self, where: str, answer: Callable[[Sequence[int] | None], None]) -> None:
        """Name every row that matches."""
        self._ask("ids", where, answer=answer, slot="ids")

    def _ask(
        self, name: str, *args: Any, answer: Callable[[Any], None], slot: Any, **options: Any
    ) -> None:
        self._house.ask(
            f"{self._area}.{name}", *args,
            then=answer, failed=lambda: answer(None), slot=(id(self), slot), **options,
        )  # fmt: skip


def turn(sort: str) -> str:
    """Return the order turned round."""
    return sort.removeprefix("-") if sort.startswith("-") else f"-{sort}"
