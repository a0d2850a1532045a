"""OCBC: the transactions of a business account as a workbook (xlsx)."""

from typing import Final

from shopdesk.channels.money.spec import MoneySpec

STATEMENT: Final = MoneySpec(
    "ocbc.statement",
    "ocbc",
    {
        "at": ("transaction date", "tanggal transaksi"),
        "valued": ("value date", "tanggal valuta"),
        "words": ("description", "keterangan"),
        "debit": ("debit", "debet"),
        "credit": ("credit", "kredit"),
        "balance": ("balance", "saldo"),
    },
    needed=("at", "valued", "words", "debit", "credit", "balance"),
)
