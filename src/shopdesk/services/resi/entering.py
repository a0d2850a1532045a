"""Entering a plan of resi, as one journal entry."""

from collections.abc import Sequence

import sqlalchemy as sa

from shopdesk.locale import _, ngettext
from shopdesk.models.orders import Order
from shopdesk.models.shipments import Parcel
from shopdesk.refusal import Refusal
from shopdesk.services.orders import verbs
from shopdesk.services.orders.guards import load
from shopdesk.services.resi.planning import plan
from shopdesk.services.resi.rows import PlannedResi, ResiPlan
from shopdesk.services.stock.following import ended
from shopdesk.store import Change, Work


def enter(work: Work, planned: ResiPlan, *, ship: bool = False) -> Change:
    """Enter the resi of a plan, without those that it refuses; with ``ship`` hand them over too.

    Raises:
        Refusal: there is nothing to enter, the orders changed since the plan was made, or with
            ``ship`` one of them cannot go out.
    """
    wanted = planned.taken if not ship else (*planned.taken, *planned.same)
    if not wanted:
        raise Refusal(_("There is no resi to enter."))
    again = plan(work, [row.entry for row in planned.rows])
    if again != planned:
        raise Refusal(_("The orders changed since this plan was made. Please plan again."))
    for row in planned.taken:
        _give(work, row)
    if ship:
        return verbs.ship(work, _ids(wanted))
    n = len(planned.taken)
    label = ngettext("Entered {n} resi", "Entered {n} resi", n).format(n=n)
    return ended(work, f"{label} {planned.taken[0].number}" if n == 1 else label)


def _give(work: Work, row: PlannedResi) -> None:
    """Write one resi: to all orders that share the parcel, or to the parcel of a split order."""
    orders = load(work.session, row.members)
    if row.parcels > 1:
        _give_parcel(work, row, orders[0])
        return
    for order in orders:
        order.tracking = order.own_tracking = row.resi
        if not order.courier and row.guess:
            order.courier = order.own_courier = row.guess


def _give_parcel(work: Work, row: PlannedResi, order: Order) -> None:
    query = sa.select(Parcel).where(Parcel.order_id == row.members[0], Parcel.number == row.parcel)
    parcel = work.session.scalars(query).one()
    parcel.tracking = row.resi
    parcel.courier = parcel.courier or row.guess or None
    if row.parcel == 1 or not order.tracking:
        order.tracking = order.own_tracking = row.resi


def _ids(rows: Sequence[PlannedResi]) -> list[int]:
    return list(dict.fromkeys(member for row in rows for member in row.members))
