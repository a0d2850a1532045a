"""A report made by hand that has every kind of block and cell, for the tests of the formats."""

from datetime import date, timedelta
from fractions import Fraction

from shopdesk.reports.document import (
    Chart,
    Column,
    Document,
    Heading,
    Row,
    Series,
    Table,
    Text,
    Tile,
    Tiles,
)

FIRST = date(2026, 10, 1)
DAYS = tuple(FIRST + timedelta(days=number) for number in range(31))
ID = "00123456789012345678"


def document(names=("Kaos", "Mug"), language="id", *, personal=False):
    """Return the report; its table has a row for each name."""
    return Document(
        "monthly", "Laporan <bulanan>", "Oktober 2026", "Semua toko", "Ekspor 31 Okt 2026.",
        language, "IDR", FIRST,
        (Heading("Ringkasan"), tiles(), Text("Penjualan & retur."), *charts(), Heading("Isi", 2),
         table(names, personal=personal),
         Table("Retur", (Column("Alasan"),), (), empty="Tidak ada retur.")),
    )  # fmt: skip


def tiles():
    """Return figures: one of each kind, one unknown."""
    return Tiles((
        Tile("GMV", "harga × jumlah", "money", 1_234_567_00, 1_000_000_00, "September 2026"),
        Tile("Pesanan", "", "count", 12_345, 12_345, "September 2026"),
        Tile("Per pesanan", "", "average", Fraction(1_234_567_00, 7)),
        Tile("Batal", "", "share", Fraction(1, 8), Fraction(1, 10), "September 2026"),
        Tile("Retur", "", "share", None),
    ))  # fmt: skip


def charts():
    """Return one chart of each kind."""
    days = tuple(f"{day.day} Okt" for day in DAYS)
    gmv = tuple(100_000_00 * (number % 7) for number in range(31))
    usual = tuple(value if number % 5 else None for number, value in enumerate(gmv))
    hours = tuple(f"{hour:02}" for hour in range(24))
    return (
        Chart("GMV per hari", "column", days, (Series("GMV", gmv),), axis="Hari"),
        Chart("Biasa", "line", days, (Series("GMV", gmv), Series("Biasa", usual)), axis="Hari"),
        Chart("Kanal", "bar", ("Shopee", "Retur"), (Series("Jumlah", (5_00, -2_00)),), axis="Di"),
        Chart("Jam", "heat", hours, tuple(Series(day, tuple(range(24))) for day in ("Sen", "Sel")),
              "count", "Jam"),
    )  # fmt: skip


def table(names, *, personal=False):
    """Return a table with a row for each name, and its total."""
    rows = tuple(
        Row((name, ID, number, number * 15_000_00, Fraction(1, len(names)), DAYS[number % 31]))
        for number, name in enumerate(names, 1)
    )
    columns = (
        Column("Produk", personal=personal), Column("SKU", "code"), Column("Pcs", "count"),
        Column("GMV", "money"), Column("Bagian", "share"), Column("Terakhir", "date"),
    )  # fmt: skip
    pieces = sum(range(1, len(names) + 1))
    total = Row(("Jumlah", None, pieces, pieces * 15_000_00, Fraction(1), None))
    return Table("Produk terlaris", columns, rows, total, note="Tanpa yang batal.")
