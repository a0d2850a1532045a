"""Every figure beside plain Python over `SELECT *`: a line for each, and how many values differ.

`python -m tests.bench figures [--orders N] [--folder FOLDER]`: 200,000 seeded orders, made once in
the folder. The exit code is 1 where a single value differs. With `--store FOLDER` instead: how fast
figures are on that store (a copy: orders are cancelled there), see `figures_speed`.
"""

import argparse
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

from tests import plainly
from tests.bench import figures_people, figures_speed, stirred
from tests.bench.beside import Checked, compared
from tests.trade import Line, every_line

from shopdesk.services import figures
from shopdesk.services.analyses.breakdown import breakdown
from shopdesk.services.analyses.dimensions import DIMENSIONS
from shopdesk.services.analyses.rhythm import rhythm
from shopdesk.services.analyses.waterfall import waterfall
from shopdesk.services.figures import Scope, Tally
from shopdesk.store import Read

WHOLE, MONTH = "2023-11-01..2026-11-23", "2026-10"


def main(words: Sequence[str] | None = None) -> int:
    """Print the table; returns 1 where anything differs."""
    asked = argparse.ArgumentParser(prog="python -m tests.bench figures", description=__doc__)
    asked.add_argument("--orders", type=int, default=200_000)
    asked.add_argument("--folder", type=Path, help="where the store is kept for the next time")
    asked.add_argument("--store", type=Path, help="a big store to measure on; it is written to")
    told = asked.parse_args(words)
    if told.store:
        figures_speed.run(told.store)
        return 0
    with tempfile.TemporaryDirectory(prefix="shopdesk-bench-") as scratch:
        return int(bool(_differences(told.folder or Path(scratch), told.orders)))


def _differences(folder: Path, orders: int) -> int:
    store, wrong = stirred.stock(folder, orders), 0
    with store.read() as read:
        every = _lines(read)
    for checked in (_summed, figures_people.checked):
        with store.read() as read:
            for name, values, differ in checked(read, every):
                wrong += differ
                sys.stdout.write(f"{name:52}{values:12,} values{differ:8,} differ\n")
                sys.stdout.flush()
    store.close()
    sys.stdout.write(f"{wrong:,} differences\n")
    return wrong


def _lines(read: Read) -> list[Line]:
    """Return all lines, each with the shop of its order."""
    query = read.connection.exec_driver_sql("SELECT * FROM shops").mappings()
    shops = {row["id"]: dict(row) for row in query}
    return [replace(line, shop=shops[line.order["shop_id"]]) for line in every_line(read)]


def _summed(read: Read, every: list[Line]) -> Iterator[Checked]:
    """Yield what is summed up, over all the time, a month, a shop, a channel, other money."""
    of = figures.scope_of
    scopes = {
        "all": of(read, WHOLE, currency="IDR"),
        "a month": of(read, MONTH, currency="IDR"),
        "a shop": of(read, "2026", shop="Toko Uji Dua", currency="IDR"),
        "a channel": replace(of(read, "2026", currency="IDR"), channel="shopee"),
        "pesos": of(read, "2026", currency="PHP"),
    }
    for name, scope in scopes.items():
        lines = plainly.within(every, scope, read.clock)
        for what, values, differ in _figures(read, scope, lines):
            yield f"{name}: {what}", values, differ
    scope = scopes["a month"]
    lines = plainly.within(every, scope, read.clock)
    for by in DIMENSIONS:
        yield _broken_down(read, scope, by, lines)
    scope = of(read, "2026", currency="IDR")
    lines = plainly.within(every, scope, read.clock)
    for by in DIMENSIONS:
        yield _broken_down(read, scope, by, lines)


def _figures(read: Read, scope: Scope, lines: list[Line]) -> Iterator[Checked]:
    clock = read.clock
    days = {day: Tally() for day in scope.span} | plainly.parts(lines, "day", clock)
    whole = sum(days.values(), Tally())
    yield compared("total", {"": figures.total(read, scope)}, {"": whole})
    yield compared(
        "derived from it", {"": _derived(figures.total(read, scope))}, {"": _by_hand(whole)}
    )
    found = dict(figures.by_day(read, scope))
    yield compared("by day", found, days)
    yield compared(
        "derived, by day", {day: _derived(one) for day, one in found.items()},
        {day: _by_hand(one) for day, one in days.items()},
    )  # fmt: skip
    yield compared("by channel", dict(figures.by_channel(read, scope)),
                   plainly.parts(lines, "channel", clock))  # fmt: skip
    yield compared("by day and channel", figures.channels_by_day(read, scope),
                   _crossed(lines, "day", "channel", read))  # fmt: skip
    yield compared("by weekday and hour", figures.by_hour(read, scope),
                   _crossed(lines, "weekday", "hour", read))  # fmt: skip
    shops = {f"{row[1]}:{row[2]}".casefold(): row[3] for row in figures.by_shop(read, scope)}
    yield compared("by shop", shops, plainly.parts(lines, "shop", clock))
    yield from _goods(read, scope, lines)
    yield compared("waterfall", {one.id: one.amount for one in waterfall(read, scope)},
                   _steps(lines, whole))  # fmt: skip
    cells = {(one.weekday, one.hour): one.tally for one in rhythm(read, scope).cells}
    yield compared("rhythm", {key: one for key, one in cells.items() if one != Tally()},
                   _crossed(lines, "weekday", "hour", read))  # fmt: skip


def _derived(one: Tally) -> tuple[Any, ...]:
    return one.gmv_with_cancelled, one.net_sales, one.aov, one.cancel_rate, one.return_rate


def _by_hand(one: Tally) -> tuple[Any, ...]:
    placed = one.orders + one.cancelled
    return (
        one.gmv + one.cancelled_gmv, one.gmv - one.discount - one.returned_gmv,
        int(Fraction(one.gmv, one.orders) + Fraction(1, 2)) if one.orders else None,
        Fraction(one.cancelled, placed) if placed else None,
        Fraction(one.returned, one.units) if one.units else None,
    )  # fmt: skip


def _crossed(lines: list[Line], one: str, other: str, read: Read) -> dict[Any, Tally]:
    """Return the sums by two things at once."""
    made: defaultdict[Any, list[Line]] = defaultdict(list)
    for line in lines:
        key = plainly.KEYS[one](line, read.clock)
        made[plainly.WEEKDAYS.index(key) if one == "weekday" else key].append(line)
    return {
        (key, after): tally
        for key, some in made.items()
        for after, tally in plainly.parts(some, other, read.clock).items()
    }


def _goods(read: Read, scope: Scope, lines: list[Line]) -> Iterator[Checked]:
    listed: defaultdict[int, Counter[str]] = defaultdict(Counter)
    seen = set()
    for line in lines:
        one, listing = listed[line.listing["id"]], line.listing["id"]
        qty, back, price = (line.line[name] for name in ("qty", "returned", "price"))
        if line.order["status"] == "cancelled":
            one.update(cancelled_units=qty, cancelled_gmv=line.gmv)
            continue
        one.update(units=qty, gmv=line.gmv, returned=back, returned_gmv=back * price)
        one["orders"] += (line.order["id"], listing) not in seen
        seen.add((line.order["id"], listing))
    skus: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for line in {line.listing["id"]: line for line in lines}.values():
        skus[line.listing["sku"].lower()].update(listed[line.listing["id"]])
    found = {one.listing_id: _sold(one) for one in figures.listings(read, scope)}
    yield compared("by listing", found, {key: _counted(one) for key, one in listed.items()})
    by_sku = {one.sku.lower(): _sold(one) for one in figures.skus(read, scope)}
    yield compared("by SKU", by_sku, {key: _counted(one) for key, one in skus.items()})


NAMES = ("orders", "units", "gmv", "returned", "returned_gmv", "cancelled_units", "cancelled_gmv")


def _sold(one: figures.Sold) -> tuple[int, ...]:
    return tuple(getattr(one, name) for name in NAMES)


def _counted(one: Counter[str]) -> tuple[int, ...]:
    return tuple(one[name] for name in NAMES)


def _steps(lines: list[Line], whole: Tally) -> dict[str, int]:
    """Return gross to net: what the seller bears of a line's cut is all of it, or what is told."""
    cuts = [(line.listed - line.gmv, line.line["discount"]) for line in lines]
    sellers = sum(cut if told is None or cut <= 0 else max(0, min(cut, told)) for cut, told in cuts)
    gross = sum(line.listed for line in lines)
    return {
        "gross": gross, "line_discounts": -sellers,
        "channel_discounts": sellers - sum(cut for cut, _told in cuts),
        "gmv_with_cancelled": whole.gmv + whole.cancelled_gmv, "cancelled": -whole.cancelled_gmv,
        "gmv": whole.gmv, "order_discounts": -whole.discount, "returns": -whole.returned_gmv,
        "net_sales": whole.gmv - whole.discount - whole.returned_gmv,
    }  # fmt: skip


def _broken_down(read: Read, scope: Scope, by: str, lines: list[Line]) -> Checked:
    found = {
        one.key.casefold() if isinstance(one.key, str) else one.key: one.tally
        for one in breakdown(read, scope, by)
        if one.tally != Tally()
    }
    name = f"{scope.span.days} days: breakdown by {by}"
    return compared(name, found, plainly.parts(lines, by, read.clock))


if __name__ == "__main__":
    sys.exit(main())
