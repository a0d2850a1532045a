import json

import pytest
from tests.channels.rig import at, convert, recognised, rp, sheet

from shopdesk.channels.convert import Damaged, Scattered

DEADLINE = "Pesanan Harus Dikirimkan Sebelum (Menghindari keterlambatan)"
STANDARD = (
    "No. Pesanan | Status Pesanan | Alasan Pembatalan | Status Pembatalan/ Pengembalian | No. Resi"
    f" | Opsi Pengiriman | Antar ke counter/ pick-up | {DEADLINE} | Waktu Pengiriman Diatur"
    " | Waktu Pesanan Dibuat | Waktu Pembayaran Dilakukan | Metode Pembayaran | SKU Induk"
    " | Nama Produk | Nomor Referensi SKU | Nama Variasi | Harga Awal | Harga Setelah Diskon"
    " | Jumlah | Returned quantity | Total Harga Produk | Total Diskon | Diskon Dari Penjual"
    " | Diskon Dari Shopee | Berat Produk | Jumlah Produk di Pesan | Total Berat"
    " | Voucher Ditanggung Penjual | Cashback Koin | Voucher Ditanggung Shopee | Paket Diskon"
    " | Paket Diskon (Diskon dari Shopee) | Paket Diskon (Diskon dari Penjual)"
    " | Potongan Koin Shopee | Diskon Kartu Kredit | Ongkos Kirim Dibayar oleh Pembeli"
    " | Estimasi Potongan Biaya Pengiriman | Ongkos Kirim Pengembalian Barang | Total Pembayaran"
    " | Perkiraan Ongkos Kirim | Catatan dari Pembeli | Catatan | Username (Pembeli)"
    " | Nama Penerima | No. Telepon | Alamat Pengiriman | Kota/Kabupaten | Provinsi"
    " | Waktu Pesanan Selesai"
).split(" | ")

ROW = {
    "No. Pesanan": "2409010ABCDE01", "Status Pesanan": "Perlu Dikirim",
    "Opsi Pengiriman": "Reguler (Cashless)-SPX Standard", "Antar ke counter/ pick-up": "Pickup",
    DEADLINE: "2024-09-03 23:59", "Waktu Pesanan Dibuat": "2024-09-01 10:15",
    "Waktu Pembayaran Dilakukan": "2024-09-01 10:20", "Metode Pembayaran": "Saldo ShopeePay",
    "SKU Induk": "MUG", "Nama Produk": "Mug Keramik Biru", "Nomor Referensi SKU": "MUG-B",
    "Nama Variasi": "Biru,350 ml", "Harga Awal": "25.000", "Harga Setelah Diskon": "20.000",
    "Jumlah": "2", "Returned quantity": "0", "Total Harga Produk": "40.000",
    "Total Diskon": "10.000", "Diskon Dari Penjual": "10.000", "Diskon Dari Shopee": "0",
    "Berat Produk": "1.250 gr", "Jumlah Produk di Pesan": "2", "Total Berat": "1.250 gr",
    "Voucher Ditanggung Penjual": "2.000", "Cashback Koin": "0", "Voucher Ditanggung Shopee": "500",
    "Paket Diskon": "N", "Paket Diskon (Diskon dari Shopee)": "0",
    "Paket Diskon (Diskon dari Penjual)": "1.000", "Potongan Koin Shopee": "10205",
    "Diskon Kartu Kredit": "0", "Ongkos Kirim Dibayar oleh Pembeli": "9.000",
    "Estimasi Potongan Biaya Pengiriman": "0", "Ongkos Kirim Pengembalian Barang": "0",
    "Total Pembayaran": "45.500", "Perkiraan Ongkos Kirim": "9.000",
    "Catatan dari Pembeli": "Tolong bungkus rapi", "Username (Pembeli)": "pembeli.uji",
    "Nama Penerima": "S******i", "No. Telepon": "******12", "Alamat Pengiriman": "******ti 5",
    "Kota/Kabupaten": "KAB. BOGOR", "Provinsi": "JAWA BARAT",
}  # fmt: skip


def row(**changes):
    names = {
        "status": "Status Pesanan", "number": "No. Pesanan", "price": "Harga Setelah Diskon",
        "list_price": "Harga Awal", "subtotal": "Total Harga Produk", "total": "Total Pembayaran",
        "qty": "Jumlah", "back": "Returned quantity", "resi": "No. Resi",
        "paid": "Metode Pembayaran",
        "case": "Status Pembatalan/ Pengembalian", "why": "Alasan Pembatalan",
        "option": "Opsi Pengiriman", "done": "Waktu Pesanan Selesai", "sku": "Nomor Referensi SKU",
        "paid_at": "Waktu Pembayaran Dilakukan", "arranged": "Waktu Pengiriman Diatur",
        "note": "Catatan dari Pembeli",
    }  # fmt: skip
    return ROW | {names.get(name, name): value for name, value in changes.items()}


def one(header=STANDARD, **changes):
    return convert(sheet(header, row(**changes)), "orders")


def drifted(rename=None, drop=(), after=None):
    header = []
    for old in STANDARD:
        if old not in drop:
            new = (rename or {}).get(old, old)
            header += [new, *(after or {}).get(new, ())]
    return header


def moved(header, **changes):
    """The row under a drifted header: renamed columns keep their cells."""
    new = row(**changes)
    for name in [name for name in new if name not in header]:
        del new[name]
    return new


def test_every_field_of_the_standard_export_finds_its_place():
    told = one(resi="SPXID012345678")
    order, line = told.order, told.line
    assert len(STANDARD) == 49
    assert (order.number, order.placed_at) == ("2409010ABCDE01", at("2024-09-01 10:15"))
    assert (order.paid_at, order.ship_by) == (at("2024-09-01 10:20"), at("2024-09-03 23:59"))
    assert (order.payment, order.fulfilment, order.case_state) == ("paid", "ready", "none")
    assert (order.cancelled, order.cod, order.sample, order.problem) == (0, 0, 0, None)
    assert (order.market_status, order.payment_method) == ("Perlu Dikirim", "Saldo ShopeePay")
    assert (order.currency, order.total, order.subtotal) == ("IDR", rp(45_500), rp(40_000))
    assert (order.shipping_fee, order.discount) == (rp(9_000), rp(3_000))
    assert (order.courier, order.service) == ("SPX Standard", "Reguler (Cashless)")
    assert (order.tracking, order.buyer, order.recipient) == (
        "SPXID012345678",
        "pembeli.uji",
        "S******i",
    )
    assert (order.phone, order.address) == ("******12", "******ti 5")
    assert (order.city, order.province) == ("KAB. BOGOR", "JAWA BARAT")
    assert (order.buyer_note, order.seller_note) == ("Tolong bungkus rapi", None)
    assert (line.number, line.row, line.line_key) == ("2409010ABCDE01", 2, "")
    assert (line.parent_sku, line.sku, line.market_sku) == ("MUG", "MUG-B", None)
    assert (line.name, line.variation) == ("Mug Keramik Biru", "Biru,350 ml")
    assert (line.qty, line.returned, line.weight_g) == (2, 0, 1_250)
    assert (line.list_price, line.price, line.subtotal) == (rp(25_000), rp(20_000), rp(40_000))
    assert (line.discount, line.line_status) == (rp(10_000), None)
    assert told.warnings == []
    assert told.rejects == []


def test_columns_without_a_field_stay_word_for_word_and_zeros_are_silent():
    told = one()
    assert json.loads(told.order.extra) == {
        "Antar ke counter/ pick-up": "Pickup", "Jumlah Produk di Pesan": "2",
        "Total Berat": "1.250 gr", "Voucher Ditanggung Shopee": "500",
        "Potongan Koin Shopee": "10205", "Perkiraan Ongkos Kirim": "9.000",
    }  # fmt: skip
    assert json.loads(told.line.extra) == {"Total Diskon": "10.000"}


@pytest.mark.parametrize("name", ["Dibayar Pembeli", "Subtotal Pesanan"])
def test_the_renamed_subtotal_is_the_same_field(name):
    header = drifted({"Total Harga Produk": name})
    told = convert(sheet(header, moved(header) | {name: "40.000"}), "orders")
    assert told.line.subtotal == told.order.subtotal == rp(40_000)
    assert told.warnings == []


def test_june_2026_brought_an_order_type():
    header = drifted({"Total Harga Produk": "Subtotal Pesanan"},
                     after={"Waktu Pembayaran Dilakukan": ("Tipe Pesanan",)})  # fmt: skip
    told = convert(sheet(header, moved(header) | {"Tipe Pesanan": "Reguler"}))
    assert len(header) == 50
    assert json.loads(told.order.extra)["Tipe Pesanan"] == "Reguler"


def test_51_columns_with_advance_fulfilment_and_booking():
    header = drifted(after={"Status Pesanan": ("Shipped by Advance Fulfilment", "Booking SN")})
    extra = {"Shipped by Advance Fulfilment": "Yes", "Booking SN": "240900001"}
    told = convert(sheet(header, moved(header) | extra))
    assert len(header) == 51
    assert json.loads(told.order.extra).items() >= extra.items()
    with pytest.raises(Damaged, match="Booking SN"):
        convert(sheet(header, moved(header) | {"Booking SN": "2.40900001E+17"}))


def test_the_old_header_has_other_names_and_fewer_columns():
    header = drifted({"Harga Awal": "Harga Sebelum Diskon"},
                     drop={"Returned quantity", "Metode Pembayaran"})  # fmt: skip
    told = convert(sheet(header, moved(header) | {"Harga Sebelum Diskon": "25.000"}))
    assert (told.line.list_price, told.line.returned) == (rp(25_000), 0)
    assert (told.order.payment_method, told.order.payment) == (None, "paid")


def test_order_completed_has_48_columns():
    header = drifted(drop={"Alasan Pembatalan"})
    told = convert(sheet(header, moved(header, status="Selesai", done="2024-09-08 09:00")))
    assert len(header) == 48
    assert told.order.completed_at == at("2024-09-08 09:00")


def test_a_warehouse_column():
    header = drifted(after={"Total Berat": ("Nama Gudang",)})
    told = convert(sheet(header, moved(header) | {"Nama Gudang": "Gudang Bekasi"}))
    assert told.order.warehouse == "Gudang Bekasi"


@pytest.mark.parametrize(
    ("text", "fulfilment"),
    [("Paket dikembalikan ke Penjual", "returned_to_sender"), ("Paket hilang", "lost"),
     ("Alamat tidak ditemukan", "failed")],
)  # fmt: skip
def test_the_failed_delivery_tab_with_its_claim(text, fulfilment):
    claim = ("Status Klaim", "Tanggal Klaim Diajukan", "Tanggal Klaim Disetujui",
             "Tanggal Klaim Dicairkan", "Tanggal Klaim Ditolak", "Jumlah Kompensasi")  # fmt: skip
    header = drifted({"Alasan Pembatalan": "Status pengiriman gagal"},
                     after={"Waktu Pesanan Selesai": claim})  # fmt: skip
    cells = {"Status pengiriman gagal": text, "Status Klaim": "Diajukan", "Jumlah Kompensasi": "0"}
    told = convert(sheet(header, moved(header, status="Batal", total="0") | cells))
    assert (told.order.fulfilment, told.order.cancelled) == (fulfilment, 1)
    assert json.loads(told.order.extra)["Status Klaim"] == "Diajukan"
    assert "Jumlah Kompensasi" not in json.loads(told.order.extra)


def test_headers_are_matched_through_noise():
    header = [f" {name}\u00a0 ".replace("/", "\\").replace(" ", "  ").upper() for name in STANDARD]
    rows = sheet(STANDARD, ROW)
    rows[0] = header
    assert convert(rows).order.total == rp(45_500)


def test_a_column_nobody_knows_is_kept_and_a_second_one_numbered():
    header = [*STANDARD, "Kolom Baru", "Catatan", ""]
    rows = sheet(STANDARD, row(Catatan="Catatan penjual"))
    rows[0], rows[1] = header, [*rows[1], "baru", "kedua", "tanpa nama"]
    rows[0].append("Terakhir")
    told = convert(rows)
    extra = json.loads(told.order.extra)
    assert told.order.seller_note == "Catatan penjual"
    assert (extra["Kolom Baru"], extra["Catatan (2)"], extra["column 52"]) == (
        "baru", "kedua", "tanpa nama",
    )  # fmt: skip


def test_what_differs_between_lines_stays_with_its_line():
    header = [*STANDARD, "Hadiah", "Gelombang"]
    told = convert(sheet(header, row(Hadiah="Ya", Gelombang="7"), row(Gelombang="7")))
    assert json.loads(told.order.extra)["Gelombang"] == "7"
    assert [json.loads(line.extra).get("Hadiah") for line in told.lines] == ["Ya", None]


@pytest.mark.parametrize(
    ("status", "payment", "fulfilment", "case", "cancelled"),
    [
        ("Belum Bayar", "unpaid", "new", "none", 0),
        ("Perlu Dikirim", "paid", "ready", "none", 0),
        ("perlu  dikirim ", "paid", "ready", "none", 0),
        ("Sedang Dikirim", "paid", "in_transit", "none", 0),
        ("Telah Dikirim", "paid", "delivered", "none", 0),
        ("Selesai", "paid", "delivered", "closed", 0),
        ("Pembatalan diajukan", "paid", "ready", "cancel_requested", 0),
        ("Batal", "refunded", "new", "closed", 1),
        ("Pesanan diterima, namun Pembeli masih dapat mengajukan pengembalian hingga 2025-12-08.",
         "paid", "delivered", "none", 0),
        ("Người mua có thể yêu cầu trả hàng tới ngày 2026-03-02.", "paid", "delivered", "none", 0),
        ("Order received, but buyer can still ask until 2025-12-08.",
         "paid", "delivered", "none", 0),
        ("Unpaid", "unpaid", "new", "none", 0),
        ("To ship", "paid", "ready", "none", 0),
        ("Shipping", "paid", "in_transit", "none", 0),
        ("Completed", "paid", "delivered", "closed", 0),
        ("Cancelled", "refunded", "new", "closed", 1),
    ],
)  # fmt: skip
def test_the_statuses(status, payment, fulfilment, case, cancelled):
    order = one(status=status).order
    assert (order.payment, order.fulfilment, order.case_state) == (payment, fulfilment, case)
    assert (order.cancelled, order.problem, order.market_status) == (
        cancelled,
        None,
        status.strip(),
    )


def test_an_unknown_status_is_a_problem_and_not_a_guess():
    order = one(status="Menunggu Bulan Purnama").order
    assert order.problem == "unknown status: Menunggu Bulan Purnama"
    assert (order.payment, order.fulfilment, order.cancelled) == ("unpaid", "new", 0)
    assert one(status="").order.problem == "unknown status: (blank)"


def test_a_completed_order_without_a_date_is_dated_by_its_newest_moment():
    order = one(status="Selesai", done="", arranged="2024-09-02 08:00").order
    assert (order.shipped_at, order.completed_at) == (at("2024-09-02 08:00"),) * 2


def test_an_arranged_shipment_has_not_left_yet():
    assert one(arranged="2024-09-02 08:00").order.shipped_at is None


def test_never_paid():
    order = one(status="Batal", paid_at="-", total="0").order
    assert (order.paid_at, order.payment, order.total) == (None, "unpaid", 0)


@pytest.mark.parametrize("method", ["COD (Bayar di Tempat)", "Bayar di Tempat", "Cash on Delivery"])
def test_cash_on_delivery_is_due_until_delivered(method):
    states = [
        one(status=s, paid=method).order for s in ("Perlu Dikirim", "Sedang Dikirim", "Selesai")
    ]
    assert [order.payment for order in states] == ["cod_due", "cod_due", "paid"]
    assert {order.cod for order in states} == {1}
    assert one(status="Batal", paid=method).order.payment == "unpaid"


@pytest.mark.parametrize(
    ("text", "by", "reason"),
    [
        ("Dibatalkan oleh Pembeli. Alasan: Need to change delivery address", "buyer",
         "Need to change delivery address"),
        ("Dibatalkan oleh Penjual. Alasan: Stok habis", "seller", "Stok habis"),
        ("Dibatalkan secara otomatis oleh sistem. Alasan: Pembeli tidak membayar", "system",
         "Pembeli tidak membayar"),
        ("Dibatalkan oleh Pembeli", "buyer", None),
        ("Cancelled by seller. Reason: Out of stock", "seller", "Out of stock"),
        ("Need to change delivery address", None, "Need to change delivery address"),
    ],
)  # fmt: skip
def test_who_cancelled_and_why(text, by, reason):
    order = one(status="Batal", why=text).order
    assert (order.cancel_by, order.cancel_reason) == (by, reason)


@pytest.mark.parametrize(
    ("option", "courier", "service"),
    [
        ("Hemat Kargo-SPX Hemat", "SPX Hemat", "Hemat Kargo"),
        ("Instant (Versi Lama)-SPX Instant (Versi Lama)", "SPX Instant (Versi Lama)",
         "Instant (Versi Lama)"),
        ("Kargo-JNE Trucking (JTR)", "JNE Trucking (JTR)", "Kargo"),
        ("Next Day-Kurir A-B", "Kurir A-B", "Next Day"),
        ("Reguler (Cashless)", None, "Reguler (Cashless)"),
        ("SPX Hemat", "SPX Hemat", None),
        ("", None, None),
    ],
)  # fmt: skip
def test_the_shipping_option_splits_at_its_first_hyphen(option, courier, service):
    order = one(option=option).order
    assert (order.courier, order.service) == (courier, service)


@pytest.mark.parametrize(
    ("text", "status", "case"),
    [
        ("Pengembalian Diproses", "Telah Dikirim", "return_open"),
        ("Sedang Diproses", "Selesai", "return_open"),
        ("Menunggu Persetujuan", "Telah Dikirim", "return_open"),
        ("Menunggu Persetujuan", "Perlu Dikirim", "cancel_requested"),
        ("Permintaan Dibatalkan", "Telah Dikirim", "closed"),
        ("Masalah diselesaikan", "Selesai", "closed"),
        ("Permintaan Disetujui", "Batal", "closed"),
    ],
)  # fmt: skip
def test_a_lines_case(text, status, case):
    told = one(case=text, status=status)
    assert (told.order.case_state, told.line.line_status) == (case, text)
    assert told.order.problem is None


def test_an_unknown_case_is_a_problem():
    assert one(case="Banding Ditinjau").order.problem == "unknown status: Banding Ditinjau"


def test_a_return_of_everything_and_of_a_part():
    whole = one(status="Selesai", case="Permintaan Disetujui", back="2").order
    part = one(status="Selesai", case="Permintaan Disetujui", back="1").order
    assert (whole.fulfilment, whole.payment, whole.case_state) == (
        "returned_to_sender", "refunded", "closed",
    )  # fmt: skip
    assert (part.fulfilment, part.payment, part.case_state) == (
        "delivered",
        "part_refunded",
        "closed",
    )


def test_lines_of_one_order_and_identical_ones_among_them():
    told = convert(
        sheet(STANDARD, row(), row(sku="MUG-C", case="Pengembalian Diproses", status="Selesai"),
              row(), row(number="2409010ABCDE02", total="1.300.975")),
        step=2,
    )  # fmt: skip
    assert told.numbers == ["2409010ABCDE01", "2409010ABCDE02"]
    assert [(line.number[-1], line.row, line.sku) for line in told.lines] == [
        ("1", 2, "MUG-B"), ("1", 3, "MUG-C"), ("1", 4, "MUG-B"), ("2", 5, "MUG-B"),
    ]  # fmt: skip
    first = told.orders["2409010ABCDE01"]
    assert (first.total, first.subtotal) == (rp(45_500), rp(120_000))
    assert told.rows == 4


def test_rows_of_an_order_that_do_not_stand_together():
    rows = sheet(STANDARD, row(), row(number="X2"), row(sku="MUG-C"))
    with pytest.raises(Scattered, match="row 4") as refused:
        convert(rows)
    assert refused.value.reject.value == "2409010ABCDE01"
    told = convert(rows, found=recognised(rows).scattered())
    assert told.orders["2409010ABCDE01"].subtotal == rp(80_000)
    assert [line.sku for line in told.lines] == ["MUG-B", "MUG-C", "MUG-B"]


def test_blank_rows_and_a_repeated_header_are_skipped():
    rows = sheet(STANDARD, row(), {}, row(sku="MUG-C"))
    rows += [STANDARD, [None] * 49, *sheet(STANDARD, row(number="X2"))[1:], []]
    told = convert(rows)
    assert [line.row for line in told.lines] == [2, 4, 7]
    assert told.rows == 3
    assert told.warnings == ["3 blank rows were skipped, first row 3."]


def test_short_rows_are_filled_and_long_ones_reported():
    rows = sheet(STANDARD, row())
    rows[1] = [*rows[1], "lebih"]
    rows.append(sheet(STANDARD, row(number="X2"))[1][:40])
    told = convert(rows)
    assert told.orders["X2"].buyer is None
    assert "row 2" in told.warnings[0]


def test_price_times_quantity_is_checked_but_never_refused():
    told = convert(sheet(STANDARD, row(), row(subtotal="41.000"), row(subtotal="42.000")))
    assert told.warnings == ["Price times quantity is not the subtotal in 2 rows, first in row 3."]
    assert len(told.lines) == 3


def test_ids_are_text():
    told = one(number="'2409010ABCDE01\t ", resi=123456789012, sku=4711.0)
    assert (told.order.number, told.order.tracking, told.line.sku) == (
        "2409010ABCDE01", "123456789012", "4711",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "cell"),
    [
        ("number", 5.764607523034235e17), ("number", "5.76E+17"), ("number", "5,76461E+17"),
        ("resi", "1.23457E+14"), ("sku", 2.0**53), ("number", 576460752303423000),
        ("number", "576460752303423488.0"),
    ],
)  # fmt: skip
def test_an_id_that_a_spreadsheet_rounded_refuses_the_file(name, cell):
    with pytest.raises(Damaged, match="row 3") as refused:
        convert(sheet(STANDARD, row(), row(**{"number": "X2", name: cell})), "orders")
    reject = refused.value.reject
    assert (reject.sheet, reject.row) == ("orders", 3)
    assert reject.column in {"No. Pesanan", "No. Resi", "Nomor Referensi SKU"}
    assert reject.value in str(refused.value)


def test_a_whole_number_beyond_a_float_is_an_id_like_any_other():
    assert one(number=576460752303423487).order.number == "576460752303423487"


@pytest.mark.parametrize(
    ("name", "cell"),
    [
        ("price", 86.33), ("total", 1300.5), ("price", "86.33"), ("subtotal", "15.5"),
        ("Diskon Dari Penjual", "1.2"), ("price", 89), ("total", 45.0), ("list_price", "89"),
        ("price", "Rp15.5"), ("price", "15.0"),
    ],
)  # fmt: skip
def test_a_lost_thousands_dot_refuses_the_file(name, cell):
    with pytest.raises(Damaged, match=r"15\.000 became 15") as refused:
        convert(sheet(STANDARD, row(), row(**{"number": "X2", name: cell})), "orders")
    assert refused.value.reject.row == 3
    assert "orders.xlsx" in str(refused.value)


def test_a_column_of_millions_and_hundreds_without_thousands_is_damaged():
    cells = {"price": "1.300.975", "qty": "1", "subtotal": "1.300.975"}
    small = {"price": " 500", "qty": "1", "subtotal": "500"}
    rows = sheet(
        STANDARD, row(**cells, list_price="1.300.975"), row(number="X2", **small), row(number="X3")
    )
    assert len(convert(rows).orders) == 3
    with pytest.raises(Damaged) as refused:
        convert(rows[:3], step=1)
    assert (refused.value.reject.row, refused.value.reject.value) == (3, "500")
    assert refused.value.reject.column == "Harga Setelah Diskon"


def test_an_untouched_file_passes():
    rows = sheet(
        STANDARD,
        row(price="500", list_price="500", subtotal="1.000", total="10.000"),
        row(number="X2", price="15.000", subtotal="30.000"),
        row(number="X3", price="1.300.975", list_price="1.300.975", subtotal="2.601.950",
            **{"Diskon Dari Penjual": "2.273,67", "Potongan Koin Shopee": "10205"}),
    )  # fmt: skip
    told = convert(rows)
    assert [line.price for line in told.lines] == [rp(500), rp(15_000), rp(1_300_975)]
    assert told.lines[2].discount == 227_367
    assert told.warnings == []


@pytest.mark.parametrize(
    ("name", "cell", "column"),
    [
        ("qty", "", "Jumlah"), ("qty", "dua", "Jumlah"), ("qty", "1,5", "Jumlah"),
        ("qty", "-1", "Jumlah"), ("price", "gratis", "Harga Setelah Diskon"),
        ("Waktu Pesanan Dibuat", "kemarin", "Waktu Pesanan Dibuat"),
        ("Waktu Pesanan Dibuat", "2024-02-31 10:00", "Waktu Pesanan Dibuat"),
        ("Waktu Pesanan Dibuat", "1999-09-01 10:00", "Waktu Pesanan Dibuat"),
        ("total", True, "Total Pembayaran"),
    ],
)  # fmt: skip
def test_a_bad_cell_refuses_its_whole_order_and_no_other(name, cell, column):
    rows = sheet(
        STANDARD, row(), row(number="X2"), row(number="X2", **{name: cell}), row(number="X3")
    )
    if name not in {"qty", "price"}:
        rows[2], rows[3] = rows[3], rows[2]
    told = convert(rows, "orders")
    assert told.numbers == ["2409010ABCDE01", "X3"]
    (reject,) = told.rejects
    assert (reject.sheet, reject.column) == ("orders", column)
    assert reject.row == (4 if name in {"qty", "price"} else 3)
    assert reject.reason
    assert told.refused == 1


def test_a_row_without_an_order_number_is_refused():
    told = convert(sheet(STANDARD, row(number=""), row()))
    assert told.numbers == ["2409010ABCDE01"]
    (reject,) = told.rejects
    assert (reject.row, reject.column, reject.value) == (2, "No. Pesanan", "")


def test_card_numbers_never_leave():
    told = one(
        note="Kartu 4111 1111 1111 1111 ya",
        Catatan="CVV 123",
        **{"Nama Produk": "Mug 4111-1111-1111-1111"},
    )
    assert "4111 1111" not in told.order.buyer_note
    assert told.order.buyer_note.endswith("1111 ya")
    assert told.order.seller_note == "CVV ***"
    assert "4111-1111" not in told.line.name
    header = [*STANDARD, "Info"]
    told = convert(sheet(header, row(Info=4111111111111111)))
    assert "4111111111111111" not in told.order.extra


def test_tracking_and_order_numbers_are_no_cards():
    told = one(number="4111111111111111", resi="4111111111111111")
    assert told.order.number == told.order.tracking == "4111111111111111"


def test_zone_and_shift_of_days():
    told = convert(sheet(STANDARD, ROW), zone="Asia/Makassar", shift_days=10)
    assert told.order.placed_at == at("2024-09-11 10:15", "Asia/Makassar")


def test_typed_cells_mean_the_same_as_text():
    told = one(price=20000, subtotal=40000.0, list_price=25000, total=45500, qty=2.0,
               **{"Waktu Pesanan Dibuat": "2024-09-01 10:15:00"})  # fmt: skip
    assert (told.line.price, told.line.qty, told.order.total) == (rp(20_000), 2, rp(45_500))
    assert told.order.placed_at == at("2024-09-01 10:15")


PHILIPPINES = (
    "Order ID | Order Status | Hot Listing | Cancel reason | Return / Refund Status"
    " | Tracking Number* | Shipping Option | Shipment Method | Estimated Ship Out Date | Ship Time"
    " | Order Creation Date | Order Paid Time | Parent SKU Reference No. | Product Name"
    " | SKU Reference No. | Variation Name | Original Price | Deal Price | Quantity"
    " | Returned quantity | Product Subtotal | Total Discount(PHP)"
    " | Price Discount(from Seller)(PHP) | Shopee Rebate(PHP) | SKU Total Weight"
    " | Number of Items in Order | Order Total Weight | Seller Voucher(PHP)"
    " | Seller Absorbed Coin Cashback | Shopee Voucher(PHP) | Bundle Deals Indicator(Y/N)"
    " | Shopee Bundle Discount(PHP) | Seller Bundle Discount(PHP) | Shopee Coins Offset(PHP)"
    " | Credit Card Discount Total(PHP) | Products' Price Paid by Buyer (PHP)"
    " | Buyer Paid Shipping Fee | Shipping Rebate Estimate | Reverse Shipping Fee | Service Fee"
    " | Grand Total | Estimated Shipping Fee | Username (Buyer) | Receiver Name | Phone Number"
    " | Delivery Address | Town | District | City | Province | Country | Zip Code"
    " | Remark from buyer | Order Complete Time | Note | Invoice request type | Invoice type"
    " | Name | Business number | Address"
)
ENGLISH = {
    "Order ID": "251201PH000001", "Order Status": "Shipping", "Tracking Number*": "PH0001",
    "Shipping Option": "Standard Local-SPX Express", "Order Creation Date": "2025-12-01 10:15",
    "Estimated Ship Out Date": "2025-12-03", "Ship Time": "2025-12-02 09:00",
    "Product Name": "Ceramic Mug", "SKU Reference No.": "MUG-B", "Original Price": "1,250.50",
    "Deal Price": "100", "Quantity": "2", "Product Subtotal": "200", "SKU Total Weight": "0.50",
    "Buyer Paid Shipping Fee": "36", "Grand Total": "235.5", "Username (Buyer)": "buyer.test",
    "City": "Makati", "Province": "Metro Manila", "Country": "PH", "Zip Code": "1200",
}  # fmt: skip


def test_the_philippine_export():
    told = convert(
        sheet(PHILIPPINES, ENGLISH | {"Seller Voucher(PHP)": "10", "Town": "San Lorenzo"})
    )
    order, line = told.order, told.line
    assert len(PHILIPPINES.split(" | ")) == 60
    assert (order.currency, order.total, order.discount) == ("PHP", 23_550, 1_000)
    assert (order.fulfilment, order.shipped_at) == ("in_transit", at("2025-12-02 09:00"))
    assert order.ship_by == at("2025-12-03 23:59:59")
    assert (order.postcode, order.country, order.tracking) == ("1200", "PH", "PH0001")
    assert (line.list_price, line.price, line.subtotal) == (125_050, 10_000, 20_000)
    assert line.weight_g == 500
    assert json.loads(order.extra)["Town"] == "San Lorenzo"
    assert told.warnings == []


@pytest.mark.parametrize(
    ("changes", "country", "currency"),
    [
        ({"Shopee Rebate(PHP)": "Seller Rebate", "Grand Total": "Total Amount"}, "", "MYR"),
        ({"Number of Items in Order": "No of product in order"}, "", "MYR"),
        ({}, "SG", "SGD"), ({}, "Malaysia", "MYR"),
    ],
)  # fmt: skip
def test_other_regions_without_a_currency_in_the_headers(changes, country, currency):
    header = [changes.get(name, name).replace("(PHP)", "") for name in PHILIPPINES.split(" | ")]
    cells = {changes.get(name, name): cell for name, cell in ENGLISH.items()}
    cells |= {"Deal Price": "12.90", "Quantity": "1", "Product Subtotal": "12.90"}
    told = convert(sheet(header, cells | {"Country": country}))
    assert (told.order.currency, told.line.price, told.order.total) == (currency, 1_290, 23_550)
    assert told.warnings == []


def test_singapore_in_the_headers():
    told = convert(sheet(PHILIPPINES.replace("(PHP)", "(SGD)"), ENGLISH | {"Country": ""}))
    assert told.order.currency == "SGD"


def test_an_english_file_of_no_known_region_is_assumed_to_be_rupiah_and_says_so():
    header = PHILIPPINES.replace("(PHP)", "")
    cells = ENGLISH | {"Country": "", "Original Price": "25.000", "Deal Price": "20.000",
                       "Product Subtotal": "40.000", "Buyer Paid Shipping Fee": "9.000",
                       "Grand Total": "49.000"}  # fmt: skip
    told = convert(sheet(header, cells))
    assert (told.order.currency, told.line.price, told.order.total) == (
        "IDR",
        rp(20_000),
        rp(49_000),
    )
    assert told.warnings == ["The file does not say its currency; IDR was assumed."]
