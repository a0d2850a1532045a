"""Which orders may be picked and packed now, and why the others may not."""

from collections.abc import Sequence

import sqlalchemy as sa

from shopdesk.locale import _
from shopdesk.models.orders import Order
from shopdesk.models.shipments import Picking, Wave
from shopdesk.services.orders import guards
from shopdesk.services.paging import CHUNK
from shopdesk.store import Work


def why_not(work: Work, orders: Sequence[Order]) -> dict[int, str]:
    """Return why orders may not be packed now, by id; those that may are absent."""
    rules: list[guards.Guard] = [
        guards.open_order, guards.understood, guards.not_held, guards.no_cancel_request,
        guards.paid, guards.before("packed", _("it is packed already")),
    ]  # fmt: skip
    if work.settings.require_sku:
        rules.append(guards.mapped(work.session, orders))
    found = {}
    for order in orders:
        if reason := next((said for said in (rule(order) for rule in rules) if said), None):
            found[order.id] = reason
    return found


def why_not_picked(work: Work, order_ids: Sequence[int]) -> dict[int, str]:
    """Return why orders cannot go into a wave, by id: they are in one, or picked already."""
    query = sa.select(Picking.order_id, Picking.state, Wave.name, Wave.state.label("wave")).join(
        Wave, Wave.id == Picking.wave_id, isouter=True
    )
    found = {}
    for start in range(0, len(order_ids), CHUNK):
        some = Picking.order_id.in_(order_ids[start : start + CHUNK])
        for row in work.connection.execute(query.where(some)):
            if row.state == "picking" and row.wave == "open":
                found[row.order_id] = _("it is in wave {name}").format(name=row.name)
            elif row.state == "picked":
                found[row.order_id] = _("it is picked already (wave {name})").format(name=row.name)
    return found
