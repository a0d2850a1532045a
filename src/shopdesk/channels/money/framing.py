"""What stands around the rows of a statement: whose account, which days, the sums at the end."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from shopdesk.channels.cells import plain
from shopdesk.channels.fields import Cell
from shopdesk.channels.headers import fold
from shopdesk.channels.money.cells import AmountCell, Days
from shopdesk.channels.rejects import BadCell

_OWNER: Final = {
    "holder": ("nama pemilik rekening", "nama rekening", "account name", "nama", "name"),
    "account": ("no. rekening", "no rekening", "nomor rekening", "norek", "no. rek", "account no.",
                "account no", "account number", "rekening", "account"),
    "currency": ("kode mata uang", "mata uang", "currency", "ccy"),
    "period": ("periode transaksi", "periode", "period", "transaction period"),
}  # fmt: skip
_SUMS: Final = {
    "opening": ("saldo awal", "opening balance", "beginning balance"),
    "closing": ("saldo akhir", "closing balance", "ending balance"),
    "in": ("mutasi kredit", "total kredit", "total credit", "mutasi cr"),
    "out": ("mutasi debet", "mutasi debit", "total debet", "total debit", "mutasi db"),
}
_DAY: Final = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_NUMBER: Final = re.compile(r"\d[\d .-]{2,}\d")


@dataclass(slots=True)
class Frame:
    """What a statement says of itself. ``sums``: opening and closing balance, credits, debits."""

    account: str = ""
    holder: str = ""
    currency: str = ""
    days: Days | None = None
    sums: dict[str, int] = field(default_factory=dict)


def frame(above: Iterable[Sequence[Cell]], amount: AmountCell) -> Frame:
    """Return what the rows above the header tell."""
    found = Frame()
    for row in above:
        text = said(row)
        if told := _told(text, _OWNER):
            _take(found, *told)
        take_sum(found, row, amount)
    return found


def take_sum(frame: Frame, row: Sequence[Cell], amount: AmountCell) -> bool:
    """Take a row that tells the opening or closing balance or a sum; tell whether it is one."""
    told = _told(said(row), _SUMS)
    if told is None:
        return False
    try:
        minor, side = amount[told[1]]
    except BadCell:
        return False
    if minor is not None:
        frame.sums[told[0]] = (
            -minor if side == "out" and told[0] in {"opening", "closing"} else minor
        )
    return True


def said(row: Sequence[Cell]) -> str:
    """Return a row as one text."""
    return " ".join(word for cell in row if cell is not None for word in plain(cell).split())


def _told(text: str, names: dict[str, tuple[str, ...]]) -> tuple[str, str] | None:
    """Return which of the names a text begins with, and what follows it."""
    folded = fold(text)
    for what, aliases in names.items():
        for alias in aliases:
            rest = folded.removeprefix(alias)
            if rest != folded and (not rest or rest[0] in " :;,\t'"):
                return what, text[-len(rest) :].strip(" :;,'\t") if rest else ""
    return None


def _take(found: Frame, what: str, rest: str) -> None:
    if what == "period":
        found.days = found.days or _period(rest)
    elif what == "account":
        if number := _NUMBER.search(rest):
            found.account = found.account or re.sub(r"\D", "", number[0])
    elif what == "currency":
        found.currency = found.currency or rest[:3].upper()
    else:
        found.holder = found.holder or rest


def _period(text: str) -> Days | None:
    try:
        days = [date(int(y), int(m), int(d)) for d, m, y in _DAY.findall(text)]
    except ValueError:
        return None
    return (min(days), max(days)) if days else None
