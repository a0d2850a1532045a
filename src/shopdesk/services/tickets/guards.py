"""What must be true of tickets before a verb touches them."""

from collections.abc import Callable, Collection, Sequence

import sqlalchemy as sa

from shopdesk.locale import _
from shopdesk.models.tickets import Ticket
from shopdesk.refusal import Refusal
from shopdesk.services.guards import refuse_failing
from shopdesk.services.paging import CHUNK
from shopdesk.store import Work
from shopdesk.tickets import name_of

Guard = Callable[[Ticket], str | None]


def load(work: Work, ids: Sequence[int]) -> list[Ticket]:
    """Return the tickets, in the asked order, each once.

    Raises:
        Refusal: none was asked for, or one is no longer there.
    """
    asked = list(dict.fromkeys(ids))
    if not asked:
        raise Refusal(_("No ticket is chosen."))
    found: dict[int, Ticket] = {}
    for start in range(0, len(asked), CHUNK):
        chunk = sa.select(Ticket).where(Ticket.id.in_(asked[start : start + CHUNK]))
        found |= {ticket.id: ticket for ticket in work.session.scalars(chunk)}
    if gone := [one for one in asked if one not in found]:
        said = _("There is no ticket {name}; reload the list.")
        raise Refusal(said.format(name=name_of(gone[0])))
    return [found[one] for one in asked]


def refuse_unless(tickets: Sequence[Ticket], *guards: Guard) -> None:
    """Refuse all when one ticket fails a guard, naming the first few and why.

    Raises:
        Refusal: with the names and the first failing reason of each.
    """
    refuse_failing(tickets, guards, lambda ticket: name_of(ticket.id))


def refuse_unknown(told: str, known: Collection[str]) -> None:
    """Refuse a word that is none of these.

    Raises:
        Refusal: naming those that there are.
    """
    if told not in known:
        raise Refusal(
            _("There is no “{name}”; there is {names}.").format(
                name=told, names=", ".join(filter(None, known))
            )
        )


def not_merged(ticket: Ticket) -> str | None:
    """Refuse a ticket whose messages stand in another one."""
    if ticket.merged_into is None:
        return None
    return _("it was merged into {name}").format(name=name_of(ticket.merged_into))


def not_closed(ticket: Ticket) -> str | None:
    """Refuse a ticket that is at its end."""
    return _("it is closed; write a follow-up") if ticket.state == "closed" else None


def no_spam(ticket: Ticket) -> str | None:
    """Refuse spam."""
    return _("it is spam; say first that it is none") if ticket.state == "spam" else None


def called(tickets: Sequence[Ticket], label: str, **words: str) -> str:
    """Return the label with the count and these words in it, and the name of a single ticket."""
    said = label.format(n=len(tickets), **words)
    return f"{said} ({name_of(tickets[0].id)})" if len(tickets) == 1 else said
