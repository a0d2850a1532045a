"""From gross sales to net sales: every step with the orders that it is made of."""

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from shopdesk.locale import N_, _
from shopdesk.reports.document import Block, Chart, Column, Opens, Row, Series, Table
from shopdesk.services.analyses.waterfall import Step, waterfall

if TYPE_CHECKING:
    from shopdesk.services.figures import Scope
    from shopdesk.store import Read

_NAMES: Final = {
    "gross": N_("Gross, at list price, with cancelled"),
    "line_discounts": N_("Seller's discounts on products"),
    "channel_discounts": N_("Channel's discounts on products"),
    "gmv_with_cancelled": N_("GMV, with cancelled"),
    "cancelled": N_("Cancelled orders"),
    "gmv": N_("GMV, not cancelled"),
    "order_discounts": N_("Seller's discounts on orders"),
    "returns": N_("Returns"),
    "net_sales": N_("Net sales"),
}


def blocks(read: "Read", scope: "Scope") -> tuple[Block, ...]:
    """Return the steps as a chart and a table."""
    steps = waterfall(read, scope)
    gross = steps[0].amount
    chart = Chart(
        _("From gross to net sales"),
        "bar",
        tuple(_(_NAMES[step.id]) for step in steps),
        (Series(_("Amount"), tuple(step.amount for step in steps)),),
        axis=_("Step"),
    )
    table = Table(
        _("From gross to net sales"),
        (
            Column(_("Step")),
            Column(_("Taken off"), "money"),
            Column(_("Left"), "money"),
            Column(_("Share of gross"), "share"),
        ),
        tuple(_row(step, gross) for step in steps),
        note=_(
            "Every level is the one before it plus the steps between. List price is the deal price "
            "where an export tells none; a discount on a product is the seller's unless the export "
            "tells a part that the channel bears."
        ),
    )
    return (chart, table) if gross else (table,)


def _row(step: Step, gross: int) -> Row:
    off, left = (None, step.amount) if step.level else (step.amount, None)
    share = Fraction(step.amount, gross) if gross else None
    return Row((_(_NAMES[step.id]), off, left, share), Opens("orders", step.where))
