"""One cell: how people read it in the language spoken, and what a spreadsheet keeps of it."""

from datetime import date
from fractions import Fraction
from typing import Final

from shopdesk import money
from shopdesk.locale import language
from shopdesk.reports.document import Cell, Kind
from shopdesk.reports.figures import percent
from shopdesk.text import safe

LONGEST: Final = 32_000
"""Characters of a text that any format shows; a cell of a spreadsheet holds few more."""
FIGURES: Final = ("count", "money", "average", "share", "number", "days")
"""Kinds that stand at the right, and may be added and drawn."""
FIRM: Final = (*FIGURES, "date")
"""Kinds that are never broken into lines."""
_FORMS: Final[dict[Kind, str]] = {
    "text": "@",
    "code": "@",
    "count": "#,##0",
    "share": "0.0%",
    "number": "#,##0.00",
    "days": "#,##0.0",
    "date": "yyyy-mm-dd",
}
_STEPS: Final = (
    (10**12, {"id": " T", "en": "T"}),
    (10**9, {"id": " M", "en": "B"}),
    (10**6, {"id": " jt", "en": "M"}),
    (10**3, {"id": " rb", "en": "K"}),
)


def shown(cell: Cell, kind: Kind, currency: str) -> str:
    """Return a cell as people read it; what is not known is blank."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return safe(cell, LONGEST)
    if isinstance(cell, date):
        return _day(cell)
    if kind in ("money", "average"):
        whole = kind == "average" and not money.has_cents(currency)
        return money.show(
            round(Fraction(cell, money.SCALE)) * money.SCALE if whole else round(cell), currency
        )
    if kind == "share":
        return percent(Fraction(cell))
    return decimal(cell, 1 if kind == "days" else 2)


def decimal(value: int | Fraction, places: int = 2) -> str:
    """Return a number with as many decimals as count, at most so many: "1.234,5"."""
    scale = 10**places
    units, rest = divmod(abs(round(value * scale)), scale)
    tail = f"{rest:0{places}}".rstrip("0")
    mark = "," if language() == "id" else "."
    sign = "-" if round(value * scale) < 0 else ""
    return f"{sign}{money.number(units)}{mark + tail if tail else ''}"


def short(value: int | Fraction, kind: Kind, currency: str) -> str:
    """Return a number as an axis has room for: "Rp1,2 jt", "35 %", "12 rb"."""
    if kind == "share":
        return f"{decimal(value * 100, 0 if value * 100 == round(value * 100) else 1)} %"
    worth = Fraction(value, money.SCALE) if kind in ("money", "average") else Fraction(value)
    sign = "" if kind not in ("money", "average") else "Rp" if currency == "IDR" else f"{currency} "
    minus = "-" if worth < 0 else ""
    for step, names in _STEPS:
        if abs(worth) >= step:
            return f"{minus}{sign}{decimal(abs(worth) / step, 1)}{names.get(language(), '')}"
    return f"{minus}{sign}{decimal(abs(worth), 1)}"


def number(cell: Cell, kind: Kind) -> int | float | None:
    """Return what a spreadsheet calculates with: whole units of money, 1 for 100 %."""
    if cell is None or isinstance(cell, str | date):
        return None
    if kind in ("money", "average"):
        exact = Fraction(cell, money.SCALE)
        return int(exact) if exact.denominator == 1 else float(exact)
    return cell if isinstance(cell, int) else float(cell)


def form(kind: Kind, currency: str) -> str:
    """Return the number format of a spreadsheet; its program puts the country's own marks."""
    if kind in _FORMS:
        return _FORMS[kind]
    return '"Rp"#,##0' if currency == "IDR" else f'"{currency}" #,##0.00'


def _day(day: date) -> str:
    from babel.dates import format_date

    return format_date(day, "d MMM y", locale=language())
