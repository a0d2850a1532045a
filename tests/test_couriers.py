"""What a tracking number tells."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopdesk.couriers import guess_couriers, looks_damaged, tidy


@pytest.mark.parametrize(
    ("resi", "couriers"),
    [
        ("SPXID041234567890", ("SPX",)),
        ("' spxid 041234567890", ("SPX",)),
        ("JX1234567890", ("J&T Express",)),
        ("JT12345678901", ("J&T Express", "JNE")),
        ("JNAP1234", ()),
        ("CM12345678901", ("JNE",)),
        ("SOCAG00183235715", ("JNE",)),
        ("541980014107625", ("JNE",)),
        ("004612345678", ("SiCepat", "J&T Cargo")),
        ("512345678901", ("J&T Cargo",)),
        ("10004100136555", ("AnterAja",)),
        ("NLIDAP1234567890", ("Ninja Xpress",)),
        ("IDS123456789012", ("ID Express",)),
        ("GK-11-170563", ("GoSend",)),
        ("GTL123456789", ("GTL",)),
        ("BDO12345678", ("Wahana",)),
        ("RR473124829ID", ("POS Indonesia",)),
        ("RR473124828ID", ()),
        ("", ()),
        ("x" * 40_000, ()),
    ],
)
def test_guesses(resi, couriers):
    assert guess_couriers(resi) == couriers


@pytest.mark.parametrize(
    ("resi", "damaged"),
    [
        ("5.41980E+14", True),
        ("5,4198E+14", True),
        ("5e+14", True),
        ("541980014107625.0", True),
        ("541980014107625", False),
        ("SPXID041234567890", False),
        ("GK-11-170563", False),
        ("", False),
        ("1E5", True),
    ],
)
def test_damage_by_a_spreadsheet(resi, damaged):
    assert looks_damaged(resi) is damaged


def test_tidy_takes_one_apostrophe():
    assert tidy("' jx 123\u00a0456 ") == "JX123456"
    assert tidy("''JX1") == "'JX1"


@given(st.text(max_size=40))
def test_no_number_is_ever_an_error(resi):
    assert isinstance(guess_couriers(resi), tuple)
    assert isinstance(looks_damaged(resi), bool)
