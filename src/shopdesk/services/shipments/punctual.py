"""What became of deadlines: how many orders of each shop left in time."""

from dataclasses import dataclass
from fractions import Fraction

import sqlalchemy as sa

from shopdesk.clock import Instant
from shopdesk.models.shops import Shop
from shopdesk.services.health.counting import LEFT, ORDER, SHOP, UNTIMED
from shopdesk.store import Read


@dataclass(frozen=True, slots=True)
class Kept:
    """The orders of one shop whose deadline lies in a span, cancelled ones left out.

    ``in_time`` and ``late`` have left; ``overdue`` have not and should have; ``unknown`` have left
    nobody knows when; the rest are ``open``.
    """

    shop: str
    channel: str
    in_time: int = 0
    late: int = 0
    overdue: int = 0
    unknown: int = 0
    open: int = 0

    @property
    def orders(self) -> int:
        """All of them."""
        return self.in_time + self.late + self.overdue + self.unknown + self.open

    @property
    def rate(self) -> Fraction | None:
        """Shipped by the deadline among those that were due; None where none was."""
        due = self.in_time + self.late + self.overdue
        return Fraction(self.in_time, due) if due else None


def kept(read: Read, span: tuple[Instant, Instant]) -> tuple[Kept, ...]:
    """Return how the deadlines between two instants were kept, by shop."""
    due, now = ORDER.ship_by, read.clock.now()
    fate = sa.case(
        (due >= LEFT, "in_time"),
        (LEFT.is_not(None), "late"),
        (UNTIMED, "unknown"),
        (due < now, "overdue"),
        else_="open",
    )
    query = (
        sa.select(SHOP.id, SHOP.name, SHOP.channel, fate, sa.func.count())
        .join(Shop, SHOP.id == ORDER.shop_id)
        .where(due >= span[0], due < span[1], ORDER.status != "cancelled")
        .group_by(SHOP.id, SHOP.name, SHOP.channel, sa.text("4"))
        .order_by(SHOP.channel, SHOP.name, SHOP.id)
    )
    of: dict[tuple[int, str, str], dict[str, int]] = {}
    for key, name, channel, ended, n in read.connection.execute(query):
        of.setdefault((key, name, channel), {})[ended] = n
    return tuple(Kept(name, channel, **counts) for (_key, name, channel), counts in of.items())
