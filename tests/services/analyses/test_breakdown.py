"""Sales by anything: equal to plain Python over the rows, and every part opens its orders."""

import pytest
from tests import plainly

from shopdesk.services import orders
from shopdesk.services.analyses.breakdown import breakdown, rest
from shopdesk.services.analyses.dimensions import DIMENSIONS
from shopdesk.services.figures import Tally, scope_of, total

PERIODS = [("2026-10", "", ""), ("2026-08-17..2026-11-23", "shopee:Toko", "IDR"),
           ("2026-09..2026-11", "", "PHP")]  # fmt: skip


@pytest.mark.parametrize("period", PERIODS)
@pytest.mark.parametrize("by", DIMENSIONS)
def test_parts_equal_plain_python_and_open_the_orders_they_are_made_of(trade, lines, by, period):
    with trade.read() as read:
        scope = scope_of(read, *period)
        found = breakdown(read, scope, by)
        mine = plainly.within(lines, scope, read.clock)
        expected = plainly.parts(mine, by, read.clock)
        assert {_key(one): one.tally for one in found if one.tally != Tally()} == expected
        for one in found:
            assert one.where
            opened = set(orders.ids(read, one.where))
            inside = [line for line in mine if line.order["id"] in opened
                      and _folded(plainly.KEYS[by](line, read.clock)) == _key(one)]  # fmt: skip
            assert len(opened) == one.tally.orders
            assert sum(line.gmv for line in inside) == one.tally.gmv
            assert sum(line.line["qty"] for line in inside) == one.tally.units


@pytest.mark.parametrize("by", DIMENSIONS)
def test_the_money_of_all_parts_is_that_of_the_scope(trade, by):
    with trade.read() as read:
        scope = scope_of(read, "2026-10")
        parts = breakdown(read, scope, by)
        every, whole = sum((one.tally for one in parts), Tally()), total(read, scope)
        others = rest(read, scope, by, parts, 2)
    for figure in ("gmv", "units", "discount", "net_sales", "cancelled_gmv", "returned_gmv"):
        assert getattr(every, figure) == getattr(whole, figure), figure
    assert others.tally.gmv == whole.gmv - sum(one.tally.gmv for one in parts[:2])
    if not DIMENSIONS[by].by_line:
        assert every == whole


def test_the_other_parts_together_open_their_orders_too(trade):
    with trade.read() as read:
        scope = scope_of(read, "2026-10")
        for by in ("shop", "province", "courier", "payment", "hour", "product", "sku", "category"):
            parts = breakdown(read, scope, by)
            others = rest(read, scope, by, parts, 2)
            assert orders.total(read, others.where) == others.tally.orders, by
            assert others.tally.orders <= sum(one.tally.orders for one in parts[2:])
            gone = others.where.replace("-status:cancelled", "status:cancelled")
            assert orders.total(read, gone) == others.tally.cancelled, by


def _key(part):
    return _folded(part.key)


def _folded(key):
    return key.casefold() if isinstance(key, str) else key
