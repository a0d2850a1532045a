"""Stock: the ledger, what is reserved, and what may still be sold."""

from shopdesk.services.stock.following import follow
from shopdesk.services.stock.ledger import LedgerRow, ledger
from shopdesk.services.stock.levels import Level, levels
from shopdesk.services.stock.moving import Piece, adjust, post_count, receive, sort, transfer
from shopdesk.services.stock.promising import release, reserve

__all__ = [
    "LedgerRow", "Level", "Piece", "adjust", "follow", "ledger", "levels", "post_count", "receive",
    "release", "reserve", "sort", "transfer",
]  # fmt: skip
