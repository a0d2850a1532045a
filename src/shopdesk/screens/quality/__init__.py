"""The room of quality: how well customers are answered; each figure opens to its tickets."""

from shopdesk.screens.quality.dialog import open_quality

__all__ = ["open_quality"]
