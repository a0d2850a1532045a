from itertools import product

import pytest
from tests.channels import shopee
from tests.channels import test_blibli as blibli
from tests.channels import test_lazada as lazada
from tests.channels import test_shopify as shopify
from tests.channels import test_tiktok as tiktok
from tests.channels import test_tokopedia as tokopedia
from tests.channels.rig import head, recognised, sheet

from shopdesk.channels.detect import known, recognise
from shopdesk.channels.fields import LINE_FIELDS, ORDER_FIELDS
from shopdesk.channels.headers import fold
from shopdesk.channels.layout import INNER

HEADERS = {
    "blibli.orders": [blibli.HEADER],
    "lazada.orders": [lazada.HEADER],
    "shopee.orders": [shopee.STANDARD, shopee.PHILIPPINES, shopee.PHILIPPINES.replace("(PHP)", "")],
    "shopify.orders": [shopify.HEADER],
    "tiktok.orders": [tiktok.HEADER],
    "tokopedia.orders": [tokopedia.HEADER, tokopedia.ENGLISH],
}
CASES = [(name, header) for name, headers in HEADERS.items() for header in headers]
OTHERS = [  # other reports of the same marketplaces
    (
        "No. Pengembalian | No. Pesanan | Tanggal Pesanan Dibuat | Username (Pembeli) | Nama Produk"
        " | SKU Induk | Variasi | Status Pembatalan/ Pengembalian | Jumlah Produk Dikembalikan"
    ),
    "No. | No. Pesanan | Username (Pembeli) | Waktu Pesanan Dibuat | Total Penghasilan | Jumlah",
    "Tanggal Transaksi | Tipe Transaksi | Deskripsi | No. Pesanan | Jumlah | Status | Saldo Akhir",
    "Order/adjustment ID | Type | Order created time | Currency | Total settlement amount",
    "Periode Laporan | Nomor Laporan | Tanggal Transaksi | Nama Biaya | Nomor Pesanan",
    "Handle | Title | Vendor | Variant SKU | Variant Price | Name",
    "Urutan | Nama Iklan | Status | Biaya",
    "Nama | Alamat | Telepon",
]


@pytest.mark.parametrize("place", [0, 3])
@pytest.mark.parametrize(("name", "header"), CASES)
def test_each_header_is_its_own_channels_and_nobody_elses(name, header, place):
    rows = [[""]] * place + sheet(header, {})
    found = recognised(rows, "Sheet1")
    assert (found.spec.format, found.header_row, found.sheet) == (name, place, "Sheet1")
    alone = [spec.format for spec in known() if recognised(rows, "", [spec])]
    assert set(alone) == {name}


@pytest.mark.parametrize("header", OTHERS)
def test_other_reports_stay_unknown(header):
    assert recognised(sheet(header, {})) is None


def test_nothing_at_all_stays_unknown():
    assert recognise([]) is None
    assert recognise([head([], "orders"), head([[None, 1, 2.5, True]], "orders")]) is None


def test_the_header_is_looked_for_in_the_first_rows_only():
    rows = [["teks"]] * 29 + sheet(blibli.HEADER, {})
    assert recognised(rows).header_row == 29
    assert recognised([["teks"], *rows]) is None


def test_the_sheet_with_the_expected_name_goes_first():
    orders = sheet(shopee.STANDARD, shopee.ROW)
    copy = sheet([*shopee.STANDARD, "Nama Gudang"], shopee.ROW)
    found = recognise([head(copy, "Salinan"), head(orders, "orders")])
    assert found.sheet == "orders"
    assert recognise([head(orders, "A"), head(copy, "B")]).sheet == "B"


def test_a_missing_column_of_the_signature_is_not_guessed():
    header = [name for name in shopee.STANDARD if name != "Jumlah"]
    assert recognised([header]) is None


@pytest.mark.parametrize("spec", known(), ids=lambda spec: spec.format)
def test_the_declarations_hold_together(spec):
    inner = {*INNER, "", "-"}
    for column in spec.columns:
        fields = LINE_FIELDS if column.scope == "line" and not column.roll else ORDER_FIELDS
        assert column.field in {*fields, *inner}, column
        assert column.aliases
        assert column.join is False or column.kind == "text"
    assert sum(column.field == "number" for column in spec.columns) == 1
    assert spec.unit_rows is not any(c.field == "qty" and c.needed for c in spec.columns)
    pairs = product(enumerate(spec.columns), repeat=2)
    shared = {
        name
        for (i, one), (j, two) in pairs
        if i < j
        for name in {fold(a) for a in one.aliases} & {fold(a) for a in two.aliases}
    }
    assert shared <= {"billing name"}  # it is the buyer, and the recipient where none is named
    texts = [(fold(text), status.sub) for status in spec.statuses for text in status.texts]
    assert len(set(texts)) == len(texts)
