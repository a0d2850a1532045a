"""A bulk reprice, measured: plan, apply and undo beside one set-based UPDATE of the same rows.

`python -m tests.bench reprice [--skus N] [--rounds N]`. Each round plans, applies and takes back
one reprice by formula of every SKU, then lets one UPDATE give the same rows the same prices, once
as a verb (journalled, sealed), and takes that back. Median seconds on the clock and of the process,
and their ratios to that UPDATE. `bare` is the statement alone, without the verb round it.
"""

import argparse
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from statistics import median
from typing import TypeVar

from tests.rig import open_store

from shopdesk.services import journal
from shopdesk.services.products import bulk
from shopdesk.store import Change, Store, Work

T = TypeVar("T")
FORMULA = "price*1.07 round 900 floor break_even"
IN_SQL = "UPDATE variants SET price = (price * 107 + 50) / 100 WHERE archived_at IS NULL"


def fill(work: Work, skus: int) -> Change:
    """Put so many SKUs into the store, three to a product; a few have no cost."""
    dice = Random(5)
    raw = work.connection.connection.dbapi_connection
    raw.executemany(  # type: ignore[union-attr]
        "INSERT INTO products(id, name, description, category, brand, specs, state) "
        "VALUES (?, ?, '', 'Rumah > Dapur', 'Sari', '{}', 'ready')",
        [(n, f"Mug keramik motif {n}") for n in range(1, skus // 3 + 2)],
    )
    raw.executemany(  # type: ignore[union-attr]
        "INSERT INTO variants(id, product_id, sku, sku_key, variation, barcode, currency, price, "
        "cost, weight_g, buffer, kit, lots) VALUES (?, ?, ?, ?, ?, '', 'IDR', ?, ?, 350, 0, 0, 0)",
        [
            (n, 1 + n // 3, f"MUG-{n}", f"mug-{n}", f"warna {n % 3}",
             (price := dice.randrange(50, 5_000) * 10_000),
             None if n % 500 == 0 else price * dice.randrange(50, 80) // 100)
            for n in range(1, skus + 1)
        ],
    )  # fmt: skip
    return work.done(f"Added {skus} SKUs")


def update(work: Work) -> Change:
    """Give every SKU a new price by one statement."""
    work.connection.exec_driver_sql(IN_SQL)
    return work.done("Updated")


class Watch:
    """Seconds of each act, round by round."""

    def __init__(self) -> None:
        self.taken: dict[str, list[tuple[float, float]]] = defaultdict(list)

    def time(self, name: str, act: Callable[[], T]) -> T:
        """Do it and note how long it took."""
        clock, cpu = time.perf_counter(), time.process_time()
        answer = act()
        self.taken[name].append((time.perf_counter() - clock, time.process_time() - cpu))
        return answer

    def of(self, name: str) -> tuple[float, float]:
        """Return the medians of an act."""
        wall, cpu = zip(*self.taken[name], strict=True)
        return median(wall), median(cpu)


def round_of(store: Store, watch: Watch, ids: Sequence[int]) -> bulk.BulkPlan:
    """Plan, apply, take back; then the same by one UPDATE."""

    def plan() -> bulk.BulkPlan:
        with store.read() as read:
            return bulk.plan(read, ids, "price", FORMULA)

    def bare(work: Work) -> Change:
        watch.time("bare", lambda: work.connection.exec_driver_sql(IN_SQL))
        return work.done("Updated")

    made = watch.time("plan", plan)
    watch.time("apply", lambda: store.do(bulk.apply, made))
    watch.time("undo", lambda: journal.undo(store))
    watch.time("UPDATE", lambda: store.do(update))
    watch.time("undo of UPDATE", lambda: journal.undo(store))
    store.run("update", bare, keep=False)
    return made


def main(arguments: Sequence[str] | None = None) -> None:
    """Fill a store, measure and print."""
    asked = argparse.ArgumentParser(prog="python -m tests.bench reprice", description=__doc__)
    asked.add_argument("--skus", type=int, default=50_000)
    asked.add_argument("--rounds", type=int, default=3)
    chosen = asked.parse_args(arguments)
    watch = Watch()
    with tempfile.TemporaryDirectory(prefix="shopdesk-bench-") as folder:
        store = open_store(Path(folder))
        store.do(fill, chosen.skus)
        for _round in range(chosen.rounds):
            made = round_of(store, watch, range(1, chosen.skus + 1))
        store.close()
    sys.stdout.write(
        f"{chosen.skus:,} SKUs, “{FORMULA}”: {made.changed:,} changed, {made.refused:,} refused\n\n"
        "| act | s | ÷ UPDATE | cpu s | ÷ UPDATE |\n|---|---|---|---|---|\n"
    )
    wall, cpu = watch.of("UPDATE")
    for name in watch.taken:
        took, spent = watch.of(name)
        sys.stdout.write(
            f"| {name} | {took:.2f} | {took / wall:.2f} | {spent:.2f} | {spent / cpu:.2f} |\n"
        )


if __name__ == "__main__":
    main()
