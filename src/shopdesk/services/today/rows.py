"""What needs a hand, as a line: one kind in one currency, how bad it is, and the way there."""

from dataclasses import dataclass
from typing import Final

from shopdesk.clock import Instant

COSTS: Final = 0
"""A penalty or a loss is already running."""
SOON: Final = 1
"""It costs money unless somebody acts today."""
WAITS: Final = 2
"""It waits for somebody."""
ALL: Final = 3
"""Orders of the kinds above once more, taken together."""


@dataclass(frozen=True, slots=True)
class Need:
    """Orders of one kind and one currency that need a hand. Minor units, UTC seconds.

    ``where`` is the filter that shows exactly these orders; ``due`` the nearest deadline that
    still runs among them; ``grade`` is COSTS, SOON, WAITS or ALL; ``hours`` how long a kind with a
    limit may wait, else 0. Where another ``desk`` shows them they are its rows, not orders.
    """

    id: str
    grade: int
    where: str
    currency: str
    orders: int
    at_stake: int
    due: Instant | None
    hours: int = 0
    desk: str = "orders"
