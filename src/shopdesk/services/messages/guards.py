"""What keeps a message from going, asked again each time before it goes."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

import sqlalchemy as sa

from shopdesk.locale import _
from shopdesk.models.messages import Message
from shopdesk.models.orders import Order
from shopdesk.moments import state_word, wrong_word
from shopdesk.refusal import Refusal
from shopdesk.services.messages import facts, optouts
from shopdesk.services.messages.addresses import mail_of, masked, spelt
from shopdesk.services.messages.leaving import state_of
from shopdesk.services.messages.texts import blank, fill, variables
from shopdesk.store import Work

UNPAID: Final = ("unpaid", "authorised")
DEAD: Final = ("payment_asked", "payment_received", "packed", "shipped", "out_for_delivery")
"""Moments that are no news any more once the order is cancelled."""
Guard = Callable[[Message], str | None]


def load(work: Work, ids: Sequence[int]) -> list[Message]:
    """Return the messages in this order.

    Raises:
        Refusal: none is named, or one is gone.
    """
    asked = list(dict.fromkeys(ids))
    found = [row for one in asked if (row := work.session.get(Message, one)) is not None]
    if not asked:
        raise Refusal(_("No message is chosen."))
    if len(found) < len(asked):
        raise Refusal(_("A message is no longer here; reload the list."))
    return found


def refuse_unless(work: Work, messages: Sequence[Message], states: Sequence[str]) -> None:
    """Refuse messages in other states than these, naming the first one's order."""
    for message in messages:
        if (state := state_of(work, message)) not in states:
            raise Refusal(
                _("The message to the buyer of {number} is “{state}”. Nothing was changed.").format(
                    number=number_of(work, message), state=state_word(state)
                )
            )


def refuse_wrong(work: Work, messages: Sequence[Message]) -> None:
    """Fill in what can be filled in by now, and refuse messages that must not go.

    Raises:
        Refusal: naming the order and what is wrong, with the first of them.
    """
    complete(work, messages)
    for message in messages:
        if wrong := why_not(work, message):
            raise Refusal(
                _("{number}: {wrong}. Nothing was changed.").format(
                    number=number_of(work, message), wrong=wrong_word(wrong)
                )
            )


def complete(work: Work, messages: Sequence[Message]) -> None:
    """Fill in the variables that still stand in these messages, as far as they mean something."""
    open_ = [message for message in messages if variables(message.subject, message.body)]
    about = facts.gather(work, ((message.order_id, message.parcel) for message in open_))
    for message in open_:
        known = about.get((message.order_id, message.parcel))
        told: Mapping[str, str] = (
            facts.values(work, known, message.language) if known is not None else {}
        )
        filled = fill(message.subject, message.body, told)
        message.subject, message.body, message.wrong = filled.subject, filled.body, filled.wrong


def why_not(work: Work, message: Message) -> str | None:
    """Return what keeps this message from going, as it is kept, or None."""
    if wrong := blank(message.subject, message.body):
        return wrong
    if masked(message.address) or (message.medium == "email" and not mail_of(message.address)):
        return "no_address"
    if spelt(message.address) in optouts.among(work, [message.address]):
        return "opt_out"
    return "overtaken" if _overtaken(work, message) else None


def _overtaken(work: Work, message: Message) -> bool:
    """Tell whether what it says is no news any more."""
    order = work.session.get(Order, message.order_id)
    if order is None or message.again:
        return False
    if message.moment == "payment_asked" and order.payment not in UNPAID:
        return True
    return bool(order.cancelled) and message.moment in DEAD


def number_of(work: Work, message: Message) -> str:
    """Return the number of the message's order."""
    number = work.session.scalar(sa.select(Order.number).where(Order.id == message.order_id))
    return number or f"#{message.order_id}"
