"""Gross to net: the steps add up, equal plain Python, and open what they are made of."""

from tests import plainly

from shopdesk.services import orders
from shopdesk.services.analyses.waterfall import waterfall
from shopdesk.services.figures import scope_of

PERIODS = (("2026-10", "", ""), ("2026-08..2026-11", "shopee:Toko Dua", "IDR"), ("2025-01", "", ""))


def test_levels_are_the_sum_of_the_steps_before_them(trade):
    with trade.read() as read:
        for period in PERIODS:
            running = 0
            for step in waterfall(read, scope_of(read, *period)):
                running += 0 if step.level and step.id != "gross" else step.amount
                assert not step.level or running == step.amount, step.id


def test_every_step_is_what_its_orders_say_line_by_line(trade, lines):
    with trade.read() as read:
        for period in PERIODS[:2]:
            scope = scope_of(read, *period)
            mine = plainly.within(lines, scope, read.clock)
            for step in waterfall(read, scope):
                opened = set(orders.ids(read, step.where))
                some = [line for line in mine if line.order["id"] in opened]
                assert step.amount == _plain(step.id, some), (step, period)
                assert step.amount == _plain(step.id, mine), (step, period)
                assert step.amount, step.id  # the invented trade has some of everything


def _plain(step, lines):
    alive = [line for line in lines if line.order["status"] != "cancelled"]
    gmv, kept = sum(line.gmv for line in lines), sum(line.gmv for line in alive)
    listed, borne = sum(line.listed for line in lines), sum(map(_borne, lines))
    return {
        "gross": listed,
        "line_discounts": -borne,
        "channel_discounts": gmv + borne - listed,
        "gmv_with_cancelled": gmv,
        "cancelled": kept - gmv,
        "gmv": kept,
        "order_discounts": -_discounts(alive),
        "returns": -_returned(alive),
        "net_sales": kept - _discounts(alive) - _returned(alive),
    }[step]


def _borne(line):
    """What the seller bears of a line's discount: what is told, but no more than there is."""
    cut, told = line.listed - line.gmv, line.line["discount"]
    return cut if told is None else max(0, min(told, cut))


def _discounts(lines):
    orders_ = {line.order["id"]: line.order["discount"] or 0 for line in lines}
    return sum(orders_.values())


def _returned(lines):
    return sum(line.line["returned"] * line.line["price"] for line in lines)
