"""Why a customer writes, by the words of the message; the words are dated rows of a table.

It is filled in where nobody has said it; what a person says stands.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date

import sqlalchemy as sa

from shopdesk import tables
from shopdesk.models.tickets import Ticket, TicketEvent
from shopdesk.store import Work
from shopdesk.text import fold
from shopdesk.tickets import REASON


def suggest(text: str, on: date) -> str:
    """Return the reason that most words of a text speak for, or nothing."""
    told = fold(text)
    weights = {reason: len(set(found.findall(told))) for reason, found in _words(on).items()}
    best = max(weights, key=weights.__getitem__, default="")
    return best if best and weights[best] else ""


def follow(work: Work, tickets: Sequence[Ticket], texts: Mapping[int, str]) -> None:
    """Fill in the reason of tickets that have none and of which nobody ever said one."""
    blank = [ticket for ticket in tickets if not ticket.reason]
    said = sa.select(TicketEvent.ticket_id).where(
        TicketEvent.kind == "reason", TicketEvent.ticket_id.in_([one.id for one in blank])
    )
    by_hand = set(work.session.scalars(said)) if blank else set()
    for ticket in blank:
        if ticket.id not in by_hand:
            ticket.reason = suggest(texts[ticket.id], work.clock.today())


@tables.remembered
def _words(on: date) -> dict[str, re.Pattern[str]]:
    """Return the words of each reason; of two rows with one reason the last decides."""
    rows = {row["reason"]: row["words"] for row in tables.rows("contact_reasons", on)}
    return {
        reason: re.compile(rf"\b(?:{'|'.join(map(re.escape, map(fold, words)))})\b")
        for reason, words in rows.items()
        if reason in REASON and words
    }
