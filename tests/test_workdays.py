"""Which days count."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopdesk import tables
from shopdesk.workdays import add_working_days, is_working, working_days_between

DAYS = st.dates(min_value=date(2024, 1, 1), max_value=date(2027, 12, 31))


@pytest.fixture
def own_tables(tmp_path):
    tables.use(tmp_path)
    yield tmp_path
    tables.use(None)


def test_weekends_and_public_holidays_do_not_count():
    assert is_working(date(2026, 11, 23))
    assert not is_working(date(2026, 11, 21))
    assert not is_working(date(2026, 11, 22))
    assert not is_working(date(2026, 12, 25))
    assert not is_working(date(2026, 8, 17))
    assert is_working(date(2026, 12, 24)), "joint leave is worked"


def test_counting_over_a_weekend_and_christmas():
    thursday = date(2026, 12, 24)
    assert add_working_days(thursday, 1) == date(2026, 12, 28)
    assert add_working_days(date(2026, 12, 28), -1) == thursday
    assert add_working_days(date(2026, 12, 26), 0) == date(2026, 12, 28)
    assert working_days_between(thursday, date(2026, 12, 29)) == 2
    assert working_days_between(date(2026, 12, 29), thursday) == -2


@given(DAYS, st.integers(min_value=1, max_value=40))
def test_adding_and_counting_agree(day, n):
    later = add_working_days(day, n)
    assert is_working(later)
    assert working_days_between(day, later) == n
    assert add_working_days(later, -n) < later


def test_the_shop_has_the_last_word(own_tables):
    (own_tables / "holidays.toml").write_text(
        '[[rows]]\nday = 2026-11-24\nname = "Stock count"\nchange = "add"\n'
        '[[rows]]\nday = 2026-12-25\nname = "Sale"\nchange = "remove"\n'
    )
    (own_tables / "working_week.toml").write_text("[[rows]]\nfrom = 2026-12-01\nrest = [7]\n")
    tables.use(own_tables)
    assert not is_working(date(2026, 11, 24))
    assert is_working(date(2026, 12, 25))
    assert is_working(date(2026, 12, 26))
    assert not is_working(date(2026, 11, 28))
