"""What to order: the published example, minimum quantities and packs, and the sentence."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopdesk.locale import use
from shopdesk.refusal import Refusal
from shopdesk.services.stock.reorder import Need, advise, rounded

EXAMPLE = Need(Fraction(50), every=30, purchase=7, safety=3, available=15, incoming=200, short=20)


def test_the_published_example():
    advice = advise(EXAMPLE)
    assert (advice.due, advice.wanted, advice.qty) == (True, 1805, 1805)
    assert advice.sentence == "50 × (30 + 7 + 3) + 20 − 200 − 15 = 1,805"
    assert advice.reason == "50 × (7 + 3) = 500 > 15 + 200 = 215"


def test_the_sentence_in_indonesian_writes_numbers_as_people_there_do():
    use("id")
    try:
        assert advise(EXAMPLE).sentence.endswith("= 1.805")
    finally:
        use("en")


@pytest.mark.parametrize(
    ("wanted", "least", "pack", "qty"),
    [(37, 0, 24, 48), (37, 0, 1, 37), (37, 50, 1, 50), (37, 50, 24, 72), (48, 0, 24, 48),
     (0, 100, 24, 0), (1, 100, 1, 100)],
)  # fmt: skip
def test_a_supplier_sells_whole_packs_and_never_less_than_his_least(wanted, least, pack, qty):
    assert rounded(wanted, replace(EXAMPLE, least=least, pack=pack)) == qty


def test_the_sentence_names_what_was_rounded_and_why():
    need = Need(Fraction(37, 30), every=30, purchase=0, safety=0, pack=24)
    assert advise(need).sentence == "1.23 × (30 + 0 + 0) + 0 − 0 − 0 = 37; in packs of 24; order 48"
    assert "at least 50; order 50" in advise(replace(need, pack=1, least=50)).sentence


def test_enough_on_the_way_is_not_due_and_orders_nothing():
    advice = advise(replace(EXAMPLE, incoming=5_000))
    assert (advice.due, advice.qty) == (False, 0)
    assert "≤" in advice.reason
    assert advice.sentence.endswith("= −2,995; order 0")


@pytest.mark.parametrize("wrong", [{"pack": 0}, {"every": -1}, {"daily": Fraction(-1)}])
def test_numbers_that_make_no_sense_are_refused(wrong):
    with pytest.raises(Refusal, match="at least 1 piece"):
        advise(replace(EXAMPLE, **wrong))


@given(
    st.builds(
        Need, st.fractions(0, 500), st.integers(0, 90), st.integers(0, 60), st.integers(0, 30),
        st.integers(0, 900), st.integers(0, 900), st.integers(0, 99), st.integers(0, 200),
        st.integers(1, 48),
    )
)  # fmt: skip
def test_what_is_ordered_is_enough_whole_packs_and_no_pack_too_many(need):
    advice = advise(need)
    assert advice.qty % need.pack == 0
    assert advice.qty == 0 or advice.qty >= max(advice.wanted, need.least)
    assert advice.qty < max(advice.wanted, need.least) + need.pack
    assert (advice.qty == 0) == (advice.wanted == 0)
