"""The formula language: every sentence of its description is an example here."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopdesk.services.products.formula import (
    FormulaError,
    Grid,
    UnworkableError,
    understand,
)

RUPIAH = Grid(100, scale=100)
CENTS = Grid(1, scale=100)
PIECES = Grid(1)
MUG = {
    "price": (1_500_000, 100), "cost": (900_000, 100), "compare_at": (2_000_000, 100),
    "stock": (7, 1), "weight": (350, 1), "value": (1_500_000, 100), "break_even": (900_000, 100),
}  # fmt: skip


def worked(text, least=RUPIAH, **more):
    """Return what the formula makes of the mug, in rupiah."""
    formula = understand(text)
    answer = formula.answer(MUG | more, formula.grid(least))
    return Fraction(answer, least.scale)


@pytest.mark.parametrize(
    ("text", "rupiah"),
    [
        ("price*1.07 round 900 floor break_even", 15_900),
        ("cost*1.6", 14_400),
        ("compare_at-10%", 18_000),
        ("compare_at + 10% * 100", 20_010),
        ("price*110%", 16_500),
        ("+5000", 20_000),
        ("+5.000", 20_000),
        ("-5%", 14_250),
        ("  -5000", 10_000),
        ("*1.075", 16_125),
        ("/2", 7_500),
        ("=15000", 15_000),
        ("15rb", 15_000),
        ("1.5jt", 1_500_000),
        ("1.500.000", 1_500_000),
        ("price*1,075+1.500", 17_625),
        ("(price+cost)/2", 12_000),
        ("price - -500", 15_500),
        ("PRICE * 2 ROUND UP 1000", 30_000),
        ("stock*weight", 2_450),
        ("price/7", 2_143),
        ("cap 12.500", 12_500),
        ("floor 16.000 round 900", 16_900),
        ("round 900 floor 16.000", 16_900),
        ("price cap 14.000 round 900", 13_900),
        ("price/3*3 floor break_even", 15_000),
    ],
)
def test_what_a_formula_comes_to(text, rupiah):
    assert worked(text) == rupiah


@pytest.mark.parametrize(
    ("number", "how", "rupiah"),
    [
        (16_050, "round 900", 15_900), (16_399, "round 900", 15_900),
        (16_400, "round 900", 16_900), (16_499, "round 1000", 16_000),
        (16_500, "round near 1000", 17_000), (15_901, "round up 900", 16_900),
        (15_900, "round up 900", 15_900), (16_899, "round down 900", 15_900),
        (200, "round 900", 900), (200, "round down 900", 900), (12_340, "round 500", 12_500),
        (12_340, "round 250", 12_250), (12_340, "round 99", 12_299), (12_340, "round 9.900", 9_900),
        (12_340, "round 2rb", 12_000),
    ],
)  # fmt: skip
def test_rounding_by_step_and_by_ending(number, how, rupiah):
    assert worked(how, value=(number * 100, 100)) == rupiah


def test_cents_are_kept_where_the_currency_has_them():
    assert worked("price/7", CENTS) == Fraction("2142.86")
    assert worked("price*1.07 round 0.99", CENTS) == Fraction("16049.99")
    with pytest.raises(FormulaError, match="fewer decimals"):
        understand("price round 0.999").grid(CENTS)


def test_pieces_are_whole():
    assert worked("stock*50%", PIECES) == 4
    assert worked("value+5", PIECES, value=(3, 1)) == 8


@pytest.mark.parametrize(
    ("text", "more", "said"),
    [
        ("price floor break_even", {"break_even": None}, "no cost"),
        ("compare_at", {"compare_at": None}, "no price before"),
        ("+1", {"value": None}, "no number yet"),
        ("price/(stock-7)", {}, "divided by nothing"),
        ("price-20000", {}, "less than nothing"),
        ("floor 14000 cap 12000", {}, "no room"),
        ("cap 500 round 900", {}, "no room"),
        ("price/10000000 ", {}, "rounded away"),
    ],
)
def test_a_sku_without_an_answer_says_why(text, more, said):
    with pytest.raises(UnworkableError, match=said):
        worked(text, **more)


@pytest.mark.parametrize(
    ("text", "start", "end", "said"),
    [
        ("pric*2", 0, 4, "no number “pric”; there is price, cost"),
        ("price*", 6, 7, "missing"),
        ("price round", 11, 12, "missing"),
        ("price**2", 6, 7, "cannot stand here"),
        ("", 0, 1, "missing"),
        ("price $", 6, 7, "cannot stand here"),
        ("*1.07 round 0", 12, 13, "rounded to 0"),
        ("round 900 round 1000", 10, 15, "rounded once"),
        ("+5000 * oops", 8, 12, "no number “oops”"),
        ("1.075*price", 0, 5, "thousands or decimals"),
        ("=15,000", 1, 7, "thousands or decimals"),
        ("1.5.0", 0, 5, "thousands or decimals"),
        ("roundup", 0, 7, "no number “roundup”"),
        ("price + (cost", 13, 14, "missing"),
        ("9" * 501, 500, 501, "longer than 500"),
        ("9" * 30, 0, 30, "not a number"),
    ],
)
def test_what_cannot_be_read_is_pointed_at(text, start, end, said):
    with pytest.raises(FormulaError, match=said) as wrong:
        understand(text)
    assert (wrong.value.start, wrong.value.end, wrong.value.text) == (start, end, text)


@given(st.text(alphabet="price cost+-*/()%0123456789.,=roundflap\x00é", max_size=40))
def test_any_text_is_a_formula_or_an_error_within_it(text):
    wrong = None
    try:
        understand(text)
    except FormulaError as error:
        wrong = error
    assert wrong is None or (0 <= wrong.start < wrong.end and wrong.text == text)


@given(
    st.integers(0, 10**12), st.sampled_from([900, 1000, 99, 500, 7, 25_000]),
    st.sampled_from(["near", "up", "down"]), st.integers(0, 10**9),
)  # fmt: skip
def test_the_answer_ends_as_asked_and_never_lies_below_the_floor(price, end, way, floor):
    answer = worked(f"round {way} {end} floor cost", value=(price, 100), cost=(floor, 100))
    power = 10 ** len(str(end - 1))
    assert answer % power == end % power if power % end else answer % end == 0
    assert answer * 100 >= floor
    if answer * 100 < price and way == "up":
        raise AssertionError(answer)


@given(st.integers(1, 10**14), st.integers(1, 999))
def test_no_digit_is_lost_on_the_way(minor, share):
    """What is divided and multiplied by the same number is what it was, to the last cent."""
    assert worked(f"price/{share}*{share}", CENTS, price=(minor, 100)) * 100 == minor
