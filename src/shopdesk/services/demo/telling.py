"""What the demo shop tells its customers: a few moments, each looked at by a person first."""

from functools import partial
from typing import Final

from shopdesk.locale import _
from shopdesk.services.messages import rules
from shopdesk.store import Change, Store, Work

RULES: Final = (
    ("payment_received", "email"), ("shipped", "chat"), ("shipped", "email"),
    ("failed_attempt", "chat"), ("failed_attempt", "whatsapp"),
)  # fmt: skip
"""Moment and medium."""


def put_rules(store: Store) -> None:
    """Set the rules, as one act."""
    store.run("message_rules", partial(_set, wanted=RULES))


def _set(work: Work, *, wanted: tuple[tuple[str, str], ...]) -> Change:
    for moment, medium in wanted:
        rules.set_rule(work, moment, medium, mode="review")
    return work.done(_("Customers of the demo shop hear of a few moments, after review"))
