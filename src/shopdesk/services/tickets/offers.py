"""What is offered for a complaint: a refund, a replacement, a voucher.

Up to the shop's limit an offer is approved at once; above it another person has to approve it. What
was offered for one order before counts too, so that many small ones do not get round the limit. No
order is ever offered more back than it brought.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import sqlalchemy as sa

from shopdesk import money
from shopdesk.locale import _, language, ngettext
from shopdesk.models.orders import Order
from shopdesk.models.tickets import OFFERS, Ticket, TicketOffer
from shopdesk.refusal import Refusal
from shopdesk.services.stock.following import ended as stock_ended
from shopdesk.services.tickets import allowances, following
from shopdesk.services.tickets.acting import about_order, send_again
from shopdesk.services.tickets.cleaning import masked_line
from shopdesk.services.tickets.guards import load, not_merged, refuse_unknown, refuse_unless
from shopdesk.services.tickets.rows import OfferRow
from shopdesk.services.tickets.states import tell
from shopdesk.store import Change, Read, Work
from shopdesk.tickets import name_of, offer_word

MOST: Final = 500


@dataclass(frozen=True, slots=True)
class OfferLine:
    """An offer in a list of all: with its ticket, the ticket's customer, and its order's number."""

    ticket_id: int
    customer: str
    subject: str
    order: str
    offer: OfferRow


def propose(work: Work, ticket_id: int, kind: str, amount: int = 0, why: str = "") -> Change:
    """Offer something for a complaint; ``amount`` in minor units, of a replacement its worth.

    Raises:
        Refusal: no such kind, no amount, the ticket is about no order, the order is not paid, or
            it would get more back than it brought.
    """
    refuse_unknown(kind, OFFERS)
    (ticket,) = load(work, [ticket_id])
    needs_order = () if kind == "voucher" else (about_order,)
    refuse_unless([ticket], not_merged, *needs_order)
    order = work.session.get(Order, ticket.order_id) if ticket.order_id else None
    if kind == "replacement" and order is not None:
        amount = amount or order.total
    if amount <= 0:
        raise Refusal(_("{ticket}: say how much is offered.").format(ticket=name_of(ticket_id)))
    if kind == "refund" and order is not None:
        allowances.refuse_too_much(work, order, amount)
    offer = TicketOffer(
        ticket_id=ticket.id, order_id=order.id if order else None, kind=kind, amount=amount,
        currency=order.currency if order else allowances.HOME, why=masked_line(why),
        at=work.clock.now(), by=work.actor.name,
    )  # fmt: skip
    free = allowances.is_free(work, offer)
    work.session.add(offer)
    work.session.flush()
    _move(work, offer, "proposed")
    if free:
        _approve(work, offer, "")
    said = _("{offer} for {ticket}, approved") if free else _("{offer} for {ticket}, to approve")
    return _ended(work, said.format(offer=_said(offer), ticket=name_of(ticket.id)))


def approve(work: Work, offer_ids: Sequence[int]) -> Change:
    """Approve offers of other people; one's own only where the shop's settings say so.

    Raises:
        Refusal: an offer is gone, decided already, or one's own.
    """
    offers = _load(work, offer_ids)
    _refuse_unless(offers, _in("proposed"), _anothers(work))
    for offer in offers:
        _approve(work, offer, work.actor.name)
    label = ngettext("Approved {n} offer", "Approved {n} offers", len(offers))
    return _ended(work, _called(label, offers))


def refuse(work: Work, offer_ids: Sequence[int], why: str = "") -> Change:
    """Refuse offers that wait for approval, or that were approved and not kept yet."""
    offers = _load(work, offer_ids)
    _refuse_unless(offers, _in("proposed", "approved"))
    for offer in offers:
        offer.why = " · ".join(filter(None, (offer.why, masked_line(why))))
        _decide(work, offer, "refused", work.actor.name)
    label = ngettext("Refused {n} offer", "Refused {n} offers", len(offers))
    return _ended(work, _called(label, offers))


def done(work: Work, offer_ids: Sequence[int]) -> Change:
    """Say that what was offered was given: the money sent back, the voucher handed out."""
    offers = _load(work, offer_ids)
    _refuse_unless(offers, _in("approved"))
    for offer in offers:
        _move(work, offer, "done")
    label = ngettext("Kept {n} offer", "Kept {n} offers", len(offers))
    return _ended(work, _called(label, offers))


def listed(read: Read, state: str = "proposed") -> tuple[OfferLine, ...]:
    """Return the offers in a state (empty: in any), the newest first."""
    columns = [getattr(TicketOffer, name) for name in OfferRow.__dataclass_fields__]
    query = (
        sa.select(Ticket.id, Ticket.customer, Ticket.subject, Order.number, *columns)
        .select_from(TicketOffer)
        .join(Ticket, Ticket.id == TicketOffer.ticket_id)
        .outerjoin(Order, Order.id == TicketOffer.order_id)
        .order_by(TicketOffer.id.desc())
        .limit(MOST)
    )
    if state:
        query = query.where(TicketOffer.state == state)
    return tuple(
        OfferLine(row[0], row[1], row[2], row[3] or "", OfferRow(*row[4:]))
        for row in read.connection.execute(query)
    )


def _approve(work: Work, offer: TicketOffer, by: str) -> None:
    """Approve an offer; a replacement goes on the list of tasks."""
    _decide(work, offer, "approved", by)
    if offer.kind == "replacement":
        ticket = work.session.get_one(Ticket, offer.ticket_id)
        order = work.session.get_one(Order, offer.order_id)
        send_again(work, ticket, order, about=offer.why)


def _decide(work: Work, offer: TicketOffer, state: str, by: str) -> None:
    offer.decided_at, offer.decided_by = work.clock.now(), by
    _move(work, offer, state)


def _move(work: Work, offer: TicketOffer, state: str) -> None:
    ticket = work.session.get_one(Ticket, offer.ticket_id)
    offer.state = state
    tell(work, ticket, "offer", after=f"{state} {offer.kind} {money.text(offer.amount)}")


def _load(work: Work, offer_ids: Sequence[int]) -> list[TicketOffer]:
    asked = list(dict.fromkeys(offer_ids))
    found = [offer for one in asked if (offer := work.session.get(TicketOffer, one)) is not None]
    if not asked:
        raise Refusal(_("No offer is chosen."))
    if len(found) < len(asked):
        raise Refusal(_("An offer is no longer here; reload the list."))
    return found


Guard = Callable[[TicketOffer], str | None]


def _in(*states: str) -> Guard:
    def guard(offer: TicketOffer) -> str | None:
        if offer.state in states:
            return None
        return _("it is “{state}”").format(state=offer_word(offer.state))

    return guard


def _anothers(work: Work) -> Guard:
    def guard(offer: TicketOffer) -> str | None:
        if work.settings.approve_alone or offer.by != work.actor.name:
            return None
        return _("you offered it yourself; somebody else has to approve it")

    return guard


def _refuse_unless(offers: Iterable[TicketOffer], *guards: Guard) -> None:
    for offer in offers:
        if reason := next((told for told in (guard(offer) for guard in guards) if told), None):
            said = _("{offer} of {ticket}: {reason}. Nothing was changed.")
            ticket = name_of(offer.ticket_id)
            raise Refusal(said.format(offer=_said(offer), ticket=ticket, reason=reason))


def _said(offer: TicketOffer) -> str:
    """Return what is offered, with its amount."""
    return f"{offer_word(offer.kind)} {money.show(offer.amount, offer.currency, language())}"


def _called(label: str, offers: Sequence[TicketOffer]) -> str:
    said = label.format(n=len(offers))
    return f"{said} ({name_of(offers[0].ticket_id)})" if len(offers) == 1 else said


def _ended(work: Work, label: str) -> Change:
    following.follow(work, following.touched(work))
    return stock_ended(work, label)
