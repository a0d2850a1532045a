"""The filter language over tickets, turned into SQL: fields, states, sorts.

The usual order puts what waits for somebody first, the earliest deadline before the later ones,
then all others, the newest first.
"""

from collections.abc import Callable, Sequence
from typing import Any, Final

import sqlalchemy as sa

from shopdesk import filters
from shopdesk.clock import MINUTE, Clock
from shopdesk.locale import _
from shopdesk.models.orders import NEVER
from shopdesk.models.shipments import Bundled
from shopdesk.models.shops import Shop
from shopdesk.models.tickets import CHANNELS, LIVE, PRIORITIES, STATES, TicketTag, TicketWatch
from shopdesk.refusal import Refusal
from shopdesk.services import views as saved_views
from shopdesk.services.shipments.finding import PARCEL, carried_by
from shopdesk.services.tickets.quality.cohorts import of_figure
from shopdesk.services.tickets.searching import (
    MESSAGE,
    TICKET,
    Named,
    Test,
    among,
    either,
    of_order,
    of_sku,
    words,
)
from shopdesk.store import Actor, Read, talk
from shopdesk.tickets import REASON, number_of

EVERY: Final = frozenset(STATES)
WORKED: Final = frozenset(LIVE)
DUE: Final = "due"
"""The usual order of rows."""
SORTS: Final = (DUE, "last", "opened")
INSTANTS: Final = {
    "opened": TICKET.opened_at, "last": TICKET.last_at, "due": sa.func.nullif(TICKET.due, NEVER),
}  # fmt: skip
TEXTS: Final = {
    "subject": (TICKET.subject,), "customer": (TICKET.customer, TICKET.address),
    "assignee": (TICKET.assignee,),
}  # fmt: skip
WATCHED: Final = 2 * MINUTE
"""How long somebody counts as looking at a ticket after they were last heard of."""
LEAVING: Final = sa.text("ticket_messages.state IN ('queued', 'sending', 'copy', 'failed')")
"""The very words of the index of answers that have not gone."""


def fields() -> dict[str, filters.FieldKind]:
    """Return the names a filter may use, with their kinds."""
    texts: dict[str, filters.FieldKind] = dict.fromkeys(
        ("ticket", "shop", "order", "tag", "sku", "courier", "figure", *TEXTS), "text"
    )
    words: dict[str, filters.FieldKind] = dict.fromkeys(
        ("channel", "state", "priority", "reason"), "word"
    )
    return texts | words | {"score": "number"} | dict.fromkeys(INSTANTS, "instant")


def views() -> dict[str, str]:
    """Return the built-in views: name to filter."""
    return {
        "waiting": "is:waiting",
        "late": "is:late",
        "mine": "is:mine",
        "unassigned": "is:unassigned is:live",
        "failed": "is:failed",
        "unsent": "is:unsent",
        "live": "is:live",
        "pending": "state:pending",
        "on_hold": "state:on_hold",
        "snoozed": "is:snoozed",
        "solved": "state:solved",
        "spam": "is:spam",
        "all": "",
    }


def _unsent(*states: str) -> Test:
    leaving = sa.select(MESSAGE.ticket_id).where(LEAVING, MESSAGE.state.in_(states))
    return TICKET.id.in_(leaving)


def _watched(clock: Clock) -> Test:
    since = clock.now() - WATCHED
    return TICKET.id.in_(sa.select(TicketWatch.ticket_id).where(TicketWatch.at >= since))


STATES_OF: Final[dict[str, tuple[frozenset[str], Callable[[Clock], Test] | None]]] = {
    "live": (WORKED, None),
    "late": (WORKED, lambda clock: TICKET.due < clock.now()),
    "breached": (
        EVERY, lambda clock: sa.or_(TICKET.breached == 1, TICKET.due < clock.now())
    ),
    "mine": (EVERY, lambda _clock: TICKET.assignee == Actor.here().name),
    "unassigned": (EVERY, lambda _clock: TICKET.assignee == ""),
    "waiting": (WORKED, lambda _clock: TICKET.waiting_since.is_not(None)),
    "unanswered": (WORKED, lambda _clock: TICKET.first_reply_at.is_(None)),
    "snoozed": (WORKED, lambda clock: TICKET.snoozed_until > clock.now()),
    "spam": (frozenset(("spam",)), None),
    "watched": (EVERY, _watched),
    "failed": (EVERY, lambda _clock: _unsent("failed")),
    "unsent": (EVERY, lambda _clock: _unsent("queued", "sending", "copy", "failed")),
    "uncopied": (EVERY, lambda _clock: _unsent("copy")),
    "merged": (EVERY, lambda _clock: TICKET.merged_into.is_not(None)),
}  # fmt: skip
"""What ``is:…`` can say of a ticket: the states that it may have, and what else is so."""


def values() -> dict[str, tuple[str, ...]]:
    """Return the words that fields, ``is:``, ``sort:`` and ``@`` may hold."""
    return {
        "channel": CHANNELS, "state": STATES, "priority": PRIORITIES, "reason": tuple(REASON),
        "is": tuple(STATES_OF), "sort": SORTS, "@": tuple(views()),
    }  # fmt: skip


class Finder:
    """One filter text, understood: the states, the few that are named, the rest, and the order.

    A ticket is meant that has one of the ``states``, is one of the ``few`` (None: they are not
    few), and passes the ``rest`` and the ``costly`` tests, which go through all that was written.

    Raises:
        FilterError: the text is not of the language; it says where.
        Refusal: tickets cannot be sorted so.
    """

    def __init__(self, where: str, read: Read, sort: str = "") -> None:
        self._read = read
        query = filters.parse(where, fields(), values(), saved_views.known(read, "tickets", where))
        asked = query.sort[0] if query.sort else None
        self.sort = asked.field if asked else sort.removeprefix("-") or DUE
        self.descending = asked.descending if asked else sort.startswith("-")
        if self.sort not in SORTS:
            raise Refusal(
                _("Tickets cannot be sorted by “{name}”. Sorts: {names}.").format(
                    name=self.sort, names=", ".join(SORTS)
                )
            )
        self.states = EVERY
        self.few: frozenset[int] | None = None
        self.costly: list[Test] = []
        self.rest = sa.and_(sa.true(), *[self._term(term) for term in query.terms])

    @property
    def condition(self) -> Test:
        """What a ticket must be, for a query that is not walked."""
        return sa.and_(self.cheap, *self.costly)

    @property
    def cheap(self) -> Test:
        """The same without the costly tests."""
        named = sa.true() if self.few is None else TICKET.id.in_(among(self.few))
        return sa.and_(named, of(self.states), self.rest)

    def _term(self, term: Any) -> Test:
        connection = self._read.connection
        if isinstance(term, filters.Is):
            return self._is(term)
        if isinstance(term, filters.Words):
            return self._named([words(term.text, connection)], negated=term.negated)
        if term.field == "state":
            said = frozenset(value.casefold() for value in term.values)
            self.states &= EVERY - said if term.negated else said
            return sa.true()
        if term.field in NAMING:
            ways = [NAMING[term.field](value, connection) for value in term.values]
            return self._named(ways, negated=term.negated)
        made = sa.or_(*(self._one(term, value) for value in term.values))
        return _not(made) if term.negated else made

    def _named(self, ways: Sequence[Named], *, negated: bool) -> Test:
        """Keep the few that any of these ways names; where they are many, keep their test."""
        named = either(ways)
        few = None if negated else named.few(self._read.connection)
        if few is None:
            self.costly.append(_not(named.test) if negated else named.test)
        else:
            self.few = few if self.few is None else self.few & few
        return sa.true()

    def _is(self, term: filters.Is) -> Test:
        states = [STATES_OF[word] for word in term.words]
        plain = all(test is None for _states, test in states)
        among = frozenset().union(*(told for told, _test in states))
        if not term.negated or plain:
            self.states &= EVERY - among if term.negated else among
        if plain:
            return sa.true()
        alike = all(told == among for told, _test in states) and not term.negated
        made = sa.or_(*(self._state(EVERY if alike else told, test) for told, test in states))
        return _not(made) if term.negated else made

    def _state(self, states: frozenset[str], test: Callable[[Clock], Test] | None) -> Test:
        made = sa.true() if test is None else test(self._read.clock)
        return sa.and_(of(states), made)

    def _one(self, term: filters.Compare, value: str) -> Test:
        if term.field == "ticket":
            return TICKET.id == (number_of(value) or 0)
        if term.field in TEXTS:
            return sa.or_(*(talk.part(column, value) for column in TEXTS[term.field]))
        if term.field in ("channel", "priority", "reason"):
            return TICKET[term.field] == value.casefold()
        if term.field in LINKED:
            return LINKED[term.field](self._read, value)
        return self._spanned(term, value)

    def _spanned(self, term: filters.Compare, value: str) -> Test:
        kind: filters.FieldKind = "number" if term.field == "score" else "instant"
        field = TICKET.csat_score if term.field == "score" else INSTANTS[term.field]
        start, end = filters.span(term.op, value, kind, self._read.clock)
        return sa.and_(
            field.is_not(None),
            sa.true() if start is None else field >= start,
            sa.true() if end is None else field < end,
        )


def _of_shop(read: Read, value: str) -> Test:
    told = sa.select(Shop.id).where(Shop.name.icontains(value, autoescape=True))
    return TICKET.shop_id.in_(list(read.connection.scalars(told)))


def _tagged(_read: Read, value: str) -> Test:
    return TICKET.id.in_(sa.select(TicketTag.ticket_id).where(TicketTag.tag == value.casefold()))


def _of_courier(_read: Read, value: str) -> Test:
    """Return the tickets whose parcel, or whose order's parcel, a courier carries."""
    lead = sa.select(Bundled.lead_id).where(Bundled.order_id == TICKET.order_id).limit(1)
    order = sa.func.coalesce(lead.scalar_subquery(), TICKET.order_id)
    carried = carried_by(value)
    return sa.case(
        (TICKET.parcel_id.is_not(None), sa.exists().where(PARCEL.id == TICKET.parcel_id, carried)),
        else_=sa.exists().where(PARCEL.order_id == order, carried),
    )


LINKED: Final[dict[str, Callable[[Read, str], Test]]] = {
    "shop": _of_shop, "tag": _tagged, "courier": _of_courier, "figure": of_figure,
}  # fmt: skip
"""Fields of what a ticket belongs to."""
NAMING: Final[dict[str, Callable[[str, sa.Connection], Named]]] = {
    "order": of_order, "sku": of_sku,
}  # fmt: skip
"""Fields whose tickets an index names, where they are few."""


def of(states: frozenset[str]) -> Test:
    """Return the test that a ticket has one of these states."""
    return sa.true() if states == EVERY else TICKET.state.in_(sorted(states))


def _not(made: Test) -> Test:
    return sa.not_(sa.func.coalesce(made, sa.false()))
