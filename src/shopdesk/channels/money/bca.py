"""BCA: the account's mutations as KlikBCA saves them (CSV), with the columns in two ways.

Days have no year, which the period above the table tells. The mark of a credit stands in a column
without a title, or behind the amount. What is not booked yet says PEND instead of its day. What
came in by QRIS is booked less the fee; its words tell both.
"""

from typing import Final

from shopdesk.channels.money.spec import MoneySpec

STATEMENT: Final = MoneySpec(
    "bca.statement",
    "bca",
    {
        "at": ("tanggal transaksi", "tanggal", "tgl.", "tgl", "transaction date", "date"),
        "words": ("keterangan", "keterangan transaksi", "description", "remarks"),
        "amount": ("jumlah", "mutasi", "nominal", "amount"),
        "side": ("cr/db", "db/cr", "d/k", "jenis"),
        "balance": ("saldo", "balance"),
    },
    needed=("at", "words", "amount", "balance"),
    unnamed=(("side", "amount"),),
    yearless=True,
    gross=r"MID\s*:\s*\d+\s+.*?QR\s*:\s*(?P<gross>[\d.,]+)\s+DDR\s*:\s*(?P<fee>[\d.,]+)",
)
