"""The views of the catalogue that come with the house."""

from typing import Final

from shopdesk.screens.view_strip import View
from shopdesk.widgets.action import N_

VIEWS: Final = (
    View("all", N_("All"), "", always=True),
    View("oversold", N_("Oversold"), "is:oversold", always=True, pressing=True),
    View("out", N_("Sold out"), "is:out", always=True),
    View("low", N_("Low"), "is:low", always=True),
    View("incomplete", N_("Incomplete"), "is:incomplete", always=True),
    View("unmapped", N_("Nowhere listed"), "is:unmapped"),
    View("nocost", N_("No cost"), "is:nocost"),
    View("kit", N_("Kits"), "is:kit"),
    View("archived", N_("Archived"), "is:archived"),
)
"""In the order of the strip; the desk opens with the first."""
