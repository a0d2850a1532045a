"""Shopee's business insights: the shop's statistics, its traffic, and its products' visitors.

Nobody here has had such a file in hand: the headers are those that published readers of the export
name, in Indonesian and English. ``<user>.shopee-shop-stats.YYYYMMDD-YYYYMMDD.xlsx`` has a sheet for
each way of counting an order (placed, ready to ship, paid); row 1 is the header, row 2 the whole
period, then a blank row, the header again and a row for each day. An export of one day has a row
for each hour instead, and row 2 is the day. The visitors are the same in all sheets; the orders
that are read are the paid ones.
"""

from typing import Final

from shopdesk.channels.stats.spec import StatSpec

DAY: Final = ("tanggal", "date", "periode waktu", "time period")
PAID: Final = ("pesanan dibayar", "paid order", "paid orders")

SHOP: Final = StatSpec(
    "shopee.stats", "shopee",
    {
        "day": DAY,
        "visitors": ("total pengunjung", "total visitors", "pengunjung (kunjungan)",
                     "visitors (visit)"),
        "buyers": ("pembeli", "# of buyers", "total buyers", "buyers"),
        "orders": ("total pesanan", "total orders"),
        "sales": ("total penjualan (idr)", "total sales", "total penjualan"),
    },
    ("day", "visitors", "orders|sales"), channel="shopee",
    sheets=(*PAID, "pesanan siap dikirim", "confirmed order"),
)  # fmt: skip
TRAFFIC: Final = StatSpec(
    "shopee.traffic", "shopee",
    {
        "day": DAY,
        "views": ("halaman dilihat", "jumlah halaman dilihat", "page views"),
        "visitors": ("pengunjung", "visitors"),
    },
    ("day", "views", "visitors"), channel="shopee", sheets=("semua", "all"),
)  # fmt: skip
PRODUCTS: Final = StatSpec(
    "shopee.product_stats", "shopee",
    {
        "day": DAY,
        "product_visitors": ("pengunjung produk (kunjungan)", "product visitors (visit)"),
        "carts": ("pengunjung produk (menambahkan produk ke keranjang)",
                  "product visitors (add to cart)"),
    },
    ("day", "product_visitors", "carts"), channel="shopee",
)  # fmt: skip
