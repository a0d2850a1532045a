from datetime import UTC, date, datetime, time, timedelta

import pytest

from shopdesk.sheets.cells import Inexact, plain, plain_row, trimmed


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("", ""), (None, ""), (" x ", " x "), (12, 12), (True, True), (12.0, 12), (-0.0, 0),
        (0.1, 0.1),
        (2.0**53 - 1, 2**53 - 1), (float("nan"), "nan"), (float("inf"), "inf"), (-1e300, -1e300),
        (datetime(2024, 9, 1, 10, 5, 7, 900_000, UTC), "2024-09-01 10:05:07"),
        (datetime(2024, 9, 1, tzinfo=UTC), "2024-09-01"), (date(2024, 9, 1), "2024-09-01"),
        (time(7, 5), "07:05:00"), (timedelta(hours=30, seconds=5), "30:00:05"),
        (2**70, 2**70), (b"x", "b'x'"),
    ],
)  # fmt: skip
def test_a_cell_is_text_number_or_truth(cell, expected):
    read = plain(cell, exact=True)
    assert (read, type(read)) == (expected, type(expected))


def test_a_float_without_its_last_digits_is_told():
    with pytest.raises(Inexact):
        plain(2.0**53, exact=False)
    assert isinstance(plain(2.0**53, exact=True), float)


def test_a_row_ends_at_its_last_cell_with_something_in_it():
    assert plain_row([None, 1.0, "", None]) == ("", 1)
    assert trimmed(["", ""]) == ()
    assert trimmed(["a", " ", ""]) == ("a", " ")
    assert trimmed([0, False]) == (0, False)
