"""The views of the tickets that come with the house."""

from typing import Final

from shopdesk.screens.view_strip import View
from shopdesk.widgets.action import N_

VIEWS: Final = (
    View("waiting", N_("To answer"), "is:waiting -is:unsent -is:snoozed", always=True),
    View("late", N_("Late"), "is:late", always=True, pressing=True),
    View("mine", N_("Mine"), "is:mine", always=True),
    View("unassigned", N_("Nobody's"), "is:unassigned is:live"),
    View("failed", N_("Not sent"), "is:failed", pressing=True),
    View("unsent", N_("To copy, to go"), "is:unsent"),
    View("live", N_("Not solved"), "is:live", always=True),
    View("pending", N_("With customer"), "state:pending"),
    View("on_hold", N_("With others"), "state:on_hold"),
    View("snoozed", N_("Asleep"), "is:snoozed"),
    View("solved", N_("Solved"), "state:solved"),
    View("spam", N_("Spam"), "is:spam"),
    View("all", N_("All"), "", always=True),
)
"""In the order of the strip; the desk opens with the first."""
