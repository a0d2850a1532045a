"""Sell-through, days of inventory and the age of stock, against the ledger read by hand."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from tests.services import selling

from shopdesk.services import figures, stock
from shopdesk.services.analyses.ageing import ageing, by_age
from shopdesk.services.analyses.stockturn import stockturn

TODAY = date(2026, 11, 23)
EPOCH = date(1970, 1, 1)


@pytest.fixture
def store():
    return selling.shop()


def moves(read):
    """Return day, cause and pieces of every movement, by SKU."""
    names = {row["id"]: row["sku"] for row in selling.rows(read, "variants")}
    found = {}
    for row in selling.rows(read, "movements"):
        day = EPOCH + timedelta(days=(row["at"] + 7 * 3600) // 86_400)
        found.setdefault(names[row["variant_id"]], []).append((day, row["kind"], row["qty"]))
    return found


def scope(read, period):
    return figures.scope_of(read, period, "", "IDR")


@pytest.mark.parametrize("period", ["2026-11", "2026-09", "2026-11-23"])
def test_stock_turns_as_the_ledger_says_when_read_by_hand(store, period):
    with store.read() as read:
        asked = scope(read, period)
        found, there, ledger = stockturn(read, asked), stock.levels(read), moves(read)
    assert found.rows
    still = {row.ware.sku for row in found.rows}
    for sku, mine in ledger.items():
        if sku not in still:
            assert not any(asked.span.first <= day <= asked.span.last for day, *_move in mine)
    for row in found.rows:
        mine = ledger[row.ware.sku]
        last = min(asked.span.last, TODAY)
        sold = -sum(qty for day, kind, qty in mine
                    if kind == "sale" and asked.span.first <= day <= last)  # fmt: skip
        left = sum(qty for day, _kind, qty in mine if day <= last)
        days = [day for day in asked.span if day <= last and (
            sum(qty for when, _kind, qty in mine if when < day) > 0
            or any(when == day for when, _kind, _qty in mine))]  # fmt: skip
        assert (row.sold, row.left, row.in_stock) == (sold, left, len(days))
        assert row.sell_through == (Fraction(sold, sold + left) if sold + left else None)
        if last == TODAY:
            assert row.available == there[row.ware.variant].available
        assert row.days == (row.available * len(days) / Fraction(sold) if sold else None)
    assert found.total.sold == sum(row.sold for row in found.rows)


def test_days_of_inventory_and_the_cover_of_the_stock_are_one_figure(store):
    """The stock's cover of 30 days, and the turn of the same 30 days."""
    with store.read() as read:
        cover = stock.cover.cover(read)
        span = f"{TODAY - timedelta(days=29)}..{TODAY}"
        for row in stockturn(read, scope(read, span)).rows:
            if row.ware.variant in cover:  # archived ones have none
                one = cover[row.ware.variant]
                assert (row.sold, row.in_stock) == (one.sold, one.days_in_stock)
                assert row.days == one.days


@pytest.mark.parametrize("period", ["2026-11", "2026-07"])
def test_stock_is_as_old_as_the_last_pieces_that_came_in(store, period):
    with store.read() as read:
        asked = scope(read, period)
        found, ledger = ageing(read, asked), moves(read)
    on = min(asked.span.last, TODAY)
    assert found.on == on
    for row in found.rows:
        mine = [move for move in ledger[row.ware.sku] if move[0] <= on]
        pieces = sum(qty for _day, _kind, qty in mine)
        came = [day for day, _kind, qty in mine if qty > 0 for _piece in range(qty)]
        ages = [(on - day).days for day in sorted(came)[-pieces:]]
        borders = ((0, 30), (31, 60), (61, 90), (91, 180), (181, 10_000))
        buckets = tuple(sum(a <= age <= b for age in ages) for a, b in borders)
        assert (row.pieces, row.buckets) == (pieces, buckets)
        assert row.cost == selling.COSTS[row.ware.sku]
        assert row.value == (None if row.cost is None else pieces * row.cost)
        sales = [day for day, kind, _qty in mine if kind == "sale"]
        receipts = [day for day, kind, _qty in mine if kind == "receipt"]
        assert (row.sold_on, row.received_on) == (max(sales, default=None), max(receipts))
        lately = on - timedelta(days=90)
        assert row.dead == (max(receipts) <= lately and max(sales, default=lately) <= lately)
    there = {sku for sku, mine in ledger.items() if sum(m[2] for m in mine if m[0] <= on) > 0}
    assert {row.ware.sku for row in found.rows} == there


def test_what_neither_sold_nor_came_in_for_long_is_dead(store):
    with store.read() as read:
        now, then = (ageing(read, scope(read, day)) for day in ("2026-11-23", "2026-08-05"))
        dead_before = ageing(read, scope(read, "2026-08-04")).dead
    # W-11 came in once, 200 days ago, and never sold.
    assert [row.ware.sku for row in now.dead] == ["W-11"]
    assert [row.ware.sku for row in then.dead] == ["W-11"]
    assert dead_before == ()
    assert {row.ware.sku for row in now.costless} <= {"W-03", "W-06"}


def test_pieces_that_nobody_saw_come_in_are_as_old_as_can_be():
    layers = [(TODAY, 3), (TODAY - timedelta(days=31), 2)]
    assert by_age(10, layers, TODAY) == (3, 2, 0, 0, 5)
    assert by_age(4, layers, TODAY) == (3, 1, 0, 0, 0)
    assert by_age(1, [(TODAY - timedelta(days=30), 4)], TODAY) == (1, 0, 0, 0, 0)
    assert by_age(1, [(TODAY - timedelta(days=181), 4)], TODAY) == (0, 0, 0, 0, 1)
