"""The worked examples of what shops are told and what stock is worth."""

import pytest

from shopdesk.services.stock.costing import Fifo, MovingAverage, values
from shopdesk.services.stock.levels import Level
from shopdesk.services.stock.told import Keeper, Rule, told, told_each

ODOO = [(8, 10), (4, 16), (-10, None), (2, 6)]


def test_moving_average_of_the_worked_table():
    costing, units = MovingAverage(), []
    for qty, cost in ODOO:
        costing.step(qty, cost)
        units.append(costing.unit)
    assert units == [10, 12, 12, 9]
    assert values(MovingAverage(), ODOO) == [80, 144, 24, 36]


def test_first_in_first_out_of_the_worked_table():
    assert values(Fifo(), ODOO) == [80, 144, 32, 44]


def test_sellable_of_the_published_example():
    assert Level(on_hand=10, reserved=8, buffer=3).sellable == -1


@pytest.mark.parametrize(
    ("sellable", "rule", "expected"),
    [(10, Rule(), 10), (10, Rule(percent=50), 5), (9, Rule(percent=50, offset=1), 5),
     (10, Rule(cap=4), 4), (-1, Rule(), 0), (3, Rule(offset=-5), 0), (7, Rule(percent=33), 2)],
)  # fmt: skip
def test_what_a_shop_is_told(sellable, rule, expected):
    assert told(sellable, rule) == expected


def test_the_last_pieces_go_to_one_shop():
    rules = {"A": Rule(), "B": Rule(), "C": Rule()}
    assert told_each(9, 0, rules, Keeper(10, "A")) == {"A": 9, "B": 0, "C": 0}
    assert told_each(10, 0, rules, Keeper(10, "A")) == {"A": 10, "B": 10, "C": 10}
