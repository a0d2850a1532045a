"""Amounts come in and go out exactly, or not at all."""

import contextlib

import pytest
from babel.numbers import format_currency
from hypothesis import given
from hypothesis import strategies as st

from shopdesk import money

WRONG = r"amount|decimals"
MINOR = st.integers(min_value=-(10**15), max_value=10**15)


@pytest.mark.parametrize(
    ("written", "style", "minor"),
    [
        ("15.000", "id", 1_500_000),
        ("1.300.975", "id", 130_097_500),
        ("2.273,67", "id", 227_367),
        ("10205", "id", 1_020_500),
        ("Rp15.000", "id", 1_500_000),
        ("Rp 15.000", "id", 1_500_000),
        ("rp.\u00a015.000,00", "id", 1_500_000),
        ("IDR 15.000,5", "id", 1_500_050),
        ("-Rp15.000", "id", -1_500_000),
        ("Rp-15.000", "id", -1_500_000),
        ("Rp \u221215.000", "id", -1_500_000),
        ("+500", "id", 50_000),
        ("8,500,000.00", "us", 850_000_000),
        ("150,123.00", "us", 15_012_300),
        ("PHP 100", "us", 10_000),
        ("\u20b11,234.5", "us", 123_450),
        ("145000.00", "plain", 14_500_000),
        ("35000.5000", "plain", 3_500_050),
        ("0", "plain", 0),
        ("007", "plain", 700),
    ],
)
def test_parse_reads_what_files_write(written, style, minor):
    assert money.parse(written, style) == minor


@pytest.mark.parametrize(
    ("written", "style"),
    [
        ("", "id"),
        ("-", "id"),
        ("1.5", "id"),  # Excel's 1.500 read as a number: never guessed
        ("15.00", "id"),
        ("1.2345", "id"),
        ("15,000", "id"),  # fifteen, or fifteen thousand spelt the American way?
        ("15.000", "us"),
        ("1,234.50", "plain"),
        ("1.234,50", "us"),
        ("1.2.3", "plain"),
        ("5.41980E+14", "us"),
        ("--5", "id"),
        ("-Rp-5", "id"),
        ("Rp", "id"),
        ("\uff11\uff12", "plain"),
        ("\u0661", "plain"),
        ("1_000", "plain"),
        ("nan", "plain"),
        ("12345678901234567", "plain"),
        ("9" * 40_000, "plain"),
    ],
)
def test_parse_refuses_what_it_cannot_know(written, style):
    with pytest.raises(ValueError, match=WRONG):
        money.parse(written, style)


def test_trailing_zeros_are_no_decimals():
    assert money.parse("15.000,10000", "id") == 1_500_010
    with pytest.raises(ValueError, match="two decimals"):
        money.parse("0,0001", "id")


@pytest.mark.parametrize("blank", ["", "  ", "-", " - ", "\u2212", "\u00a0"])
def test_blank_is_nothing_only_when_asked(blank):
    assert money.parse(blank, "id", blank_ok=True) == 0
    with pytest.raises(ValueError, match="amount"):
        money.parse(blank, "id")


@given(MINOR)
def test_text_and_parse_are_inverse(minor):
    assert money.parse(money.text(minor), "plain") == minor


@given(MINOR, st.sampled_from(["id", "en"]))
def test_rupiah_shown_reads_back(minor, language):
    assert money.parse(money.show(minor, "IDR", language), "id") == minor


@given(st.text(max_size=30), st.sampled_from(["id", "us", "plain"]))
def test_parse_only_ever_raises_value_error(written, style):
    with contextlib.suppress(ValueError):
        assert isinstance(money.parse(written, style), int)


def test_numeric_cells():
    assert money.from_number(15_000) == 1_500_000
    assert money.from_number(15_000.5) == 1_500_050
    assert money.from_number(0.1 + 0.2) == 30
    assert money.from_number(-86.33) == -8_633
    for wrong in (True, float("nan"), float("inf"), 2.0**53, 0.001, 1 / 3):
        with pytest.raises(ValueError, match=WRONG):
            money.from_number(wrong)


@given(st.integers(min_value=-(10**14), max_value=10**14))
def test_every_float_with_cents_is_exact(minor):
    assert money.from_number(minor / 100) == minor or abs(minor) > 10**14


def test_show_for_people():
    assert money.show(1_500_000) == "Rp15.000"
    assert money.show(1_500_000, "IDR", "en") == "Rp15.000"
    assert money.show(1_500_050) == "Rp15.000,50"
    assert money.show(-50_000) == "-Rp500"
    assert money.show(0) == "Rp0"
    assert money.show(123_450, "PHP", "en") == "₱1,234.50"
    assert money.show(123_450, "PHP", "id") == "PHP 1.234,50"
    assert money.show(10_000, "JPY", "en") == "¥100"
    assert money.show(10_000, "[/]", "en") == "[/]100.00"
    assert money.number(12_345, "id") == "12.345"
    assert money.number(-12_345, "en") == "-12,345"


@given(MINOR)
def test_the_rupiah_constant_is_babels(minor):
    whole = minor // 100
    babel = format_currency(whole, "IDR", "¤#,##0", locale="id", currency_digits=False)
    assert money.show(whole * 100) == babel


def test_machine_text():
    assert money.text(1_500_000) == "15000.00"
    assert money.text(-5) == "-0.05"
    assert money.text(0) == "0.00"


@given(MINOR, st.lists(st.integers(min_value=0, max_value=10**9), min_size=1, max_size=40))
def test_parts_sum_to_the_whole_and_are_fair(total, weights):
    parts = money.spread(total, weights)
    assert sum(parts) == total
    shares = weights if any(weights) else [1] * len(weights)
    for part, share in zip(parts, shares, strict=True):
        assert abs(part * sum(shares) - total * share) < sum(shares)
        assert part * total >= 0


def test_spread_by_hand():
    assert money.spread(100, [1, 1, 1]) == (34, 33, 33)
    assert money.spread(-100, [1, 1, 1]) == (-34, -33, -33)
    assert money.spread(5, [0, 3, 1]) == (0, 4, 1)
    assert money.spread(3, [0, 0]) == (2, 1)
    assert money.spread(0, []) == ()
    for total, weights in ((1, []), (1, [2, -1])):
        with pytest.raises(ValueError, match="share"):
            money.spread(total, weights)
