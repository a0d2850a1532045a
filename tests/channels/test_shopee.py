"""Shopee order exports: headers and their drift, statuses, lines."""

import json

import pytest
from tests.channels.rig import at, convert, recognised, rp, sheet
from tests.channels.shopee import ROW, STANDARD, drifted, moved, one, row

from shopdesk.channels.convert import Damaged, Scattered


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
