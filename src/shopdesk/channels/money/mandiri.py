"""Mandiri: the mutations of Kopra/MCM (CSV apart by semicolons), month names in two languages.

Some business accounts of other banks download the same layout; it is taken for Mandiri's.
"""

from typing import Final

from shopdesk.channels.money.spec import MoneySpec

STATEMENT: Final = MoneySpec(
    "mandiri.statement",
    "mandiri",
    {
        "account": ("accountno", "account no", "account no."),
        "currency": ("ccy",),
        "at": ("postdate", "post date"),
        "words": ("remarks",),
        "more": ("additionaldesc", "additional desc"),
        "credit": ("credit amount", "credit"),
        "debit": ("debit amount", "debit"),
        "balance": ("close balance", "closing balance"),
    },
    needed=("account", "at", "words", "credit", "debit", "balance"),
)
