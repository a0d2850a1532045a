"""Rows for a grid, fetched through the doorway from the area's service."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, Final

from shopdesk.screens.doorway import resolve
from shopdesk.screens.house import House
from shopdesk.widgets.window import Row, Wanted

NEAR: Final = 500
"""Rows above and below its old place in which a moved row is looked for."""


class Rows:
    """An area whose service has ``page``, ``total`` and ``ids``: "orders"."""

    def __init__(self, house: House, area: str) -> None:
        self._house, self._area = house, area

    def total(self, where: str, answer: Callable[[int | None], None]) -> None:
        """Count the rows that match."""
        self._ask("total", where, answer=answer, slot="total")

    def page(self, wanted: Wanted, answer: Callable[[Sequence[Any] | None], None]) -> None:
        """Fetch one page; the end of a list is asked for as the top of the list turned round."""
        if wanted.from_end:
            turned = replace(wanted, sort=turn(wanted.sort), from_end=False)
            self._page(turned, lambda rows: answer(None if rows is None else rows[::-1]))
        else:
            self._page(wanted, answer)

    def _page(self, wanted: Wanted, answer: Callable[[Sequence[Any] | None], None]) -> None:
        self._ask(
            "page", wanted.where, wanted.sort, answer=answer, slot=("page", wanted.number),
            after=wanted.after, before=wanted.before, skip=wanted.skip, size=wanted.size,
        )  # fmt: skip

    def place(
        self, where: str, sort: str, row: Row, was: int, answer: Callable[[int | None], None]
    ) -> None:
        """Find the row again, near its old place."""
        self._house.ask(
            partial(_find, f"{self._area}.page", row, was), where, sort,
            then=answer, failed=lambda: answer(None), slot=(id(self), "place"),
        )  # fmt: skip

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


def _find(  # noqa: PLR0913 - a row to find, and the list to find it in
    page: str, row: Row, was: int, read: Any, where: str, sort: str
) -> int | None:
    """Return where the row stands now, or None if it is not near its old place.

    Near the top the rows before its key are counted, which is exact even if the row is gone.
    """
    fetch = resolve(page)
    if was < NEAR:
        above = fetch(read, where, sort, before=row.key, size=2 * NEAR)
        return len(above) if len(above) < 2 * NEAR else None
    first = was - NEAR
    near = fetch(read, where, sort, skip=first, size=2 * NEAR)
    return next((first + at for at, other in enumerate(near) if other.id == row.id), None)
