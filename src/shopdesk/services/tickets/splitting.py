"""Messages that are about something else get a ticket of their own; so does what comes later."""

from collections.abc import Sequence

import sqlalchemy as sa

from shopdesk.locale import _, ngettext
from shopdesk.models.tickets import Ticket, TicketMessage
from shopdesk.refusal import Refusal
from shopdesk.services.tickets import states
from shopdesk.services.tickets.cleaning import masked_line
from shopdesk.services.tickets.following import ended
from shopdesk.services.tickets.guards import load, not_closed, not_merged, refuse_unless
from shopdesk.services.tickets.opening import inherit, keep_link
from shopdesk.services.tickets.replying import refuse_wrong, write
from shopdesk.store import Change, Work
from shopdesk.tickets import name_of


def split(work: Work, ticket_id: int, message_ids: Sequence[int], subject: str = "") -> Change:
    """Make a ticket of some messages of another one; answers to them arrive there.

    Raises:
        Refusal: no message, one that is not of this ticket, or all that was said.
    """
    (ticket,) = load(work, [ticket_id])
    refuse_unless([ticket], not_merged, not_closed)
    moving = _chosen(work, ticket, message_ids)
    first = next((one for one in moving if one.kind == "in"), None)
    new = Ticket(
        channel=ticket.channel, shop_id=ticket.shop_id, mailbox_id=ticket.mailbox_id,
        subject=masked_line(subject) or moving[0].subject or ticket.subject,
        customer=(first and first.author) or ticket.customer,
        address=(first and first.from_address) or ticket.address, language=ticket.language,
        state="open", priority=ticket.priority, assignee=ticket.assignee,
        split_from=ticket.id, opened_at=moving[0].at, last_at=moving[-1].at,
    )  # fmt: skip
    work.session.add(new)
    work.session.flush()
    for message in moving:
        message.ticket_id = new.id
    states.tell(work, ticket, "split", after=name_of(new.id))
    states.tell(work, new, "split", before=name_of(ticket.id))
    _link(work, new)
    label = ngettext(
        "Moved {n} message of {ticket} into {name}",
        "Moved {n} messages of {ticket} into {name}",
        len(moving),
    )
    names = {"ticket": name_of(ticket.id), "name": name_of(new.id)}
    return ended(work, label.format(n=len(moving), **names))


def follow_up(
    work: Work, ticket_id: int, body: str = "", *, kind: str = "note", subject: str = ""
) -> Change:
    """Make the ticket that follows a closed one, with a note or an answer as its first message.

    Raises:
        Refusal: the ticket is not closed, it is merged, or it has a follow-up that is not closed.
    """
    (old,) = load(work, [ticket_id])
    refuse_unless([old], not_merged, _not_over, lambda one: _followed(work, one))
    if kind == "out":
        refuse_wrong([old], {old.id: body})
    now = work.clock.now()
    new = Ticket(
        subject=masked_line(subject), customer="", state="open", opened_at=now, last_at=now
    )
    inherit(new, old)
    work.session.add(new)
    work.session.flush()
    keep_link(work, new, "act")
    told = body.strip() or _("Follows {name}").format(name=name_of(old.id))
    write(work, new, kind if body.strip() else "system", told)
    if kind == "out":
        states.move(work, new, work.settings.reply_then)
    names = {"ticket": name_of(old.id), "name": name_of(new.id)}
    return ended(work, _("Made {name}, which follows {ticket}").format(**names))


def _chosen(work: Work, ticket: Ticket, message_ids: Sequence[int]) -> list[TicketMessage]:
    """Return the messages that go, the oldest first."""
    query = sa.select(TicketMessage).where(TicketMessage.ticket_id == ticket.id)
    there = list(work.session.scalars(query.order_by(TicketMessage.at, TicketMessage.id)))
    asked = set(message_ids)
    moving = [one for one in there if one.id in asked]
    if not asked:
        raise Refusal(_("No message is chosen."))
    if len(moving) < len(asked):
        said = _("A chosen message is not of {name}; reload the ticket.")
        raise Refusal(said.format(name=name_of(ticket.id)))
    if not any(one.kind in ("in", "out") for one in there if one.id not in asked):
        said = _("{name}: nothing would be left in it. Nothing was changed.")
        raise Refusal(said.format(name=name_of(ticket.id)))
    return moving


def _link(work: Work, ticket: Ticket) -> None:
    from shopdesk.services.tickets import linking

    linking.follow(work, [ticket.id])


def _not_over(ticket: Ticket) -> str | None:
    if ticket.state == "closed":
        return None
    return _("it is not closed; answer it as it is")


def _followed(work: Work, ticket: Ticket) -> str | None:
    query = sa.select(Ticket.id).where(
        Ticket.follows == ticket.id, Ticket.address == ticket.address, Ticket.state != "closed"
    )
    there = work.session.scalars(query.limit(1)).first()
    return _("{name} follows it already").format(name=name_of(there)) if there else None
