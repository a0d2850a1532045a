"""BNI Direct: an old workbook (.xls) with merged cells, its page header again every page.

Days are serial numbers of the spreadsheet, the mark is D or K. No file of the bank was at hand: the
titles are those that readers of such files name, in both languages.
"""

from typing import Final

from shopdesk.channels.money.spec import MoneySpec

STATEMENT: Final = MoneySpec(
    "bni.statement",
    "bni",
    {
        "at": ("post date", "posting date", "tanggal posting", "tanggal transaksi", "tanggal",
               "transaction date", "tgl. trans"),
        "words": ("description", "transaction description", "keterangan", "uraian",
                  "uraian transaksi"),
        "amount": ("amount", "jumlah", "nominal", "mutasi"),
        "side": ("db/cr", "d/k", "dr/cr", "debet/kredit", "debit/credit", "type", "tipe", "dk"),
        "balance": ("balance", "saldo"),
        "clock": ("post time", "time", "jam"),
    },
    needed=("at", "words", "amount", "side", "balance"),
)  # fmt: skip
