"""How fast figures are read and kept on a big store, beside plain SQL and DuckDB on the same rows.

Orders are packed, cancelled and imported there: give it a copy of a store. The three columns of a
reading row must tell the same, else the bench ends.
"""

import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path
from statistics import median
from typing import Any
from unittest import mock

import sqlalchemy as sa
from tests.bench import files
from tests.bench.customers_bench import copy
from tests.rig import open_store

from shopdesk.services import figures, imports, orders, today
from shopdesk.services.figures import Scope, Span
from shopdesk.store import Read, Store, sums

ROUNDS = 7
ACTS = 12
DAYS = 90
LINES = 2_500
JOINED = (
    "FROM orders o JOIN order_lines l ON l.order_id = o.id WHERE o.status <> 'cancelled' "
    "AND o.currency = 'IDR' AND o.placed_at >= {start} AND o.placed_at < {end}"
)
DAILY = (
    "SELECT CAST(floor((o.placed_at + 25200) / 86400.0) AS INTEGER) AS day, o.channel, "
    f"count(DISTINCT o.id), sum(l.qty * l.price) {JOINED} GROUP BY 1, 2 ORDER BY 1, 2"
)
TOP = (
    "SELECT lower(g.sku) AS code, sum(l.qty), sum(l.qty * l.price) AS gmv "
    f"{JOINED.replace('WHERE', 'JOIN listings g ON g.id = l.listing_id WHERE')} "
    "AND g.sku <> '' GROUP BY 1 ORDER BY 3 DESC, 1 LIMIT 20"
)
TODAY = {
    "today: what needs a hand": today.needs,
    "today: the day so far and two others": today.day,
    "today: figures of the day": today.compared,
    "today: figures of seven days": lambda read: today.compared(read, "week"),
    "today: figures of the month": lambda read: today.compared(read, "month"),
    "today: the last two weeks": today.trend,
    "today: busy hours of four weeks": today.rhythm,
    "today: best products of seven days": lambda read: today.best(read, _span(read, 7)),
    "today: how fresh exports are": today.sources,
}


def run(folder: Path) -> None:
    """Measure, and print a row for each."""
    store = open_store(folder)
    with closing(store), tempfile.TemporaryDirectory(prefix="shopdesk-bench-") as scratch:
        _told(f"the store is {store.home.store.stat().st_size / 1e6:,.0f} MB\n")
        _sizes(store, Path(scratch))
        _told(f"\n{'reading':44}{'ours ms':>10}{'SQL ms':>10}{'DuckDB ms':>12}")
        _reads(store, Path(scratch))
        _told(f"\n{'writing':44}{'ms':>10}{'cpu ms':>10}{'of sums':>10}{'without':>10}")
        _writes(store)
        _import(store, Path(scratch))
        _rebuilt(store)


def _told(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _span(read: Read, days: int) -> Span:
    last = read.clock.today()
    return Span(last - timedelta(days=days - 1), last)


def _spent(act: Callable[[], Any], rounds: int = ROUNDS) -> tuple[float, Any]:
    """Return the least of the milliseconds (others share the machine), and the answer."""
    times, answer = [], None
    for _round in range(rounds):
        began = time.perf_counter()
        answer = act()
        times.append((time.perf_counter() - began) * 1_000)
    return min(times), answer


def _worked(act: Callable[[], Any]) -> tuple[float, float]:
    """Return the milliseconds on the clock, and those that this process worked."""
    began, worked = time.perf_counter(), time.process_time()
    act()
    return (time.perf_counter() - began) * 1_000, (time.process_time() - worked) * 1_000


def _reads(store: Store, scratch: Path) -> None:
    for name, ask in TODAY.items():
        with store.read() as read:
            _told(f"{name:44}{_spent(lambda r=read, a=ask: a(r), 3)[0]:10.1f}")  # type: ignore[misc]
    try:
        duck = copy(store, scratch)
    except ImportError:
        duck = None
        _told("DuckDB is not installed")
    with store.read() as read:
        scope = Scope(_span(read, DAYS))
        start, end = scope.span.instants(read.clock)
        for name, mine, query in (
            (f"GMV by day and channel, {DAYS} days", _daily, DAILY),
            (f"top 20 SKUs, {DAYS} days", _top, TOP),
        ):
            _row(read, duck, name, lambda mine=mine: mine(read, scope),  # type: ignore[misc]
                 query.format(start=start, end=end))  # fmt: skip
        for name, summed in (
            ("total", figures.total), ("by day", figures.by_day),
            ("by weekday and hour", figures.by_hour), ("by shop", figures.by_shop),
        ):  # fmt: skip
            for days in (DAYS, 1_095):
                over = Scope(_span(read, days))
                took = _spent(lambda a=summed, o=over: a(read, o))[0]  # type: ignore[misc]
                _told(f"{f'{name}, {days:,} days':44}{took:10.1f}")


def _row(read: Read, duck: Any, name: str, mine: Callable[[], Any], query: str) -> None:
    took, found = _spent(mine)
    plain, rows = _spent(lambda: read.connection.exec_driver_sql(query).all(), 3)
    line = f"{name:44}{took:10.1f}{plain:10.1f}"
    others = [rows]
    if duck is not None:
        duck.execute(query).fetchall()
        peer, told = _spent(lambda: duck.execute(query).fetchall())
        others.append(told)
        line += f"{peer:12.1f}"
    if any(found != [tuple(row) for row in other] for other in others):
        sys.exit(f"{name}: not the same")
    _told(line)


def _daily(read: Read, scope: Scope) -> list[tuple[Any, ...]]:
    return sorted(
        ((day - figures.EPOCH).days, channel, tally.orders, tally.gmv)
        for (day, channel), tally in figures.channels_by_day(read, scope).items()
        if tally.orders
    )


def _top(read: Read, scope: Scope) -> list[tuple[Any, ...]]:
    rows = [(one.sku.lower(), one.units, one.gmv) for one in figures.skus(read, scope) if one.sku]
    return sorted(rows, key=lambda row: (-row[2], row[0]))[:20]


@contextmanager
def _watched() -> Iterator[list[float]]:
    """Note what work it is, in milliseconds, every time that the sums follow an entry."""
    spent: list[float] = []
    real = sums.refresh

    def refresh(*told: Any) -> None:
        spent.append(_worked(lambda: real(*told))[1])

    with mock.patch.object(sums, "refresh", refresh):
        yield spent


def _writes(store: Store) -> None:
    with store.read() as read:
        few = [row.id for row in orders.page(read, "status:to_pack -is:held", size=2 * ACTS)]
        old = [row.id for row in orders.page(read, "status:to_pack", "placed", size=ACTS)]
    acts: dict[str, tuple[list[int], Callable[[int], Any]]] = {
        "a note on an order": (few[:ACTS], lambda n: store.do(orders.note, [n], "x")),
        "one order packed": (few[:ACTS], lambda n: store.do(orders.pack, [n])),
        "one order cancelled, of the newest": (
            few[ACTS:], lambda n: store.do(orders.cancel, [n], "stok habis")
        ),
        "one order cancelled, of the oldest open": (
            old, lambda n: store.do(orders.cancel, [n], "stok habis")
        ),
    }  # fmt: skip
    for name, (ids, act) in acts.items():
        with _watched() as spent:
            took = [_worked(lambda n=n, a=act: a(n)) for n in ids]  # type: ignore[misc]
        _wrote(name, median(one[0] for one in took), median(one[1] for one in took), median(spent))


def _wrote(name: str, clock: float, worked: float, followed: float) -> None:
    _told(f"{name:44}{clock:10.1f}{worked:10.1f}{followed:10.2f}{worked - followed:10.1f}")


def _import(store: Store, scratch: Path) -> None:
    """About 1,000 orders of the last three months, new and once more."""
    sheet = scratch / "Order.all.20260825_20261123.xlsx"
    files.make(LINES, 11, sheet, None)
    for name in ("new", "the same file again"):
        with store.read() as read:
            before = orders.total(read, "")
        with _watched() as spent:
            took = _worked(lambda: imports.run(store, [sheet], shop="Toko Uji Satu"))
        with store.read() as read:
            more = orders.total(read, "") - before
        _wrote(f"import of {LINES:,} lines, {name} (+{more:,})", *took, sum(spent))


def _rebuilt(store: Store) -> None:
    with store.engine.connect() as plain:
        connection = plain.execution_options(begin="IMMEDIATE")
        with connection.begin():
            took, worked = _worked(lambda: sums.rebuild(connection, store.clock))
            _told(f"{'all sums made anew':44}{took:10.0f}{worked:10.0f}")
            took, found = _spent(lambda: sums.differences(connection, store.clock), 1)
            _told(f"{f'compared with the orders: {len(found)} differ':44}{took:10.0f}")


def _sizes(store: Store, scratch: Path) -> None:
    """The sums alone in a file of their own: how many rows and megabytes they are."""
    for table in (*sums.TABLES, sums.BLOCKS):
        file = scratch / f"{table}.sqlite"
        with closing(sqlite3.connect(file)) as alone, store.read() as read:
            query = f"SELECT sql FROM sqlite_master WHERE tbl_name = '{table}' AND sql IS NOT NULL"
            for (made,) in read.connection.exec_driver_sql(f"{query} ORDER BY type DESC"):
                alone.execute(made)
            rows = read.connection.execute(sa.text(f"SELECT * FROM {table}")).all()
            marks = ", ".join("?" * len(rows[0]))
            alone.executemany(f"INSERT INTO {table} VALUES ({marks})", map(tuple, rows))
            alone.commit()
        _told(f"{table}: {len(rows):,} rows, {file.stat().st_size / 1e6:.1f} MB")
