"""The language in which a file describes a statement of a bank or a report of a gateway."""

from dataclasses import dataclass, field
from typing import Final, Literal

from shopdesk.money import Style

Field = Literal[
    "at", "clock", "account", "holder", "currency", "words", "more", "credit", "debit", "amount",
    "side", "balance", "ref", "order_ref", "part", "status", "fraud", "method", "fee", "tax", "net",
    "refunded", "payer", "signature", "status_code", "token", "valued", "signed",
]  # fmt: skip
"""``at`` and ``clock`` are a day and the time on it; ``words`` and ``more`` what the bank wrote;
``side`` tells a credit from a debit; ``part`` which part of its transaction a row tells of;
``valued``, the day of interest, only tells one layout from another;
``signed`` is the text that a signature is of."""
Aliases = tuple[str, ...]
DAYS: Final = (
    "%d/%m/%Y %H:%M:%S", "%d/%m/%Y %H:%M", "%d/%m/%Y", "%d-%m-%Y %H:%M:%S", "%d-%m-%Y %H:%M",
    "%d-%m-%Y", "%d %b %Y %H:%M:%S", "%d %b %Y %H:%M", "%d %b %Y", "%d-%b-%Y %H:%M:%S", "%d-%b-%Y",
    "%d.%m.%Y", "%Y/%m/%d %H:%M:%S", "%Y/%m/%d", "%d %b %Y, %H:%M",
)  # fmt: skip
"""How Indonesian banks and gateways write days, beside ISO: the day before the month."""


@dataclass(frozen=True, slots=True)
class MoneySpec:
    """One layout of a statement or of a gateway's report.

    It fits where every field of ``needed`` has a column (of "a|b" one of them), and none of
    ``absent``; of several columns of a field the first that is not blank counts. ``unnamed``: a
    field whose column has no title, right of another one. ``yearless``: days are written without
    their year, which the period above the table tells. ``gross``: a pattern of words that tell
    what was paid and the fee, where only what is left of it came in. ``joined``: several rows are
    one transaction, by their ``ref``. ``proof``: the secret that each row has to prove to know.
    """

    format: str
    provider: str
    columns: dict[Field, Aliases]
    needed: tuple[str, ...]
    source: Literal["bank", "gateway"] = "bank"
    absent: tuple[Field, ...] = ()
    unnamed: tuple[tuple[Field, Field], ...] = ()
    style: Style = "us"
    dates: tuple[str, ...] = DAYS
    currency: str = "IDR"
    yearless: bool = False
    gross: str = ""
    joined: bool = False
    proof: Literal["", "midtrans", "xendit"] = ""
    window: int = 30


@dataclass(frozen=True, slots=True)
class Proof:
    """What a notification shows to prove who sent it.

    ``secret`` names the key or token that it must know: ``told`` is the token itself, or where
    there is a ``text``, the SHA-512 of that text with the key behind it.
    """

    secret: str
    told: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a statement or one transaction of a gateway; row from 1, minor units, UTC.

    ``amount`` is what was paid, before ``fee``; ``net`` what reached the account. ``ref`` is the
    gateway's own number, empty for a bank's line. ``part`` is told by a row that is not yet joined
    with the others of its transaction. ``fragment``: the file has only a later part of
    the transaction, like its fee.
    """

    row: int
    amount: int
    at: int
    incoming: bool = True
    day_only: bool = False
    state: str = "paid"
    fee: int | None = None
    net: int | None = None
    refunded: int | None = None
    balance: int | None = None
    currency: str = "IDR"
    method: str = ""
    ref: str = ""
    order_ref: str = ""
    payer: str = ""
    words: str = ""
    part: str = ""
    account: str = ""
    holder: str = ""
    fragment: bool = False
    proof: Proof | None = None
    extra: dict[str, str] = field(default_factory=dict)
