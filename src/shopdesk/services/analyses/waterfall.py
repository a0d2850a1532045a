"""From gross sales at list price to net sales, step by step; the steps add up exactly."""

from dataclasses import dataclass
from typing import Final

import sqlalchemy as sa

from shopdesk.models.orders import DEAL, LISTED, OrderLine, worth
from shopdesk.services.analyses.placed import ORDER, placed
from shopdesk.services.figures import Scope, total
from shopdesk.store import Read

LEVELS: Final = ("gross", "gmv_with_cancelled", "gmv", "net_sales")
_CUT: Final = worth(LISTED) - worth(DEAL)
_SELLERS: Final = sa.case(
    (sa.or_(_CUT <= 0, OrderLine.discount.is_(None), OrderLine.discount >= _CUT), _CUT),
    (OrderLine.discount <= 0, 0),
    else_=OrderLine.discount,
)
"""What the seller bears of a line's discount: all of it, unless the export tells a smaller part."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step in minor units: a level that is reached, or what leads on to the next.

    What is taken away is negative. ``where`` shows the orders that it is made of.
    """

    id: str
    amount: int
    where: str

    @property
    def level(self) -> bool:
        """Whether it is what all steps before it come to."""
        return self.id in LEVELS


def waterfall(read: Read, scope: Scope) -> tuple[Step, ...]:
    """Return the levels from gross to net, with the steps between them.

    A level is the one before it plus all steps between. What the channel bears of the lines'
    discounts is told apart from the seller's part where the exports tell it.
    """
    tally = total(read, scope)
    gross, all_ = tally.listed + tally.cancelled_listed, scope.where
    sellers = _sellers(read, scope)
    alive = f"{all_} -status:cancelled"
    channels = gross - sellers - tally.gmv_with_cancelled
    return (
        Step("gross", gross, all_),
        Step("line_discounts", -sellers, f"{all_} is:reduced"),
        Step("channel_discounts", -channels, f"{all_} is:reduced"),
        Step("gmv_with_cancelled", tally.gmv_with_cancelled, all_),
        Step("cancelled", -tally.cancelled_gmv, f"{all_} status:cancelled"),
        Step("gmv", tally.gmv, alive),
        Step("order_discounts", -tally.discount, f"{alive} discount>0"),
        Step("returns", -tally.returned_gmv, f"{alive} is:returns"),
        Step("net_sales", tally.net_sales, alive),
    )


def _sellers(read: Read, scope: Scope) -> int:
    """Return what the seller took off the lines' list prices, cancelled orders among them."""
    query = (
        sa.select(sa.func.coalesce(sa.func.sum(_SELLERS), 0))
        .join_from(OrderLine, ORDER.id.table, OrderLine.order_id == ORDER.id)
        .where(placed(read, scope))
    )
    return int(read.connection.scalar(query) or 0)
