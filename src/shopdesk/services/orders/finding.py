"""The filter language over orders, turned into SQL: an allow-list of fields, keyset pages."""

from collections.abc import Callable, Mapping
from typing import Any, Final

import sqlalchemy as sa

from shopdesk import filters
from shopdesk.clock import Clock
from shopdesk.locale import _
from shopdesk.models.orders import (
    CASES,
    FULFILMENTS,
    NEVER,
    PAYMENTS,
    STATUSES,
    Order,
    OrderLine,
)
from shopdesk.models.shops import Listing, Shop
from shopdesk.refusal import Refusal
from shopdesk.store import search

ORDER: Final = Order.__table__.c
TEXT: Final = "text"
NUMBER: Final = "number"
MONEY: Final = "money"
DATE: Final = "instant"
WORD: Final = "word"
COLUMNS: Final[Mapping[str, tuple[filters.FieldKind, Any]]] = {
    "status": (WORD, ORDER.status),
    "channel": (WORD, ORDER.channel),
    "payment": (WORD, ORDER.payment),
    "fulfilment": (WORD, ORDER.fulfilment),
    "case": (WORD, ORDER.case_state),
    "currency": (WORD, ORDER.currency),
    "number": (TEXT, ORDER.number),
    "tracking": (TEXT, ORDER.tracking),
    "courier": (TEXT, ORDER.courier),
    "buyer": (TEXT, ORDER.buyer),
    "city": (TEXT, ORDER.city),
    "province": (TEXT, ORDER.province),
    "method": (TEXT, ORDER.payment_method),
    "total": (MONEY, ORDER.total),
    "units": (NUMBER, ORDER.units),
    "lines": (NUMBER, ORDER.lines),
    "placed": (DATE, ORDER.placed_at),
    "paid": (DATE, ORDER.paid_at),
    "ship_by": (DATE, ORDER.ship_by),
    "shipped": (DATE, ORDER.shipped_at),
    "delivered": (DATE, ORDER.delivered_at),
    "completed": (DATE, ORDER.completed_at),
}
LINKED: Final[Mapping[str, filters.FieldKind]] = {"shop": TEXT, "sku": TEXT, "product": TEXT}
SORTS: Final[Mapping[str, Any]] = {
    "placed": ORDER.placed_at,
    "ship_by": sa.func.coalesce(ORDER.ship_by, sa.literal_column(str(NEVER))),
    "total": ORDER.total,
    "number": ORDER.number,
}
WAITING: Final = ("to_verify", "to_pack", "to_ship", "on_hold")


def fields() -> dict[str, filters.FieldKind]:
    """Return the names a filter may use, with their kinds."""
    return {name: kind for name, (kind, _column) in COLUMNS.items()} | dict(LINKED)


def views() -> dict[str, str]:
    """Return the built-in views: name to filter."""
    return {
        "work": "status:to_verify,to_pack,to_ship,on_hold,exception sort:ship_by",
        "late": "is:late sort:ship_by",
        "stuck": "is:stuck sort:ship_by",
        "today": "placed:today",
    }


def is_words(clock: Clock) -> dict[str, Callable[[], sa.ColumnElement[bool]]]:
    """Return what ``is:…`` can say of an order."""
    waiting = ORDER.status.in_(WAITING)
    late = sa.and_(waiting, ORDER.ship_by < clock.now())
    unmapped = ORDER.id.in_(
        sa.select(OrderLine.order_id).join(Listing, Listing.id == OrderLine.listing_id).where(
            Listing.sku == ""
        )
    )  # fmt: skip
    return {
        "late": lambda: late,
        "stuck": lambda: sa.or_(
            late, ORDER.status.in_(("on_hold", "exception")), ORDER.conflict.is_not(None)
        ),
        "held": lambda: ORDER.hold_reason.is_not(None),
        "cod": lambda: ORDER.cod == 1,
        "sample": lambda: ORDER.sample == 1,
        "unmapped": lambda: unmapped,
        "conflict": lambda: ORDER.conflict.is_not(None),
        "waiting": lambda: waiting,
        "cancelling": lambda: ORDER.case_state == "cancel_requested",
    }


class Finder:
    """One filter text, understood: the condition it means and the order it asks for.

    Raises:
        FilterError: the text is not of the language; it says where.
    """

    def __init__(self, where: str, clock: Clock, sort: str = "") -> None:
        self.clock = clock
        query = _parse(_with_views(where, clock), clock)
        self.condition = sa.and_(sa.true(), *(self._term(term) for term in query.terms))
        asked = query.sort[0] if query.sort else None
        name = asked.field if asked else sort.lstrip("-") or "placed"
        self.descending = asked.descending if asked else (not sort or sort.startswith("-"))
        if name not in SORTS:
            raise Refusal(
                _("Orders cannot be sorted by “{name}”. Sorts: {names}.").format(
                    name=name, names=", ".join(SORTS)
                )
            )
        self.sort = SORTS[name]

    def _term(self, term: Any) -> sa.ColumnElement[bool]:
        if isinstance(term, filters.Words):
            made = _words(term.text)
        elif isinstance(term, filters.Is):
            made = is_words(self.clock)[term.word]()
        else:
            made = self._compare(term)
        return sa.not_(made) if term.negated else made

    def _compare(self, term: Any) -> sa.ColumnElement[bool]:
        if term.field in LINKED:
            return sa.or_(*(_linked(term.field, value) for value in term.values))
        kind, column = COLUMNS[term.field]
        if kind == WORD:
            return sa.type_coerce(column, sa.String).in_(
                [value.casefold() for value in term.values]
            )
        if kind == TEXT:
            return sa.or_(*(column.icontains(value, autoescape=True) for value in term.values))
        return sa.or_(*(self._between(column, term.op, value, kind) for value in term.values))

    def _between(
        self, column: Any, op: filters.Op, text: str, kind: filters.FieldKind
    ) -> sa.ColumnElement[bool]:
        start, end = filters.span(op, text, kind, self.clock)
        return sa.and_(
            column.is_not(None),
            sa.true() if start is None else column >= start,
            sa.true() if end is None else column < end,
        )


def values(clock: Clock) -> dict[str, tuple[str, ...]]:
    """Return the words that fields, ``is:``, ``sort:`` and ``@`` may hold."""
    return {
        "status": STATUSES,
        "payment": PAYMENTS,
        "fulfilment": FULFILMENTS,
        "case": CASES,
        "is": tuple(is_words(clock)),
        "sort": tuple(SORTS),
        "@": tuple(views()),
    }


def _parse(where: str, clock: Clock) -> filters.Query:
    return filters.parse(where, fields(), values(clock))


def _with_views(where: str, clock: Clock) -> str:
    for term in _parse(where, clock).terms:
        if isinstance(term, filters.View):
            where = where.replace(f"@{term.name}", views()[term.name])
    return where


def _linked(field: str, value: str) -> sa.ColumnElement[bool]:
    if field == "shop":
        return ORDER.shop_id.in_(
            sa.select(Shop.id).where(Shop.name.icontains(value, autoescape=True))
        )
    if field == "sku":
        return ORDER.id.in_(_with_listing(Listing.sku.icontains(value, autoescape=True)))
    return ORDER.id.in_(_with_listing(Listing.name.icontains(value, autoescape=True)))


def _with_listing(condition: sa.ColumnElement[bool]) -> sa.Select[Any]:
    listings = sa.select(Listing.id).where(condition)
    return sa.select(OrderLine.order_id).where(OrderLine.listing_id.in_(listings))


def _words(text: str) -> sa.ColumnElement[bool]:
    """Match a part of number, resi, SKU, product, buyer or phone."""
    own = (ORDER.number, ORDER.tracking, ORDER.buyer, ORDER.recipient, ORDER.phone)
    products = _with_listing(
        sa.or_(
            Listing.name.icontains(text, autoescape=True),
            Listing.variation.icontains(text, autoescape=True),
            Listing.sku.icontains(text, autoescape=True),
            Listing.seller_sku.icontains(text, autoescape=True),
        )
    )
    if len(text) < search.SHORTEST:
        starts = sa.or_(
            *(
                c.istartswith(text, autoescape=True)
                for c in (ORDER.number, ORDER.tracking, ORDER.buyer)
            )
        )
        return sa.or_(starts, ORDER.id.in_(products))
    mine = sa.or_(*(c.icontains(text, autoescape=True) for c in own))
    coded = sa.and_(ORDER.id.in_(search.matching(text)), mine if text.isascii() else sa.true())
    return sa.or_(coded, ORDER.id.in_(products))
