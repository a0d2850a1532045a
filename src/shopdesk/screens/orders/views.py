"""The views of the queue that come with the house."""

from typing import Final

from shopdesk.screens.view_strip import View
from shopdesk.screens.words import STATUS
from shopdesk.widgets.action import N_

_WORK: Final = ("to_verify", "to_pack", "to_ship", "on_hold", "exception")

VIEWS: Final = (
    View("work", N_("Work"), "@work", _WORK, always=True),
    View("all", N_("All"), "", tuple(STATUS), always=True),
    View("late", N_("Late"), "is:late", always=True, pressing=True),
    View("to_verify", N_("Verify"), "status:to_verify", always=True),
    View("to_pack", N_("Pack"), "status:to_pack", always=True),
    View("to_ship", N_("Ship"), "status:to_ship", always=True),
    View("short", N_("Short"), "is:short", pressing=True),
    View("on_hold", N_("Hold"), "status:on_hold"),
    View("exception", N_("Exception"), "status:exception"),
    View("shipped", N_("Shipped"), "status:shipped"),
)  # fmt: skip
"""In the order of the strip; the desk opens with the first."""

UNLEARNT: Final = {"work": f"status:{','.join(_WORK)}"}
"""What the first view stands for before the store has told the filter language."""
