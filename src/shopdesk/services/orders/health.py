"""Orders that pull a clock of seller health: ``late_dispatch``, or of one shop with its number."""

from shopdesk.clock import Clock
from shopdesk.services.health.counting import pulling
from shopdesk.services.health.rules import measure_of
from shopdesk.services.orders.parts import ORDER, Hits, Strand


def pulls(said: str, clock: Clock) -> Strand:
    """Return the orders that count against the seller now: ``late_dispatch``, ``late_dispatch.3``.

    Raises:
        Refusal: there is no such clock.
    """
    name, _dot, shop = said.strip().partition(".")
    ids = pulling(clock, measure_of(name), int(shop) if shop.isdecimal() else None)
    return Strand(hits=(Hits(ids, ids, ORDER.id.in_(ids)),))
