"""What a ticket is about: found in its text with a reason, linked by itself or by a person."""

from shopdesk.services.tickets.linking.finding import find, find_many
from shopdesk.services.tickets.linking.following import follow
from shopdesk.services.tickets.linking.naming import held, target
from shopdesk.services.tickets.linking.rows import Asked, Suggestion, why_word
from shopdesk.services.tickets.linking.verbs import accept, link, refuse, unlink

__all__ = [
    "Asked", "Suggestion", "accept", "find", "find_many", "follow", "held", "link", "refuse",
    "target", "unlink", "why_word",
]  # fmt: skip
