"""Which orders fit into one parcel, shown as a plan before anything is changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from shopdesk import money
from shopdesk.locale import N_, _, language, ngettext
from shopdesk.screens.orders import calls
from shopdesk.screens.products.lists import Asked, ListDialog, numbered
from shopdesk.screens.words import status
from shopdesk.widgets.action import Action
from shopdesk.widgets.action_bar import ActionBar
from shopdesk.widgets.columns import Column, Shown
from shopdesk.widgets.glyphs import glyphs

if TYPE_CHECKING:
    from shopdesk.screens.products.lists import Numbered
    from shopdesk.services.orders import OrderRow


@dataclass(frozen=True, slots=True)
class Fit:
    """An order, where it goes to, and why it cannot travel with the first; empty where it can."""

    row: "OrderRow"
    to: str
    reason: str


class MergePlan(ListDialog):
    """Shows which orders travel together and why others do not; a merges those that fit."""

    PLACE = "merging"
    ACTIONS: ClassVar[Sequence[Action]] = (
        Action("apply", "a", N_("Merge"), N_("Let those that fit travel in one parcel"),
               check=lambda d: d.too_few(), footer=True, writes=True),
    )  # fmt: skip

    def __init__(self, order_ids: Sequence[int]) -> None:
        asked = Asked(calls.fits, (order_ids,), columns(), "")
        super().__init__(_("Merge into one parcel: nothing is changed yet"), asked)
        self.fits: Sequence[Fit] = ()

    def take(self, rows: Sequence[Fit]) -> None:
        """Show the orders, and by what they are judged."""
        self.fits, n = rows, len([fit for fit in rows if not fit.reason])
        said = ngettext("{n} order fits.", "{n} orders fit.", n).format(n=n)
        rule = _("Same shop, buyer, address; nothing printed or shipped.")
        if len(rows) == 1:
            said, rule = _("No other open order of this buyer goes there."), ""
        self.put(numbered(rows), f"{said} {rule}")

    @property
    def fitting(self) -> list[int]:
        """The orders that may travel together."""
        return [fit.row.id for fit in self.fits if not fit.reason]

    def too_few(self) -> str | None:
        """Return why nothing can be merged, or None."""
        if len(self.fitting) > 1:
            return None
        return _("Fewer than two of these orders fit into one parcel.")

    def offer(self) -> None:
        """Draw the keys; where nothing can be merged, no key offers it."""
        super().offer()
        if self.too_few():
            self.query_one("#dialog-keys", ActionBar).show([])

    def do_apply(self) -> None:
        """Answer yes."""
        self.dismiss("merge")


def columns() -> tuple[Column, ...]:
    """Return the columns of the plan."""
    return (
        Column("number", _("Order"), lambda f: f.row.row.number, 14, 1, whole=True),
        Column("fits", _("Together?"), _fits, 30, 2),
        Column("buyer", _("Buyer"), lambda f: f.row.row.buyer or "", 14, 3),
        Column("to", _("Address"), lambda f: f.row.to, 20, 4, grow=True),
        Column("courier", _("Courier"), lambda f: f.row.row.courier or "", 12, 6),
        Column("status", _("Status"), lambda f: status(f.row.row.status), 14, 5),
        Column("total", _("Total"), _total, 12, 7, align="right"),
    )  # fmt: skip


def _fits(line: "Numbered") -> Shown:
    reason = line.row.reason
    return (f"{glyphs().trouble} {reason}", "bad") if reason else (
        f"{glyphs().done} {_('fits')}", "good")  # fmt: skip


def _total(line: "Numbered") -> str:
    row = line.row.row
    return money.show(row.total, row.currency, language())
