"""Telling a customer something now: a person chooses the template and sees the text before."""

from collections.abc import Sequence

import sqlalchemy as sa

from shopdesk.locale import _
from shopdesk.models.messages import MEDIA, MOMENTS, Message
from shopdesk.models.orders import Order
from shopdesk.moments import moment_word, wrong_word
from shopdesk.refusal import Refusal
from shopdesk.services.messages import facts, optouts, templates
from shopdesk.services.messages.addresses import spelt
from shopdesk.services.messages.facts import About
from shopdesk.services.messages.making import MESSAGE, address_of, language_of, written
from shopdesk.services.messages.moments import OF_PARCELS
from shopdesk.services.messages.rows import Draft
from shopdesk.services.messages.texts import fill, refuse_unknown
from shopdesk.store import Change, Read, Work

BY_HAND = "by_hand"
"""The moment of a message that no change of the order called for."""


def media(read: Read, order_id: int) -> tuple[str, ...]:
    """Return by which media this order's buyer can be reached."""
    order = _about(read, order_id, 0).order
    return tuple(medium for medium in MEDIA if address_of(order, medium))


def draft(
    read: Read, order_id: int, template: str, medium: str, *, language: str = "buyer",
    parcel: int = 0,
) -> Draft:  # fmt: skip
    """Return the message as it would be, with what keeps it from going.

    Raises:
        Refusal: there is no such template or order, or the buyer cannot be reached so.
    """
    if medium not in MEDIA:
        raise Refusal(_("A message goes by {media}, not by “{medium}”.").format(
            media=", ".join(MEDIA), medium=medium))  # fmt: skip
    parcel = parcel or int(template in OF_PARCELS)
    about = _about(read, order_id, parcel)
    spoken = language_of(about.order, language)
    filled = written(read, about, templates.one(read, template, spoken), medium)
    address = _address(about, medium)
    wrong = filled.wrong
    if spelt(address) in optouts.among(read, [address]):
        wrong = "opt_out"
    return Draft(
        order_id, parcel, template, medium, spoken, address, filled.subject, filled.body, wrong
    )


def tell(
    work: Work, order_ids: Sequence[int], template: str, medium: str, *, language: str = "buyer",
    subject: str | None = None, body: str | None = None, copied: bool = False,
) -> Change:  # fmt: skip
    """Make a message to the buyer of each order, ready to go.

    With ``body`` (and ``subject``) the text is that one, as a person changed it in the preview.
    ``copied``: the person sends it by hand, it only stands in the list.

    Raises:
        Refusal: one of them cannot be reached, wants no messages, or something in it is empty.
    """
    if not order_ids:
        raise Refusal(_("No order is chosen."))
    for order_id in dict.fromkeys(order_ids):
        made = draft(work, order_id, template, medium, language=language)
        if body is not None:
            made = _changed(work, made, subject or "", body)
        _keep(work, made, copied=copied)
    n = len(set(order_ids))
    what = moment_word(template)
    if n == 1:
        number = work.session.scalar(sa.select(Order.number).where(Order.id == order_ids[0]))
        said = _("Wrote “{what}” to the buyer of {number}")
        return work.done(said.format(what=what, number=number))
    return work.done(_("Wrote “{what}” to {n} buyers").format(what=what, n=n))


def _changed(read: Read, made: Draft, subject: str, body: str) -> Draft:
    refuse_unknown(subject, body)
    about = _about(read, made.order_id, made.parcel)
    filled = fill(
        subject if made.medium == "email" else "", body, facts.values(read, about, made.language)
    )
    wrong = "opt_out" if made.wrong == "opt_out" else filled.wrong
    return Draft(
        made.order_id, made.parcel, made.template, made.medium, made.language, made.address,
        filled.subject, filled.body, wrong,
    )  # fmt: skip


def _keep(work: Work, made: Draft, *, copied: bool) -> None:
    if made.wrong:
        number = work.session.scalar(sa.select(Order.number).where(Order.id == made.order_id))
        raise Refusal(
            _("{number}: {wrong}. Nothing was changed.").format(
                number=number, wrong=wrong_word(made.wrong)
            )
        )
    moment = made.template if made.template in MOMENTS else BY_HAND
    work.session.add(
        Message(
            order_id=made.order_id, parcel=made.parcel, moment=moment, medium=made.medium,
            again=_again(work, made, moment), address=made.address, language=made.language,
            template=made.template, subject=made.subject, body=made.body,
            state="copied" if copied else "queued", made_at=work.clock.now(),
            sent_at=work.clock.now() if copied else None,
            sent_by=work.actor.name if copied else "",
        )
    )  # fmt: skip
    work.session.flush()


def _again(work: Work, made: Draft, moment: str) -> int:
    """Return which repetition it is: the first one that is told by hand is 1."""
    newest = sa.select(sa.func.max(MESSAGE.again)).where(
        MESSAGE.order_id == made.order_id, MESSAGE.parcel == made.parcel,
        MESSAGE.moment == moment, MESSAGE.medium == made.medium,
    )  # fmt: skip
    return int(work.session.scalar(newest) or 0) + 1


def _about(read: Read, order_id: int, parcel: int) -> About:
    found = facts.gather(read, [(order_id, parcel)]).get((order_id, parcel))
    if found is None:
        raise Refusal(_("This order is no longer here."))
    return found


def _address(about: About, medium: str) -> str:
    if address := address_of(about.order, medium):
        return address
    said = {
        "email": _("{number} has no e-mail address that a mail can go to."),
        "whatsapp": _("{number} has no phone number that WhatsApp knows."),
    }
    raise Refusal(said[medium].format(number=about.order.number))
