"""The shop's figures, each defined once: what they are summed over, and the sums."""

from shopdesk.services.figures.scope import EPOCH, Scope, Span
from shopdesk.services.figures.selling import Sold, listings, skus
from shopdesk.services.figures.tallies import (
    Tally,
    by_channel,
    by_day,
    by_hour,
    by_shop,
    channels_by_day,
    scope_of,
    total,
)

__all__ = [
    "EPOCH",
    "Scope",
    "Sold",
    "Span",
    "Tally",
    "by_channel",
    "by_day",
    "by_hour",
    "by_shop",
    "channels_by_day",
    "listings",
    "scope_of",
    "skus",
    "total",
]
