"""Several tickets of one customer made one: all messages stand in it, every thread leads to it."""

from collections.abc import Sequence

import sqlalchemy as sa

from shopdesk.locale import _, ngettext
from shopdesk.models.tickets import (
    PRIORITIES,
    Ticket,
    TicketLink,
    TicketMessage,
    TicketOffer,
    TicketTag,
)
from shopdesk.services.tickets import states
from shopdesk.services.tickets.following import ended
from shopdesk.services.tickets.guards import (
    Guard,
    load,
    no_spam,
    not_closed,
    not_merged,
    refuse_unless,
)
from shopdesk.services.tickets.verbs import retag
from shopdesk.store import Change, Work
from shopdesk.tickets import name_of

COLUMNS = ("order_id", "parcel_id", "variant_id")
"""What a ticket without one takes over from those that go into it."""


def merge(work: Work, ids: Sequence[int], into: int, *, anyway: bool = False) -> Change:
    """Put the messages of tickets into another one and close them; new ones arrive there too.

    Raises:
        Refusal: nothing to merge, one is merged or spam, the other is at its end, or their
            customers have different addresses on the same channel and it is not wanted ``anyway``.
    """
    target = load(work, [into])[0]
    tickets = load(work, [one for one in ids if one != into])
    refuse_unless([target], not_merged, not_closed, no_spam)
    refuse_unless(tickets, not_merged, no_spam, *([] if anyway else [_of_others(target)]))
    was = {ticket.state for ticket in tickets}
    for ticket in tickets:
        _move(work, ticket, target)
    work.session.flush()
    if _wakes(target, was):
        states.move(work, target, "open")
    label = ngettext(
        "Merged {n} ticket into {name}", "Merged {n} tickets into {name}", len(tickets)
    )
    return ended(work, label.format(n=len(tickets), name=name_of(into)))


def _move(work: Work, ticket: Ticket, target: Ticket) -> None:
    """Bring all that stands in one ticket into another, and close it."""
    work.session.flush()
    for table in (TicketMessage, TicketOffer):
        moved = sa.update(table).where(table.ticket_id == ticket.id)
        work.session.execute(moved.values(ticket_id=target.id))
    _move_links(work, ticket, target)
    tags = sa.select(TicketTag.tag).where(TicketTag.ticket_id == ticket.id)
    retag(work, target, work.session.scalars(tags.order_by(TicketTag.tag)).all())
    for name in COLUMNS:
        if getattr(target, name) is None:
            setattr(target, name, getattr(ticket, name))
    if PRIORITIES.index(ticket.priority) < PRIORITIES.index(target.priority):
        states.tell(work, target, "priority", target.priority, ticket.priority)
        target.priority = ticket.priority
    states.tell(work, ticket, "merge", after=name_of(target.id))
    states.tell(work, target, "merge", before=name_of(ticket.id))
    states.move(work, ticket, "closed")
    ticket.merged_into = target.id


def _move_links(work: Work, ticket: Ticket, target: Ticket) -> None:
    """Bring over what the other ticket does not name yet; the rest stays where it is."""
    own = sa.select(TicketLink).where(TicketLink.ticket_id == target.id)
    there = {(one.kind, one.target_id) for one in work.session.scalars(own)}
    mine = sa.select(TicketLink).where(TicketLink.ticket_id == ticket.id)
    for link in work.session.scalars(mine.order_by(TicketLink.id)).all():
        if (link.kind, link.target_id) not in there:
            link.ticket_id = target.id


def _wakes(target: Ticket, was: set[str]) -> bool:
    """Tell whether tickets in these states open the one that they go into."""
    if target.state == "new":
        return was != {"new"}
    return bool(was & {"new", "open"})


def _of_others(target: Ticket) -> Guard:
    """Return a guard against tickets of other customers, as far as addresses tell."""

    def guard(ticket: Ticket) -> str | None:
        both = ticket.address and target.address and ticket.channel == target.channel
        if not both or ticket.address == target.address:
            return None
        return _("it is from {address}, {name} is from {other}").format(
            address=ticket.address, name=name_of(target.id), other=target.address
        )

    return guard
