"""How a sheet of somebody's own writes: seen in its cells, told, assumed, or contradicted."""

import pytest

from shopdesk.channels.ways import Column, Contradiction, Way, settle

COLUMNS = [Column(0, "Tanggal", "date"), Column(1, "Harga", "money")]


def way(*rows, columns=COLUMNS, **told):
    return settle(told, columns, rows, first_row=2)


@pytest.mark.parametrize(
    ("date", "amount", "seen"),
    [
        ("25/08/2026", "Rp 20.000", Way("id", "dmy", "IDR")),
        ("08/25/2026", "1,234.56", Way("us", "mdy", "IDR")),
        ("2026/08/25", "1.234,5", Way("id", "ymd", "IDR")),
        ("25-08-2026 10:15", "\u20b11,250.00", Way("us", "dmy", "PHP")),
        ("25.08.2026", "20,000", Way("us", "dmy", "IDR")),
    ],
)
def test_a_cell_that_reads_only_one_way_tells_it(date, amount, seen):
    assert way((date, amount))[0] == seen


def test_what_nothing_tells_is_assumed_and_named():
    assert way(("05/08/2026", "20000"), ("", None), (7, 500)) == (
        Way("id", "dmy", "IDR"),
        ("style", "dates", "currency"),
    )
    assert way(("2026-08-25", "Rp20000"))[1] == ("style", "dates")
    assert way(("05/08/2026", "20000"), style="us", dates="mdy", currency="PHP") == (
        Way("us", "mdy", "PHP"),
        (),
    )


def test_the_header_may_name_the_currency():
    assert way(columns=[Column(1, "Price (PHP)", "money")])[0].currency == "PHP"
    with pytest.raises(Contradiction, match=r"Row 1, column “Harga \(Rp\)”.*not written PHP"):
        way(columns=[Column(1, "Harga (Rp)", "money")], currency="PHP")


@pytest.mark.parametrize(
    ("told", "place"),
    [
        ({"dates": "mdy"}, r"Row 2, column “Tanggal”: “25/08/2026” is not written month/day/year"),
        ({"style": "us"}, r"Row 3, column “Harga”: “Rp 20\.000” is not written 1,234\.56"),
        ({"style": "plain"}, r"Row 3, column “Harga”"),
        ({"currency": "PHP"}, r"Row 3, column “Harga”: “Rp 20\.000” is not written PHP"),
    ],
)
def test_a_cell_that_contradicts_what_was_told_is_named(told, place):
    with pytest.raises(Contradiction, match=place):
        way(("25/08/2026", "50"), ("05/08/2026", "Rp 20.000"), **told)


def test_two_cells_that_contradict_each_other_are_refused():
    with pytest.raises(Contradiction, match="Row 3, column “Tanggal”: “08/26/2026”"):
        way(("25/08/2026", ""), ("08/26/2026", ""))


def test_plain_numbers_may_have_decimal_points():
    assert way(("", "20.50"), style="plain")[0].style == "plain"
