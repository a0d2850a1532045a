"""TikTok Shop's analytics, in Indonesia those of Tokopedia too.

Nobody here has had such a file in hand: the headers are those that shops and readers of the export
name, in Indonesian and English. Above the header stands the span that is told of, in one of four
ways: ``Tanggal analisis: 01/07/2026-01/07/2026`` with a long dash, ``Date Range: 2026-07-01 ~
2026-07-31``, ``[Rentang Tanggal]: ...``, or nothing but the span. A table without a column of days
is that of the whole span: it tells of a day only where the span is one day.
"""

from typing import Final

from shopdesk.channels.stats.spec import StatSpec

ANALYTICS: Final = StatSpec(
    "tiktok.stats", "tiktok",
    {
        "day": ("tanggal", "date", "waktu", "time", "hari"),
        "visitors": ("pengunjung", "visitors", "pengunjung toko", "store visitors",
                     "pengunjung unik", "unique visitors", "jumlah pengunjung"),
        "views": ("penayangan halaman", "page views", "tampilan halaman", "kunjungan halaman",
                  "pageviews"),
        "product_visitors": ("pengunjung produk", "product visitors", "pengunjung halaman produk",
                             "product page visitors", "unique product clicks",
                             "klik produk unik"),
        "carts": ("tambah ke keranjang", "add to cart", "ditambahkan ke keranjang",
                  "added to cart", "add-to-cart users"),
        "checkouts": ("checkout", "checkouts", "mulai checkout"),
        "buyers": ("pembeli", "buyers", "pelanggan", "customers"),
        "orders": ("pesanan", "orders", "jumlah pesanan", "pesanan sku", "sku orders"),
        "units": ("produk terjual", "items sold", "unit terjual", "units sold"),
        "sales": ("gmv", "gmv (rp)", "gmv (idr)", "gmv total"),
    },
    ("visitors", "orders|sales|buyers"), channel="tiktok", framed=True,
)  # fmt: skip
