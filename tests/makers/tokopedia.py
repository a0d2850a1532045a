"""Tokopedia's own seller centre before the merge: sheet `Laporan Penjualan`, header in row 5.

The wording of the four rows above the header was seen by nobody here; ours is invented. The older
English sheet leaves the order's cells blank on the second and later lines.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path

from tests.makers import excelize
from tests.makers.shop import Order, State
from tests.makers.table import Table, dated, names

INDONESIAN = names(
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
    " | Tipe Bebas Ongkir (Bebas Ongkir, Bebas Ongkir DT) | COD | Jumlah Produk Yang Dikurangkan"
    " | Total Pengurangan (IDR) | Nama Penawaran Terpakai | Tingkatan Promosi Terpakai"
    " | Diskon Penawaran Terpakai (IDR)"
)
ENGLISH = names(
    "Count | Invoice | Payment Date | Order Status | Product ID | Product Name | Quantity"
    " | Stock Keeping Unit (SKU) | Notes | Price (Rp.) | Discount Amount (Rp.)"
    " | Subsidi Amount (Rp.) | Harga Jual (Rp.) | Customer Name | Customer Phone | Recipient"
    " | Recipient Number | Recipient Address | Courier | Shipping Price + fee (Rp.)"
    " | Insurance (Rp.) | Total Shipping Fee (Rp.) | Total Amount (Rp.) | AWB | Jenis Layanan"
    " | Bebas Ongkir | Warehouse Origin | Campaign Name"
)
HEADERS = {"id": INDONESIAN, "en": ENGLISH}
ALIAS = {
    "Invoice": "Nomor Invoice",
    "Payment Date": "Tanggal Pembayaran",
    "Order Status": "Status Terakhir",
    "Product Name": "Nama Produk",
    "Quantity": "Jumlah Produk Dibeli",
    "Stock Keeping Unit (SKU)": "Nomor SKU",
    "Notes": "Catatan Produk Pembeli",
    "Price (Rp.)": "Harga Awal (IDR)",
    "Discount Amount (Rp.)": "Diskon Produk (IDR)",
    "Subsidi Amount (Rp.)": "Jumlah Subsidi Tokopedia (IDR)",
    "Harga Jual (Rp.)": "Harga Jual (IDR)",
    "Customer Name": "Nama Pembeli",
    "Customer Phone": "No Telp Pembeli",
    "Recipient": "Nama Penerima",
    "Recipient Number": "No Telp Penerima",
    "Recipient Address": "Alamat Pengiriman",
    "Courier": "Nama Kurir",
    "Shipping Price + fee (Rp.)": "Biaya Pengiriman Tunai (IDR)",
    "Insurance (Rp.)": "Biaya Asuransi Pengiriman (IDR)",
    "Total Shipping Fee (Rp.)": "Total Biaya Pengiriman (IDR)",
    "Total Amount (Rp.)": "Total Penjualan (IDR)",
    "AWB": "No Resi / Kode Booking",
    "Jenis Layanan": "Tipe Pengiriman (regular, same day, etc)",
    "Warehouse Origin": "Gudang Pengiriman",
}
STATUS = {
    State.TO_PACK: "Pesanan Diproses",
    State.TO_SHIP: "Menunggu Pickup",
    State.SHIPPED: "Pesanan Dikirim",
    State.DELIVERED: "Pesanan Tiba",
    State.RETURN_OPEN: "Pesanan Tiba",
    State.COMPLETED: "Pesanan Selesai",
    State.RETURNED: "Pesanan Selesai",
}
SENTENCE = {
    State.TO_PACK: "Pemesanan sedang diproses oleh penjual.",
    State.TO_SHIP: "Menunggu Pick Up",
    State.SHIPPED: "Pesanan telah dikirim..\nPesanan dalam proses pengiriman oleh kurir.",
    State.DELIVERED: "Pesanan telah tiba di tujuan..\nMenunggu konfirmasi pembeli.",
    State.RETURN_OPEN: "Pesanan telah tiba di tujuan..\nMenunggu konfirmasi pembeli.",
    State.COMPLETED: "Transaksi selesai..\nDana akan diteruskan ke penjual.",
    State.RETURNED: "Transaksi selesai..\nDana akan diteruskan ke penjual.",
}
paid_on = dated("%d-%m-%Y %H:%M:%S")
day = dated("%d-%m-%Y")
clock = dated("%H:%M:%S")


def shipping(order: Order) -> str | int:
    """Cash only; the words `Non Tunai` where the platform paid the courier."""
    return order.shipping or "Non Tunai"


SHEET = Table(
    order={
        "Nomor Invoice": lambda o: o.number,
        "Tanggal Pembayaran": lambda o: paid_on(o.paid or o.placed),
        "Status Terakhir": lambda o: o.raw_status or STATUS.get(o.state, "Pesanan Dibatalkan"),
        "Tanggal Pesanan Selesai": lambda o: day(o.completed),
        "Waktu Pesanan Selesai": lambda o: clock(o.completed),
        "Tanggal Pesanan Dibatalkan": lambda o: day(o.cancelled or o.failed),
        "Waktu Pesanan Dibatalkan": lambda o: clock(o.cancelled or o.failed),
        "Catatan Produk Pembeli": lambda o: o.buyer_note,
        "Catatan Produk Penjual": lambda o: o.seller_note,
        "Nilai Kupon Toko Terpakai (IDR)": lambda o: o.seller_voucher,
        "Kode Kupon Toko Yang Digunakan": lambda o: o.voucher_code,
        "Biaya Pengiriman Tunai (IDR)": shipping,
        "Biaya Asuransi Pengiriman (IDR)": lambda o: o.insurance,
        "Total Biaya Pengiriman (IDR)": shipping,
        "Total Penjualan (IDR)": lambda o: o.total,
        "Nama Pembeli": lambda o: o.buyer.name,
        "No Telp Pembeli": lambda o: o.buyer.phone,
        "Nama Penerima": lambda o: o.buyer.name,
        "No Telp Penerima": lambda o: o.buyer.phone,
        "Alamat Pengiriman": lambda o: f"{o.buyer.street}, {o.buyer.village}, {o.buyer.district}",
        "Kota": lambda o: o.buyer.city,
        "Provinsi": lambda o: o.buyer.province,
        "Nama Kurir": lambda o: o.courier,
        "Tipe Pengiriman (regular, same day, etc)": lambda o: o.service,
        "No Resi / Kode Booking": lambda o: o.tracking,
        "Tanggal Pengiriman Barang": lambda o: day(o.shipped),
        "Waktu Pengiriman Barang": lambda o: clock(o.shipped),
        "Gudang Pengiriman": lambda o: o.warehouse,
        "COD": lambda o: "Ya" if o.cod else "Tidak",
    },
    line={
        "Nama Produk": lambda _, line: line.good.name,
        "Product ID": lambda _, line: line.good.market_sku[-10:],
        "Tipe Produk": lambda _, line: line.good.variation,
        "Nomor SKU": lambda _, line: line.good.sku,
        "Jumlah Produk Dibeli": lambda _, line: str(line.qty),
        "Harga Awal (IDR)": lambda _, line: line.list_price,
        "Diskon Produk (IDR)": lambda _, line: line.seller_discount,
        "Harga Jual (IDR)": lambda _, line: line.price,
        "Jumlah Subsidi Tokopedia (IDR)": lambda _, line: line.platform_discount,
        "Jumlah Produk Yang Dikurangkan": lambda _, line: str(line.returned),
    },
    alias=ALIAS,
)
OLDER = replace(
    SHEET,
    order=SHEET.order
    | {"Status Terakhir": lambda o: o.raw_status or SENTENCE.get(o.state, "Transaksi dibatalkan.")},
    money=lambda amount: f"Rp {amount:,}".replace(",", "."),
    repeat=(),
)


def write(path: Path, orders: Iterable[Order], *, variant: str = "id") -> None:
    """Write the orders: `id` repeats the order on every line, the older `en` leaves it blank."""
    header = HEADERS[variant]
    wide = [""] * (len(header) - 1)
    preamble = [
        [text, *wide] for text in ("Laporan Penjualan", "Nama Toko: Toko Contoh", "Periode", "")
    ]
    rows = (SHEET if variant == "id" else OLDER).rows(header, orders)
    excelize.write(path, "Laporan Penjualan", chain(preamble, [header], _counted(rows)))


def _counted(rows: Iterable[list[str]]) -> Iterator[list[str]]:
    """The first column counts orders; it is blank where the invoice is."""
    number, invoice = 0, ""
    for row in rows:
        if row[1] and row[1] != invoice:
            number, invoice = number + 1, row[1]
        yield [str(number) if row[1] else "", *row[1:]]
