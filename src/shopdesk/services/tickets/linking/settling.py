"""The order, parcel and product that a ticket's columns name: the first linked ones.

An order that travels in one parcel brings it along, and one of a single SKU its SKU: so that a
reason for writing can be counted by courier and by product.
"""

from collections.abc import Collection, Iterable, Sequence
from typing import Final

import sqlalchemy as sa

from shopdesk.models.orders import OrderLine
from shopdesk.models.products import Variant
from shopdesk.models.shops import Listing
from shopdesk.models.tickets import Ticket, TicketLink
from shopdesk.services.shipments.reads import parcels_of
from shopdesk.services.tickets.linking.rows import Suggestion
from shopdesk.services.tickets.states import tell
from shopdesk.store import Work

COLUMNS: Final = {"order": "order_id", "parcel": "parcel_id", "variant": "variant_id"}
"""By kind of link: the ticket's column."""


def held(work: Work, ticket_ids: Collection[int]) -> dict[int, list[TicketLink]]:
    """Return the links of these tickets, refused ones too, the oldest first."""
    found: dict[int, list[TicketLink]] = {one: [] for one in ticket_ids}
    query = sa.select(TicketLink).where(TicketLink.ticket_id.in_(sorted(found)))
    for link in work.session.scalars(query.order_by(TicketLink.id)):
        found[link.ticket_id].append(link)
    return found


def put(work: Work, ticket: Ticket, one: Suggestion, place: str, by: str = "") -> TicketLink:
    """Write down what a ticket is or may be about; what is linked stands in its events."""
    link = TicketLink(
        ticket_id=ticket.id, kind=one.kind, target_id=one.target_id, place=place, why=one.why
    )
    work.session.add(link)
    if place == "linked":
        tell(work, ticket, "link", after=f"{one.kind} {one.name}", by=by)
    return link


def settle(work: Work, tickets: Sequence[Ticket]) -> None:
    """Make the columns of the tickets anew from their links."""
    work.session.flush()
    links = held(work, [ticket.id for ticket in tickets])
    for ticket in tickets:
        ticket.order_id = _stands(ticket, links[ticket.id])
    bought = _bought(work, {one.order_id for one in tickets if one.order_id is not None})
    for ticket in tickets:
        own, order = links[ticket.id], ticket.order_id
        parcels = parcels_of(work, [order]) if order is not None else ()
        ticket.parcel_id = _linked(own, "parcel", ticket.parcel_id) or _only(parcels)
        goods = bought.get(order or 0, ())
        ticket.variant_id = _linked(own, "variant", ticket.variant_id) or _meant(own, goods)


def _stands(ticket: Ticket, links: Sequence[TicketLink]) -> int | None:
    """Return the order that the ticket names, unless it was unlinked; else the first linked one."""
    known = {one.target_id for one in links if one.kind == "order"}
    if ticket.order_id is not None and ticket.order_id not in known:
        return ticket.order_id
    return _linked(links, "order", ticket.order_id)


def _linked(links: Iterable[TicketLink], kind: str, now: int | None) -> int | None:
    """Return what is named now if it is linked, else the first that is."""
    mine = [one.target_id for one in links if one.kind == kind and one.place == "linked"]
    return now if now in mine else next(iter(mine), None)


def _only(found: Collection[int]) -> int | None:
    return next(iter(found)) if len(found) == 1 else None


def _meant(links: Iterable[TicketLink], bought: Collection[int]) -> int | None:
    """Return the one product of the order, or the one of it that the text names."""
    named = {one.target_id for one in links if one.kind == "variant" and one.place != "refused"}
    return _only(named & set(bought)) or _only(bought)


def _bought(work: Work, order_ids: Collection[int]) -> dict[int, set[int]]:
    """Return the variants that these orders are of."""
    if not order_ids:
        return {}
    query = (
        sa.select(OrderLine.order_id, Variant.id)
        .join(Listing, Listing.id == OrderLine.listing_id)
        .join(Variant, Variant.sku_key == sa.func.lower(Listing.sku))
        .where(OrderLine.order_id.in_(sorted(order_ids)), Listing.sku != "")
    )
    found: dict[int, set[int]] = {}
    for order_id, variant in work.connection.execute(query):
        found.setdefault(order_id, set()).add(variant)
    return found
