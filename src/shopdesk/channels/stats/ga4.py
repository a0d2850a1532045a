"""Google Analytics 4: the CSV of any of its reports that has a row for each day.

The frame is that of real exports: every table stands below a block of lines with "#" that says its
name and its span, several tables follow each other after a blank line, and days are YYYYMMDD or,
in the cards of an overview, counted from the first day of the span ("Nth day", 0000). The names of
the columns that are a shop's are those of the program's own documentation; nobody here has had an
export of a shop in hand. A table by anything but days tells of no day and is left out.
"""

from typing import Final

from shopdesk.channels.stats.spec import StatSpec

GA4: Final = StatSpec(
    "ga4.stats", "ga4",
    {
        "day": ("date", "tanggal", "nth day", "hari ke-n", "hari ke-"),
        "visitors": ("total users", "pengguna total", "total pengguna", "users", "pengguna",
                     "active users", "pengguna aktif"),
        "views": ("views", "tayangan", "penayangan", "screen page views"),
        "carts": ("add to carts", "tambahkan ke keranjang", "items added to cart",
                  "item yang ditambahkan ke keranjang"),
        "checkouts": ("checkouts", "checkout", "items checked out"),
        "buyers": ("total purchasers", "purchasers", "total pembeli", "pembeli"),
        "orders": ("ecommerce purchases", "transactions", "purchases", "pembelian e-commerce",
                   "transaksi", "pembelian"),
        "units": ("items purchased", "item dibeli", "item yang dibeli"),
        "sales": ("purchase revenue", "total revenue", "pendapatan pembelian",
                  "total pendapatan"),
    },
    ("day", "visitors|views|carts|checkouts|buyers|orders|units|sales"), style="us",
    dates=("%Y%m%d",), commented=True,
)  # fmt: skip
