"""Dated rules, and a shop's own."""

import re
from datetime import date

import pytest

from shopdesk import tables
from shopdesk.refusal import Refusal

NAMES = ("couriers", "holidays", "listing_rules", "ship_by", "waits", "working_week")


@pytest.fixture
def own(tmp_path):
    yield tmp_path
    tables.use(None)


@pytest.mark.parametrize("name", NAMES)
def test_every_shipped_table_reads(name):
    assert isinstance(tables.rows(name), list)
    assert isinstance(tables.rows(name, date(2026, 11, 23)), list)


def test_rows_hold_between_their_dates(own):
    (own / "fees.toml").write_text(
        "[[rows]]\nfrom = 2026-01-01\nuntil = 2026-06-30\nrate = 1\n"
        "[[rows]]\nfrom = 2026-07-01\nrate = 2\n"
    )
    tables.use(own)
    assert tables.rows("fees", date(2025, 12, 31)) == []
    assert [row["rate"] for row in tables.rows("fees", date(2026, 1, 1))] == [1]
    assert [row["rate"] for row in tables.rows("fees", date(2026, 6, 30))] == [1]
    assert [row["rate"] for row in tables.rows("fees", date(2030, 1, 1))] == [2]
    assert len(tables.rows("fees")) == 2


def test_a_caller_cannot_spoil_the_table():
    tables.rows("ship_by")[0].clear()
    assert tables.rows("ship_by")[0]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("rows = 3", "has no"),
        ("[[rows]\n", "cannot be read"),
        ('[[rows]]\nfrom = "soon"', "row 1: “from” must be a date"),
        ("[[rows]]\nuntil = 2026-01-01T00:00:00", "must be a date"),
    ],
)
def test_a_broken_table_says_what_is_wrong(own, content, reason):
    (own / "fees.toml").write_text(content)
    tables.use(own)
    with pytest.raises(Refusal, match=reason):
        tables.rows("fees")


def test_an_unknown_table_is_refused():
    with pytest.raises(Refusal, match="no table called moods"):
        tables.rows("moods")


def test_every_ship_by_row_is_whole():
    for row in tables.rows("ship_by"):
        assert row["grade"] in {"primary", "secondary"}
        assert row["counts_from"] in {"placed", "paid"}
        assert isinstance(row["working"], bool)
        assert ("hours" in row) != ("days" in row and "by" in row)


def test_every_courier_row_is_whole():
    for row in tables.rows("couriers"):
        assert row["grade"] in {"seen", "weak", "hearsay"}
        re.compile(row["pattern"])
