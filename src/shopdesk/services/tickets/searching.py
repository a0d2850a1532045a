"""Words in a filter: numbers, subjects, customers, addresses, orders and what was written.

Parts of a subject, a customer or an address are found anywhere in them; what was written is found
by the beginnings of its words. Whatever an index names has two forms: a query of the few tickets
that are meant, and a test on the row of one, for where nearly all are meant.
"""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa

from shopdesk.models.orders import Order, OrderLine
from shopdesk.models.products import Variant
from shopdesk.models.shops import Listing
from shopdesk.models.tickets import Ticket, TicketLink, TicketMessage
from shopdesk.services.orders.parts import ORDER
from shopdesk.services.orders.searching import column
from shopdesk.store import search, talk
from shopdesk.text import phone_tail
from shopdesk.tickets import number_of

TICKET: Final = Ticket.__table__.c
MESSAGE: Final = TicketMessage.__table__.c
LINK: Final = TicketLink.__table__.c
Test = sa.ColumnElement[bool]
PHONE: Final = re.compile(r"(?:\+?62|0)[\d\s().-]{7,16}", re.ASCII)
MANY: Final = 2_000
"""Rows that name tickets; of more the tickets are not fetched but walked to."""
FIRST: Final[sa.BindParameter[int]] = sa.bindparam("first_message", 0)
LAST: Final[sa.BindParameter[int]] = sa.bindparam("last_message", 2**62)
"""The messages among which words are looked up, where not many tickets are tested."""


@dataclass(frozen=True, slots=True, eq=False)
class Named:
    """Tickets that an index names: the query of their ids, and the test on the row of one.

    Without a query there are too many, or no index helps.
    """

    ids: Any | None
    test: Test

    def few(self, connection: sa.Connection) -> frozenset[int] | None:
        """Return the tickets that are meant, or None if they are many."""
        if self.ids is None:
            return None
        found = connection.scalars(self.ids.limit(MANY)).all()
        return frozenset(found) if len(found) < MANY else None


def either(ways: Iterable[Named]) -> Named:
    """Return what is named in any of these ways."""
    told = list(ways)
    test = sa.or_(sa.false(), *(way.test for way in told))
    if any(way.ids is None for way in told):
        return Named(None, test)
    named = sa.union_all(*(way.ids for way in told if way.ids is not None)).subquery()
    return Named(sa.select(named.c[0].label("id")), test)


def among(ids: Iterable[int]) -> sa.Select[int]:
    """Return the query of these ids: however many, they are one value in it."""
    listed = sa.func.json_each(sa.literal(json.dumps(sorted(ids)))).table_valued("value")
    return sa.select(listed.c.value)


def passing(ids: Sequence[int], tests: Sequence[Test], connection: sa.Connection) -> frozenset[int]:
    """Return those of these tickets that pass; words are looked up in their messages alone."""
    spoken = sa.select(sa.func.min(MESSAGE.id), sa.func.max(MESSAGE.id))
    first, last = connection.execute(spoken.where(MESSAGE.ticket_id.in_(among(ids)))).one()
    query = sa.select(TICKET.id).where(TICKET.id.in_(among(ids)), *tests)
    bounds = {FIRST.key: first or 0, LAST.key: last or 0}
    return frozenset(connection.scalars(query, bounds))


def words(text: str, connection: sa.Connection) -> Named:
    """Return the tickets that a word or a phrase may mean."""
    token = text.strip()
    ways = [_written(token, connection), _own(token)]
    if (number := number_of(token)) is not None:
        mine = TICKET.id == number
        ways.append(Named(sa.select(TICKET.id).where(mine), mine))
    if len(token) >= search.SHORTEST and any(sign.isdigit() for sign in token):
        ways.append(of_order(token, connection))
    return either(ways)


def _written(token: str, connection: sa.Connection) -> Named:
    """Return the tickets with a message that has a word which begins so."""
    hits = talk.matching(token)
    # A sum is not the row's own key: the ticket's messages are looked up among all hits at once.
    near = hits.where(talk.WORDS.c.rowid.between(FIRST, LAST))
    has = sa.exists().where(MESSAGE.ticket_id == TICKET.id, (MESSAGE.id + 0).in_(near))
    some: Sequence[Any] = connection.scalars(hits.limit(MANY)).all()
    if len(some) == MANY:
        return Named(None, has)
    return Named(sa.select(MESSAGE.ticket_id.label("id")).where(MESSAGE.id.in_(among(some))), has)


def _own(token: str) -> Named:
    """Return the tickets whose subject, customer or address has this part."""
    parts = TICKET.subject, TICKET.customer, TICKET.address
    tests = [talk.part(part, token) for part in parts]
    if PHONE.fullmatch(token):
        tests.append(TICKET.address.contains(phone_tail(token), autoescape=True))
    return Named(sa.select(TICKET.id).where(sa.or_(*tests)), sa.or_(*tests))


def of_order(text: str, connection: sa.Connection) -> Named:
    """Return the tickets of the orders whose number has this part."""
    row = ORDER.number.icontains(text, autoescape=True)
    test = sa.or_(
        sa.exists().where(ORDER.id == TICKET.order_id, row),
        sa.exists().where(*_linked("order"), Order.id == LINK.target_id, row),
    )
    hits = column(ORDER.number, text).hits
    if not hits or len(connection.scalars(hits[0].likely.limit(MANY)).all()) == MANY:
        return Named(None, test)
    orders = sa.select(ORDER.id).where(hits[0].condition)
    return Named(_about("order", TICKET.order_id, orders), test)


def of_sku(text: str, connection: sa.Connection) -> Named:
    """Return the tickets about a SKU with this part: linked to it, or of an order that has it."""
    sold = Listing.sku.icontains(text, autoescape=True)
    lines = sa.select(OrderLine.order_id).where(
        OrderLine.listing_id.in_(sa.select(Listing.id).where(sold))
    )
    variants = sa.select(Variant.id).where(Variant.sku.icontains(text, autoescape=True))
    bought = sa.exists().where(
        OrderLine.order_id == TICKET.order_id, Listing.id == OrderLine.listing_id, sold
    )
    test = sa.or_(
        TICKET.variant_id.in_(variants),
        sa.exists().where(*_linked("variant"), LINK.target_id.in_(variants)),
        bought,
    )
    if len(connection.scalars(lines.limit(MANY)).all()) == MANY:
        return Named(None, test)
    about = _about("variant", TICKET.variant_id, variants)
    named = sa.select(TICKET.id).where(TICKET.order_id.in_(lines))
    return Named(sa.union_all(about, named).subquery().select(), test)


def _linked(kind: str) -> tuple[Test, ...]:
    return LINK.ticket_id == TICKET.id, LINK.kind == kind, LINK.place == "linked"


def _about(kind: str, own: Any, targets: Any) -> Any:
    """Return the tickets that are about one of these: the one named first, or one more."""
    linked = sa.select(LINK.ticket_id).where(
        LINK.kind == kind, LINK.place == "linked", LINK.target_id.in_(targets)
    )
    named = sa.select(TICKET.id.label("id")).where(own.in_(targets))
    return sa.union_all(named, linked).subquery().select()
