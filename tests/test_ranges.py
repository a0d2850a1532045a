"""Numbers as people type them, and what an operator makes of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopdesk.clock import Clock
from shopdesk.ranges import quantity, span

CLOCK = Clock(now=Clock().read("2026-11-23T16:00:00+07:00"))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0),
        ("100000", 100_000),
        ("100.000", 100_000),
        ("1.234.567", 1_234_567),
        ("100k", 100_000),
        ("100 rb", 100_000),
        ("100ribu", 100_000),
        ("1.5jt", 1_500_000),
        ("1,5jt", 1_500_000),
        ("1.500k", 1_500),
        ("2juta", 2_000_000),
        ("2m", 2_000_000),
        ("1mlr", 1_000_000_000),
        ("Rp100.000", 100_000),
        ("-5", -5),
        ("\u22125", -5),
    ],
)
def test_numbers(text, number):
    assert quantity(text) == (number, number)
    assert quantity(text, "money") == (number * 100, number * 100)


def test_ranges_and_cents():
    assert quantity("100k..1jt") == (100_000, 1_000_000)
    assert quantity("15000.50", "money") == (1_500_050, 1_500_050)
    for text in ("1.5", "0.0015k", "0.1234", "9999999999999999mlr"):
        with pytest.raises(ValueError, match="whole number"):
            quantity(text)
    with pytest.raises(ValueError, match="ends before"):
        quantity("2..1")


@pytest.mark.parametrize(
    "text", ["", "..", "1..", "x", "k", "1x", "1.2.3", "--1", "1e5", "nan", "\u0661", "1_000"]
)
def test_what_is_no_number(text):
    with pytest.raises(ValueError, match="is not a number"):
        quantity(text)


@given(st.one_of(st.text(max_size=20), st.text("0123456789.,-kjtrbm", max_size=20)))
def test_any_text_is_a_quantity_or_a_value_error(text):
    try:
        low, high = quantity(text, "money")
    except ValueError:
        return
    assert low <= high


@pytest.mark.parametrize(
    ("op", "bounds"),
    [
        (":", (100, 101)),
        ("=", (100, 101)),
        (">", (101, None)),
        (">=", (100, None)),
        ("<", (None, 100)),
        ("<=", (None, 101)),
    ],
)
def test_an_order_of_numbers(op, bounds):
    assert span(op, "100", "number", CLOCK) == bounds


@pytest.mark.parametrize(
    ("op", "start", "end"),
    [
        (":", "2026-11-01", "2026-12-01"),
        (">", "2026-12-01", None),
        (">=", "2026-11-01", None),
        ("<", None, "2026-11-01"),
        ("<=", None, "2026-12-01"),
    ],
)
def test_an_order_of_months(op, start, end):
    expected = tuple(None if side is None else CLOCK.read(side) for side in (start, end))
    assert span(op, "2026-11", "instant", CLOCK) == expected


def test_a_range_after_an_order_is_refused():
    with pytest.raises(ValueError, match="colon"):
        span(">", "1..2", "number", CLOCK)
