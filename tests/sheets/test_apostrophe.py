import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.hostile import HOSTILE

from shopdesk.sheets.apostrophe import dangerous, guarded, unguarded


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+cmd|' /C calc'!A0", "-2+3+cmd", "@SUM(A1)", "\tx", "\rx", " =1", "\n=1", "\u00a0=1",
     "\u3000@x", "＝1+1", "＋x", "－x", "＠x", "\u200b=1", "\ufeff=1", "+SUM(1)", "=", "--1", "-a"],
)  # fmt: skip
def test_what_a_spreadsheet_would_run_is_guarded(text):
    if text == "=":
        assert not dangerous(text)
    else:
        assert dangerous(text)
        assert guarded(text) == "'" + text


@pytest.mark.parametrize(
    "text",
    ["", "-", "Kaos", "-5", "+5", "-1.234.567,89", "-12.5%", "+1E5", "+62 812-3456-7890",
     "+6281234567890", "(021) 555-1234", "a=b", "'00123", "1=1", "-0,5", "   "],
)  # fmt: skip
def test_numbers_and_phones_are_left_as_they_are(text):
    assert not dangerous(text)
    assert guarded(text) == text


@given(st.text(alphabet="'=+-@\t\r 1a＝") | st.text() | st.sampled_from(HOSTILE))
def test_taking_it_off_gives_back_the_text(text):
    assert unguarded(guarded(text)) == text
    assert guarded(text) in (text, "'" + text)
    assert not dangerous(guarded(text))
