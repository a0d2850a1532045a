"""When people buy: every hour of every weekday is that of plain Python and opens its orders."""

from collections import Counter

from tests import plainly

from shopdesk.services import orders
from shopdesk.services.analyses.rhythm import rhythm
from shopdesk.services.figures import scope_of


def test_hours_and_weekdays_equal_plain_python_and_open_their_orders(trade, lines):
    with trade.read() as read:
        scope = scope_of(read, "2026-10-01..2026-11-23")
        found = rhythm(read, scope)
        mine = [line for line in plainly.within(lines, scope, read.clock)
                if line.order["status"] != "cancelled"]  # fmt: skip
        gmv, placed = Counter(), {}
        for line in mine:
            when = plainly.at(line, read.clock)
            gmv[when.weekday(), when.hour] += line.gmv
            placed[line.order["id"]] = (when.weekday(), when.hour)
        counted = Counter(placed.values())
        assert len(found.cells) == 7 * 24
        for cell in found.cells:
            key = cell.weekday, cell.hour
            assert (cell.tally.orders, cell.tally.gmv) == (counted[key], gmv[key])
        for cell in found.busiest[:20]:
            assert orders.total(read, cell.where) == cell.tally.orders
        for one in found.weekdays:
            assert orders.total(read, one.where) == one.tally.orders
            assert one.tally.gmv == sum(n for (day, _hour), n in gmv.items() if day == one.weekday)
    assert [one.days for one in found.weekdays] == [8, 7, 7, 8, 8, 8, 8]
    assert found.weekdays[1].orders_a_day * 7 == found.weekdays[1].tally.orders


def test_weekdays_that_a_period_does_not_have_are_blank(trade):
    with trade.read() as read:
        found = rhythm(read, scope_of(read, "2026-11-16..2026-11-17"))
    assert [one.days for one in found.weekdays] == [1, 1, 0, 0, 0, 0, 0]
    assert found.weekdays[5].gmv_a_day is None
