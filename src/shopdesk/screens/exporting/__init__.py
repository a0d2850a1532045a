"""Stock, prices and products into the marketplaces' templates: asked, planned, written."""

from shopdesk.screens.exporting.asking import open_exporting

__all__ = ["open_exporting"]
