"""The forecast: its methods by hand, its back-test by brute force, and days without stock."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from tests.services import selling

from shopdesk.services import figures, stock
from shopdesk.services.analyses.demand import demand, history
from shopdesk.services.analyses.forecast import HISTORY, back_test, forecast
from shopdesk.services.analyses.methods import METHODS
from shopdesk.services.analyses.wares import wares

TODAY = date(2026, 11, 23)


@pytest.fixture
def store():
    return selling.shop()


def plain(name, seen, days):
    """Return what a method says of the days after those seen, worked out from them alone."""
    told = [day for day in seen if day is not None]
    if name == "average":
        lately = [day for day in seen[-28:] if day is not None]
        return [sum(lately) / len(lately) if lately else 0] * days
    if name in {"naive", "weekday"}:
        last = seen[-(days if name == "naive" else 7) :]
        known = [day for day in last if day is not None]
        mean = sum(known) / len(known) if known else 0
        last = [mean if day is None else day for day in last]
        return [last[step % len(last)] for step in range(days)]
    if name in {"smooth", "brisk"}:
        level = 0
        for n, day in enumerate(told, 1):
            weight = max({"smooth": 0.1, "brisk": 0.3}[name], 1 / n)
            level = (1 - weight) * level + weight * day
        return [level] * days
    sales = [(at, day) for at, day in enumerate(told) if day]
    size = sales[0][1] if sales else 0
    for _at, day in sales[1:]:
        size = 0.9 * size + 0.1 * day
    if name == "croston":
        gaps = [
            at - before
            for (at, _), before in zip(sales, [-1, *(s[0] for s in sales)], strict=False)
        ]
        gap = gaps[0] if gaps else 0
        for each in gaps[1:]:
            gap = 0.9 * gap + 0.1 * each
        return [0.95 * size / gap if gap else 0] * days
    chance = 0
    for n, day in enumerate(told, 1):
        weight = max(0.1, 1 / n)
        chance = (1 - weight) * chance + weight * bool(day)
    return [size * chance] * days


def tried(row, days):
    """Return the method, errors, naive errors and pieces of a back-test, without any short cut."""
    off, best, errors, sold = dict.fromkeys(METHODS, 0), "average", 0, 0
    for week in range(7, -1, -1):
        origin = len(row) - days - 7 * week
        if origin < 28:
            continue
        known = [step for step in range(days) if row[origin + step] is not None]
        actual = sum(row[origin + step] for step in known)
        now = {}
        for name in METHODS:
            said = plain(name, row[:origin], days)
            now[name] = abs(sum(said[step] for step in known) - actual)
        errors, sold = errors + now[best], sold + actual
        off = {name: off[name] + now[name] for name in off}
        best = min(off, key=off.get)
    return best, errors, off["naive"], sold


def test_the_error_is_that_of_forecasts_made_from_the_days_before_alone(store):
    with store.read() as read:
        rows = demand(
            read, history(TODAY - timedelta(days=1), HISTORY), wares(read), stock.levels(read)
        )
    assert len(rows) > 10
    assert any(None in row for row in rows.values())
    for row in rows.values():
        for days in (7, 14):
            found, (best, errors, naive, sold) = back_test(row, days), tried(row, days)
            assert (found.method, found.sold) == (best, sold)
            assert found.errors == pytest.approx(errors)
            assert found.naive == pytest.approx(naive)


def test_demand_is_that_of_orders_and_kits_want_their_parts(store):
    span = history(TODAY, 60)
    with store.read() as read:
        rows = demand(read, span, wares(read), stock.levels(read))
        orders = {row["id"]: row for row in selling.rows(read, "orders")}
        skus = {row["id"]: row["sku"].lower() for row in selling.rows(read, "listings")}
        lines = selling.rows(read, "order_lines")
    wanted = {}
    for line in lines:
        order = orders[line["order_id"]]
        day = date(1970, 1, 1) + timedelta(days=(order["placed_at"] + 7 * 3600) // 86_400)
        if order["status"] == "cancelled" or not span.first <= day <= span.last:
            continue
        sku = skus[line["listing_id"]]
        for part, qty in {"set": {"w-01": 2, "w-02": 1}, "": {}}.get(sku, {sku: 1}).items():
            wanted[part] = wanted.get(part, 0) + qty * line["qty"]
    assert {sku: sum(day or 0 for day in row) for sku, row in rows.items()} == wanted


def test_a_day_out_of_stock_is_no_day_without_demand():
    half = ([2, 2, 2, 2, 2, 2, 2] + [None] * 7) * 10
    found = back_test(half, 14)
    assert (found.errors, found.sold) == (0, 8 * 14)
    gone = back_test([0 if day is None else day for day in half], 14)
    assert gone.sold == found.sold
    assert METHODS["average"](half)(len(half), 1) == [2]


def test_what_was_not_there_after_it_had_been_is_unknown(store):
    """W-09 never had a piece: its ledger is not kept, and its days without a sale stay."""
    with store.read() as read:
        span = history(TODAY, 150)
        rows = demand(read, span, wares(read), stock.levels(read))
        moves = selling.rows(read, "movements")
        names = {row["id"]: row["sku_key"] for row in selling.rows(read, "variants")}
    start = (span.first - date(1970, 1, 1)).days
    for sku, row in rows.items():
        mine = [move for move in moves if names[move["variant_id"]] == sku]
        days = [((move["at"] + 7 * 3600) // 86_400 - start, move["qty"]) for move in mine]
        had = False
        for at, day in enumerate(row):
            before = sum(qty for when, qty in days if when < at)
            seen = before > 0 or any(when == at for when, _qty in days)
            assert (day is None) == (had and not seen and not day), (sku, at)
            had = had or seen
    assert None not in rows["w-09"]
    assert None in rows["w-02"]


def test_it_tells_how_long_stock_lasts_and_what_to_order(store):
    with store.read() as read:
        found = forecast(read, figures.scope_of(read, "2026-11", "", "IDR"))
        there = stock.levels(read)
    assert (found.first, found.days, found.stocked) == (TODAY, 14, True)
    by = {row.ware.key: row for row in found.rows}
    row = by["w-00"]
    daily = row.pieces / 14
    assert row.level == there[row.ware.variant]
    assert row.lasts == TODAY + timedelta(days=int(row.level.available / daily))
    assert row.short == (row.level.available < row.pieces)
    need = stock.reorder.Need(daily, 30, 7, 3, row.level.available, 0, row.level.oversold)
    assert row.advice == stock.reorder.advise(need)
    assert by["foreign"].level is None
    assert "set" not in by
    assert [one.lasts or date.max for one in found.rows] == sorted(
        one.lasts or date.max for one in found.rows
    )
    assert found.whole.sold == sum(one.tested.sold for one in found.rows)


def test_of_a_period_that_is_over_nothing_is_told_that_was_not_known_then(store):
    with store.read() as read:
        past = forecast(read, figures.scope_of(read, "2026-09", "", "IDR"))
        again = forecast(read, figures.scope_of(read, "2026-09", "", "IDR"))
    assert (past.first, past.stocked) == (date(2026, 10, 1), False)
    assert {row.level for row in past.rows} == {None}
    assert past == again


def test_intermittent_demand_has_methods_of_its_own():
    """Three pieces every tenth day are three tenths a day, less the bias that Croston knows."""
    row = ([0] * 9 + [3]) * 12
    assert METHODS["croston"](row)(120, 1) == [pytest.approx(0.95 * 0.3)]
    asleep = [*row, *[0] * 60]
    assert METHODS["croston"](asleep)(180, 1) == METHODS["croston"](row)(120, 1)
    assert METHODS["fading"](asleep)(180, 1)[0] < 0.01
    assert Fraction(back_test([1] * 100, 14).errors) == 0
