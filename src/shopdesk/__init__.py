"""ShopDesk: one keyboard-driven workstation for an e-commerce admin."""

__version__ = "0.1.0"
