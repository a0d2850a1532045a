"""Statistics of shops: every source's frame, days and spans, totals and hours, what is refused."""

from datetime import date
from types import SimpleNamespace

import pytest

from shopdesk.channels.stats.convert import Conversion
from shopdesk.channels.stats.days import day_of, number
from shopdesk.channels.stats.detect import known, recognise

SHOPEE = ("Tanggal", "Total Penjualan (IDR)", "Total Pesanan", "Penjualan per Pesanan",
          "Produk Diklik", "Total Pengunjung", "Tingkat Konversi Pesanan", "Pembeli")  # fmt: skip


def heads(**sheets):
    return [
        SimpleNamespace(name=name.replace("_", " ").strip(), rows=tuple(map(tuple, rows)))
        for name, rows in sheets.items()
    ]


def told(rows, **how):
    """Return what a sheet of these rows tells by day, and its conversion."""
    found = recognise(heads(_=rows[:30]))
    assert found is not None
    read = Conversion(found, file="stats", **how)
    read.feed(found.first_row, [tuple(row) for row in rows[found.first_row :]])
    return {str(day_of(one.day)): one.facts for one in read.finish()}, read


def day(text, visitors="16.583", orders="438", sales="52.596.108"):
    return (text, sales, orders, "120.082,00", "18.000", visitors, "2,64%", "393")


def shopee(*rows):
    return [SHOPEE, *rows]


def test_shopee_reads_days_and_neither_the_period_nor_the_header_again():
    days, read = told(
        shopee(day("01-11-2026-02-11-2026", "30.547"), (), SHOPEE, day("01-11-2026"),
               day("02-11-2026", "-", "0", "0"))
    )  # fmt: skip
    assert days == {
        "2026-11-01": {"visitors": 16_583, "orders": 438, "buyers": 393, "sales": 5_259_610_800},
        "2026-11-02": {"orders": 0, "buyers": 393, "sales": 0},
    }
    assert (read.rows, read.refused, read.labels["visitors"]) == (2, 0, "Total Pengunjung")


def test_a_shopee_export_of_one_day_has_hours_below_it():
    days, read = told(
        shopee(day("01-11-2026-01-11-2026"), (), SHOPEE, day("01-11-2026 00:00", "7"),
               day("01-11-2026 23:00", "9"))
    )  # fmt: skip
    assert (list(days), days["2026-11-01"]["visitors"], read.rows) == (["2026-11-01"], 16_583, 1)


def test_of_shopees_sheets_the_paid_orders_are_read():
    rows = shopee(day("01-11-2026"))
    found = recognise(heads(Pesanan_Dibuat=rows, Pesanan_Siap_Dikirim=rows, Pesanan_Dibayar=rows))
    assert found.sheet == "Pesanan Dibayar"


def test_another_countrys_numbers_and_currency():
    header = ("Date", "Total Sales (PHP)", "Total Orders", "Total Visitors", "# of buyers")
    days, read = told([header, ("01/11/2026", "1,234.56", "12", "1,200", "11")])
    assert days["2026-11-01"] == {"visitors": 1_200, "orders": 12, "buyers": 11, "sales": 123_456}
    assert read.currency == "PHP"


@pytest.mark.parametrize(
    "above",
    ["Tanggal analisis: 01/11/2026\N{EN DASH}02/11/2026",
     "Date Range: 2026-11-01 ~ 2026-11-02\n", "[Rentang Tanggal]: 2026-11-01 ~ 2026-11-02",
     "01/11/2026-02/11/2026"],
)  # fmt: skip
def test_tiktoks_ways_to_say_the_span(above):
    days, _read = told([(above,), (), ("Tanggal", "GMV (Rp)", "Pesanan", "Pengunjung"),
                        ("2026-11-01", "1.500.000", "12", "900"),
                        ("2026-11-02", "Rp2.000.000", "15", "1.100")])  # fmt: skip
    assert days["2026-11-02"] == {"visitors": 1_100, "orders": 15, "sales": 200_000_000}


def test_tiktok_without_days_tells_of_its_span_if_that_is_one_day():
    table = [("GMV (Rp)", "Pesanan", "Pengunjung"), ("1.500.000", "12", "900")]
    days, _read = told([("Tanggal analisis: 01/11/2026-01/11/2026",), *table], shift_days=1)
    assert days == {"2026-11-02": {"visitors": 900, "orders": 12, "sales": 150_000_000}}
    days, read = told([("Date Range: 2026-11-01 ~ 2026-11-30",), *table])
    assert not days
    assert "all days of its span together" in read.rejects[0].reason


def test_a_sheet_with_such_columns_and_no_span_is_nobodys():
    assert recognise(heads(_=[("Tanggal", "Pengunjung", "Pesanan"), ("x", "1", "2")])) is None


GA4 = """# ----------------------------------------
# Traffic acquisition: Session primary channel group (Default Channel Group)
# Account: Toko
# ----------------------------------------
#
# All Users
# Start date: 20261101
# End date: 20261130
Session primary channel group,Sessions,Total users
Direct,12,10
Grand total,12,10

# ----------------------------------------
# Start date: 20261101
# End date: 20261102
Date,Total users,Add to carts,Engagement rate
20261101,1200,80,0.6667
20261102,900,60,0.5
,2100,140,Grand total

# Tanggal mulai: 20261101
# Tanggal akhir: 20261102
Nth day,Ecommerce purchases,Purchase revenue
0000,11,1650000.5
0001,9,900000
"""


def rows_of(text):
    return [tuple(line.split(",")) if line else () for line in text.splitlines()]


def test_ga4_has_several_tables_and_two_ways_to_write_a_day():
    days, read = told(rows_of(GA4))
    assert days == {
        "2026-11-01": {"visitors": 1200, "carts": 80, "orders": 11, "sales": 165_000_050},
        "2026-11-02": {"visitors": 900, "carts": 60, "orders": 9, "sales": 90_000_000},
    }
    assert (read.rows, read.refused) == (4, 0)
    assert read.warnings == ["1 table is not by day and was left out."]


def test_ga4_without_a_table_of_days_says_so():
    days, read = told(rows_of(GA4.split("\n\n", maxsplit=1)[0]))
    assert (days, read.refused) == ({}, 1)
    assert "together" in read.rejects[0].reason


def test_a_cell_that_is_no_number_and_a_day_that_is_none_are_refused_by_their_place():
    days, read = told(shopee(day("31-02-2026"), day("02-11-2026", "banyak"), day("03-11-2026")))
    assert list(days) == ["2026-11-03"]
    assert [(r.row, r.column, r.value) for r in read.rejects] == [
        (2, "Tanggal", "31-02-2026"), (3, "Total Pengunjung", "banyak"),
    ]  # fmt: skip
    assert read.refused == 2


def test_every_source_is_found_by_listing():
    assert {spec.source for spec in known()} == {"shopee", "tiktok", "ga4"}
    assert number(date(1970, 1, 2)) == 1
