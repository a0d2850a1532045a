"""Questions of the Payments desk; threads of the doorway run them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from shopdesk.screens.grammar import Grammar
from shopdesk.screens.words import word

if TYPE_CHECKING:
    from shopdesk.services.payments import Candidate
    from shopdesk.store import Change, Read, Work


def grammar(read: "Read") -> Grammar:
    """Return the filter language of payments."""
    from shopdesk import filters
    from shopdesk.services import views
    from shopdesk.services.payments import values

    spoken = views.LANGUAGES["payments"](read.clock)
    filters.parse("", spoken.fields)  # loads the parser, here and not under somebody's fingers
    held = {**spoken.values, **values.held(read)}
    return Grammar(spoken.fields, held, spoken.views, _hint)


def candidates(read: "Read", line: int, marks: Sequence[int]) -> "tuple[Candidate, ...]":
    """Return the orders that the marks together may pay, or else the line under the cursor."""
    from shopdesk.services import payments

    return payments.candidates(read, marks or [line])


def match_number(work: "Work", lines: Sequence[int], number: str) -> "Change":
    """Match lines with the order of this number."""
    from shopdesk.services import payments

    return payments.match(work, lines, payments.find(work, number))


def apart(work: "Work", lines: Sequence[int]) -> "Change":
    """Take lines from their orders, or put ignored ones back."""
    from shopdesk.services import payments

    told = set(payments.ids(work, "is:ignored")) & set(lines)
    return payments.unignore(work, lines) if told else payments.unmatch(work, lines)


def _hint(_field: str, said: str) -> str:
    return word(said) if said else ""
