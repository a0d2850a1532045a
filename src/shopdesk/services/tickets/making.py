"""A ticket that a person makes: a call, a chat on another screen, or a word of our own first."""

from typing import Final

import sqlalchemy as sa

from shopdesk.locale import _
from shopdesk.models.orders import Order
from shopdesk.models.tickets import CHANNELS, Ticket
from shopdesk.refusal import Refusal
from shopdesk.services.tickets import states
from shopdesk.services.tickets.cleaning import address_of, masked_line
from shopdesk.services.tickets.closing import close_old
from shopdesk.services.tickets.following import ended
from shopdesk.services.tickets.guards import refuse_unknown
from shopdesk.services.tickets.opening import first_words, keep_link
from shopdesk.services.tickets.replying import refuse_empty, unfit, write
from shopdesk.store import Change, Work
from shopdesk.text import mask_cards
from shopdesk.tickets import name_of

KINDS: Final = ("in", "out", "note")


def new(
    work: Work, *, channel: str, subject: str, body: str, customer: str = "", address: str = "",
    order_id: int | None = None, kind: str = "in",
) -> Change:  # fmt: skip
    """Make a ticket with its first message: the customer's, our own, or a note.

    Its id is what ``verbs.made`` reads of the entry.

    Raises:
        Refusal: there is no such channel or order, or the text is empty.
        ValueError: nobody knows such a kind.
    """
    from shopdesk.services.tickets import linking

    if kind not in KINDS:
        raise ValueError(kind)
    refuse_unknown(channel, CHANNELS)
    refuse_empty(body)
    if kind == "out" and (wrong := unfit(body)):
        raise Refusal(_("The answer cannot go: {why}.").format(why=wrong))
    ticket = Ticket(
        channel=channel, subject=masked_line(subject) or first_words(mask_cards(body)),
        customer=masked_line(customer), address=address_of(channel, address),
        opened_at=work.clock.now(), last_at=work.clock.now(),
    )  # fmt: skip
    _about(work, ticket, order_id)
    work.session.add(ticket)
    work.session.flush()
    keep_link(work, ticket, "hand")
    write(work, ticket, kind, body)
    if kind == "out":
        states.move(work, ticket, work.settings.reply_then)
    linking.follow(work, [ticket.id])
    close_old(work)
    return ended(work, _("Made ticket {name}").format(name=name_of(ticket.id)))


def _about(work: Work, ticket: Ticket, order_id: int | None) -> None:
    """Let a ticket be about an order; its buyer is the customer where nobody is named."""
    if order_id is not None:
        order = work.session.scalars(sa.select(Order).where(Order.id == order_id)).first()
        if order is None:
            raise Refusal(_("An order is no longer here; reload the list."))
        ticket.order_id, ticket.shop_id = order.id, order.shop_id
        ticket.customer = ticket.customer or order.buyer or order.recipient or ""
        told = {"email": order.email, "whatsapp": order.phone, "phone": order.phone}
        address = told.get(ticket.channel, order.buyer) or ""
        ticket.address = ticket.address or address_of(ticket.channel, address)
    ticket.customer = ticket.customer or ticket.address
