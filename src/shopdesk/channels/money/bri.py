"""BRI: two CSV layouts of the same mutations, a short one by semicolons and a wide one by commas.

The columns are those that readers of such files name. Of the wide one only its day, its sums and
its remarks are known by name; its other columns are kept as they stand.
"""

from typing import Final

from shopdesk.channels.money.spec import Aliases, Field, MoneySpec

SUMS: Final[dict[Field, Aliases]] = {
    "at": ("tgl_tran", "tgl tran"),
    "debit": ("mutasi_debet", "mutasi_debit"),
    "credit": ("mutasi_kredit", "mutasi_credit"),
    "balance": ("saldo_akhir_mutasi", "saldo_akhir"),
}  # fmt: skip

SHORT: Final = MoneySpec(
    "bri.statement",
    "bri",
    SUMS | {"words": ("desk_tran", "desk tran")},
    needed=("at", "words", "debit", "credit", "balance"),
)
WIDE: Final = MoneySpec(
    "bri.mutations",
    "bri",
    SUMS | {
        "account": ("norek",),
        "clock": ("jam_tran",),
        "words": ("trremk", "desk_tran"),
        "more": ("remark_custom",),
        "currency": ("ccy", "mata_uang"),
    },
    needed=("account", "at", "words", "debit", "credit"),
)  # fmt: skip
