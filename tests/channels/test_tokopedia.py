import json

import pytest
from tests.channels.rig import at, convert, recognised, rp, sheet

from shopdesk.channels.convert import Damaged

HEADER = (
    "Nomor | Nomor Invoice | Tanggal Pembayaran | Status Terakhir | Tanggal Pesanan Selesai"
    " | Waktu Pesanan Selesai | Tanggal Pesanan Dibatalkan | Waktu Pesanan Dibatalkan"
    " | Nama Produk | Tipe Produk | Nomor SKU | Catatan Produk Pembeli | Catatan Produk Penjual"
    " | Jumlah Produk Dibeli | Harga Awal (IDR) | Harga Satuan Bundling (IDR)"
    " | Diskon Produk (IDR) | Harga Jual (IDR) | Jumlah Subsidi Tokopedia (IDR)"
    " | Nilai Kupon Toko Terpakai (IDR) | Jenis Kupon Toko Terpakai"
    " | Kode Kupon Toko Yang Digunakan | Biaya Pengiriman Tunai (IDR)"
    " | Biaya Asuransi Pengiriman (IDR) | Total Biaya Pengiriman (IDR) | Total Penjualan (IDR)"
    " | Nama Pembeli | No Telp Pembeli | Nama Penerima | No Telp Penerima | Alamat Pengiriman"
    " | Kota | Provinsi | Nama Kurir | Tipe Pengiriman (regular, same day, etc)"
    " | No Resi / Kode Booking | Tanggal Pengiriman Barang | Waktu Pengiriman Barang"
    " | Gudang Pengiriman | Nama Campaign | Nama Bundling"
    " | Tipe Bebas Ongkir (Bebas Ongkir, Bebas Ongkir DT) | COD"
    " | Jumlah Produk Yang Dikurangkan | Total Pengurangan (IDR) | Nama Penawaran Terpakai"
    " | Tingkatan Promosi Terpakai | Diskon Penawaran Terpakai (IDR)"
)
ENGLISH = (
    "Count | Invoice | Payment Date | Order Status | Product ID | Product Name | Quantity"
    " | Stock Keeping Unit (SKU) | Notes | Price (Rp.) | Discount Amount (Rp.)"
    " | Subsidi Amount (Rp.) | Harga Jual (Rp.) | Customer Name | Customer Phone | Recipient"
    " | Recipient Number | Recipient Address | Courier | Shipping Price + fee (Rp.)"
    " | Insurance (Rp.) | Total Shipping Fee (Rp.) | Total Amount (Rp.) | AWB | Jenis Layanan"
    " | Bebas Ongkir | Warehouse Origin | Campaign Name"
)
ROW = {
    "Nomor": 1, "Nomor Invoice": "INV/20230824/MPL/000001",
    "Tanggal Pembayaran": "24-08-2023 10:15:30",
    "Status Terakhir": "Pesanan Selesai", "Tanggal Pesanan Selesai": "28-08-2023",
    "Waktu Pesanan Selesai": "09:05:00", "Nama Produk": "Mug Keramik", "Tipe Produk": "Biru",
    "Nomor SKU": "MUG-B", "Catatan Produk Pembeli": "Bungkus rapi", "Jumlah Produk Dibeli": 2,
    "Harga Awal (IDR)": 25000, "Diskon Produk (IDR)": 5000, "Harga Jual (IDR)": 20000,
    "Nilai Kupon Toko Terpakai (IDR)": 1000, "Total Biaya Pengiriman (IDR)": 9000,
    "Total Penjualan (IDR)": 49000, "Nama Pembeli": "Pembeli Uji",
    "No Telp Pembeli": "6281200000012",
    "Nama Penerima": "Penerima Uji", "Alamat Pengiriman": "Jl. Uji 5", "Kota": "Kab. Bogor",
    "Provinsi": "Jawa Barat", "Nama Kurir": "SiCepat",
    "Tipe Pengiriman (regular, same day, etc)": "Regular", "No Resi / Kode Booking": "000012345678",
    "Tanggal Pengiriman Barang": "25-08-2023", "Waktu Pengiriman Barang": "16:00:00",
    "Gudang Pengiriman": "Gudang Bekasi",
}  # fmt: skip
PREAMBLE = [["Laporan Penjualan"], ["Toko Uji"], ["Periode", "24-08-2023"], []]


def row(**changes):
    names = {"number": "Nomor Invoice", "status": "Status Terakhir", "price": "Harga Jual (IDR)",
             "total": "Total Penjualan (IDR)", "fee": "Total Biaya Pengiriman (IDR)",
             "sku": "Nomor SKU", "name": "Nama Produk", "qty": "Jumlah Produk Dibeli",
             "list_price": "Harga Awal (IDR)"}  # fmt: skip
    return ROW | {names.get(name, name): value for name, value in changes.items()}


def told(*rows, header=HEADER, preamble=PREAMBLE):
    return convert([*preamble, *sheet(header, *rows)], "Laporan Penjualan")


def test_every_field_finds_its_place_below_the_preamble():
    come = told(ROW)
    order, line = come.order, come.line
    assert len(HEADER.split(" | ")) == 48
    assert order.number == "INV/20230824/MPL/000001"
    assert order.paid_at == at("2023-08-24 10:15:30")
    assert order.completed_at == at("2023-08-28 09:05:00")
    assert order.shipped_at == at("2023-08-25 16:00:00")
    assert (order.total, order.subtotal, order.shipping_fee) == (rp(49_000), rp(40_000), rp(9_000))
    assert (order.discount, order.refunded, order.currency) == (rp(1_000), None, "IDR")
    assert (order.courier, order.service, order.tracking) == ("SiCepat", "Regular", "000012345678")
    assert (order.buyer, order.recipient, order.phone) == (
        "Pembeli Uji", "Penerima Uji", "6281200000012",
    )  # fmt: skip
    assert (order.payment, order.fulfilment, order.case_state) == ("paid", "delivered", "closed")
    assert (order.buyer_note, order.warehouse, order.cod) == ("Bungkus rapi", "Gudang Bekasi", 0)
    assert (line.row, line.sku, line.variation, line.qty) == (6, "MUG-B", "Biru", 2)
    assert (line.list_price, line.price, line.subtotal) == (rp(25_000), rp(20_000), rp(40_000))
    assert line.discount == rp(10_000)
    assert order.extra is None
    assert (come.rejects, come.warnings) == ([], [])


@pytest.mark.parametrize("above", [0, 1, 4, 12])
def test_the_header_is_searched_for(above):
    found = recognised([*([["teks"]] * above), *sheet(HEADER, ROW)])
    assert (found.header_row, found.first_row) == (above, above + 1)


def test_blank_cells_of_further_lines_belong_to_the_order_above():
    second = {"Nama Produk": "Piring", "Nomor SKU": "PLT", "Jumlah Produk Dibeli": 1,
              "Harga Awal (IDR)": 30000, "Harga Jual (IDR)": 30000}  # fmt: skip
    come = told(ROW, second, row(number="INV/20230824/MPL/000002"), second)
    assert [(line.number[-1], line.sku) for line in come.lines] == [
        ("1", "MUG-B"), ("1", "PLT"), ("2", "MUG-B"), ("2", "PLT"),
    ]  # fmt: skip
    first = come.orders["INV/20230824/MPL/000001"]
    assert (first.total, first.subtotal, first.buyer) == (rp(49_000), rp(70_000), "Pembeli Uji")
    assert come.rejects == []


def test_a_total_is_taken_once_when_repeated_and_added_when_shared_out():
    assert told(ROW, ROW).order.total == rp(49_000)
    assert told(ROW, row(total=30000)).order.total == rp(79_000)


def test_money_as_text_and_the_words_for_no_cash():
    come = told(row(price="Rp 12.000", fee="Non Tunai", total="Rp 24.000"))
    assert (come.line.price, come.order.shipping_fee, come.order.total) == (
        rp(12_000),
        None,
        rp(24_000),
    )


@pytest.mark.parametrize(
    ("status", "fulfilment", "case", "cancelled"),
    [
        ("Pesanan Diproses", "ready", "none", 0),
        ("Pemesanan sedang diproses oleh penjual.", "ready", "none", 0),
        ("Menunggu Pickup", "packed", "none", 0),
        ("Menunggu Pick Up", "packed", "none", 0),
        ("Pesanan Dikirim", "in_transit", "none", 0),
        ("Pesanan telah dikirim..\nPesanan dalam proses pengiriman oleh kurir.", "in_transit",
         "none", 0),
        ("Pesanan Tiba", "delivered", "none", 0),
        ("Pesanan telah tiba di tujuan..\nMenunggu konfirmasi.", "delivered", "none", 0),
        ("Pesanan Selesai", "delivered", "closed", 0),
        ("Transaksi selesai..\nDana akan diteruskan ke penjual.", "delivered", "closed", 0),
        ("Transaksi dibatalkan.", "new", "closed", 1),
    ],
)  # fmt: skip
def test_the_statuses_of_both_versions(status, fulfilment, case, cancelled):
    order = told(row(status=status)).order
    assert (order.fulfilment, order.case_state, order.cancelled) == (fulfilment, case, cancelled)
    assert order.problem is None
    assert "\n" not in order.market_status


def test_a_cancellation_date_outweighs_the_status():
    dates = {"Tanggal Pesanan Dibatalkan": "25-08-2023", "Waktu Pesanan Dibatalkan": "11:12:13"}
    order = told(row(status="Ditolak Penjual", **dates)).order
    assert (order.cancelled, order.payment, order.problem) == (1, "refunded", None)
    assert order.cancelled_at == at("2023-08-25 11:12:13")
    assert told(row(status="Ditolak Penjual")).order.problem == "unknown status: Ditolak Penjual"


def test_a_date_and_its_time_may_be_typed_or_alone():
    typed = told(row(**{"Tanggal Pesanan Selesai": "2023-08-28 00:00:00",
                        "Waktu Pesanan Selesai": "2023-08-28 09:05:00"}))  # fmt: skip
    assert typed.order.completed_at == at("2023-08-28 09:05:00")
    alone = told(row(**{"Waktu Pesanan Selesai": ""}))
    assert alone.order.completed_at == at("2023-08-28 00:00:00")
    (reject,) = told(row(**{"Waktu Pesanan Selesai": "sore"})).rejects
    assert reject.column == "Tanggal Pesanan Selesai"


@pytest.mark.parametrize("cell", ["Ya", "COD", "Yes"])
def test_cash_on_delivery(cell):
    order = told(row(COD=cell, status="Pesanan Dikirim")).order
    assert (order.cod, order.payment) == (1, "cod_due")
    assert told(row(COD="Tidak", status="Pesanan Dikirim")).order.cod == 0


@pytest.mark.parametrize("suffix", ["(Rp.)", "(Rp)"])
def test_the_older_english_header(suffix):
    header = ENGLISH.replace("(Rp.)", suffix)
    cells = {
        "Count": "1", "Invoice": "INV/20180728/XVIII/VII/1", "Payment Date": "28-07-2018 10:15:30",
        "Order Status": "Transaksi selesai..\nDana akan diteruskan ke penjual.",
        "Product ID": "123456789", "Product Name": "Mug", "Quantity": "2",
        "Stock Keeping Unit (SKU)": "MUG-B", f"Price {suffix}": "Rp 25.000",
        f"Harga Jual {suffix}": "Rp 20.000", f"Total Shipping Fee {suffix}": "Rp 9.000",
        f"Total Amount {suffix}": "Rp 49.000", "Customer Name": "Pembeli Uji", "Recipient": "P",
        "AWB": "0001", "Jenis Layanan": "Regular", "Warehouse Origin": "Bekasi", "Notes": "cepat",
    }  # fmt: skip
    come = told(cells, header=header)
    order, line = come.order, come.line
    assert (order.total, order.shipping_fee, order.tracking) == (rp(49_000), rp(9_000), "0001")
    assert (line.market_sku, line.price, line.list_price) == ("123456789", rp(20_000), rp(25_000))
    assert (order.buyer_note, order.warehouse, order.service) == ("cepat", "Bekasi", "Regular")
    assert come.rejects == []


def test_the_earlier_name_of_the_shop_coupon():
    header = HEADER.replace("Nilai Kupon Toko", "Nilai Voucher Toko")
    cells = {name.replace("Nilai Kupon Toko", "Nilai Voucher Toko"): c for name, c in ROW.items()}
    assert told(cells, header=header).order.discount == rp(1_000)


def test_numbers_may_be_typed_and_small_but_not_beside_dotted_text():
    assert told(row(price=500, list_price=500, qty=1)).line.price == rp(500)
    with pytest.raises(Damaged) as refused:
        told(row(price="15.000"), row(number="INV/2", price=15))
    assert (refused.value.reject.row, refused.value.reject.value) == (7, "15")
    with pytest.raises(Damaged):
        told(row(price=86.33))


def test_the_running_number_is_dropped_and_unknown_columns_kept():
    come = told(ROW | {"Baru": "x"}, header=HEADER + " | Baru")
    assert json.loads(come.order.extra) == {"Baru": "x"}
