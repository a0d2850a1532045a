"""The filter language over orders, turned into SQL: an allow-list of fields, states and sorts."""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final

import sqlalchemy as sa

from shopdesk import filters
from shopdesk.clock import Clock
from shopdesk.locale import _
from shopdesk.models.orders import (
    CASES,
    FULFILMENTS,
    MARKS,
    PAYMENTS,
    STATUSES,
)
from shopdesk.models.shops import Listing, Shop
from shopdesk.refusal import Refusal
from shopdesk.services.analyses.segments import segments
from shopdesk.services.orders import buyers, goods, hours
from shopdesk.services.orders.dues import overpaid, underpaid
from shopdesk.services.orders.health import pulls
from shopdesk.services.orders.hours import WEEKDAYS
from shopdesk.services.orders.mine import mine
from shopdesk.services.orders.parts import (
    EVERY,
    ORDER,
    Hits,
    Strand,
    Test,
    apart,
    test,
    together,
)
from shopdesk.services.orders.searching import column, products, words
from shopdesk.services.orders.short import short

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
    "weekday": (WORD, ORDER.placed_at),
    "hour": (NUMBER, ORDER.placed_at),
    "total": (MONEY, ORDER.total),
    "discount": (MONEY, ORDER.discount),
    "units": (NUMBER, ORDER.units),
    "lines": (NUMBER, ORDER.lines),
    "segment": (WORD, ORDER.buyer),
    "placed": (DATE, ORDER.placed_at),
    "first": (DATE, buyers.FIRST_AT),
    "paid": (DATE, ORDER.paid_at),
    "ship_by": (DATE, ORDER.ship_by),
    "shipped": (DATE, ORDER.shipped_at),
    "delivered": (DATE, ORDER.delivered_at),
    "completed": (DATE, ORDER.completed_at),
    "held": (DATE, ORDER.hold_since),
}
GOODS: Final = ("sku", "product", "category")
"""Fields of what was ordered."""
LINKED: Final[Mapping[str, filters.FieldKind]] = dict.fromkeys(
    ("shop", *GOODS, "health", "customer"), TEXT
)
SORTS: Final[Mapping[str, Any]] = {
    "placed": ORDER.placed_at,
    "ship_by": ORDER.ship_by,
    "total": ORDER.total,
    "number": ORDER.number,
}
WHOLE: Final = ("placed", "ship_by")
"""Sorts that have an index over all statuses."""
MARKED: Final = {
    "conflict": ORDER.conflict.is_not(None),
    "held": ORDER.hold_reason.is_not(None),
    "sample": ORDER.sample == 1,
    "cancelling": ORDER.case_state == "cancel_requested",
}
Span = tuple[int | None, int | None]
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
        "short": "is:short sort:ship_by",
        "today": "placed:today",
    }


def _late(clock: Clock) -> Strand:
    return _between("ship_by", ORDER.ship_by, [(None, clock.now())], frozenset(WAITING))


def _marked(mark: str) -> Strand:
    """Return the orders with one of the marks that few have."""
    # The very words of the index, so that the store sees that it holds just these.
    few = sa.select(ORDER.id).where(sa.text(MARKS[mark]))
    return Strand(hits=(Hits(few, few, MARKED[mark]),))


STATES: Final[Mapping[str, Callable[[Clock, sa.Connection | None], Sequence[Strand]]]] = {
    "late": lambda clock, _connection: [_late(clock)],
    "stuck": lambda clock, _connection: [
        _late(clock), Strand(frozenset(("on_hold", "exception"))), _marked("conflict")
    ],
    "held": lambda _clock, _connection: [_marked("held")],
    "cod": lambda _clock, _connection: [test(ORDER.cod == 1)],
    "sample": lambda _clock, _connection: [_marked("sample")],
    "unmapped": lambda _clock, _connection: [products(Listing.sku == "")],
    "short": lambda _clock, connection: [short(connection)],
    "conflict": lambda _clock, _connection: [_marked("conflict")],
    "mine": lambda clock, _connection: [mine(clock)],
    "waiting": lambda _clock, _connection: [Strand(frozenset(WAITING))],
    "cancelling": lambda _clock, _connection: [_marked("cancelling")],
    "reduced": lambda _clock, _connection: [test(goods.REDUCED)],
    "returns": lambda _clock, _connection: [test(goods.RETURNED)],
    "first": lambda _clock, _connection: [test(buyers.FIRST)],
    "repeat": lambda _clock, _connection: [test(buyers.REPEAT)],
    "stranger": lambda _clock, _connection: [test(buyers.STRANGER)],
    "underpaid": lambda _clock, _connection: [underpaid()],
    "overpaid": lambda _clock, _connection: [overpaid()],
}  # fmt: skip
"""What ``is:…`` can say of an order."""


class Finder:
    """One filter text, understood: the orders that it means and the order of rows it asks for.

    With a connection, products that it names are looked up.

    Raises:
        FilterError: the text is not of the language; it says where.
    """

    def __init__(
        self,
        where: str,
        clock: Clock,
        sort: str = "",
        saved: Mapping[str, str] | None = None,
        *,
        connection: sa.Connection | None = None,
    ) -> None:
        self.clock, self.connection = clock, connection
        query = _understood(where, tuple((saved or {}).items()))
        self.strands = together(self._term(term) for term in query.terms)
        asked = query.sort[0] if query.sort else None
        self.sort = asked.field if asked else sort.lstrip("-") or "placed"
        self.descending = asked.descending if asked else (not sort or sort.startswith("-"))
        if self.sort not in SORTS:
            raise Refusal(
                _("Orders cannot be sorted by “{name}”. Sorts: {names}.").format(
                    name=self.sort, names=", ".join(SORTS)
                )
            )

    @property
    def condition(self) -> Test:
        """What an order must be, for a query that is not walked."""
        return sa.or_(sa.false(), *(strand.condition for strand in self.strands))

    def _term(self, term: Any) -> Sequence[Strand]:
        if isinstance(term, filters.Words):
            made: Sequence[Strand] = [words(term.text, self.connection)]
        elif isinstance(term, filters.Is):
            strands = (STATES[word](self.clock, self.connection) for word in term.words)
            made = apart([strand for some in strands for strand in some])
        else:
            made = self._compare(term)
        return together([strand.other()] for strand in made) if term.negated else made

    def _compare(self, term: Any) -> Sequence[Strand]:
        whole = term.op == "="
        if term.field in LINKED:
            return self._linked(term, whole=whole)
        kind, field = COLUMNS[term.field]
        if term.field == "status":
            return [Strand(EVERY & {value.casefold() for value in term.values})]
        if term.field == "weekday":
            return [test(hours.weekday(field, self.clock).in_(map(WEEKDAYS.index, term.values)))]
        if kind == WORD:
            return [_word(term.field, field, term.values)]
        if kind == TEXT:
            return apart([column(field, value, whole=whole) for value in term.values])
        if term.field == "hour":
            field = hours.hour(field, self.clock)
        spans = [filters.span(term.op, value, kind, self.clock) for value in term.values]
        return [_between(term.field, field, spans)]

    def _linked(self, term: Any, *, whole: bool) -> Sequence[Strand]:
        if term.field in GOODS:
            sought = (goods.sought(term.field, value, whole=whole) for value in term.values)
            return [products(sa.or_(*sought), self.connection)]
        return apart([self._beside(term.field, value, whole=whole) for value in term.values])

    def _beside(self, field: str, value: str, *, whole: bool) -> Strand:
        if field == "shop":
            named = goods.has(Shop.name, value, whole=whole)
            return test(_of_shops(named | goods.same(Shop.channel + ":" + Shop.name, value)))
        if field == "health":
            return pulls(value, self.clock)
        return buyers.of_customer(value)


@lru_cache(maxsize=256)
def _understood(where: str, saved: tuple[tuple[str, str], ...]) -> filters.Query:
    """Return the filter, which means the same at any time; a screen asks it again and again."""
    return filters.parse(where, fields(), values(), {**dict(saved), **views()})


def _word(name: str, field: Any, values: Sequence[str]) -> Strand:
    if name == "segment":
        return buyers.of_segments(values)
    spell = str.upper if name == "currency" else str.casefold
    among = [spell(value) for value in values]
    if name == "channel":
        return test(_of_shops(Shop.channel.in_(among)))
    return test(sa.type_coerce(field, sa.String).in_(among))


def _of_shops(condition: Test) -> Test:
    # A sum is in no index: what is walked goes on to be walked, and has the shop in it.
    return (ORDER.shop_id + 0).in_(sa.select(Shop.id).where(condition))


def _between(
    name: str, field: Any, spans: Sequence[Span], statuses: frozenset[str] = EVERY
) -> Strand:
    """Return the orders in these statuses whose column lies in one of the spans."""
    if name not in SORTS:
        return Strand(statuses, (_within(field, spans),))
    span = _within(field, spans)
    named = sa.select(ORDER.id).where(ORDER.status.in_(sorted(statuses)), span)
    if statuses == EVERY and name in WHOLE:
        named = sa.select(ORDER.id).where(span)
    # A sum is in no index: where another sort is walked, that column must not lead astray.
    return Strand(statuses, hits=(Hits(named, named, _within(field + 0, spans), name, span),))


def _within(field: Any, spans: Sequence[Span]) -> Test:
    bounds = (
        sa.and_(
            field.is_not(None),
            sa.true() if start is None else field >= start,
            sa.true() if end is None else field < end,
        )
        for start, end in spans
    )
    return sa.or_(*bounds)


def values() -> dict[str, tuple[str, ...]]:
    """Return the words that fields, ``is:``, ``sort:`` and ``@`` may hold."""
    return {
        "status": STATUSES,
        "payment": PAYMENTS,
        "fulfilment": FULFILMENTS,
        "case": CASES,
        "weekday": WEEKDAYS,
        "segment": tuple(one.id for one in segments()),
        "is": tuple(STATES),
        "sort": tuple(SORTS),
        "@": tuple(views()),
    }
