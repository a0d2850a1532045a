"""Payments: whose money came in, matched with orders; what is asked for, what is over."""

from shopdesk.services.payments import cod, matching
from shopdesk.services.payments.asking import ask
from shopdesk.services.payments.candidates import candidates
from shopdesk.services.payments.expiring import expire, overdue
from shopdesk.services.payments.matching import Found
from shopdesk.services.payments.paying import paying
from shopdesk.services.payments.reads import (
    among,
    counts,
    find,
    ids,
    labels,
    page,
    place,
    show,
    signposts,
    total,
)
from shopdesk.services.payments.rows import Candidate, CodRow, Paying, PaymentCard, PaymentRow
from shopdesk.services.payments.verbs import ignore, match, match_auto, unignore, unmatch

__all__ = [
    "Candidate",
    "CodRow",
    "Found",
    "Paying",
    "PaymentCard",
    "PaymentRow",
    "among",
    "ask",
    "candidates",
    "cod",
    "counts",
    "expire",
    "find",
    "ids",
    "ignore",
    "labels",
    "match",
    "match_auto",
    "matching",
    "overdue",
    "page",
    "paying",
    "place",
    "show",
    "signposts",
    "total",
    "unignore",
    "unmatch",
]
