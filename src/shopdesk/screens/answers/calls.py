"""Questions of the answers' dialogs that take more than one service."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shopdesk.services.tickets.answers.canned import Canned
    from shopdesk.store import Read


@dataclass(frozen=True, slots=True)
class Draft:
    """An answer as far as it can be filled in, and what keeps it from going."""

    body: str
    wrong: str = ""


def ready(read: "Read", ticket_ids: Sequence[int]) -> "Sequence[Canned]":
    """Return the answers at hand, one of each name, in the language of the first ticket."""
    from shopdesk.services.tickets.answers import canned

    spoken = canned.language_of(read, ticket_ids[0])
    found = {one.name: one for one in canned.listed(read)}
    found |= {one.name: one for one in canned.listed(read, spoken)}
    return [found[name] for name in sorted(found)]


def draft(read: "Read", ticket_id: int, name: str) -> Draft:
    """Return an answer at hand as the customer of a ticket would read it."""
    from shopdesk.services.tickets.answers import canned

    made = canned.drafts(read, [ticket_id], name)[ticket_id]
    return Draft(made.body, canned.wrong_with(made))
