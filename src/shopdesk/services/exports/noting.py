"""What a shop was told is remembered, so that the next morning tells only what changed."""

import sqlalchemy as sa

from shopdesk.locale import ngettext
from shopdesk.models.products import Offer
from shopdesk.services.exports.shapes import ExportPlan
from shopdesk.services.stock import pushing
from shopdesk.store import Change, Store, Work


def note(store: Store, plan: ExportPlan) -> int | None:
    """Remember what this export tells, as an entry of its own that undo takes back."""
    name = plan.wish.out.name
    if plan.stock:
        change = store.run("note_told", lambda work: pushing.note_told(work, plan.stock, name))
        return change.entry
    if plan.prices:
        return store.run("note_told", lambda work: _note_prices(work, plan, name)).entry
    return None


def _note_prices(work: Work, plan: ExportPlan, document: str) -> Change:
    changing = (
        sa.update(Offer.__table__)  # type: ignore[arg-type]  # a table, whatever its class says
        .where(Offer.__table__.c.id == sa.bindparam("offer"))
        .values(told_price=sa.bindparam("price"), told_at=work.clock.now())
    )
    work.connection.execute(
        changing, [{"offer": one, "price": price} for one, price in plan.prices]
    )
    n = len(plan.prices)
    label = ngettext("Told prices of {n} offer", "Told prices of {n} offers", n).format(n=n)
    return work.done(f"{label} ({document})")
