"""The filter language over payments, turned into SQL: fields, states, sorts."""

import re
from typing import Any, Final

import sqlalchemy as sa

from shopdesk import filters
from shopdesk.models.orders import Order
from shopdesk.models.payments import PLACES, STATES, Account, Match, Payment
from shopdesk.services import views as saved_views
from shopdesk.services.paging import Listed
from shopdesk.services.payments.likely import likely, may_pay
from shopdesk.store import Read

LINE: Final = Payment.__table__.c
TEXTS: Final = {
    "payer": LINE.payer, "words": LINE.words, "ref": LINE.order_ref, "method": LINE.method,
}  # fmt: skip
NUMBERS: Final[dict[str, tuple[filters.FieldKind, Any]]] = {
    "amount": ("money", LINE.amount),
    "fee": ("money", LINE.fee),
    "at": ("instant", LINE.at),
}
WORDS: Final = {"state": LINE.state, "place": LINE.place, "currency": LINE.currency}
SORTS: Final = {"at": LINE.at, "amount": LINE.amount}
TO_MATCH: Final = sa.and_(LINE.place == "open", LINE.incoming == 1, LINE.state == "paid")
IS: Final[dict[str, Any]] = {
    "open": TO_MATCH,
    "matched": LINE.place == "matched",
    "ignored": LINE.place == "ignored",
    "pending": LINE.state == "pending",
    "challenged": LINE.state == "challenged",
    "over": LINE.state.in_(("expired", "denied")),
    "refunded": LINE.state.in_(("refunded", "part_refunded", "reversed")),
    "in": LINE.incoming == 1,
    "out": LINE.incoming == 0,
    "signed": LINE.signed == 1,
}
"""What ``is:…`` can say of a line; open is what nothing was made of yet."""
LIKELY: Final = "likely"
"""Open, and an order speaks for it: that is looked up."""


def fields() -> dict[str, filters.FieldKind]:
    """Return the names a filter may use, with their kinds."""
    texts: dict[str, filters.FieldKind] = dict.fromkeys((*TEXTS, "account", "order", "for"), "text")
    words: dict[str, filters.FieldKind] = dict.fromkeys((*WORDS, "bank", "source"), "word")
    return texts | words | {name: kind for name, (kind, _column) in NUMBERS.items()}


def views() -> dict[str, str]:
    """Return the built-in views: name to filter."""
    return {
        "likely": "is:likely",
        "open": "is:open",
        "matched": "is:matched",
        "ignored": "is:ignored",
        "pending": "is:pending,challenged",
        "refunded": "is:refunded",
        "out": "is:out",
        "all": "",
    }


def values() -> dict[str, tuple[str, ...]]:
    """Return the words that fields, ``is:``, ``sort:`` and ``@`` may hold."""
    return {
        "state": STATES, "place": PLACES, "source": ("bank", "gateway"), "is": (LIKELY, *IS),
        "sort": tuple(SORTS), "@": tuple(views()),
    }  # fmt: skip


class Finder:
    """One filter text, understood: the condition it means and the order it asks for.

    Raises:
        FilterError: the text is not of the language; it says where.
    """

    def __init__(self, where: str, read: Read, sort: str = "") -> None:
        self._read = read
        known = saved_views.known(read, "payments", where) | views()
        query = filters.parse(where, fields(), values(), known)
        asked = query.sort[0] if query.sort else None
        name = asked.field if asked else sort.removeprefix("-") or "at"
        descending = asked.descending if asked else not sort or sort.startswith("-")
        terms = [self._term(term) for term in query.terms]
        self.listed = Listed(sa.and_(sa.true(), *terms), (SORTS[name], LINE.id), descending)

    def _term(self, term: Any) -> sa.ColumnElement[bool]:
        if isinstance(term, filters.Words):
            made = _words(term.text)
        elif isinstance(term, filters.Is):
            made = sa.or_(*(self._state(word) for word in term.words))
        else:
            made = sa.or_(*(self._one(term, value) for value in term.values))
        # A row that says nothing of it does not pass, so it passes the contrary.
        return sa.not_(sa.func.coalesce(made, sa.false())) if term.negated else made

    def _state(self, word: str) -> sa.ColumnElement[bool]:
        return LINE.id.in_(likely(self._read)) if word == LIKELY else IS[word]

    def _one(self, term: filters.Compare, value: str) -> sa.ColumnElement[bool]:
        name = term.field
        if name in NUMBERS:
            kind, column = NUMBERS[name]
            start, end = filters.span(term.op, value, kind, self._read.clock)
            return sa.and_(
                sa.true() if start is None else column >= start,
                sa.true() if end is None else column < end,
            )
        if name in WORDS:
            word = value.upper() if name == "currency" else value.casefold()
            return sa.type_coerce(WORDS[name], sa.String) == word
        if name in TEXTS:
            return _has(TEXTS[name], value)
        if name == "order":
            return _of_order(value)
        if name == "for":
            return LINE.id.in_(may_pay(self._read, value))
        told = {
            "account": _has(Account.number, value),
            "bank": Account.provider == value.casefold(),
            "source": Account.source == value.casefold(),
        }[name]
        return LINE.account_id.in_(sa.select(Account.id).where(told))


def _words(text: str) -> sa.ColumnElement[bool]:
    """Match a part of what the line says; digits are its amount in rupiah, or its number, too."""
    parts = [_has(column, text) for column in TEXTS.values()]
    digits = re.sub(r"[.,\s]", "", text)
    if digits.isdecimal() and len(digits) < 14:
        parts += [LINE.amount == int(digits) * 100, LINE.id == int(digits)]
    return sa.or_(*parts, _of_order(text))


def _of_order(number: str) -> sa.ColumnElement[bool]:
    """Match the lines that pay an order with this in its number, or that name it."""
    paid = sa.select(Match.payment_id).join(Order, Order.id == Match.order_id)
    return LINE.id.in_(paid.where(_has(Order.number, number))) | _has(LINE.order_ref, number)


def _has(column: Any, text: str) -> sa.ColumnElement[bool]:
    found: sa.ColumnElement[bool] = column.icontains(text, autoescape=True)
    return found
