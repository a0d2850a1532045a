"""The views of payments that come with the house."""

from typing import Final

from shopdesk.screens.view_strip import View
from shopdesk.widgets.action import N_

VIEWS: Final = (
    View("likely", N_("To match"), "is:likely", always=True),
    View("open", N_("Unmatched"), "is:open", always=True),
    View("matched", N_("Matched"), "is:matched", always=True),
    View("ignored", N_("Ignored"), "is:ignored", always=True),
    View("waiting", N_("Pending"), "is:pending,challenged"),
    View("refunded", N_("Refunded"), "is:refunded"),
    View("all", N_("All"), "", always=True),
)
"""In the order of the strip; the desk opens with the first."""
