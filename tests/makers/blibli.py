"""Blibli's order CSV: one row per item, dates `DD/MM/YYYY HH:MM`, nothing masked.

Written from one public parser's column list; no original file was seen. The status words are not
documented anywhere; these are plain Indonesian. `Total` is taken to be the item's, like the two
amounts before it.
"""

import csv
from collections.abc import Iterable
from pathlib import Path

from tests.makers.shop import Line, Order, State, spread
from tests.makers.table import Table, dated, edited, names

STANDARD = names(
    "No. Order | No. Order Item | No. Paket | No. Awb | Tanggal Order | Nama Pemesan | No. Tlp"
    " | Kode SKU Blibli | Merchant SKU | Nama Produk | Total Barang | Servis Logistik"
    " | Kode Merchant | Order Status | Alamat | Kota | Provinsi | Harga item pesanan"
    " | Total harga item pesanan | Total | Catatan produk | Tanggal pengiriman"
)
HEADERS = {
    "standard": STANDARD,
    "english-sku": edited(STANDARD, rename={"Kode SKU Blibli": "Blibli SKU"}),
}
STATUS = {
    State.UNPAID: "Menunggu Pembayaran",
    State.TO_VERIFY: "Menunggu Pembayaran",
    State.TO_PACK: "Pesanan Baru",
    State.CANCEL_ASKED: "Pesanan Baru",
    State.TO_SHIP: "Siap Dikirim",
    State.SHIPPED: "Dalam Pengiriman",
    State.DELIVERED: "Terkirim",
    State.COMPLETED: "Selesai",
    State.CANCELLED: "Dibatalkan",
    State.RETURN_OPEN: "Terkirim",
    State.RETURNED: "Diretur",
    State.FAILED: "Dibatalkan",
}
minute = dated("%d/%m/%Y %H:%M")


def total(order: Order, line: Line) -> int:
    """What the buyer pays for the item: its share of vouchers and shipping included."""
    weights = [each.subtotal for each in order.lines]
    shares = spread(order.total, weights)
    return shares[next(i for i, each in enumerate(order.lines) if each is line)]


TABLE = Table(
    order={
        "No. Order": lambda o: o.number,
        "No. Paket": lambda o: o.package,
        "No. Awb": lambda o: o.tracking,
        "Tanggal Order": lambda o: minute(o.placed),
        "Nama Pemesan": lambda o: o.buyer.name,
        "No. Tlp": lambda o: o.buyer.phone,
        "Servis Logistik": lambda o: o.courier,
        "Kode Merchant": lambda _: "TOM-60012",
        "Order Status": lambda o: o.raw_status or STATUS[o.state],
        "Alamat": lambda o: f"{o.buyer.street}, {o.buyer.village}, {o.buyer.district}",
        "Kota": lambda o: o.buyer.city,
        "Provinsi": lambda o: o.buyer.province,
        "Catatan produk": lambda o: o.buyer_note,
        "Tanggal pengiriman": lambda o: minute(o.shipped),
    },
    line={
        "No. Order Item": lambda _, line: line.item,
        "Kode SKU Blibli": lambda _, line: f"TOM-60012-{line.good.market_sku[-5:]}-00001",
        "Merchant SKU": lambda _, line: line.good.sku,
        "Nama Produk": lambda _, line: line.good.name,
        "Total Barang": lambda _, line: line.qty,
        "Harga item pesanan": lambda _, line: line.price,
        "Total harga item pesanan": lambda _, line: line.subtotal,
        "Total": total,
    },
    alias={"Blibli SKU": "Kode SKU Blibli"},
)


def write(path: Path, orders: Iterable[Order], *, variant: str = "standard") -> None:
    """Write the orders as CSV, UTF-8; variants are the keys of HEADERS."""
    header = HEADERS[variant]
    with path.open("w", encoding="utf-8", newline="") as stream:
        out = csv.writer(stream, lineterminator="\r\n")
        out.writerow(header)
        out.writerows(TABLE.rows(header, orders))
