"""What every format shares: cells, dates, memory."""

import sys

import pytest
from tests.channels.rig import at, convert, recognised, sheet
from tests.channels.shopee import ROW, STANDARD, row
from tests.channels.test_lazada import HEADER as LAZADA
from tests.channels.test_lazada import ROW as PIECE

from shopdesk.channels import cells, folds
from shopdesk.channels.cells import LIMIT, BadCell, SpoiltCell
from shopdesk.channels.convert import LINE_FIELDS, ORDER_FIELDS, Conversion
from shopdesk.channels.dates import Dates


def test_the_agreement():
    assert len(ORDER_FIELDS) == len(set(ORDER_FIELDS)) == 43
    assert len(LINE_FIELDS) == len(set(LINE_FIELDS)) == 17


@pytest.mark.parametrize("step", [1, 2, 3, 512])
def test_the_size_of_the_batches_changes_nothing(step):
    rows = sheet(STANDARD, *[row(number=f"X{n // 3}", sku=f"S{n}") for n in range(10)])
    told, whole = convert(rows, step=step), convert(rows)
    assert told == whole


def test_rows_above_the_data_are_ignored():
    rows = [tuple(cells) for cells in sheet(STANDARD, ROW)]
    conversion = Conversion(recognised(rows), file="x")
    assert conversion.feed(0, rows).orders == []
    assert len(conversion.finish().orders) == 1
    assert conversion.rows == 1


def test_a_sheet_without_rows_is_an_empty_import():
    conversion = Conversion(recognised([STANDARD]), file="x")
    assert (conversion.feed(1, []).orders, conversion.finish().orders) == ([], [])
    assert conversion.warnings == []


def test_columns_forget_what_they_have_read():
    memo = cells.TextCell()
    for n in range(3 * LIMIT):
        assert memo[f"t{n}"] == f"t{n}"
        assert len(memo) <= LIMIT
    days = Dates((), "Asia/Jakarta")
    for n in range(20_000):
        assert days.clocks[f"{n // 3600:02}:{n // 60 % 60:02}:{n % 60:02}"] == n
    assert len(days.clocks) < 9_000


def test_only_the_open_order_is_kept():
    rows = [tuple(cells) for cells in sheet(STANDARD, *[row(number=f"N{n}") for n in range(2_000)])]
    conversion = Conversion(recognised(rows), file="x")
    out = [len(conversion.feed(start, rows[start : start + 100]).orders) for start in
           range(1, len(rows), 100)]  # fmt: skip
    assert out == [99] + [100] * 19
    assert len(conversion.finish().orders) == 1
    assert sys.getsizeof(conversion._seen) < 200_000


def test_a_scattered_format_waits_for_the_end():
    rows = [tuple(cells) for cells in sheet(LAZADA, PIECE, PIECE | {"orderItemId": "2"})]
    conversion = Conversion(recognised(rows), file="x")
    assert conversion.feed(1, rows[1:]).orders == []
    assert len(conversion.finish().lines) == 2


@pytest.mark.parametrize(
    ("cell", "value"),
    [(" x ", "x"), ("", None), (None, None), (5.0, "5"), (5, "5"), (0.5, "0.5"), (True, "True"),
     ("-", "-"), ("x\ny", "x\ny")],
)  # fmt: skip
def test_text(cell, value):
    assert cells.TextCell()[cell] == value


@pytest.mark.parametrize(
    ("cell", "value"),
    [("'0812", "0812"), ("-", None), ("''x", "'x"), ("6281200000012.0", "6281200000012"),
     (6281200000012.0, "6281200000012"), ("v1.0", "v1.0"), ("\u2212", None)],
)  # fmt: skip
def test_codes(cell, value):
    assert cells.CodeCell()[cell] == value


@pytest.mark.parametrize(
    ("cell", "value"),
    [("576460752303423497\t", "576460752303423497"), (576460752303423497, "576460752303423497"),
     (2**53 - 1.0, str(2**53 - 1)), ("1E4", "1E4"), ("12E+4X", "12E+4X"), ("0012", "0012"),
     (12.5, "12.5"), ("", None), (None, None), ("-", None), (1200000000000000, "1200000000000000")],
)  # fmt: skip
def test_ids(cell, value):
    assert cells.IdCell()[cell] == value


@pytest.mark.parametrize(
    "cell", [2.0**53, 1e18, float("nan"), float("inf"), "5.76461E+17", "5,8e+17", "1E+18",
             "5.76E17", 10**17, -(10**17)]
)  # fmt: skip
def test_spoilt_ids(cell):
    with pytest.raises(SpoiltCell):
        cells.IdCell()[cell]


@pytest.mark.parametrize(
    ("cell", "style", "rupiah", "value"),
    [
        ("15.000", "id", True, 1_500_000), ("1.300.975", "id", True, 130_097_500),
        ("2.273,67", "id", True, 227_367), ("Rp 12.000", "id", True, 1_200_000),
        ("-15.000", "id", True, -1_500_000), ("\u221215.000", "id", True, -1_500_000),
        ("'15000", "id", True, 1_500_000), (15_000, "id", True, 1_500_000),
        (15_000.0, "id", True, 1_500_000), ("-", "id", True, None), (" -- ", "id", True, None),
        ("", "id", True, None), ("1,250.50", "us", False, 125_050), ("100", "us", False, 10_000),
        (12.9, "us", False, 1_290), ("80000", "plain", True, 8_000_000),
        ("0", "plain", True, 0), ("12.345", "us", True, None), ("Non tunai", "id", True, None),
    ],
)  # fmt: skip
def test_money(cell, style, rupiah, value):
    memo = cells.MoneyCell(style, rupiah=rupiah, nothing=("Non Tunai",))
    if cell == "12.345":
        with pytest.raises(BadCell):
            memo[cell]
    else:
        assert memo[cell] == value


@pytest.mark.parametrize("cell", ["gratis", "1.2.3", True, float("nan"), "15,000", "Rp", "1 2 x"])
def test_money_that_is_none(cell):
    with pytest.raises(BadCell):
        cells.MoneyCell("id")[cell]


@pytest.mark.parametrize(
    ("cell", "unit", "style", "grams"),
    [
        ("500 gr", "g", "id", 500), ("1.500 gr", "g", "id", 1_500), ("500", "g", "id", 500),
        ("0.06", "kg", "plain", 60), (0.06, "kg", "plain", 60), ("5.500", "kg", "us", 5_500),
        ("1,5 kg", "g", "id", 1_500), ("1.5 kg", "g", "id", 1_500), (500.0, "g", "id", 500),
        ("", "g", "id", None), ("berat", "g", "id", None), ("1..5", "g", "id", None),
        ("1,500 g", "g", "us", 1_500), ("250.5 g", "g", "id", 250),
    ],
)  # fmt: skip
def test_weights(cell, unit, style, grams):
    memo = cells.WeightCell(unit, style)
    assert memo[cell] == grams
    assert (memo.unread is not None) == (cell in {"berat", "1..5"})


def test_a_strange_weight_refuses_nothing_and_is_told():
    told = convert(sheet(STANDARD, row(**{"Berat Produk": "ringan"})))
    assert told.line.weight_g is None
    assert told.warnings == ["Column Berat Produk: the weight “ringan” was not understood."]


FORMATS = ("%d/%m/%Y %H:%M:%S", "%d %b %Y %H:%M", "%d/%m/%Y %I:%M %p", "%d-%m-%Y")


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2024-09-01 10:15", "2024-09-01 10:15"), ("2024-09-01 10:15:30", "2024-09-01 10:15:30"),
        ("22/01/2026 13:30:17", "2026-01-22 13:30:17"), ("2/1/2026 3:04:05", "2026-01-02 03:04:05"),
        ("25 Aug 2023 10:15", "2023-08-25 10:15"), ("25 Agu 2023 10:15", "2023-08-25 10:15"),
        ("25 Mei 2023 10:15", "2023-05-25 10:15"), ("25 des 2023 10:15", "2023-12-25 10:15"),
        ("02/01/2026 12:25 PM", "2026-01-02 12:25"), ("02/01/2026 12:25 am", "2026-01-02 00:25"),
        ("02/01/2026 4:25 PM", "2026-01-02 16:25"), ("24-08-2023", "2023-08-24"),
        ("2024-02-29", "2024-02-29"), ("2024-09-01T10:15:30", "2024-09-01 10:15:30"),
    ],
)  # fmt: skip
def test_dates(text, moment):
    assert cells.InstantCell(Dates(FORMATS, "Asia/Jakarta"))[text] == at(moment)


@pytest.mark.parametrize("text", ["2026-06-08 23:02:14 +1000", "2026-06-08T13:02:14Z",
                                  "2026-06-08T09:02:14-04:00"])  # fmt: skip
def test_an_offset_outweighs_the_zone(text):
    assert cells.InstantCell(Dates((), "Asia/Jakarta"))[text] == at("2026-06-08 13:02:14", "UTC")


@pytest.mark.parametrize(
    "text",
    ["2024-02-30 10:00", "2024-09-01 24:00", "2024-09-01 10:60", "1999-01-01 00:00", "31/02/2024",
     "25 Foo 2023 10:15", "02/01/2026 13:25 PM", "45291.5", "x" * 16, "x" * 19,
     "2024-09-01 10:1\u00b2", "2024-09-01 +1:15"],
)  # fmt: skip
def test_dates_that_are_none(text):
    with pytest.raises(BadCell):
        cells.InstantCell(Dates(FORMATS, "Asia/Jakarta"))[text]


def test_a_day_on_which_the_clocks_change():
    memo = cells.InstantCell(Dates((), "Europe/Berlin"))
    for text in ("2026-03-29 01:30", "2026-03-29 10:15", "2026-10-25 10:15", "2026-07-01 10:15"):
        assert memo[text] == at(text, "Europe/Berlin")


def test_a_bare_date_as_a_deadline_is_that_days_end():
    when = Dates(FORMATS, "Asia/Jakarta")
    assert cells.InstantCell(when, end=True)["2024-09-01"] == at("2024-09-01 23:59:59")
    assert cells.InstantCell(when, end=True)["2024-09-01 10:15"] == at("2024-09-01 10:15")
    assert cells.InstantCell(when, shift=86_400)["2024-09-01"] == at("2024-09-02")


def test_folds():
    assert folds.any_of([None, 2, 3]) == 2
    assert folds.total([None, 2, 3]) == 5
    assert folds.total([None]) is None
    assert [folds.once(values) for values in ([2, 2], [2, None], [2, 3], [None])] == [2, 2, 5, None]
    assert (folds.latest([1, None, 3]), folds.earliest([None, 3, 1])) == (3, 1)
    assert (folds.latest([]), folds.earliest([None])) == (None, None)
