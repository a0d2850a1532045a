"""Why customers wrote, and about what: each reason by SKU, courier and lot.

A ticket is about the SKU that it names, else about all that its order holds; about the lots that
went out with that order; and about the courier of its parcel, else of its order's parcels.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

import sqlalchemy as sa

from shopdesk.locale import _
from shopdesk.refusal import Refusal
from shopdesk.services.shipments.statuses import courier_of
from shopdesk.services.tickets.quality.cohorts import TICKET, Test, opened_in
from shopdesk.services.tickets.quality.figures import where_of
from shopdesk.services.tickets.searching import among
from shopdesk.store import Read

Pairs = set[tuple[int, str]]
"""Tickets with a name each."""
MOST: Final = 5
"""Names that are told of each reason and kind."""
NONE: Final = "-"
"""How a filter names tickets without a reason."""
NAMED: Final = (
    "SELECT t.id AS ticket, t.variant_id AS variant FROM tickets AS t "
    "WHERE t.id IN (SELECT value FROM json_each(:ids)) AND t.variant_id IS NOT NULL "
    "UNION SELECT l.ticket_id, l.target_id FROM ticket_links AS l "
    "WHERE l.ticket_id IN (SELECT value FROM json_each(:ids)) "
    "AND l.kind = 'variant' AND l.place = 'linked'"
)
ORDERED: Final = (
    "SELECT t.id AS ticket, t.order_id AS order_id FROM tickets AS t "
    "WHERE t.id IN (SELECT value FROM json_each(:ids)) AND t.order_id IS NOT NULL"
)
ABOUT: Final = {
    "sku": (
        f"WITH named AS ({NAMED}) SELECT n.ticket, v.sku FROM named AS n "
        "JOIN variants AS v ON v.id = n.variant "
        f"UNION SELECT o.ticket, g.sku FROM ({ORDERED}) AS o "
        "JOIN order_lines AS l ON l.order_id = o.order_id "
        "JOIN listings AS g ON g.id = l.listing_id "
        "WHERE g.sku <> '' AND o.ticket NOT IN (SELECT ticket FROM named)"
    ),
    "courier": (
        f"SELECT o.ticket, p.courier FROM ({ORDERED}) AS o "
        "LEFT JOIN bundled AS b ON b.order_id = o.order_id "
        "JOIN parcels AS p ON p.order_id = coalesce(b.lead_id, o.order_id) "
        "JOIN tickets AS t ON t.id = o.ticket WHERE p.courier <> '' "
        "AND (t.parcel_id IS NULL OR t.parcel_id = p.id)"
    ),
    "lot": (
        f"WITH named AS ({NAMED}) SELECT o.ticket, lots.code FROM ({ORDERED}) AS o "
        "JOIN orders ON orders.id = o.order_id "
        "JOIN movements AS m ON m.document = orders.channel || ':' || orders.number "
        "AND m.line = o.order_id AND m.kind = 'sale' JOIN lots ON lots.id = m.lot_id "
        "WHERE o.ticket NOT IN (SELECT ticket FROM named) "
        "OR m.variant_id IN (SELECT variant FROM named WHERE named.ticket = o.ticket)"
    ),
}
"""Tickets with the names that they are about."""


class Reason(NamedTuple):
    """How many tickets had a reason (``by`` is empty), or a reason and one SKU, courier or lot.

    ``of`` is the whole that they are a part of: all tickets, or those of the reason.
    """

    reason: str
    by: str
    name: str
    tickets: int
    of: int
    where: str


def reasons(read: Read, named: str = "this-month") -> tuple[Reason, ...]:
    """Return the reasons of a period, the commonest first, each followed by what it is about.

    Raises:
        Refusal: it is no period.
    """
    why = _reasons(read, named)
    pairs = {by: _pairs(read, by, list(why)) for by in ABOUT}
    sums = Counter(why.values())
    return tuple(
        one
        for reason, n in sorted(sums.items(), key=lambda each: (-each[1], each[0]))
        for one in _of(reason, n, why, pairs, named)
    )


def about(read: Read, named: str, rest: str) -> Test:
    """Return the test of the tickets with a reason, and one SKU, courier or lot if it is told.

    Raises:
        Refusal: it is no period, or a ticket is not counted by such a thing.
    """
    reason, by, name = [*rest.split(maxsplit=2), "", "", ""][:3]
    why = _reasons(read, named)
    ids = [one for one, told in why.items() if told == reason.removeprefix(NONE)]
    if by:
        if by not in ABOUT:
            said = _("Tickets are counted by {names}, not by “{name}”.")
            raise Refusal(said.format(names=", ".join(ABOUT), name=by))
        ids = [one for one, told in _pairs(read, by, ids) if told == name]
    return TICKET.id.in_(among(ids))


def _reasons(read: Read, named: str) -> Mapping[int, str]:
    query = sa.select(TICKET.id, TICKET.reason).where(opened_in(named, read.clock))
    return {row.id: row.reason for row in read.connection.execute(query)}


def _pairs(read: Read, by: str, ids: Sequence[int]) -> Pairs:
    rows: Any = read.connection.execute(sa.text(ABOUT[by]), {"ids": json.dumps(ids)})
    told = courier_of if by == "courier" else str
    # A quotation mark cannot stand in a filter's value.
    return {(ticket, " ".join(told(name).replace('"', "'").split())) for ticket, name in rows}


def _of(
    reason: str, n: int, why: Mapping[int, str], pairs: Mapping[str, Pairs], named: str
) -> Iterator[Reason]:  # fmt: skip
    told = reason or NONE
    yield Reason(reason, "", "", n, len(why), where_of("about", named, told))
    for by, found in pairs.items():
        sums = Counter(name for ticket, name in found if why[ticket] == reason)
        for name, tickets in sorted(sums.items(), key=lambda one: (-one[1], one[0]))[:MOST]:
            where = where_of("about", named, told, by, name)
            yield Reason(reason, by, name, tickets, n, where)
