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
from shopdesk.models.shipments import ENDED, STATUSES, Bundled, Parcel, ParcelEvent, Task
from shopdesk.models.shops import Shop
from shopdesk.refusal import Refusal
from shopdesk.services import views as saved_views
from shopdesk.services.orders.parts import ORDER
from shopdesk.services.orders.searching import column
from shopdesk.services.orders.searching import words as in_orders
from shopdesk.services.shipments.clocks import MOVING, late, silent
from shopdesk.services.shipments.statuses import courier_of, names_of, plain
from shopdesk.steps import asking
from shopdesk.store import Read

PARCEL: Final = Parcel.__table__.c
EVENT: Final = ParcelEvent.__table__.c
BUNDLED: Final = Bundled.__table__.c
Test = sa.ColumnElement[bool]
RISK: Final = "risk"
"""The usual order of rows."""
INSTANTS: Final = {
    "last": PARCEL.last_at, "handed": PARCEL.handed_at, "made": PARCEL.made_at,
    "delivered": PARCEL.delivered_at, "eta": PARCEL.eta,
}  # fmt: skip
SORTS: Final = {RISK: PARCEL.value, "value": PARCEL.value, "made": PARCEL.id} | {
    name: sa.func.coalesce(INSTANTS[name], 0) for name in ("last", "handed")
}
"""A parcel is made with its order, or soon after: its id stands for that."""
BEGUN: Final = sa.func.coalesce(PARCEL.handed_at, PARCEL.made_at)
UNKNOWN: Final = PARCEL.id.in_(sa.select(EVENT.parcel_id).where(sa.text("status IS NULL")))
STEP_TAKEN: Final = sa.exists().where(
    Task.parcel_id == PARCEL.id,
    sa.or_(Task.state == "open", Task.done_at >= sa.func.coalesce(PARCEL.last_at, 0)),
)
"""What it asks for is on the list of tasks, or was done after the newest news."""
FAILED: Final = ("failed_attempt", "on_hold", "lost", "returning", "returned")
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


STATES: Final[dict[str, Callable[[Clock], Test]]] = {
    "late": lambda clock: sa.and_(MOVING, late(clock)),
    "silent": lambda clock: sa.and_(MOVING, silent(clock)),
    "moving": lambda _clock: sa.and_(MOVING, sa.true()),
    "unmapped": lambda _clock: UNKNOWN,
    "failed": lambda _clock: PARCEL.status.in_(FAILED),
    "cod": lambda _clock: PARCEL.cod.is_not(None),
    "ended": lambda _clock: PARCEL.status.in_(ENDED),
    "merged": lambda _clock: PARCEL.order_id.in_(sa.select(BUNDLED.lead_id)),
    "manual": lambda _clock: PARCEL.by_hand.is_not(None),
    "trouble": lambda _clock: PARCEL.trouble.is_not(None),
    "todo": lambda clock: sa.and_(PARCEL.status.in_(asking(clock.today())), ~STEP_TAKEN),
}
"""What ``is:…`` can say of a parcel."""


def values() -> dict[str, tuple[str, ...]]:
    """Return the words that fields, ``is:``, ``sort:`` and ``@`` may hold."""
    return {
        "status": STATUSES, "is": tuple(STATES), "sort": tuple(SORTS), "@": tuple(views()),
    }  # fmt: skip


class Finder:
    """One filter text, understood: the condition it means and the order it asks for.

    Raises:
        FilterError: the text is not of the language; it says where.
        Refusal: parcels cannot be sorted so.
    """

    def __init__(self, where: str, read: Read, sort: str = "") -> None:
        self._read = read
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
        self.condition = sa.and_(sa.true(), *map(self._term, query.terms))

    @property
    def trouble(self) -> Test:
        """The test of a parcel that is late or silent."""
        clock = self._read.clock
        return sa.and_(MOVING, sa.or_(late(clock), silent(clock)))

    def _term(self, term: Any) -> Test:
        if isinstance(term, filters.Words):
            made = self._words(term.text)
        elif isinstance(term, filters.Is):
            made = sa.or_(*(STATES[word](self._read.clock) for word in term.words))
        elif term.field == "status":
            made = PARCEL.status.in_([value.casefold() for value in term.values])
        else:
            made = sa.or_(*(self._one(term, value) for value in term.values))
        return sa.not_(sa.func.coalesce(made, sa.false())) if term.negated else made

    def _one(self, term: filters.Compare, value: str) -> Test:
        if term.field in ("order", "channel", "shop"):
            return PARCEL.order_id.in_(self._orders(term.field, value))
        if term.field == "currency":
            return PARCEL.currency == value.upper()
        if term.field == "courier":
            return _carried_by(value)
        if term.field in ("tracking", "raw"):
            return PARCEL[term.field].icontains(value, autoescape=True)
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

    def _orders(self, field: str, value: str) -> Any:
        """Return the orders meant, and where they travel with another one, that one."""
        if field == "order":
            named = column(ORDER.number, value).condition
        else:
            told = (
                Shop.channel == value.casefold()
                if field == "channel"
                else Shop.name.icontains(value, autoescape=True)
            )
            named = ORDER.shop_id.in_(sa.select(Shop.id).where(told))
        return _with_leads(sa.select(ORDER.id).where(named))

    def _words(self, text: str) -> Test:
        found = in_orders(text, self._read.connection).condition
        mine = PARCEL.order_id.in_(_with_leads(sa.select(ORDER.id).where(found)))
        return sa.or_(mine, PARCEL.tracking == text.strip().upper())


def _with_leads(orders: sa.Select[tuple[int]]) -> Any:
    """Return these orders, and those whose parcel they share."""
    leads = sa.select(BUNDLED.lead_id).where(BUNDLED.order_id.in_(orders))
    return sa.union_all(orders, leads).subquery().select()


def _carried_by(value: str) -> Test:
    """Return the parcels of a courier, by any of its names, or by a part of a name."""
    told = PARCEL.courier.icontains(value, autoescape=True)
    starts = names_of(courier_of(value)) if plain(value) else ()
    name = sa.func.lower(PARCEL.courier)
    return sa.or_(told, *(sa.func.substr(name, 1, len(start)) == start for start in starts))
