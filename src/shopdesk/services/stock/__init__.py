"""Stock: the ledger, what is reserved, and what may still be sold."""

from shopdesk.services.stock import (
    counting,
    cover,
    listing,
    pushing,
    reorder,
    reserved,
    simulating,
)
from shopdesk.services.stock.expecting import ExpectedRow, cancel_expected, expect, expected
from shopdesk.services.stock.following import follow
from shopdesk.services.stock.ledger import LedgerRow, ledger
from shopdesk.services.stock.levels import Level, levels
from shopdesk.services.stock.listing import at_locations
from shopdesk.services.stock.lots import LotRow, discard_expired, lots, lots_of
from shopdesk.services.stock.moving import Piece, adjust, post_count, receive, sort, transfer
from shopdesk.services.stock.promising import release, release_expired, reserve

__all__ = [
    "ExpectedRow", "LedgerRow", "Level", "LotRow", "Piece", "adjust", "at_locations",
    "cancel_expected", "counting", "cover", "discard_expired", "expect", "expected", "follow",
    "ledger", "levels", "listing", "lots", "lots_of", "post_count", "pushing", "receive", "release",
    "release_expired", "reorder", "reserve", "reserved", "simulating", "sort", "transfer",
]  # fmt: skip
