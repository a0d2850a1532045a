"""The filter language over parcels, turned into SQL: fields, states, sorts.

The usual order puts what is in trouble first: late and silent parcels, then all others, each by
what they are worth.
"""

from collections.abc import Callable
from typing import Any, Final

import sqlalchemy as sa

from shopdesk import filters
from shopdesk.clock import DAY, Clock
from shopdesk.locale import _
from shopdesk.models.shipments import (
    ENDED,
    MOVING,
    STATUSES,
    Bundled,
    Parcel,
    ParcelEvent,
    Task,
)
from shopdesk.models.shipments import UNDER_WAY as WORDS_OF_INDEX
from shopdesk.models.shops import Shop
from shopdesk.refusal import Refusal
from shopdesk.services import views as saved_views
from shopdesk.services.orders.parts import ORDER
from shopdesk.services.orders.searching import column
from shopdesk.services.orders.searching import words as in_orders
from shopdesk.services.shipments.clocks import late, silent
from shopdesk.services.shipments.statuses import courier_of, names_of, plain
from shopdesk.steps import asking
from shopdesk.store import Read

PARCEL: Final = Parcel.__table__.c
EVENT: Final = ParcelEvent.__table__.c
BUNDLED: Final = Bundled.__table__.c
Test = sa.ColumnElement[bool]
EVERY: Final = frozenset(STATUSES)
UNDER_WAY: Final = frozenset(MOVING)
RISK: Final = "risk"
"""The usual order of rows."""
INSTANTS: Final = {
    "last": PARCEL.last_at, "handed": PARCEL.handed_at, "made": PARCEL.made_at,
    "delivered": PARCEL.delivered_at, "eta": PARCEL.eta,
}  # fmt: skip
SORTS: Final = (RISK, "value", "last", "made")
"""What parcels can be sorted by; that one was made with its order is told by its id."""
BEGUN: Final = sa.func.coalesce(PARCEL.handed_at, PARCEL.made_at)
UNKNOWN: Final = PARCEL.id.in_(sa.select(EVENT.parcel_id).where(sa.text("status IS NULL")))
STEP_TAKEN: Final = sa.exists().where(
    Task.parcel_id == PARCEL.id,
    sa.or_(Task.state == "open", Task.done_at >= sa.func.coalesce(PARCEL.last_at, 0)),
)
"""What it asks for is on the list of tasks, or was done after the newest news."""
FAILED: Final = frozenset(("failed_attempt", "on_hold", "lost", "returning", "returned"))
"""Statuses that ask for a person."""


def fields() -> dict[str, filters.FieldKind]:
    """Return the names a filter may use, with their kinds."""
    texts: dict[str, filters.FieldKind] = dict.fromkeys(
        ("order", "tracking", "courier", "shop", "raw"), "text"
    )
    words: dict[str, filters.FieldKind] = dict.fromkeys(("channel", "status", "currency"), "word")
    numbers: dict[str, filters.FieldKind] = {"value": "money", "age": "number"}
    return texts | words | numbers | dict.fromkeys(INSTANTS, "instant")


def views() -> dict[str, str]:
    """Return the built-in views: name to filter."""
    return {
        "all": "",
        "moving": "is:moving",
        "late": "is:late",
        "silent": "is:silent",
        "failed": "is:failed sort:-last",
        "waiting": "status:pending,info_received",
        "unmapped": "is:unmapped",
        "cod": "is:cod is:moving",
        "ended": "is:ended sort:-made",
    }


STATES: Final[dict[str, tuple[frozenset[str], Callable[[Clock], Test] | None]]] = {
    "late": (UNDER_WAY, late),
    "silent": (UNDER_WAY, silent),
    "moving": (UNDER_WAY, None),
    "unmapped": (EVERY, lambda _clock: UNKNOWN),
    "failed": (FAILED, None),
    "cod": (EVERY, lambda _clock: PARCEL.cod.is_not(None)),
    "ended": (frozenset(ENDED), None),
    "merged": (EVERY, lambda _clock: PARCEL.order_id.in_(sa.select(BUNDLED.lead_id))),
    "manual": (EVERY, lambda _clock: PARCEL.by_hand.is_not(None)),
    "trouble": (EVERY, lambda _clock: PARCEL.trouble.is_not(None)),
    "todo": (EVERY, lambda clock: PARCEL.status.in_(asking(clock.today())) & ~STEP_TAKEN),
}
"""What ``is:…`` can say of a parcel: the statuses that it may have, and what else is so."""


def values() -> dict[str, tuple[str, ...]]:
    """Return the words that fields, ``is:``, ``sort:`` and ``@`` may hold."""
    return {
        "status": STATUSES, "is": tuple(STATES), "sort": tuple(SORTS), "@": tuple(views()),
    }  # fmt: skip


class Finder:
    """One filter text, understood: the statuses and the rest that it means, and the asked order.

    ``walked`` says that few of the matches will be fetched; else all are counted.

    Raises:
        FilterError: the text is not of the language; it says where.
        Refusal: parcels cannot be sorted so.
    """

    def __init__(self, where: str, read: Read, sort: str = "", *, walked: bool = False) -> None:
        self._read, self._walked = read, walked
        known = saved_views.known(read, "shipments", where)
        query = filters.parse(where, fields(), values(), known)
        asked = query.sort[0] if query.sort else None
        self.sort = asked.field if asked else sort.removeprefix("-") or RISK
        self.descending = asked.descending if asked else not sort or sort.startswith("-")
        if self.sort not in SORTS:
            raise Refusal(
                _("Parcels cannot be sorted by “{name}”. Sorts: {names}.").format(
                    name=self.sort, names=", ".join(SORTS)
                )
            )
        self.statuses = EVERY
        self.rest = sa.and_(sa.true(), *[self._term(term) for term in query.terms])

    @property
    def condition(self) -> Test:
        """What a parcel must be, for a query that is not walked."""
        return sa.and_(of(self.statuses), self.rest)

    @property
    def trouble(self) -> Test:
        """The test of a parcel under way that is late or silent."""
        return sa.or_(late(self._read.clock), silent(self._read.clock))

    def _term(self, term: Any) -> Test:
        if isinstance(term, filters.Is):
            return self._is(term)
        if isinstance(term, filters.Words):
            made = self._words(term.text)
        elif term.field == "status":
            said = frozenset(value.casefold() for value in term.values)
            self.statuses &= EVERY - said if term.negated else said
            return sa.true()
        else:
            made = sa.or_(*(self._one(term, value) for value in term.values))
        return _not(made) if term.negated else made

    def _is(self, term: filters.Is) -> Test:
        states = [STATES[word] for word in term.words]
        plain = all(test is None for _statuses, test in states)
        among = frozenset().union(*(statuses for statuses, _test in states))
        if not term.negated or plain:
            self.statuses &= EVERY - among if term.negated else among
        if plain:
            return sa.true()
        alike = all(statuses == among for statuses, _test in states) and not term.negated
        made = sa.or_(*(self._state(EVERY if alike else told, test) for told, test in states))
        return _not(made) if term.negated else made

    def _state(self, statuses: frozenset[str], test: Callable[[Clock], Test] | None) -> Test:
        made = sa.true() if test is None else test(self._read.clock)
        return sa.and_(of(statuses), made)

    def _one(self, term: filters.Compare, value: str) -> Test:
        if term.field == "order":
            named = sa.select(ORDER.id).where(column(ORDER.number, value).condition)
            return PARCEL.order_id.in_(_with_leads(named))
        if term.field in ("channel", "shop"):
            return self._sold(term.field, value)
        if term.field == "currency":
            return PARCEL.currency == value.upper()
        if term.field == "courier":
            return carried_by(value)
        if term.field in ("tracking", "raw"):
            return PARCEL[term.field].icontains(value, autoescape=True)
        return self._spanned(term, value)

    def _spanned(self, term: filters.Compare, value: str) -> Test:
        clock = self._read.clock
        if term.field == "age":
            return self._aged(filters.span(term.op, value, "number", clock))
        kind: filters.FieldKind = "money" if term.field == "value" else "instant"
        field = PARCEL.value if term.field == "value" else INSTANTS[term.field]
        start, end = filters.span(term.op, value, kind, clock)
        return sa.and_(
            field.is_not(None),
            sa.true() if start is None else field >= start,
            sa.true() if end is None else field < end,
        )

    def _aged(self, span: tuple[int | None, int | None]) -> Test:
        """Return the parcels that are so many whole days old, from the first to before the last."""
        start, end = span
        age = sa.func.coalesce(PARCEL.ended_at, self._read.clock.now()) - BEGUN
        return sa.and_(
            sa.true() if not start or start <= 0 else age >= start * DAY,
            sa.true() if end is None else age < end * DAY,
        )

    def _sold(self, field: str, value: str) -> Test:
        """Return the parcels of the shops that are meant."""
        told = (
            Shop.channel == value.casefold()
            if field == "channel"
            else Shop.name.icontains(value, autoescape=True)
        )
        shops = ORDER.shop_id.in_(
            list(self._read.connection.scalars(sa.select(Shop.id).where(told)))
        )
        if self._walked or not self.statuses & frozenset(ENDED):
            # Few parcels are looked at: each is asked for its order.
            return sa.exists().where(ORDER.id == PARCEL.order_id, shops)
        return PARCEL.order_id.in_(sa.select(ORDER.id).where(shops))

    def _words(self, text: str) -> Test:
        found = in_orders(text, self._read.connection).condition
        mine = PARCEL.order_id.in_(_with_leads(sa.select(ORDER.id).where(found)))
        return sa.or_(mine, PARCEL.tracking == text.strip().upper())


def under_way() -> Test:
    """Return the test of a parcel under way, in the very words of the index of these few."""
    return sa.and_(sa.text(WORDS_OF_INDEX))


def of(statuses: frozenset[str]) -> Test:
    """Return the test that a parcel has one of these statuses."""
    return sa.true() if statuses == EVERY else PARCEL.status.in_(sorted(statuses))


def _not(made: Test) -> Test:
    return sa.not_(sa.func.coalesce(made, sa.false()))


def _with_leads(orders: sa.Select[tuple[int]]) -> Any:
    """Return these orders, and those whose parcel they share."""
    leads = sa.select(BUNDLED.lead_id).where(BUNDLED.order_id.in_(orders))
    return sa.union_all(orders, leads).subquery().select()


def carried_by(value: str) -> Test:
    """Return the parcels of a courier, by any of its names, or by a part of a name."""
    starts = names_of(courier_of(value)) if plain(value) else ()
    sought = [PARCEL.courier.istartswith(start, autoescape=True) for start in starts]
    return sa.or_(PARCEL.courier.icontains(value, autoescape=True), *sought)
