"""ABC, XYZ and the forecast at a million orders, beside DuckDB on its own copy of the raw rows.

`python -m tests.bench goods [--orders N] [--open SHARE] [--folder FOLDER]`. The store is made once
in the folder and used again. Seconds are the best of a few runs; DuckDB answers from orders and
lines with as many threads as the machine has, and has to give the same classes. Where it is not
installed its column is empty.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

from tests.bench.big_store import DAYS, stock

from shopdesk.services import figures
from shopdesk.services.analyses.abc import abc
from shopdesk.services.analyses.forecast import forecast
from shopdesk.services.analyses.xyz import weekly
from shopdesk.store import Read

RUNS = 3
RAW = {
    "orders": "id, status, placed_at, currency",
    "order_lines": "order_id, listing_id, qty, price",
    "listings": "id, sku",
}
WEEKS = """
SELECT key, stddev_pop(pieces) / avg(pieces) FROM (
    SELECT w.key, w.week, coalesce(p.pieces, 0) AS pieces
    FROM (SELECT DISTINCT lower(sku) AS key, week FROM listings, range(12) AS weeks(week)) AS w
    LEFT JOIN (
        SELECT lower(g.sku) AS key, (o.placed_at - ?) // 604800 AS week, sum(l.qty) AS pieces
        FROM order_lines AS l JOIN orders AS o ON o.id = l.order_id
            JOIN listings AS g ON g.id = l.listing_id
        WHERE o.status <> 'cancelled' AND o.currency = ? AND o.placed_at >= ? AND o.placed_at < ?
        GROUP BY 1, 2
    ) AS p USING (key, week)
) GROUP BY key HAVING sum(pieces) > 0
"""
CLASSES = """
WITH sold AS (
    SELECT lower(g.sku) AS key, sum(l.qty * l.price) AS value
    FROM order_lines AS l JOIN orders AS o ON o.id = l.order_id
        JOIN listings AS g ON g.id = l.listing_id
    WHERE o.status <> 'cancelled' AND o.currency = ? AND o.placed_at >= ? AND o.placed_at < ?
        AND g.sku <> ''
    GROUP BY 1
), stood AS (
    SELECT key, value, sum(value) OVER () AS whole,
        sum(value) OVER (ORDER BY value DESC, key ROWS UNBOUNDED PRECEDING) - value AS before
    FROM sold
)
SELECT key, CASE WHEN before * 100 < 80 * whole THEN 'A'
    WHEN before * 100 < 95 * whole THEN 'B' ELSE 'C' END
FROM stood ORDER BY value DESC, key
"""


def best(ask: Callable[[], Any]) -> tuple[float, Any]:
    """Return the shortest time of a few runs, and the answer."""
    times, answer = [], None
    for _run in range(RUNS):
        start = time.perf_counter()
        answer = ask()
        times.append(time.perf_counter() - start)
    return min(times), answer


def told(line: str) -> None:
    """Print one line."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def copy(read: Read) -> Any:
    """Return DuckDB with the raw rows in it; None where it is not installed."""
    try:
        import duckdb
    except ImportError:
        return None
    peer = duckdb.connect()
    with tempfile.TemporaryDirectory() as folder:
        for table, columns in RAW.items():
            sheet = Path(folder) / f"{table}.csv"
            with sheet.open("w", encoding="utf-8") as out:
                out.write(columns.replace(" ", "") + "\n")
                for row in read.connection.exec_driver_sql(f"SELECT {columns} FROM {table}"):
                    out.write(",".join(map(str, row)) + "\n")
            peer.execute(f"CREATE TABLE {table} AS SELECT * FROM read_csv('{sheet}')")
    return peer


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(prog="python -m tests.bench goods", description=__doc__)
    asked.add_argument("--orders", type=int, default=1_000_000)
    asked.add_argument("--open", type=float, default=0.03, help="the share that is still open")
    asked.add_argument("--folder", type=Path, help="where the store is kept for the next time")
    chosen = asked.parse_args(arguments)
    folder = chosen.folder or Path(tempfile.mkdtemp())
    with closing(stock(folder, chosen.orders, chosen.open)) as store, store.read() as read:
        peer, today = copy(read), read.clock.today()
        told(f"{'':28}{'ours s':>10}{'DuckDB s':>10}{'ratio':>8}  same")
        for days in (30, 84, 365, DAYS):
            period = f"{today - timedelta(days=days - 1)}..{today}"
            _abc(read, figures.scope_of(read, period, currency="IDR"), days, peer)
        scope = figures.scope_of(read, str(today), currency="IDR")
        told(f"{'XYZ alone':28}{best(lambda: weekly(read, scope))[0]:10.3f}")
        took, found = best(lambda: forecast(read, scope))
        told(f"{f'forecast of {len(found.rows):,} SKUs':28}{took:10.3f}  WAPE "
              f"{found.whole.wape:.3f}, naive {found.whole.naive_wape:.3f}")  # fmt: skip


def _abc(read: Read, scope: figures.Scope, days: int, peer: Any) -> None:
    took, found = best(lambda: abc(read, scope))
    line = f"{f'ABC and XYZ, {days:,} days':28}{took:10.3f}"
    if peer is not None:
        (start, end), (since, _end) = (
            span.instants(read.clock) for span in (scope.span, found.weeks)
        )
        rest = scope.currency, since, end
        theirs, (rows, weeks) = best(lambda: (
            peer.execute(CLASSES, [scope.currency, start, end]).fetchall(),
            dict(peer.execute(WEEKS, [since, *rest]).fetchall()),
        ))  # fmt: skip
        ours = [(row.ware.key, row.grade) for row in found.rows if row.grade != "U"]
        same = ours == rows and all(
            abs(row.weekly.varies - weeks[row.ware.key]) < 1e-9 for row in found.rows if row.pattern
        )
        line += f"{theirs:10.3f}{took / theirs:8.1f}  {'yes' if same else 'NO'}"
    told(line)


if __name__ == "__main__":
    main()
