"""Every figure of the demo shop beside plain Python over its files, read with csv and openpyxl."""

import tomllib
from collections import defaultdict
from datetime import datetime
from fractions import Fraction
from functools import cache
from typing import NamedTuple

import pytest
from tests.demonstrated import open_demo
from tests.test_demo_files import table

from shopdesk.services import demo, figures
from shopdesk.services.figures import Tally

CANCELLED = {"Batal", "Dibatalkan", "Pesanan Dibatalkan", "canceled"}


class Line(NamedTuple):
    """A row of a file; money in minor units, the discount that of the whole order."""

    number: str
    status: str
    at: datetime
    qty: int
    price: Fraction
    listed: Fraction
    back: int
    discount: Fraction


def line(number, status, at, qty, money, back="0", discount="0"):
    """One row, told by its cells; money is the deal price and the list price, in rupiah."""
    price, listed, cut = (Fraction(cell or 0) * 100 for cell in (*money, discount))
    return Line(number, status, at, int(qty), price, listed, int(back), cut)


def shopee(row):
    """Dots group thousands; the seller pays vouchers and parcels of several pieces."""
    of = {name: cell.replace(".", "") for name, cell in row.items()}
    return line(
        row["No. Pesanan"], row["Status Pesanan"], when(row["Waktu Pesanan Dibuat"]),
        row["Jumlah"], (of["Harga Setelah Diskon"], of["Harga Awal"]), row["Returned quantity"],
        int(of["Voucher Ditanggung Penjual"]) + int(of["Paket Diskon (Diskon dari Penjual)"]),
    )  # fmt: skip


def tiktok(row):
    """The subtotal is after discounts: the deal price is a piece's part of it."""
    price = Fraction(row["SKU Subtotal After Discount"]) / int(row["Quantity"])
    return line(
        row["Order ID"], row["Order Status"], when(row["Created Time"], "%d/%m/%Y"),
        row["Quantity"], (price, row["SKU Unit Original Price"]), row["Sku Quantity of return"],
    )  # fmt: skip


def tokopedia(row):
    """No day but that of the payment is told."""
    return line(
        row["Nomor Invoice"], row["Status Terakhir"], when(row["Tanggal Pembayaran"], "%d-%m-%Y"),
        row["Jumlah Produk Dibeli"], (row["Harga Jual (IDR)"], row["Harga Awal (IDR)"]),
        row["Jumlah Produk Yang Dikurangkan"], row["Nilai Kupon Toko Terpakai (IDR)"],
    )  # fmt: skip


def lazada(row):
    """Each piece is a row."""
    return line(
        row["orderNumber"], row["status"], when(row["createTime"], "%d %b %Y"), 1,
        (row["paidPrice"], row["unitPrice"]),
    )  # fmt: skip


def blibli(row):
    """There is one price only."""
    return line(
        row["No. Order"], row["Order Status"], when(row["Tanggal Order"], "%d/%m/%Y"),
        row["Total Barang"], (row["Harga item pesanan"],) * 2,
    )  # fmt: skip


def shopify(row):
    """A line's discount is that of all its pieces."""
    price = Fraction(row["Lineitem price"])
    deal = price - Fraction(row["Lineitem discount"]) / int(row["Lineitem quantity"])
    return line(
        row["Name"], "canceled" if row["Cancelled at"] else "", when(row["Created at"]),
        row["Lineitem quantity"], (deal, price), discount=row["Discount Amount"],
    )  # fmt: skip


READERS = {
    "Harga Setelah Diskon": ("shopee", shopee), "SKU ID": ("tiktok", tiktok),
    "Nomor Invoice": ("tokopedia", tokopedia), "orderItemId": ("lazada", lazada),
    "No. Order Item": ("blibli", blibli), "Lineitem quantity": ("shopify", shopify),
}  # fmt: skip
"""By a header that no other file has."""


def when(text, day="%Y-%m-%d"):
    """The hour on the shop's clock."""
    date, clock = text.removesuffix(" +0700").rsplit(" ", 1)
    return datetime.strptime(f"{date} {clock[:2]}", f"{day} %H")  # noqa: DTZ007 - the shop's own


@cache
def raw():
    """The orders of all files, each as the last file has it: channel, hour, sums."""
    orders = {}
    for file in tomllib.loads((demo.folder() / "demo.toml").read_text("utf-8"))["file"]:
        path = demo.folder() / file["name"]
        sheet = path.suffix in {".csv", ".xlsx"} and "stats" not in file
        header, *rows = table(path) if sheet else [()]
        for channel, reader in [READERS[key] for key in READERS if key in header]:
            told = defaultdict(list)
            for one in (reader(dict(zip(header, row, strict=True))) for row in rows):
                told[channel, file["shop"], one.number].append(one)
            orders |= told
    return [(key[0], lines[0].at, sums(lines)) for key, lines in orders.items()]


def sums(lines):
    """What an order adds to the figures."""
    units = sum(one.qty for one in lines)
    gmv = sum(one.qty * one.price for one in lines)
    listed = sum(one.qty * one.listed for one in lines)
    if {one.status for one in lines if one.number} <= CANCELLED | {""} and lines[0].status:
        return Tally(cancelled=1, cancelled_units=units, cancelled_gmv=gmv, cancelled_listed=listed)
    back = sum(one.back for one in lines)
    returned = sum(one.back * one.price for one in lines)
    return Tally(1, units, gmv, listed, lines[0].discount, back, returned)


def parts(key):
    """The sums of the files' orders by a key of channel and hour."""
    made = defaultdict(Tally)
    for channel, at, tally in raw():
        made[key(channel, at)] += tally
    return dict(made)


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """A demo shop."""
    store = open_demo(tmp_path_factory)
    yield store
    store.close()


def test_every_figure_of_every_day_and_channel_is_that_of_the_files(store):
    with store.read() as read:
        scope = figures.scope_of(read, "1970-01-01..2026-12-31")
        found = figures.channels_by_day(read, scope)
    expected = parts(lambda channel, at: (at.date(), channel))
    assert {key: told for key, told in found.items() if told != expected.get(key)} == {}
    assert found.keys() == expected.keys()
    assert len(expected) > 250


def test_every_hour_of_the_week_and_the_whole_are_that_of_the_files(store):
    with store.read() as read:
        scope = figures.scope_of(read, "1970-01-01..2026-12-31")
        hours, whole = figures.by_hour(read, scope), figures.total(read, scope)
    assert hours == parts(lambda _channel, at: (at.weekday(), at.hour))
    assert whole == sum((tally for _channel, _at, tally in raw()), Tally())
    assert whole.net_sales == whole.gmv - whole.discount - whole.returned_gmv
