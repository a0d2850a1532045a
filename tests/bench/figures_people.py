"""Customers, ABC and baskets of a store beside plain Python over the same lines."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from itertools import combinations
from typing import Any

from tests.bench.beside import Checked, compared
from tests.services.analyses.buying import who
from tests.trade import Line

from shopdesk.clock import Clock
from shopdesk.services import figures
from shopdesk.services.analyses import basket, cohorts, newcomers, rfm
from shopdesk.services.analyses.abc import abc
from shopdesk.services.analyses.segments import segment_of
from shopdesk.services.figures import Scope, Span
from shopdesk.store import Read

YEAR, MONTH = "2025-12-01..2026-11-23", "2026-10"


def checked(read: Read, every: list[Line]) -> Iterator[Checked]:
    """Yield what is told of customers, SKUs and pairs."""
    bought = _orders(every)
    for period in (YEAR, MONTH):
        scope = figures.scope_of(read, period, currency="IDR")
        name = f"{scope.span.days} days: "
        yield _same(name + "newcomers, returning, repeat", _newcomers(read, scope, bought))
        yield _same(name + "cohorts", _cohorts(read, scope, bought))
        yield _same(name + "RFM", _rfm(read, scope, bought))
        yield _same(name + "pairs of a basket", _baskets(read, scope, bought))
        for by in ("revenue", "margin"):
            yield _same(f"{name}ABC by {by}, XYZ", _abc(read, scope, by, every))


Both = tuple[dict[Any, Any], dict[Any, Any]]
"""What the house found, and what is wanted, each by the same keys."""


def _same(name: str, both: Both) -> Checked:
    return compared(name, *both)


def _orders(every: list[Line]) -> list[dict[str, Any]]:
    """Return the orders that were not cancelled as they were placed: customer, GMV, SKUs."""
    made: dict[int, dict[str, Any]] = {}
    for line in every:
        order = line.order
        if order["status"] != "cancelled":
            one = made.setdefault(
                order["id"],
                {**order, "who": who(order), "gmv": 0, "skus": set()},  # type: ignore[no-untyped-call]
            )
            one["gmv"] += line.gmv
            one["skus"] |= {line.listing["sku"].lower()} - {""}
    return sorted(made.values(), key=lambda one: (one["placed_at"], one["id"]))


def _within(one: dict[str, Any], span: Span, scope: Scope, clock: Clock) -> bool:
    start, end = span.instants(clock)
    return bool(start <= one["placed_at"] < end and one["currency"] == scope.currency)


def _newcomers(read: Read, scope: Scope, bought: list[dict[str, Any]]) -> Both:
    first: dict[Any, int] = {}
    for one in bought:
        first.setdefault(one["who"], one["id"])
    end = scope.span.instants(read.clock)[1]
    ever = Counter(one["who"] for one in bought if one["placed_at"] < end)
    mine = [one for one in bought if _within(one, scope.span, scope, read.clock)]
    fresh = [one for one in mine if one["who"] and first[one["who"]] == one["id"]]
    people = {one["who"] for one in mine} - {None}
    again = sum(ever[name] > 1 for name in people)
    nobody = [one for one in mine if not one["who"]]
    found = newcomers.counts(read, scope)
    return (
        {
            "": (found.new, found.customers, found.returning, found.again, found.repeat_rate,
                 found.first.gmv, found.repeat.orders, found.repeat.gmv, found.unknown.orders,
                 found.unknown.gmv)
        },
        {
            "": (len(fresh), len(people), len(people) - len(fresh), again,
                 Fraction(again, len(people)), _gmv(fresh), len(mine) - len(fresh) - len(nobody),
                 _gmv(mine) - _gmv(fresh) - _gmv(nobody), len(nobody), _gmv(nobody))
        },
    )  # fmt: skip


def _gmv(some: list[dict[str, Any]]) -> int:
    return sum(one["gmv"] for one in some)


def _cohorts(read: Read, scope: Scope, bought: list[dict[str, Any]]) -> Both:
    end = scope.span.instants(read.clock)[1]
    born: dict[Any, date] = {}
    cells: defaultdict[Any, list[dict[str, Any]]] = defaultdict(list)
    for one in bought:
        if one["who"] and one["placed_at"] < end:
            month = read.clock.day(one["placed_at"]).replace(day=1)
            since = born.setdefault(one["who"], month)
            if one["currency"] == scope.currency:
                cells[since, month].append(one)
    first = scope.span.first.replace(day=1)
    found = cohorts.cohorts(read, scope)
    months = [one.first for one in found]
    sizes = Counter(since for since in born.values() if since >= first)
    kept = {
        (one.first, months[at + later]): (month.customers, month.orders, month.gmv)
        for at, one in enumerate(found)
        for later, month in enumerate(one.months)
        if month.orders
    }
    wanted = {
        key: (len({one["who"] for one in some}), len(some), _gmv(some))
        for key, some in cells.items()
        if key[0] >= first
    }
    return kept | {one.first: one.size for one in found if one.size}, wanted | dict(sizes)


def _rfm(read: Read, scope: Scope, bought: list[dict[str, Any]]) -> Both:
    last = scope.span.last
    span = Span(last - timedelta(days=364), last)
    mine: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for one in bought:
        if one["who"] and _within(one, span, scope, read.clock):
            mine[one["who"]].append(one)
    told = {
        name: (max(one["placed_at"] for one in some), len(some), _gmv(some))
        for name, some in mine.items()
    }
    places = [_fifths(sorted(told, key=lambda n, at=at: (told[n][at], n))) for at in range(3)]  # type: ignore[misc]
    wanted = {}
    for name, measures in told.items():
        scores = tuple(place[name] for place in places)
        wanted[name] = (*measures, *scores, segment_of(*scores))
    found = {
        one.identity: (one.last_at, one.orders, one.gmv, one.recency, one.frequency, one.monetary,
                       one.segment)
        for one in rfm.scores(read, scope)
    }  # fmt: skip
    return found, wanted


def _fifths(ranked: list[str]) -> dict[str, int]:
    """Return 1 to 5 by place, the longer parts first."""
    size, more = divmod(len(ranked), 5)
    parts = [part for part in range(1, 6) for _ in range(size + (part <= more))]
    return dict(zip(ranked, parts, strict=True))


def _baskets(read: Read, scope: Scope, bought: list[dict[str, Any]]) -> Both:
    last = scope.span.last
    span = Span(last - timedelta(days=364), last)
    baskets = [
        one["skus"] for one in bought if one["skus"] and _within(one, span, scope, read.clock)
    ]
    alone = Counter(sku for some in baskets for sku in some)
    both = Counter(pair for some in baskets for pair in combinations(sorted(some), 2))
    least, count = max(3, -(-len(baskets) // 10_000)), len(baskets)
    wanted = {}
    for (one, other), times in both.items():
        if times >= least:
            for a, b in ((one, other), (other, one)):
                sure = Fraction(times, alone[a])
                wanted[a, b] = (Fraction(times, count), sure, sure / Fraction(alone[b], count))
    found = {
        (one.sku, one.other): (one.support, one.confidence, one.lift)
        for one in basket.pairs(read, scope)
    }
    return found, wanted


def _abc(read: Read, scope: Scope, by: Any, every: list[Line]) -> Both:
    query = "SELECT sku_key, cost, currency FROM variants"
    costs = {row[0]: row[1] for row in read.connection.exec_driver_sql(query)}
    units: Counter[str] = Counter()
    gmv: Counter[str] = Counter()
    weeks: defaultdict[str, Counter[int]] = defaultdict(Counter)
    end = min(scope.span.last, read.clock.today())
    for line in every:
        sku, order = line.listing["sku"].lower(), line.order
        if order["status"] == "cancelled" or order["currency"] != scope.currency or not sku:
            continue
        day = read.clock.day(order["placed_at"])
        if scope.span.first <= day <= scope.span.last:
            units[sku] += line.line["qty"]
            gmv[sku] += line.gmv
        if 0 <= (end - day).days < 84:
            weeks[sku][(end - day).days // 7] += line.line["qty"]
    margins = {
        sku: None if costs.get(sku) is None else gmv[sku] - units[sku] * costs[sku] for sku in gmv
    }
    value = {sku: margins[sku] if by == "margin" else gmv[sku] for sku in gmv}
    wanted = _classes({sku: worth for sku, worth in value.items() if worth is not None})
    wanted |= dict.fromkeys(costs.keys() - gmv.keys(), "U")
    found = abc(read, scope, by)
    rows = {row.ware.key: (row.grade, row.pattern) for row in found.rows}
    return rows | {(row.ware.key, "missing"): "" for row in found.missing}, {
        sku: (grade, _pattern(weeks[sku])) for sku, grade in wanted.items()
    } | {(sku, "missing"): "" for sku, worth in value.items() if worth is None}


def _classes(value: dict[str, int]) -> dict[str, str]:
    whole, reached, made = sum(worth for worth in value.values() if worth > 0), 0, {}
    for sku in sorted(value, key=lambda sku: (-value[sku], sku)):
        share = Fraction(reached, whole)
        made[sku] = "C"
        if value[sku] > 0:
            made[sku] = "A" if share < Fraction(4, 5) else "B" if share < Fraction(19, 20) else "C"
            reached += value[sku]
    return made


def _pattern(weeks: Counter[int]) -> str:
    """Return X, Y or Z by the deviation of twelve weeks, squared so that it stays whole."""
    pieces = [weeks[at] for at in range(12)]
    whole = sum(pieces) ** 2
    spread = 12 * sum(n * n for n in pieces) - whole
    return "" if not whole else "X" if 4 * spread <= whole else "Y" if spread <= whole else "Z"
