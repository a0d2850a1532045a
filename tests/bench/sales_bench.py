"""Analyses of sales beside plain Python over the rows: any difference, and how long each takes.

`python -m tests.bench sales [--orders N] [--folder FOLDER]`. The store is made once in the folder
and used again. The exit code is 1 where a single figure differs.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from tests import plainly
from tests.rig import open_store
from tests.trade import Line, every_line, fill

from shopdesk.services import orders
from shopdesk.services.analyses.breakdown import breakdown
from shopdesk.services.analyses.dimensions import DIMENSIONS
from shopdesk.services.analyses.rhythm import rhythm
from shopdesk.services.analyses.uplift import uplift
from shopdesk.services.analyses.waterfall import waterfall
from shopdesk.services.figures import Scope, Tally, scope_of, total
from shopdesk.store import Read, Store

Answer = TypeVar("Answer")
DAYS, MONTH = 1_095, 31


def main(words: list[str]) -> int:
    """Print the table; returns 1 where anything differs."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--orders", type=int, default=200_000)
    asked.add_argument("--folder", type=Path)
    told = asked.parse_args(words)
    with tempfile.TemporaryDirectory() as scratch:
        store = _stock(told.folder or Path(scratch), told.orders)
        with store.read() as read:
            wrong = sum(_check(read))
        store.close()
    print(f"{wrong} differences")  # noqa: T201 - a bench prints
    return int(bool(wrong))


def _stock(folder: Path, count: int) -> Store:
    ready = folder / f"traded-{count}"
    store = open_store(folder)
    if not ready.exists():
        store.do(fill, count, DAYS)
        ready.touch()
    return store


def _check(read: Read) -> Iterator[int]:
    """Yield how many figures of each analysis differ."""
    every = every_line(read)
    for period in ("2026-10", "2026"):
        scope = scope_of(read, period)
        lines = plainly.within(every, scope, read.clock)
        for by in DIMENSIONS:
            yield from _broken_down(read, scope, by, lines)
        yield from _others(read, scope, lines)


def _broken_down(read: Read, scope: Scope, by: str, lines: list[Line]) -> Iterator[int]:
    found = _timed(f"{_said(scope)} by {by}", lambda: breakdown(read, scope, by))
    expected = plainly.parts(lines, by, read.clock)
    told = {_key(one.key): one.tally for one in found if one.tally != Tally()}
    yield sum(told.get(key) != expected.get(key) for key in told.keys() | expected.keys())
    if scope.span.days <= MONTH:
        yield _opened(read, found)


def _others(read: Read, scope: Scope, lines: list[Line]) -> Iterator[int]:
    period = _said(scope)
    whole = _timed(f"{period} total", lambda: total(read, scope))
    yield sum(plainly.parts(lines, "month", read.clock).values(), Tally()) != whole
    steps = _timed(f"{period} waterfall", lambda: waterfall(read, scope))
    yield sum(step.amount for step in steps if not step.level) != (
        steps[-1].amount - steps[0].amount
    )
    found = _timed(f"{period} rhythm", lambda: rhythm(read, scope))
    hours = plainly.parts(lines, "hour", read.clock)
    for hour in range(24):
        sums = (cell.tally for cell in found.cells if cell.hour == hour)
        yield sum(sums, Tally()) != hours.get(hour, Tally())
    for by in ("channel", "sku"):
        _timed(f"{period} uplift by {by}", lambda by=by: uplift(read, scope, by))  # type: ignore[misc]


def _opened(read: Read, found: Any) -> int:
    """Return how many parts open another number of orders than they say."""
    start, wrong = time.perf_counter(), 0
    for one in found:
        wrong += bool(one.where) and orders.total(read, one.where) != one.tally.orders
    each = (time.perf_counter() - start) / max(1, len(found)) * 1_000
    print(f"{'':34}rows opened {each:8.1f} ms each")  # noqa: T201
    return wrong


def _timed(name: str, ask: Callable[[], Answer]) -> Answer:
    start = time.perf_counter()
    answer = ask()
    print(f"{name:34}{(time.perf_counter() - start) * 1_000:10.1f} ms")  # noqa: T201
    return answer


def _said(scope: Scope) -> str:
    return f"{scope.span.days} days"


def _key(key: Any) -> Any:
    return key.casefold() if isinstance(key, str) else key


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
