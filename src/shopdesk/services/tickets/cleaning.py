"""What arrives from outside, made fit to be kept: no card number, no half character, no future."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from shopdesk.clock import Instant
from shopdesk.services.messages.addresses import spelt
from shopdesk.services.tickets.rows import Incoming
from shopdesk.text import REPLACEMENT, mask_cards

LONGEST_LINE: Final = 500
"""Characters of a subject, a name or an address that are kept."""
LONGEST: Final = 200_000
"""Characters of a message that are kept."""
MOST_ANSWERS: Final = 100
"""Forerunners of a mail that are looked at: the newest ones."""
_UNKEPT: Final = re.compile("[\x00\ud800-\udfff]")


def fit(one: Incoming, now: Instant) -> Incoming:
    """Return a message from outside as it is kept: cards masked, never from the future."""
    at = one.at if 0 < one.at <= now else now
    answers = tuple(filter(None, (_line(wire) for wire in one.answers[-MOST_ANSWERS:])))
    return replace(
        one, key=kept(one.key), at=at, body=mask_cards(kept(one.body)[:LONGEST]).strip(),
        author=masked_line(one.author), customer=masked_line(one.customer),
        address=address_of(one.channel, one.address),
        to_address=_line(one.to_address), subject=masked_line(one.subject),
        thread=_line(one.thread) or _root(one, answers), answers=answers,
        wire_id=_line(one.wire_id or "") or None,
    )  # fmt: skip


def kept(text: str) -> str:
    """Return text without what the store cannot hold."""
    return _UNKEPT.sub(REPLACEMENT, text)


def masked_line(text: str) -> str:
    """Return one line of text without card numbers."""
    return mask_cards(_line(text))


def address_of(channel: str, address: str) -> str:
    """Return an address as tickets compare it."""
    told = _line(address)
    return spelt(told) if channel in ("email", "whatsapp", "phone") or "@" in told else told.lower()


def _line(text: str) -> str:
    return " ".join(kept(text).split())[:LONGEST_LINE]


def _root(one: Incoming, answers: Sequence[str]) -> str:
    """Return the first mail of a conversation: so those find together that arrive crosswise."""
    if one.channel != "email":
        return ""
    return answers[0] if answers else _line(one.wire_id or "")
