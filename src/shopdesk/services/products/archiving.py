"""Taking SKUs out of sale, and what still needs them."""

from collections.abc import Sequence
from typing import Final

import sqlalchemy as sa

from shopdesk.locale import _, ngettext
from shopdesk.models.orders import Order, OrderLine
from shopdesk.models.products import KitPart, Variant
from shopdesk.models.shops import Listing
from shopdesk.models.stock import HOLDS, Expected
from shopdesk.refusal import Refusal
from shopdesk.services.skus import sku_key, variants_of
from shopdesk.services.stock.following import ended
from shopdesk.store import Change, Work

OPEN: Final = (*HOLDS, "unpaid")
"""Statuses of orders that may still want their pieces."""
SHOWN: Final = 3
"""Blockers that a refusal names."""


def archive(work: Work, skus: Sequence[str]) -> Change:
    """Take SKUs out of sale; nothing is deleted.

    Raises:
        Refusal: an open order, a kit or an expected delivery still needs one of them.
    """
    found = variants_of(work.session, skus)
    for variant in found.values():
        if blockers := _blockers(work, variant, {one.id for one in found.values()}):
            raise Refusal(
                _("{sku} cannot be archived: {blockers}. Nothing was changed.").format(
                    sku=variant.sku, blockers="; ".join(blockers[:SHOWN])
                )
            )
    for variant in found.values():
        variant.archived_at = work.clock.now()
    n = len(found)
    return ended(work, ngettext("Archived {n} SKU", "Archived {n} SKUs", n).format(n=n))


def restore(work: Work, skus: Sequence[str]) -> Change:
    """Put archived SKUs back on sale."""
    keys = [sku_key(sku) for sku in skus]
    query = sa.select(Variant).where(Variant.sku_key.in_(keys), Variant.archived_at.is_not(None))
    found = list(work.session.scalars(query))
    for variant in found:
        variant.archived_at = None
    n = len(found)
    return ended(work, ngettext("Restored {n} SKU", "Restored {n} SKUs", n).format(n=n))


def _blockers(work: Work, variant: Variant, leaving: set[int]) -> list[str]:
    """Return what still needs a SKU; a kit that leaves with it needs nothing."""
    orders = (
        sa.select(Order.number)
        .join(OrderLine, OrderLine.order_id == Order.id)
        .join(Listing, Listing.id == OrderLine.listing_id)
        .where(
            sa.func.lower(Listing.sku) == variant.sku_key,
            Order.cancelled == 0,
            Order.status.in_(OPEN),
        )
        .distinct()
        .limit(SHOWN)
    )
    kits = (
        sa.select(Variant.sku)
        .join(KitPart, KitPart.kit_id == Variant.id)
        .where(
            KitPart.part_id == variant.id,
            Variant.archived_at.is_(None),
            Variant.id.not_in(leaving),
        )
    )
    coming = sa.select(Expected.document).where(
        Expected.variant_id == variant.id, Expected.qty > Expected.received
    )
    return [
        *(
            _("order {number} still needs it").format(number=n)
            for n in work.session.scalars(orders)
        ),
        *(_("kit {sku} contains it").format(sku=sku) for sku in work.session.scalars(kits)),
        *(
            _("delivery {document} is still expected").format(document=document)
            for document in work.session.scalars(coming.distinct())
        ),
    ]
