"""What the reports for whoever leads the shop have in common: how they begin and how they end."""

from typing import TYPE_CHECKING

from shopdesk.locale import _
from shopdesk.reports.blocks import (
    breakdown,
    figures,
    funnel,
    health,
    needs,
    newcomers,
    returns,
    shipments,
    stock,
    summary,
    tickets,
    trend,
    waterfall,
)
from shopdesk.reports.building import part

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shopdesk.reports.document import Block
    from shopdesk.services.figures import Scope
    from shopdesk.store import Read


def opening(read: "Read", scope: "Scope") -> "Iterator[Block]":
    """Yield what changed, what needs a hand, and the figures."""
    yield from summary.blocks(read, scope)
    yield from part(_("Figures"), figures.blocks(read, scope))


def sales(read: "Read", scope: "Scope", most: int) -> "Iterator[Block]":
    """Yield how sales went: by day, by channel, the best products, down to net sales."""
    yield from part(_("Trend"), trend.blocks(read, scope))
    yield from part(_("Channels"), breakdown.blocks(read, scope, "channel"))
    yield from part(_("Top products"), breakdown.blocks(read, scope, "product", most=most))
    yield from part(_("From GMV to net sales"), waterfall.blocks(read, scope))


def customers(read: "Read", scope: "Scope") -> "Iterator[Block]":
    """Yield who bought, and how many of the visitors did."""
    yield from part(_("Customers"), newcomers.blocks(read, scope))
    yield from part(_("Conversion"), funnel.blocks(read, scope))


def closing(read: "Read", scope: "Scope", most: int) -> "Iterator[Block]":
    """Yield stock, parcels, returns and answers, and how marketplaces judge all that."""
    yield from part(_("Stock"), stock.blocks(read, scope, most=most))
    yield from part(_("Shipments"), shipments.blocks(read, scope))
    yield from part(_("Returns"), returns.blocks(read, scope, most=most))
    yield from part(_("Customers' questions"), tickets.blocks(read, scope))
    yield from part(_("Seller health"), health.blocks(read, scope))
    yield from part(_("Needs a hand now"), needs.blocks(read, scope))
