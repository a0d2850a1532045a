"""Blibli orders CSV, one row per item; written from published descriptions, no file was seen.

The status vocabulary was not published: common words are understood, and everything else goes to
the exception list. A row is an item, and so is its `Total`: the order's is their sum.
"""

from shopdesk.channels.spec import Column, OrderSpec, kept, line, order
from shopdesk.channels.words import STATUSES

_COLUMNS: tuple[Column, ...] = (
    order("number", "No. Order", kind="id"),
    line("line_key", "No. Order Item", kind="id", needed=True),
    order("package", "No. Paket", kind="id", roll="any"),
    order("tracking", "No. Awb", kind="id", roll="any"),
    order("placed_at", "Tanggal Order", kind="instant"),
    order("buyer", "Nama Pemesan"),
    order("phone", "No. Tlp", kind="code"),
    line("market_sku", "Kode SKU Blibli", "Blibli SKU", kind="id"),
    line("sku", "Merchant SKU", kind="id"),
    line("name", "Nama Produk"),
    line("qty", "Total Barang", kind="count", needed=True),
    order("service", "Servis Logistik", kind="code"),
    line("line_status", "Order Status", kind="code"),
    order("address", "Alamat"),
    order("city", "Kota", kind="code"),
    order("province", "Provinsi", kind="code"),
    line("price", "Harga item pesanan", kind="money"),
    line("subtotal", "Total harga item pesanan", kind="money"),
    order("buyer_note", "Catatan produk", roll="any"),
    order("shipped_at", "Tanggal pengiriman", kind="instant"),
    order("total", "Total", kind="money", roll="sum"),
    *kept("Kode Merchant"),
)

ORDERS = OrderSpec(
    format="blibli.orders",
    channel="blibli",
    signature=(("No. Order",), ("No. Order Item",), ("Nama Produk",), ("Total Barang",)),
    columns=_COLUMNS,
    scattered=True,
    line_statuses=True,
    statuses=STATUSES,
    currency="IDR",
    style="id",
    dates=("%d/%m/%Y %H:%M", "%d/%m/%Y %H:%M:%S", "%d/%m/%Y"),
)
"""Amounts are plain or have dotted thousands; dates are DD/MM/YYYY HH:MM, local."""
