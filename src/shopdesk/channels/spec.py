"""The language in which a channel file describes an order sheet. No rule is applied here."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "text", "code", "id", "count", "money", "instant", "deadline", "weight", "courier", "cancel"
]
"""How a cell is read.

text: free text, card numbers masked · code: text that is nobody's free text (phone, status) ·
id: an identifier that a float would destroy · count: whole units · money: minor units ·
instant: a moment · deadline: a moment, a bare date meaning that day's end · weight: grams ·
courier: "service-courier" · cancel: who cancelled, and why, in one sentence.
"""
Roll = Literal["", "first", "any", "sum", "once", "max", "min", "each"]
"""How an order's value is found from its rows.

first: the first row's · any: the first that is not blank · sum: all added · max, min: of all ·
once: the repeated value, or the sum where the rows differ · each: one per row (a status that
may differ). "" = it is the line's own value.
"""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the sheet: the field it feeds and the headers under which it was seen.

    A field that stands in several columns is added up for money, joined for `join`, and otherwise
    taken from the first column that is not blank. A field that neither ORDER_FIELDS nor
    LINE_FIELDS knows serves the rules; field "" is kept in `extra`; field "-" is dropped.
    """

    field: str
    aliases: tuple[str, ...]
    kind: Kind
    scope: Literal["order", "line"]
    roll: Roll = ""
    needed: bool = False  # a blank cell refuses the order
    price: bool = False  # a whole-rupiah price or total: a lost thousands dot shows here
    floor: bool = False  # and no real one lies below Rp99
    join: bool = False
    apiece: bool = False  # a discount per piece, where the two prices bear it out
    time: tuple[str, ...] = ()  # the column that holds the time of this date
    unit: Literal["g", "kg"] = "g"  # of a weight without a unit
    quiet: bool = False  # in `extra`, a zero or an N says nothing


def order(  # noqa: PLR0913 - each is a property of the column
    field: str, *aliases: str, kind: Kind = "text", roll: Roll = "first", needed: bool = False,
    price: bool = False, join: bool = False, time: tuple[str, ...] = (),
) -> Column:  # fmt: skip
    """Declare a column that holds one value per order."""
    scope: Literal["order", "line"] = "order" if roll == "first" else "line"
    return Column(
        field, aliases, kind, scope, roll=roll, needed=needed, price=price, join=join, time=time
    )


def line(  # noqa: PLR0913 - each is a property of the column
    field: str, *aliases: str, kind: Kind = "text", needed: bool = False, price: bool = False,
    floor: bool = False, unit: Literal["g", "kg"] = "g", apiece: bool = False,
) -> Column:  # fmt: skip
    """Declare a column that holds one value per row."""
    return Column(
        field, aliases, kind, "line", needed=needed, price=price, floor=floor, unit=unit,
        apiece=apiece,
    )  # fmt: skip


def kept(*headers: str, scope: Literal["order", "line"] = "order") -> tuple[Column, ...]:
    """Declare known columns, one header each, that only stay in `extra`, unless zero or N."""
    return tuple(Column("", (header,), "text", scope, quiet=True) for header in headers)


def kept_ids(*headers: str, scope: Literal["order", "line"] = "order") -> tuple[Column, ...]:
    """Declare known identifier columns that only stay in `extra`."""
    return tuple(Column("", (header,), "id", scope) for header in headers)


def dropped(*headers: str) -> tuple[Column, ...]:
    """Declare columns that say nothing, such as a running number."""
    return tuple(Column("-", (header,), "text", "line") for header in headers)


@dataclass(frozen=True, slots=True)
class Status:
    """What a marketplace's words mean on the three axes.

    `texts` are compared whole, after folding case, spaces and underscores; `pattern` is a regular
    expression from the start of that text, for sentences with a date inside. With `sub`, the
    substatus must be one of these ("" = blank). The first that fits counts. Payment "" on a
    cancelled order means: refunded if it was ever paid, else unpaid. `doubt` = a known status
    beside an unknown substatus: these axes, and still the exception list.
    """

    texts: tuple[str, ...] = ()
    payment: str = "paid"
    fulfilment: str = "new"
    case: str = "none"
    cancelled: bool = False
    completed: bool = False
    pattern: str = ""
    sub: tuple[str, ...] | None = None
    doubt: bool = False


@dataclass(frozen=True, slots=True)
class Word:
    """One value of a single axis and the texts that mean it, compared as in `Status`."""

    texts: tuple[str, ...]
    value: str


@dataclass(frozen=True, slots=True)
class Region:
    """A currency, and the headers and country names that give it away where none is written."""

    currency: str
    headers: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OrderSpec:
    """One layout of one channel's order export.

    `signature`: headers that must all stand in one row, each with its alternatives.
    `dates`: strptime formats beside ISO, which is always read. `style`: of numbers in text, as in
    money.parse; "?" = as the region writes them. `dotted`: "text" where an untouched file writes
    every number as text with dots, "mixed" where numbers may be typed as well, "" elsewhere.
    `cases`: words for a line's cancellation or return: open, approved, closed, refund or cancel.
    """

    format: str
    channel: str
    signature: tuple[tuple[str, ...], ...]
    columns: tuple[Column, ...]
    sheets: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()  # headers of other reports that share the signature
    window: int = 30  # rows in which the header is looked for
    described: bool = False  # rows of descriptions stand below the header
    fill_down: bool = False  # a blank order number belongs to the order above
    continued: bool = False  # the second row of an order carries only the line
    scattered: bool = False  # the rows of an order need not stand together
    unit_rows: bool = False  # one row per piece, no quantity
    statuses: tuple[Status, ...] = ()
    default: Status | None = None  # where there is no status column, or it is blank
    line_statuses: bool = False  # a status per line; the order shows the least advanced live one
    dated_cancel: bool = False  # a cancellation date outweighs the status
    cases: tuple[Word, ...] = ()
    payments: tuple[Word, ...] = ()
    fulfilments: tuple[Word, ...] = ()
    marks: tuple[Word, ...] = ()  # words anywhere in a delivery failure: a fulfilment
    cod: str = r"\bcod\b|bayar di tempat|cash on delivery"
    currency: str = "IDR"
    style: Literal["id", "us", "plain", "?"] = "id"
    dotted: Literal["", "text", "mixed"] = ""
    nothing: tuple[str, ...] = ()  # words in a money cell that mean none
    dates: tuple[str, ...] = ()
    regions: tuple[Region, ...] = ()
