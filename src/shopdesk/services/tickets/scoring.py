"""How satisfied customers are: asked once a ticket is solved, told by a number from 1 to 5.

With ``csat_ask`` on, a solved ticket whose answers go by a wire asks an hour later, unless it is
opened again by then. A reply of a number alone is the score and opens nothing; with words beside a
poor one, or a question, it is the customer's word like any other.
"""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

import sqlalchemy as sa

from shopdesk.clock import HOUR
from shopdesk.locale import _, ngettext
from shopdesk.models.tickets import LIVE, Ticket, TicketEvent, TicketMessage
from shopdesk.refusal import Refusal
from shopdesk.services.tickets import states
from shopdesk.services.tickets.rows import Incoming
from shopdesk.services.tickets.searching import among
from shopdesk.store import Change, Work, journal
from shopdesk.tickets import name_of

BEST: Final = 5
SATISFIED: Final = 4
"""The least score of a satisfied customer."""
ASKING: Final = "score"
"""The ready answer that asks; the message keeps its name."""
PATIENCE: Final = HOUR
"""How long after the solution a customer is asked."""
LONGEST: Final = 1000
"""Characters that are kept of what was said with a score."""
SCORE: Final = re.compile(
    r"(?:nilai|skor|score|rating)?\s*[:=]?\s*([1-5])(?![.,]?\d)\s*(?:/\s*5)?\s*(?:bintang|stars?)?"
    r"\s*(?:[.,!;:–-]+\s*(?P<rest>.*)|(?P<thanks>(?:terima ?kasih|makasih|thanks?).*))?",
    re.IGNORECASE,
)
QUOTED: Final = re.compile(r">|.*(?:wrote|menulis):$|-{2,}|_{5,}", re.IGNORECASE)
"""Where what somebody answers to begins."""


class Told(NamedTuple):
    """A score as a customer wrote it, and the words beside it."""

    score: int
    said: str

    @property
    def alone(self) -> bool:
        """Whether nothing is left to answer."""
        return "?" not in self.said and (self.score >= SATISFIED or not self.said)


def score(work: Work, ticket_id: int, number: int, said: str = "") -> Change:
    """Write down how satisfied a customer is, as somebody told it by another way.

    Raises:
        Refusal: it is no number from 1 to 5, or there is no such ticket.
    """
    from shopdesk.services.tickets import following
    from shopdesk.services.tickets.guards import load

    if not 1 <= number <= BEST:
        raise Refusal(_("A score is a number from 1 to {best}.").format(best=BEST))
    (ticket,) = load(work, [ticket_id])
    _keep(work, ticket, Told(number, " ".join(said.split())), by=work.actor.name)
    label = _("{ticket}: score {n}").format(ticket=name_of(ticket_id), n=number)
    return following.ended(work, label)


def ask(work: Work, ids: Sequence[int]) -> Change:
    """Ask the customers of solved tickets for a score, now.

    Raises:
        Refusal: a ticket is not solved, or was asked or scored already.
    """
    from shopdesk.services.tickets import following
    from shopdesk.services.tickets.guards import called, load, not_merged, refuse_unless

    tickets = load(work, ids)
    refuse_unless(tickets, not_merged, _not_to_ask)
    for ticket in tickets:
        _write(work, ticket, 0)
    label = ngettext("Asked {n} customer for a score", "Asked {n} customers for a score",
                     len(tickets))  # fmt: skip
    return following.ended(work, called(tickets, label))


def hear(work: Work, ticket: Ticket, one: Incoming) -> bool:
    """Take a score out of an answer to our question; tell whether it is nothing but that."""
    asked = ticket.csat_asked_at is not None and ticket.state in ("solved", "closed")
    told = read_score(one.body) if asked and one.kind == "in" and not one.auto else None
    if told is None:
        return False
    _keep(work, ticket, told, by="", at=one.at)
    return told.alone


def read_score(body: str) -> Told | None:
    """Return the score that an answer begins with, and the words beside it."""
    lines: list[str] = []
    for line in (line.strip() for line in body.splitlines()):
        if QUOTED.match(line):
            break
        lines += [line] if line else []
    found = SCORE.fullmatch(lines[0]) if lines else None
    if found is None:
        return None
    said = " ".join([found["rest"] or found["thanks"] or "", *lines[1:]]).strip()
    return Told(int(found[1]), said)


def follow(work: Work, ids: Sequence[int]) -> list[int]:
    """Ask where this act solved a ticket, call off what is asked too early; return which."""
    touched = _call_off(work, ids)
    if not work.settings.csat_ask:
        return touched
    for ticket in _solved(work, ids):
        try:
            _write(work, ticket, PATIENCE)
        except Refusal:
            continue  # the shop's own text lacks a word for this one: no reason not to solve it
        touched.append(ticket.id)
    return touched


def _keep(work: Work, ticket: Ticket, told: Told, *, by: str, at: int | None = None) -> None:
    before = "" if ticket.csat_score is None else str(ticket.csat_score)
    states.tell(work, ticket, "csat", before, str(told.score), by=by, at=at)
    ticket.csat_score, ticket.csat_said = told.score, told.said[:LONGEST]
    ticket.csat_at = work.clock.now() if at is None else at


def _not_to_ask(ticket: Ticket) -> str | None:
    if ticket.state not in ("solved", "closed"):
        return states.is_now(ticket)
    if ticket.csat_score is not None:
        return _("it has a score already")
    return _("its customer was asked already") if ticket.csat_asked_at is not None else None


def _write(work: Work, ticket: Ticket, patience: int) -> None:
    from shopdesk.services.tickets.answers import canned
    from shopdesk.services.tickets.replying import write

    body = canned.fill(work, ticket.id, ASKING)
    message = write(work, ticket, "out", body, canned=ASKING, auto=True)
    if patience:
        later = {"not_before": work.clock.now() + patience}
        work.session.execute(
            sa.update(TicketMessage).where(TicketMessage.id == message).values(later)
        )
    ticket.csat_asked_at = work.clock.now()


def _solved(work: Work, ids: Sequence[int]) -> Sequence[Ticket]:
    """Return the tickets that this act solved, that somebody answered by a wire, once."""
    from shopdesk.services.tickets.replying import has_wire

    row = journal.ROW.c
    made = sa.select(row.pk).where(
        row.entry == work.entry, row.tab + "" == TicketEvent.__tablename__, row.op == "I"
    )
    solved = sa.select(TicketEvent.ticket_id).where(
        TicketEvent.id.in_(made), TicketEvent.kind == "state", TicketEvent.after == "solved"
    )
    query = sa.select(Ticket).where(
        Ticket.id.in_(among(ids)), Ticket.id.in_(solved), Ticket.state == "solved",
        Ticket.csat_asked_at.is_(None), Ticket.csat_score.is_(None),
        Ticket.last_out_at.is_not(None), Ticket.last_in_at.is_not(None),
    )  # fmt: skip
    return [ticket for ticket in work.session.scalars(query) if has_wire(work, ticket)]


def _call_off(work: Work, ids: Sequence[int]) -> list[int]:
    """Drop the questions that wait on tickets which are worked on again."""
    waiting = sa.select(TicketMessage).where(
        TicketMessage.ticket_id.in_(among(ids)), TicketMessage.canned == ASKING,
        TicketMessage.auto == 1, TicketMessage.state.in_(("queued", "copy")),
        TicketMessage.ticket_id.in_(sa.select(Ticket.id).where(Ticket.state.in_(LIVE))),
    )  # fmt: skip
    found = work.session.scalars(waiting).all()
    for message in found:
        message.state, message.not_before = "dropped", None
    off = sorted({message.ticket_id for message in found})
    if off:
        work.session.execute(sa.update(Ticket).where(Ticket.id.in_(off)).values(csat_asked_at=None))
    return off
