"""Reading the queue, measured: every kind of question at a million orders, p50 and p95 and goals.

`python -m tests.bench reads [--orders N] [--open SHARE] [--folder FOLDER]`. The store is made once
in the folder (some minutes) and used again. Every figure is the time on the clock of one question
asked as a screen asks it, filter text and all; `cpu` is what this process spent of it, which is
what counts where the machine has other things to do. `raw` is plain SQL for the same rows.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from statistics import quantiles
from typing import Any

from tests.bench.big_store import stock

from shopdesk.screens.orders import calls
from shopdesk.services import journal, orders
from shopdesk.services.orders.finding import SORTS
from shopdesk.store import Read, Store

Ask = Callable[[Read], Any]
VIEWS = {
    "all": "",
    "work": "status:to_verify,to_pack,to_ship,on_hold,exception",
    "late": "is:late",
    "stuck": "is:stuck",
    "to pack": "status:to_pack",
    "shipped": "status:shipped",
    "completed": "status:completed",
    "a channel": "channel:tiktok",
    "work of a shop": "shop:satu status:to_verify,to_pack,to_ship,on_hold,exception",
}
COMBINED = (
    "status:to_pack courier:jne", "placed:today", "placed:last-week total>500k",
    "is:cod status:to_pack", "channel:tiktok is:late", "-status:completed,cancelled",
    "total>500k", "is:conflict", "is:held", "is:unmapped", "status:to_pack product:kaos",
    "placed:last-month status:cancelled", "status:to_ship city:bandung",
)  # fmt: skip
ORDERS = [sign + name for name in SORTS for sign in ("", "-")]
COLUMNS = (
    "o.id, o.number, o.channel, s.name, o.status, o.payment, o.fulfilment, o.case_state, "
    "o.hold_reason, o.total, o.currency, o.placed_at, o.ship_by, o.courier, o.tracking, o.lines, "
    "o.units, coalesce(o.buyer, o.recipient), o.cod, o.problem, o.conflict"
)
FROM = "FROM orders o JOIN shops s ON s.id = o.shop_id"
SPREAD = 0.2
"""Where the first of the questions in a list lies, and how far the next ones are from it."""


@dataclass
class Kind:
    """One row of the table: questions, the goal in ms for their p95, and plain SQL beside it."""

    name: str
    goal: float | None
    asks: Sequence[Ask]
    raw: str = ""
    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)


def views(where: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Every filter in every order."""
    return ((one, sort) for one in where for sort in ORDERS)


def tops(where: Sequence[str]) -> list[Ask]:
    """First pages; those of the turned order are the last."""
    return [lambda read, w=w, s=s: orders.page(read, w, s) for w, s in views(where)]


def totals(where: Sequence[str]) -> list[Ask]:
    """Count what matches."""
    return [lambda read, w=w: orders.total(read, w) for w in where]


def inner(store: Store, dice: Random, *, far: bool) -> list[Ask]:
    """Pages after and before a row somewhere in the list."""
    asks: list[Ask] = []
    with store.read() as read:
        for where, sort in views(list(VIEWS.values())):
            at = int(orders.total(read, where) * (1 - SPREAD * dice.random() if far else 0.5))
            edge = orders.page(read, where, sort, skip=max(0, at - 1), size=1)[0].key
            asks += [
                lambda read, w=where, s=sort, k=edge: orders.page(read, w, s, after=k),
                lambda read, w=where, s=sort, k=edge: orders.page(read, w, s, before=k),
            ]
    return asks


def jumps(store: Store, dice: Random, where: Sequence[str], sorts: Sequence[str]) -> list[Ask]:
    """Jumps from the nearer end, as the grid's window makes them without a signpost."""
    with store.read() as read:
        many = {w: orders.total(read, w) for w in where}
    places = [(w, s, int(many[w] / 2 * dice.random())) for w in where for s in sorts * 3]
    return [lambda read, w=w, s=s, n=n: orders.page(read, w, s, skip=n) for w, s, n in places]


def posted(store: Store, dice: Random, where: str, sort: str, apart: int = 10_000) -> list[Ask]:
    """Jumps from a signpost."""
    with store.read() as read:
        posts = orders.signposts(read, where, sort, apart)
    places = [(dice.choice(posts), int(dice.random() * apart)) for _ in range(30)]
    return [
        lambda read, k=k, n=n: orders.page(read, where, sort, after=k, skip=n) for k, n in places
    ]


def sought(store: Store, dice: Random, letters: int) -> list[str]:
    """So many first letters of numbers, resi, buyers and SKUs, as people type them."""
    with store.read() as read:
        rows = read.connection.exec_driver_sql(
            "SELECT number, tracking, buyer FROM orders WHERE id IN (SELECT 1 + abs(random()) % "
            "(SELECT max(id) FROM orders) FROM shops, shops, shops LIMIT 24)"
        ).all()
        skus = read.connection.exec_driver_sql("SELECT sku FROM listings WHERE id % 251 = 3").all()
    whole = [word for row in (*rows, *skus) for word in row if word and word[0] != "#"]
    return dice.sample(sorted({word[:letters] for word in whole}), min(24, len({*whole})) // 2)


def searches(store: Store, dice: Random, letters: int, call: Callable[..., Any]) -> list[Ask]:
    """Ask for what begins with so many letters, in the order that the desk opens with."""
    return [lambda read, w=word: call(read, w) for word in sought(store, dice, letters)]


def kinds(store: Store) -> Iterator[Kind]:
    """All that is measured."""
    dice = Random(3)
    every = list(VIEWS.values())
    like = f"SELECT {COLUMNS} {FROM} WHERE o.number LIKE '%8Q4%' OR o.buyer LIKE '%8Q4%'"
    newest = f"SELECT {COLUMNS} {FROM} ORDER BY o.placed_at DESC, o.id DESC LIMIT 100"

    def by_deadline(read: Read, word: str) -> Any:
        return orders.page(read, word, "ship_by")

    yield Kind("page of the whole queue, newest first", 10,
               [orders.page] * 20, newest)  # fmt: skip
    yield Kind("page, every view and sort, top or end", 10, tops(every))
    yield Kind("page, every view and sort, middle", 10, inner(store, dice, far=False))
    yield Kind("page, every view and sort, near the end", 10, inner(store, dice, far=True))
    yield Kind("jump, whole queue by deadline or age", 10,
               jumps(store, dice, [""] * 4, ["ship_by", "-ship_by", "placed", "-placed"]),
               f"SELECT {COLUMNS} {FROM} ORDER BY o.placed_at DESC, o.id DESC LIMIT 100 "
               "OFFSET 400000")  # fmt: skip
    yield Kind("jump, whole queue by amount or number", None, jumps(store, dice, [""], ORDERS[4:]))
    yield Kind("jump, every view and sort", None, jumps(store, dice, every[1:], ORDERS))
    for sort in ("ship_by", "number"):
        yield Kind(f"jump from a signpost, by {sort}", 10, posted(store, dice, "", sort))
    yield Kind("all signposts of the queue", None,
               [lambda read: orders.signposts(read, "", "ship_by", 10_000)] * 3)  # fmt: skip
    yield Kind("counts and late, as on each reload", 1, [calls.counts] * 20,
               "SELECT status, count(*) FROM orders GROUP BY status")  # fmt: skip
    yield Kind("is:late, counted", 1, [lambda read: orders.total(read, "is:late")] * 20)
    yield Kind("journal's head", 1, [journal.head] * 20)
    yield Kind("totals of views of statuses", 1,
               totals([w for w in every if w.startswith("status")] * 5),
               "SELECT count(*) FROM orders WHERE status = 'to_pack'")  # fmt: skip
    yield Kind("totals of the other views", None, totals([w for w in every if "status" not in w]))
    yield Kind("place of a row after an edit", 10, list(places(store, dice)))
    yield Kind("one order whole", 10,
               [lambda read, n=n: orders.show(read, n) for n in range(1, 9_000, 900)])  # fmt: skip
    for letters in (1, 2, 3, 4, 6, 30):
        name = f"search, {letters} letters" if letters < 30 else "search, whole code or name"
        like = (
            f"SELECT {COLUMNS} {FROM} WHERE o.number LIKE '%8Q4%' OR o.buyer LIKE '%8Q4%' LIMIT 100"
        )
        asks = searches(store, dice, letters, by_deadline)
        yield Kind(name, 50 if letters > 1 else None, asks, like if letters == 3 else "")
    for letters in (2, 3, 6, 30):
        yield Kind(f"total of a search, {letters} letters", None,
                   searches(store, dice, letters, orders.total))  # fmt: skip
    yield Kind("combined filters, page", None, tops(COMBINED))
    yield Kind("combined filters, total", None, totals(COMBINED))


def places(store: Store, dice: Random) -> Iterator[Ask]:
    """Rows of the first pages of the open work, and of the queue."""
    with store.read() as read:
        for where in (VIEWS["work"], ""):
            for row in dice.sample(orders.page(read, where, "ship_by", size=1_000), 10):
                yield lambda read, w=where, n=row.id: orders.place(read, w, "ship_by", n)


def measure(store: Store, kind: Kind, rounds: int) -> str:
    """Ask everything so many times, and return the row of the table."""
    raw = []
    for _ in range(rounds):
        for ask in kind.asks:
            with store.read() as read:
                clock, cpu = time.perf_counter(), time.process_time()
                ask(read)
                kind.cpu.append((time.process_time() - cpu) * 1_000)
                kind.wall.append((time.perf_counter() - clock) * 1_000)
        if kind.raw:
            with store.read() as read:
                clock = time.perf_counter()
                read.connection.exec_driver_sql(kind.raw).all()
                raw.append((time.perf_counter() - clock) * 1_000)
    (middle, high), (_cpu, spent) = spread(kind.wall), spread(kind.cpu)
    plain = spread(raw)[0] if raw else None
    beside = f"{plain:.1f} | {middle / plain:.2f}" if plain else " | "
    goal = f"≤ {kind.goal:g}" if kind.goal else ""
    return f"| {kind.name} | {middle:.1f} | {high:.1f} | {spent:.1f} | {goal} | {beside} |"


def spread(times: Sequence[float]) -> tuple[float, float]:
    """Return median and 95th percentile."""
    if len(times) == 1:
        return times[0], times[0]
    cuts = quantiles(times, n=20, method="inclusive")
    return cuts[9], cuts[18]


def begin(name: str, about: str | None) -> argparse.ArgumentParser:
    """Return what reads the options: those that every such measurement has, and any more."""
    asked = argparse.ArgumentParser(prog=f"python -m tests.bench {name}", description=about)
    asked.add_argument("--folder", type=Path, help="where the store is kept for the next time")
    asked.add_argument("--rounds", type=int, default=3, help="times that everything is asked")
    return asked


def table(store: Store, kinds: Iterable[Kind], rounds: int) -> None:
    """Ask everything, and print the table as it grows."""
    sys.stdout.write("| question | p50 ms | p95 ms | cpu p95 | goal | raw ms | ÷ raw |\n")
    sys.stdout.write("|---|---|---|---|---|---|---|\n")
    for kind in kinds:
        sys.stdout.write(measure(store, kind, rounds) + "\n")
        sys.stdout.flush()


def main(arguments: Sequence[str] | None = None) -> None:
    """Make the store where it is missing, measure and print."""
    asked = begin("reads", __doc__)
    asked.add_argument("--orders", type=int, default=1_000_000, help="orders in the store")
    asked.add_argument("--open", type=float, default=0.03, help="share of them that is open")
    chosen = asked.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="shopdesk-bench-") as folder:
        store = stock(chosen.folder or Path(folder), chosen.orders, chosen.open)
        megabytes = store.home.store.stat().st_size / 1e6
        sys.stdout.write(
            f"{chosen.orders:,} orders, {chosen.open:.0%} open, {megabytes:.0f} MB\n\n"
        )
        table(store, kinds(store), chosen.rounds)
        store.close()


if __name__ == "__main__":
    main()
