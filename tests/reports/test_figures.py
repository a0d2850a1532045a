"""Figures as people and machines read them."""

from datetime import date
from fractions import Fraction

import pytest

from shopdesk import locale
from shopdesk.clock import Clock
from shopdesk.reports import figures
from shopdesk.services.today import Need, Source, Tally

NOW = 1_795_424_400
SOLD = Tally(orders=3, units=7, gmv=1_000_000, cancelled=1, cancelled_gmv=50)


@pytest.fixture(autouse=True)
def english():
    before = locale.language()
    locale.use("en")
    yield
    locale.use(before)


def shown(name, tally=SOLD, currency="IDR"):
    found = next(one for one in figures.FIGURES if one.id == name)
    return found.show(tally, currency), found.tell(tally)


@pytest.mark.parametrize(
    ("name", "read", "told"),
    [
        ("orders", "3", 3),
        ("gmv", "Rp10.000", "10000.00"),
        ("gmv_with_cancelled", "Rp10.000,50", "10000.50"),
        ("aov", "Rp3.333", "3333.33"),
        ("units", "7", 7),
        ("cancelled", "1", 1),
        ("cancel_rate", "25.0 %", 0.25),
    ],
)
def test_a_figure_is_shown_to_people_and_told_to_machines(name, read, told):
    assert shown(name) == (read, told)


def test_what_cannot_be_divided_is_blank():
    assert shown("aov", Tally()) == ("", None)
    assert shown("cancel_rate", Tally()) == ("", None)
    assert shown("gmv", Tally()) == ("Rp0", "0.00")


def test_no_two_figures_have_one_name():
    assert len({one.name for one in figures.FIGURES}) == len(figures.FIGURES)
    assert len({one.means for one in figures.FIGURES}) == len(figures.FIGURES)


def test_shares_and_changes():
    assert figures.percent(Fraction(1, 8)) == "12.5 %"
    assert figures.percent(Fraction(1)) == "100.0 %"
    locale.use("id")
    assert figures.percent(Fraction(1, 3)) == "33,3 %"
    assert [figures.change(*pair) for pair in ((150, 100), (50, 100), (7, 7))] == [
        "+50 %", "-50 %", "0 %"
    ]  # fmt: skip
    assert figures.change(5, 0) == figures.change(None, 3) == figures.change(3, None) == ""


def test_a_need_says_its_hours_and_a_source_its_age():
    need = Need("due_soon", 1, "", "IDR", 1, 1, None, hours=9)
    assert figures.title(need) == "To ship within 9 hours"
    clock = Clock(now=NOW)
    assert clock.today() == date(2026, 11, 23)
    ages = [None, NOW + 60, NOW - 7200, NOW - 90_000]
    said = [figures.age(Source("shopee", "A", taken, NOW), clock) for taken in ages]
    assert said == ["none yet", "0m ago", "2h 00m ago", "1d 1h ago, old"]
