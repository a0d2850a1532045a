"""Chats that somebody pastes: from a seller centre, an app, a page that gives no file."""

from dataclasses import replace
from typing import Final

import sqlalchemy as sa

from shopdesk.channels.talks import pasted
from shopdesk.channels.talks.spec import Said
from shopdesk.locale import _, ngettext
from shopdesk.models.shops import Shop
from shopdesk.models.tickets import CHANNELS
from shopdesk.refusal import Refusal
from shopdesk.services.tickets import chats
from shopdesk.services.tickets.following import ended
from shopdesk.services.tickets.guards import refuse_unknown
from shopdesk.store import Change, Work
from shopdesk.tickets import name_of

LONGEST: Final = 2_000_000
"""Characters that can be pasted at once."""


def paste(
    work: Work, text: str, *, channel: str, customer: str, address: str = "", shop: str = ""
) -> Change:
    """Take a pasted chat in; what was pasted before stays as it is.

    Args:
        work: the open write.
        text: the chat, in whatever shape its platform gives it.
        channel: where it was held.
        customer: what the customer is called there.
        address: their phone or mail address, where it is known.
        shop: the shop that they wrote to; without one, the only shop of the channel.

    Raises:
        Refusal: there is no such channel or shop, no customer, or nothing to take in.
    """
    refuse_unknown(channel, CHANNELS)
    if not customer.strip():
        raise Refusal(_("Say whom the chat is with: the customer's name or account."))
    if len(text) > LONGEST:
        raise Refusal(_("This is more text than a chat has; paste the last messages alone."))
    names = work.connection.scalars(sa.select(Shop.name)).all()
    said, notes = pasted.read(
        text, customer=customer.strip(), ours=names, clock=work.clock, channel=channel
    )
    if not said:
        raise Refusal(_("There is no message in this text."))
    shop_id = _shop(work, channel, shop)
    told = [one if one.address or not address else _at(one, address) for one in said]
    taken = chats.keep(work, told, channel, shop_id=shop_id)
    told_of = _label(taken.messages, taken.known, taken.touched)
    return ended(work, " · ".join([told_of, *notes]) if taken.messages else told_of)


def _at(one: Said, address: str) -> Said:
    return replace(one, address=address.strip())


def _shop(work: Work, channel: str, shop: str) -> int | None:
    """Return the shop that was named, or the only one of the channel.

    Raises:
        Refusal: there is no shop of that name.
    """
    found = chats.shop_of(work, channel, shop)
    if shop and (found is None or found[1] != shop):
        raise Refusal(_("There is no shop “{name}”.").format(name=shop))
    return found[0] if found else None


def _label(n: int, known: int, tickets: tuple[int, ...]) -> str:
    if not n:
        return _("Nothing new: all of it is here already")
    said = ngettext("Pasted {n} message: {tickets}", "Pasted {n} messages: {tickets}", n)
    label = said.format(n=n, tickets=", ".join(map(name_of, tickets[:3])))
    again = ngettext("{n} was here already", "{n} were here already", known).format(n=known)
    return f"{label} ({again})" if known else label
