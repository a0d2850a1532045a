"""The views of the parcels that come with the house."""

from typing import Final

from shopdesk.screens.view_strip import View
from shopdesk.widgets.action import N_

VIEWS: Final = (
    View("moving", N_("Under way"), "is:moving", always=True),
    View("late", N_("Late"), "is:late", always=True, pressing=True),
    View("silent", N_("Silent"), "is:silent", always=True, pressing=True),
    View("todo", N_("To act on"), "is:todo", always=True, pressing=True),
    View("failed", N_("In trouble"), "is:failed"),
    View("unmapped", N_("Not understood"), "is:unmapped", pressing=True),
    View("waiting", N_("Not picked up"), "status:pending,info_received"),
    View("cod", N_("COD"), "is:cod is:moving"),
    View("ended", N_("Ended"), "is:ended"),
    View("all", N_("All"), "", always=True),
)
"""In the order of the strip; the desk opens with the first."""
