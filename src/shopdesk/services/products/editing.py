"""New products, and those that are no longer sold."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import sqlalchemy as sa

from shopdesk.locale import _, ngettext
from shopdesk.models.orders import Order, OrderLine
from shopdesk.models.products import KitPart, Product, Variant
from shopdesk.models.shops import Listing
from shopdesk.models.stock import HOLDS
from shopdesk.refusal import Refusal
from shopdesk.services.skus import sku_key, variants_of
from shopdesk.services.stock.following import ended
from shopdesk.store import Change, Work

SHOWN = 3
"""Blockers that a refusal names."""


@dataclass(frozen=True, slots=True)
class NewVariant:
    """One SKU of a new product; money in minor units, weight in grams. ``parts``: SKU → pieces."""

    sku: str
    variation: str = ""
    price: int | None = None
    cost: int | None = None
    barcode: str = ""
    weight_g: int | None = None
    buffer: int = 0
    lots: bool = False
    parts: Mapping[str, int] = field(default_factory=dict)


def add(
    work: Work, name: str, variants: Sequence[NewVariant], *, category: str = "", brand: str = "",
    description: str = "",
) -> Change:  # fmt: skip
    """Add a product with its SKUs; a variant with parts is a kit.

    Raises:
        Refusal: no name, no SKU, a SKU that exists, a bad barcode, or a kit within a kit.
    """
    if not name.strip() or not variants:
        raise Refusal(_("A product needs a name and at least one SKU."))
    _refuse_known(work, [variant.sku for variant in variants])
    product = Product(name=name.strip(), category=category, brand=brand, description=description)
    work.session.add(product)
    work.session.flush()
    for new in variants:
        _add_variant(work, product, new)
    n = len(variants)
    label = ngettext("Added {name} with {n} SKU", "Added {name} with {n} SKUs", n)
    return ended(work, label.format(name=product.name, n=n))


def archive(work: Work, skus: Sequence[str]) -> Change:
    """Take SKUs out of sale; nothing is deleted.

    Raises:
        Refusal: an open order, or a kit, still needs one of them.
    """
    found = variants_of(work.session, skus)
    for variant in found.values():
        if blockers := _blockers(work, variant):
            raise Refusal(
                _("{sku} cannot be archived: {blockers}. Nothing was changed.").format(
                    sku=variant.sku, blockers="; ".join(blockers[:SHOWN])
                )
            )
        variant.archived_at = work.clock.now()
    n = len(found)
    return work.done(ngettext("Archived {n} SKU", "Archived {n} SKUs", n).format(n=n))


def restore(work: Work, skus: Sequence[str]) -> Change:
    """Put archived SKUs back on sale."""
    keys = [sku_key(sku) for sku in skus]
    query = sa.select(Variant).where(Variant.sku_key.in_(keys), Variant.archived_at.is_not(None))
    found = list(work.session.scalars(query))
    for variant in found:
        variant.archived_at = None
    n = len(found)
    return work.done(ngettext("Restored {n} SKU", "Restored {n} SKUs", n).format(n=n))


def _refuse_known(work: Work, skus: Sequence[str]) -> None:
    keys = [sku_key(sku) for sku in skus]
    if "" in keys:
        raise Refusal(_("A SKU cannot be empty."))
    doubled = next((sku for sku, key in zip(skus, keys, strict=True) if keys.count(key) > 1), None)
    known = work.session.scalar(sa.select(Variant.sku).where(Variant.sku_key.in_(keys)))
    if doubled or known:
        raise Refusal(
            _("SKU {sku} exists already; a SKU is given once.").format(sku=known or doubled)
        )


def _add_variant(work: Work, product: Product, new: NewVariant) -> None:
    from shopdesk.barcodes import refuse_bad_gtin

    refuse_bad_gtin(new.sku, new.barcode)
    variant = Variant(
        product_id=product.id, sku=new.sku.strip(), sku_key=sku_key(new.sku),
        variation=new.variation, price=new.price, cost=new.cost, barcode=new.barcode,
        weight_g=new.weight_g, buffer=new.buffer, lots=int(new.lots), kit=int(bool(new.parts)),
    )  # fmt: skip
    work.session.add(variant)
    work.session.flush()
    parts = variants_of(work.session, list(new.parts))
    for sku, part in parts.items():
        if part.kit or new.parts[sku] < 1:
            raise Refusal(
                _(
                    "{kit}: a kit is made of at least 1 piece of SKUs that are no kits ({sku})."
                ).format(kit=new.sku, sku=part.sku)
            )
        work.session.add(KitPart(kit_id=variant.id, part_id=part.id, qty=new.parts[sku]))


def _blockers(work: Work, variant: Variant) -> list[str]:
    orders = (
        sa.select(Order.number)
        .join(OrderLine, OrderLine.order_id == Order.id)
        .join(Listing, Listing.id == OrderLine.listing_id)
        .where(
            sa.func.lower(Listing.sku) == variant.sku_key,
            Order.cancelled == 0,
            Order.status.in_(HOLDS),
        )
        .distinct()
        .limit(SHOWN)
    )
    kits = (
        sa.select(Variant.sku)
        .join(KitPart, KitPart.kit_id == Variant.id)
        .where(KitPart.part_id == variant.id, Variant.archived_at.is_(None))
    )
    return [
        *(
            _("order {number} still needs it").format(number=n)
            for n in work.session.scalars(orders)
        ),
        *(_("kit {sku} contains it").format(sku=sku) for sku in work.session.scalars(kits)),
    ]
