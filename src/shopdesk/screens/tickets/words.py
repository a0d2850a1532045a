"""The looks of tickets: what sign a state has, how pressing a deadline is, who has it."""

from typing import TYPE_CHECKING, Final

from shopdesk.clock import HOUR, Clock, countdown
from shopdesk.locale import N_, _
from shopdesk.tickets import CHANNEL, channel_word, clock_word, priority_word, state_word
from shopdesk.widgets.glyphs import glyphs

if TYPE_CHECKING:
    from shopdesk.services.tickets.rows import TicketRow

SOON: Final = HOUR
"""Left before a deadline when it begins to press."""
LIVE: Final = ("new", "open", "pending", "on_hold")
SHORT: Final = {"pending": N_("with customer"), "on_hold": N_("with others")}
"""States that a column has no room to say whole."""
_LOOKS: Final = {
    "new": "strong", "pending": "quiet", "on_hold": "hold", "solved": "good", "closed": "quiet",
    "spam": "quiet",
}  # fmt: skip
SENDING: Final = {
    "queued": N_("goes with the next sending"),
    "sending": N_("being sent"),
    "sent": N_("sent"),
    "copy": N_("to copy: Y copies it and marks it as sent"),
    "copied": N_("sent by hand"),
    "failed": N_("not sent"),
    "dropped": N_("dropped"),
}
"""Where an answer stands on its way out."""


def state(row: "TicketRow") -> tuple[str, str]:
    """Return the state with its sign, and the look it asks for."""
    signs = glyphs()
    sign = {
        "pending": signs.wait, "on_hold": signs.hold, "solved": signs.done, "closed": signs.done,
        "spam": signs.trouble,
    }.get(row.state, " ")  # fmt: skip
    said = _(SHORT[row.state]) if row.state in SHORT else state_word(row.state)
    return f"{sign} {said}", _LOOKS.get(row.state, "")


def due(row: "TicketRow", clock: Clock) -> tuple[str, str]:
    """Return how long there is left before the next deadline, and how pressing that is."""
    now = clock.now()
    if row.snoozed_until and row.snoozed_until > now:
        return _("asleep {span}").format(span=countdown(row.snoozed_until, now)), "quiet"
    if row.due is None or row.state not in LIVE:
        return (f"{glyphs().late} " + _("was late"), "quiet") if row.breached else ("", "")
    said = countdown(row.due, now)
    if row.due < now:
        return said, "late"
    return (f"{glyphs().soon} {said}", "soon") if row.due - now < SOON else (said, "")


def which(row: "TicketRow") -> str:
    """Return which clock the next deadline belongs to."""
    clocks = {"first": row.first_due, "next": row.next_due, "resolution": row.resolve_due}
    return next((clock_word(name) for name, at in clocks.items() if at and at == row.due), "")


def priority(row: "TicketRow") -> tuple[str, str]:
    """Return the priority where it is not the usual one, and the look it asks for."""
    if row.priority == "normal":
        return "", ""
    look = {"urgent": "late", "high": "soon"}.get(row.priority, "quiet")
    return priority_word(row.priority), look


def channel(name: str) -> str:
    """Return a channel as people call it, in few cells."""
    return channel_word(name) if name in CHANNEL else name


def who(row: "TicketRow") -> tuple[str, str]:
    """Return who has the ticket, and who else looks at it now."""
    if row.watchers:
        return f"{glyphs().cursor}{', '.join(row.watchers)}", "soon"
    return row.assignee, ""
