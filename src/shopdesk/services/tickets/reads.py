"""Reading many tickets: pages, totals, counts, ids, and where one stands in a list."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, Final

import sqlalchemy as sa

from shopdesk.locale import _
from shopdesk.models.orders import NEVER
from shopdesk.models.shops import Shop
from shopdesk.models.tickets import LIVE, Ticket, TicketTag, TicketWatch
from shopdesk.refusal import Refusal
from shopdesk.services.orders.parts import ORDER
from shopdesk.services.paging import Key
from shopdesk.services.reads import Reads
from shopdesk.services.tickets.finding import WATCHED
from shopdesk.services.tickets.rows import TicketRow
from shopdesk.services.tickets.searching import TICKET
from shopdesk.services.tickets.searching import among as among_ids
from shopdesk.services.tickets.walking import listed, walk
from shopdesk.store import Read
from shopdesk.tickets import name_of, number_of


def counts(read: Read) -> dict[str, int]:
    """Return how many tickets stand in each state that somebody still has to work on."""
    query = (
        sa.select(TICKET.state, sa.func.count())
        .where(TICKET.state.in_(LIVE))
        .group_by(TICKET.state)
    )  # fmt: skip
    found = {row[0]: int(row[1]) for row in read.connection.execute(query)}
    return {state: found.get(state, 0) for state in LIVE}


def labels(read: Read, ticket_ids: Sequence[int]) -> list[tuple[str, str]]:
    """Return what people call these tickets, in this order: T-12, and its subject."""
    query = sa.select(TICKET.id, TICKET.subject).where(TICKET.id.in_(among_ids(ticket_ids)))
    found = {row[0]: row[1] for row in read.connection.execute(query)}
    return [(name_of(one), found[one]) for one in ticket_ids if one in found]


def find(read: Read, names: Sequence[str]) -> list[int]:
    """Return the ids of the tickets that are called so: T-12 or 12.

    Raises:
        Refusal: there is no such ticket.
    """
    wanted = {name: number_of(name) or 0 for name in names}
    query = sa.select(TICKET.id).where(TICKET.id.in_(among_ids(wanted.values())))
    there = frozenset(read.connection.scalars(query))
    for name, number in wanted.items():
        if number not in there:
            raise Refusal(_("There is no ticket {name}.").format(name=name))
    return list(dict.fromkeys(wanted.values()))


def at(read: Read, ticket_id: int) -> TicketRow:
    """Return one ticket.

    Raises:
        Refusal: it is no longer there.
    """
    rows = rows_of(read, [(0, 0, ticket_id)])
    if not rows:
        raise Refusal(_("This ticket is no longer here."))
    return rows[0]


def rows_of(read: Read, keys: Iterable[Key]) -> list[TicketRow]:
    """Return the rows with these keys, in this order, as far as they are there."""
    told = list(keys)
    some = among_ids([int(str(key[-1])) for key in told])
    tags, watchers = _tags(read, some), _watchers(read, some)
    found: dict[Any, Any] = {
        row[0]: (*row, tuple(tags.get(row[0], ())), tuple(watchers.get(row[0], ())))
        for row in read.connection.execute(_query(read).where(TICKET.id.in_(some)))
    }
    return [
        TicketRow(*found[key[-1]], key)  # type: ignore[call-arg]
        for key in told
        if key[-1] in found
    ]


def _query(read: Read) -> sa.Select[Any]:
    """Return the query whose columns are those of a row, up to its tags."""
    missed = sa.or_(TICKET.breached == 1, TICKET.due < read.clock.now())
    return (
        sa.select(
            TICKET.id, TICKET.channel, sa.func.coalesce(Shop.name, "").label("shop"),
            TICKET.subject, TICKET.customer, TICKET.address, TICKET.state, TICKET.priority,
            TICKET.assignee, TICKET.reason, TICKET.order_id, ORDER.number.label("order"),
            TICKET.opened_at, TICKET.last_at, TICKET.last_in_at, TICKET.waiting_since,
            TICKET.first_due, TICKET.next_due, TICKET.resolve_due,
            sa.func.nullif(TICKET.due, NEVER).label("due"),
            sa.type_coerce(missed, sa.Boolean).label("breached"),
            TICKET.messages, TICKET.snoozed_until, TICKET.csat_score, TICKET.merged_into,
        )
        .select_from(Ticket)
        .outerjoin(Shop, Shop.id == TICKET.shop_id)
        .outerjoin(ORDER.id.table, ORDER.id == TICKET.order_id)
    )  # fmt: skip


def _tags(read: Read, ticket_ids: sa.Select[int]) -> dict[int, list[str]]:
    query = sa.select(TicketTag.ticket_id, TicketTag.tag)
    return _lists(read, query.where(TicketTag.ticket_id.in_(ticket_ids)).order_by(TicketTag.tag))


def _watchers(read: Read, ticket_ids: sa.Select[int]) -> dict[int, list[str]]:
    query = sa.select(TicketWatch.ticket_id, TicketWatch.who)
    now = TicketWatch.at >= read.clock.now() - WATCHED
    mine = query.where(TicketWatch.ticket_id.in_(ticket_ids), now)
    return _lists(read, mine.order_by(TicketWatch.who))


def _lists(read: Read, query: Any) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for ticket_id, word in read.connection.execute(query):
        found[ticket_id].append(word)
    return found


READS: Final = Reads(walk, listed, rows_of)
page, every, total, ids = READS.page, READS.every, READS.total, READS.ids
signposts, place, among = READS.signposts, READS.place, READS.among
