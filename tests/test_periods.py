"""Periods as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopdesk.clock import Clock
from shopdesk.periods import WORDS, period

MONDAY = Clock(now=Clock().read("2026-11-23T16:00:00+07:00"))
SUNDAY = Clock(now=Clock().read("2026-11-29T23:59:59+07:00"))
JANUARY = Clock(now=Clock().read("2026-01-01T00:00:00+07:00"))


def named(text, clock=MONDAY):
    return tuple(clock.iso(instant).removesuffix("+07:00") for instant in period(text, clock))


def day(*texts):
    return tuple(f"{text}T00:00:00" for text in texts)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("today", "2026-11-23", "2026-11-24"),
        ("Yesterday", "2026-11-22", "2026-11-23"),
        ("tomorrow", "2026-11-24", "2026-11-25"),
        ("this-week", "2026-11-23", "2026-11-30"),
        ("last_week", "2026-11-16", "2026-11-23"),
        ("next-week", "2026-11-30", "2026-12-07"),
        ("this-month", "2026-11-01", "2026-12-01"),
        ("last-month", "2026-10-01", "2026-11-01"),
        ("next-month", "2026-12-01", "2027-01-01"),
        ("this-year", "2026-01-01", "2027-01-01"),
        ("last-year", "2025-01-01", "2026-01-01"),
        ("2026", "2026-01-01", "2027-01-01"),
        ("2026-12", "2026-12-01", "2027-01-01"),
        ("2026-11-23", "2026-11-23", "2026-11-24"),
        ("2026-11-01..2026-11-23", "2026-11-01", "2026-11-24"),
        ("2026-10..today", "2026-10-01", "2026-11-24"),
    ],
)
def test_periods(text, start, end):
    assert named(text) == day(start, end)


def test_moments():
    assert named("2026-11-23T16:00") == ("2026-11-23T16:00:00", "2026-11-23T16:01:00")
    assert named("2026-11-23t16:00:30") == ("2026-11-23T16:00:30", "2026-11-23T16:00:31")
    assert named("2026-11-23T09:00:00Z") == ("2026-11-23T16:00:00", "2026-11-23T16:00:01")
    assert named("2026-11-23 16:00") == ("2026-11-23T16:00:00", "2026-11-23T16:01:00")


def test_the_last_second_of_a_week_and_the_first_of_a_year():
    assert named("this-week", SUNDAY) == day("2026-11-23", "2026-11-30")
    assert named("last-month", JANUARY) == day("2025-12-01", "2026-01-01")
    assert named("last-week", JANUARY) == day("2025-12-22", "2025-12-29")


@pytest.mark.parametrize(
    "text",
    ["", "..", "soon", "2026-13", "2026-02-30", "23/11/2026", "0000", "9999", "2026-1", "2026..",
     "..2026", "2026-11-23T25:00", "\u0662\u0660\u0662\u0666", "2026-11-23T", "9999-12-31"],
)  # fmt: skip
def test_what_is_no_period(text):
    with pytest.raises(ValueError, match="is not a date"):
        period(text, MONDAY)


def test_a_range_must_go_forwards():
    with pytest.raises(ValueError, match="ends before it begins"):
        period("2026-11..2026-10", MONDAY)


@given(st.one_of(st.text(max_size=25), st.text("0123456789-T:.Z+ ", max_size=25)))
def test_any_text_is_a_period_or_a_value_error(text):
    try:
        start, end = period(text, MONDAY)
    except ValueError:
        return
    assert start < end


@pytest.mark.parametrize("word", WORDS)
def test_every_word_is_a_period(word):
    start, end = period(word, MONDAY)
    assert start < end
