"""Customers and baskets at a million orders, beside DuckDB on its own copy of the same orders.

`python -m tests.bench customers [--orders N] [--folder FOLDER] [--check ORDERS]`. The store is made
once in the folder (some minutes) and used again. DuckDB has orders and lines in its own columns and
asks the same from there; both must find the same. With `--check` a smaller store is made instead,
and everything is counted again in plain Python: the tests of the analyses, over so many orders.
"""

import argparse
import csv
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

from tests.bench.big_store import stock
from tests.rig import open_store

from shopdesk import tables
from shopdesk.services import orders
from shopdesk.services.analyses import basket, cohorts, kept, newcomers, reckoning, rfm
from shopdesk.services.figures.scope import Scope, Span
from shopdesk.store import Change, Read, Store, Work

ROUNDS = 3
PEOPLE = 250_000
SCOPE = Scope(Span(date(2025, 12, 1), date(2026, 11, 23)))
TABLES = {
    "orders": "id, channel, status, placed_at, currency, buyer",
    "order_lines": "order_id, listing_id, qty, price",
    "listings": "id, sku",
}
WHO = (
    "CASE WHEN channel IN ('shopee', 'tiktok') AND trim(buyer) <> '' AND instr(buyer, '*') = 0 "
    "THEN channel || ':' || lower(trim(buyer)) END"
)
GOODS = "g AS (SELECT order_id, sum(qty * price) gmv FROM order_lines GROUP BY order_id)"
BOUGHT = (
    f"{GOODS}, b AS (SELECT {WHO} who, placed_at, gmv, id FROM orders JOIN g ON g.order_id = id "
    "WHERE status <> 'cancelled' AND who IS NOT NULL)"
)
RFM = (
    f"CREATE OR REPLACE TEMP TABLE scored AS WITH {BOUGHT}, c AS (SELECT who, min(placed_at) f, "
    "max(placed_at) l, count(*) FILTER (placed_at >= {start}) n, "
    "sum(gmv) FILTER (placed_at >= {start}) m FROM b WHERE placed_at < {end} GROUP BY who "
    "HAVING l >= {start}) SELECT *, ntile(5) OVER (ORDER BY l, who) r, "
    "ntile(5) OVER (ORDER BY n, who) fr, ntile(5) OVER (ORDER BY m, who) mo FROM c"
)
SINCE = "datediff('month', DATE '2025-12-01', make_timestamp((placed_at + 25200) * 1000000))"
COHORTS = (
    f"WITH {BOUGHT}, d AS (SELECT *, {SINCE} AS later FROM b), f AS (SELECT who, min(later) born "
    "FROM d GROUP BY who HAVING min(later) >= 0) SELECT born, later, count(DISTINCT who), "
    "count(*), sum(gmv) FROM d JOIN f USING (who) WHERE placed_at < {end} GROUP BY ALL ORDER BY ALL"
)
NEW = (
    f"WITH {BOUGHT}, f AS (SELECT who, min(placed_at) first, count(*) FILTER (placed_at < {{end}}) "
    "ever FROM b GROUP BY who) SELECT count(*) FILTER (first >= {first}), count(*), "
    "count(*) FILTER (ever > 1) FROM f WHERE who IN (SELECT who FROM b WHERE placed_at >= {first} "
    "AND placed_at < {end})"
)
BASKET = (
    "WITH b AS (SELECT DISTINCT order_id, lower(sku) sku FROM order_lines JOIN orders o ON "
    "o.id = order_id JOIN listings l ON l.id = listing_id WHERE sku <> '' AND "
    "status <> 'cancelled' AND placed_at >= {start} AND placed_at < {end}), p AS (SELECT "
    "a.sku one, c.sku two, count(*) n FROM b a JOIN b c ON a.order_id = c.order_id "
    "AND a.sku < c.sku "
    "GROUP BY ALL) SELECT count(*), sum(n) FROM p WHERE n >= {least}"
)


def people(work: Work) -> Change:
    """Let so many customers share the orders, some of them buying much."""
    spread = "((facts >> 8 & 1048575) * (facts >> 30 & 1048575) / 1099511627776.0)"
    work.connection.exec_driver_sql(
        f"UPDATE orders SET buyer = 'pembeli.' || CAST({spread} * {PEOPLE} AS INTEGER)"
    )
    return work.done("Shared the orders")


def copy(store: Store, folder: Path) -> Any:
    """Return DuckDB on a copy of its own."""
    import duckdb

    duck = duckdb.connect(str(folder / "copy.duckdb"))
    with store.read() as read:
        for name, columns in TABLES.items():
            with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
                out = csv.writer(file)
                out.writerow(columns.split(", "))
                out.writerows(read.connection.exec_driver_sql(f"SELECT {columns} FROM {name}"))
            duck.execute(
                f"CREATE OR REPLACE TABLE {name} AS SELECT * FROM read_csv('{folder}/{name}.csv')"
            )
    return duck


def spent(act: Callable[[], Any], rounds: int = ROUNDS) -> tuple[float, Any]:
    """Return the median of the milliseconds that something takes, and what it came to."""
    times, found = [], None
    for _round in range(rounds):
        began = time.perf_counter()
        found = act()
        times.append((time.perf_counter() - began) * 1_000)
    return median(times), found


def told(name: str, mine: tuple[float, Any], peer: tuple[float, Any]) -> None:
    """Print one row, once both found the same."""
    if mine[1] != peer[1]:
        sys.exit(f"{name}: {mine[1]!r:.300} is not {peer[1]!r:.300}")
    ratio = mine[0] / peer[0]
    sys.stdout.write(f"| {name} | {mine[0]:,.0f} | {peer[0]:,.0f} | {ratio:.1f} |\n")
    sys.stdout.flush()


def compare(store: Store, duck: Any) -> None:
    """Ask both everything, and print the table."""
    start, end = rfm.window(SCOPE.span.last).instants(store.clock)
    bounds: dict[str, Any] = {"start": start, "end": end,
                              "first": store.clock.at(SCOPE.span.first)}  # fmt: skip
    bounds["least"] = basket.rule("least", SCOPE.span.last)

    def ask(query: str) -> Any:
        return [tuple(row) for row in duck.execute(query.format(**bounds)).fetchall()]

    def scored() -> Any:
        ask(RFM)
        return ask("SELECT count(*), sum(l), sum(n), sum(m), sum(r), sum(fr * r), sum(mo * r) "
                   "FROM scored")  # fmt: skip

    sys.stdout.write("| what | ours ms | DuckDB ms | ÷ |\n|---|---|---|---|\n")
    peers = (ask(NEW), scored(), ask(COHORTS), ask(BASKET))
    del peers  # the first time warms up
    told("new and returning, a year", *_both(store, _new, lambda: ask(NEW)))
    told("RFM, scored", *_both(store, _scores, scored))
    told("RFM, scored and stored", spent(lambda: _stored(store)), spent(scored))
    told("cohorts, a year", *_both(store, _cohorts, lambda: ask(COHORTS)))
    told("basket, a year", *_both(store, _pairs, lambda: ask(BASKET)))


def _both(store: Store, mine: Callable[[Read], Any], peer: Callable[[], Any]) -> Any:
    with store.read() as read:
        return spent(lambda: mine(read)), spent(peer)


def _new(read: Read) -> Any:
    found = newcomers.counts(read, SCOPE)
    return [(found.new, found.customers, found.again)]


def _scores(read: Read) -> Any:
    return _sums(rfm.scores(read, SCOPE))


def _sums(found: Sequence[rfm.Customer]) -> Any:
    return [
        (len(found), sum(one.last_at for one in found), sum(one.orders for one in found),
         sum(one.gmv for one in found), sum(one.recency for one in found),
         sum(one.frequency * one.recency for one in found),
         sum(one.monetary * one.recency for one in found))
    ]  # fmt: skip


def _stored(store: Store) -> Any:
    def keep(work: Work) -> Change:
        rfm.keep(work)
        return work.done("")

    store.run("keep", keep)
    with store.read() as read:
        return [
            tuple(row)
            for row in read.connection.exec_driver_sql(
                "SELECT count(*), sum(last_at), sum(orders), sum(gmv), sum(recency), "
                "sum(frequency * recency), sum(monetary * recency) FROM customer_scores"
            )
        ]


def _cohorts(read: Read) -> Any:
    return [
        (at, at + since, month.customers, month.orders, month.gmv)
        for at, one in enumerate(cohorts.cohorts(read, SCOPE))
        for since, month in enumerate(one.months)
        if month.orders
    ]


def _pairs(read: Read) -> Any:
    found = [one for one in basket.pairs(read, SCOPE) if one.sku < one.other]
    return [(len(found), sum(one.both for one in found) or None)]


def upkeep(store: Store) -> None:
    """Print what it takes to follow an import, and to look."""
    sys.stdout.write(f"\nall made anew: {spent(lambda: reckoning.rebuild(store), 1)[0]:,.0f} ms\n")

    def touch(work: Work) -> Change:
        work.connection.exec_driver_sql(
            "UPDATE orders SET units = units + 1 WHERE id > (SELECT max(id) FROM orders) - 40000"
        )
        return work.done("Touched 40,000 orders")

    store.run("touch", touch)
    followed = spent(lambda: store.run("follow", _follow), 1)[0]
    sys.stdout.write(f"40,000 orders followed: {followed:,.0f} ms\n")
    whole = spent(lambda: reckoning.keep(store), 1)[0]
    sys.stdout.write(f"nothing to follow, all scored again: {whole:,.0f} ms\n")
    with store.read() as read:
        looked = spent(lambda: reckoning.stale(read))[0]
        sys.stdout.write(f"look whether it is stale: {looked:.1f} ms\n")
        for where in ("segment:champions", "is:first placed:2026-10", "first:2026-03"):
            asked = spent(lambda w=where: orders.page(read, w))[0]  # type: ignore[misc]
            counted = spent(lambda w=where: orders.total(read, w))[0]  # type: ignore[misc]
            sys.stdout.write(f"{where}: page {asked:,.0f} ms, counted {counted:,.0f} ms\n")


def _follow(work: Work) -> Change:
    kept.catch_up(work)
    return work.done("")


def check(folder: Path, many: int) -> None:
    """Count everything again in plain Python, over so many orders."""
    from tests.services.analyses import buying, test_customers

    store = open_store(folder / f"check-{many}")
    buying.fill(store, orders=many, days=900, people=many // 6)
    for ready in (False, True):
        if ready:
            reckoning.keep(store)
        for name, scope in test_customers.SCOPES.items():
            for told_by in (
                test_customers.test_new_and_returning_customers_are_those_of_a_plain_count,
                test_customers.test_cohorts_are_those_of_a_plain_count,
                test_customers.test_rfm_is_that_of_a_plain_count,
                test_customers.test_baskets_are_those_of_a_plain_count,
            ):
                told_by(store, scope)
            sys.stdout.write(f"{many:,} orders, {name}, {'kept' if ready else 'raw'}: the same\n")
            sys.stdout.flush()
    store.close()


def main(arguments: Sequence[str] | None = None) -> None:
    """Make the store where it is missing, measure and print."""
    asked = argparse.ArgumentParser(prog="python -m tests.bench customers", description=__doc__)
    asked.add_argument("--folder", type=Path, help="where the store is kept for the next time")
    asked.add_argument("--orders", type=int, default=1_000_000, help="orders in the store")
    asked.add_argument("--check", type=int, help="count so many orders again in plain Python")
    chosen = asked.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="shopdesk-bench-") as made:
        folder = chosen.folder or Path(made)
        if chosen.check:
            check(folder, chosen.check)
            return
        store = stock(folder, chosen.orders, 0.03)
        if not (folder / "people").exists():
            store.do(people)
            (folder / "people").touch()
        began = time.perf_counter()
        reckoning.keep(store)
        sys.stdout.write(f"made where it was stale: {time.perf_counter() - began:.1f} s\n\n")
        sys.stdout.flush()
        # Goods are drawn evenly here: no pair would be frequent enough among so many baskets.
        (folder / "basket.toml").write_text('[[rows]]\nname = "per_myriad"\nvalue = 0\n')
        tables.use(folder)
        try:
            duck = copy(store, folder)
        except ImportError:
            sys.exit("DuckDB is not installed; there is nothing to compare with.")
        compare(store, duck)
        upkeep(store)
        store.close()


if __name__ == "__main__":
    main()
