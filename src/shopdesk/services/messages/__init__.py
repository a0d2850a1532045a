"""What customers are told: templates, rules, the outbox, and the mails that go out."""

from shopdesk.services.messages import optouts, rules, sending, telling, templates
from shopdesk.services.messages.reads import counts, happenings, listed, show
from shopdesk.services.messages.rows import Draft, MessageRow
from shopdesk.services.messages.variables import VARIABLES
from shopdesk.services.messages.verbs import (
    approve,
    copied,
    drop,
    edit,
    hold,
    release,
    retry,
)

__all__ = [
    "VARIABLES",
    "Draft",
    "MessageRow",
    "approve",
    "copied",
    "counts",
    "drop",
    "edit",
    "happenings",
    "hold",
    "listed",
    "optouts",
    "release",
    "retry",
    "rules",
    "sending",
    "show",
    "telling",
    "templates",
]
