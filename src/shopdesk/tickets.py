"""What people call the states, priorities, channels and clocks of tickets."""

import re
from typing import Final

from shopdesk.locale import N_, _

STATE: Final = {
    "new": N_("new"),
    "open": N_("open"),
    "pending": N_("waits for the customer"),
    "on_hold": N_("waits for others"),
    "solved": N_("solved"),
    "closed": N_("closed"),
    "spam": N_("spam"),
}
PRIORITY: Final = {
    "urgent": N_("urgent"),
    "high": N_("high"),
    "normal": N_("normal"),
    "low": N_("low"),
}
CHANNEL: Final = {
    "email": N_("e-mail"),
    "whatsapp": N_("WhatsApp"),
    "shopee": N_("Shopee"),
    "tokopedia": N_("Tokopedia"),
    "tiktok": N_("TikTok Shop"),
    "lazada": N_("Lazada"),
    "instagram": N_("Instagram"),
    "facebook": N_("Facebook"),
    "telegram": N_("Telegram"),
    "web": N_("web chat"),
    "phone": N_("telephone"),
    "other": N_("other"),
}
CLOCK: Final = {
    "first": N_("first answer"),
    "next": N_("next answer"),
    "resolution": N_("solution"),
}
REASON: Final = {
    "where": N_("where is my parcel"),
    "damaged": N_("damaged"),
    "wrong_item": N_("wrong item"),
    "missing": N_("something is missing"),
    "refund": N_("refund or return"),
    "cancel": N_("wants to cancel"),
    "change": N_("change of address or order"),
    "payment": N_("payment"),
    "product": N_("question on a product"),
    "stock": N_("is it in stock"),
    "warranty": N_("technical trouble"),
    "praise": N_("praise"),
    "other": N_("other"),
}
"""Why customers write."""
NUMBER: Final = re.compile(r"(?:t-?)?0*(\d{1,9})", re.IGNORECASE | re.ASCII)
"""A ticket as people write it."""
OFFER: Final = {
    "refund": N_("refund"),
    "replacement": N_("replacement"),
    "voucher": N_("voucher"),
    "proposed": N_("to approve"),
    "approved": N_("approved"),
    "refused": N_("refused"),
    "done": N_("given"),
}
"""What is offered for a complaint, and where such an offer stands."""


def name_of(ticket_id: int) -> str:
    """Return what people call a ticket."""
    return f"T-{ticket_id}"


def number_of(text: str) -> int | None:
    """Return the ticket that is meant by T-12, t12 or 12, if one can be."""
    found = NUMBER.fullmatch(text.strip())
    return int(found[1]) if found else None


def state_word(state: str) -> str:
    """Return what people call a state."""
    return _(STATE.get(state, state))


def priority_word(priority: str) -> str:
    """Return what people call a priority."""
    return _(PRIORITY.get(priority, priority))


def channel_word(channel: str) -> str:
    """Return what people call a channel."""
    return _(CHANNEL.get(channel, channel))


def clock_word(clock: str) -> str:
    """Return what people call a clock."""
    return _(CLOCK.get(clock, clock))


def reason_word(reason: str) -> str:
    """Return what people call a reason for writing; none is an empty text."""
    return _(REASON.get(reason, reason)) if reason else ""


def offer_word(name: str) -> str:
    """Return what people call an offer, or its state."""
    return _(OFFER.get(name, name))
