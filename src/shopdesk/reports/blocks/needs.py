"""What needs a hand now over all desks: how many, the money at stake, the nearest deadline."""

from typing import TYPE_CHECKING

from shopdesk import services
from shopdesk.locale import _
from shopdesk.reports.document import Block, Column, Opens, Row, Table
from shopdesk.reports.figures import title

if TYPE_CHECKING:
    from shopdesk.services.figures import Scope
    from shopdesk.services.today import Need
    from shopdesk.store import Read


def found(read: "Read", scope: "Scope") -> "tuple[Need, ...]":
    """Return what needs a hand in the currency looked at; what costs already comes first."""
    return tuple(one for one in services.today.needs(read) if one.currency == scope.currency)


def blocks(read: "Read", scope: "Scope") -> tuple[Block, ...]:
    """Return what needs a hand now, each line opening its rows. It is of now, and of all shops."""
    columns = (
        Column(_("What needs a hand")),
        Column(_("How many"), "count"),
        Column(_("At stake"), "money"),
        Column(_("Nearest deadline")),
    )
    return (
        Table(
            _("How many, and what is at stake"),
            columns,
            tuple(_row(read, one) for one in found(read, scope)),
            note=_("As it is now, in all shops; what costs already comes first. An order may stand "
                   "in several lines, so the lines have no sum."),
            empty=_("Nothing needs a hand now."),
        ),
    )  # fmt: skip


def _row(read: "Read", need: "Need") -> Row:
    due = ""
    if need.due:
        clock = read.clock
        due = f"{clock.show(need.due, style='date')} {clock.show(need.due, style='time')}"
    cells = (title(need), need.orders, need.at_stake, due)
    return Row(cells, Opens(need.desk, need.where))
