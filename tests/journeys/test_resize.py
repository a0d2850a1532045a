"""A window that is dragged about, down to a single cell, and stands right again at the end."""

from random import Random

import pytest

STORM = 300


@pytest.fixture
def it(machine):
    machine.keeps(*({"number": f"SO-{n:03}"} for n in range(100, 300)))
    it = machine.opens()
    it.sees("SO-100")
    it.presses("2")
    it.quiet()
    return it


def storm(it, seed, count=STORM):
    """Resize at random, each time as soon as the program painted something after the last."""
    dice = Random(seed)
    it.looks_away()
    for n in range(count):
        it.resizes(dice.randint(1, 200), dice.randint(1, 60)) if n % 50 else it.resizes(1, 1)
        it.answers(patience=0.05)
    it.quiet()
    it.looks_back()
    it.resizes(120, 36)


def test_three_hundred_sizes_and_then_it_is_right(it):
    before = it.screen()
    storm(it, 1)
    it.waits_for(lambda: it.screen() == before, "not as before")
    it.presses("G")
    it.row("▌", "SO-299")
    assert b"Traceback" not in it.raw


@pytest.mark.parametrize(("keys", "word"), [("?", "esc"), ("n", "Note SO-100"), ("/", "/")])
def test_a_dialog_stands_through_the_storm(it, keys, word):
    it.presses(keys)
    it.sees(word)
    it.quiet()
    before = it.screen()
    storm(it, 2, 40)
    it.waits_for(lambda: it.screen() == before, "not as before")
    it.presses("escape")
    it.row("▌", "SO-100")
