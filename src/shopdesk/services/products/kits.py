"""What a kit is put together from."""

from collections.abc import Mapping

import sqlalchemy as sa

from shopdesk.locale import _, ngettext
from shopdesk.models.products import KitPart, Variant
from shopdesk.models.stock import Movement
from shopdesk.refusal import Refusal
from shopdesk.services.skus import variants_of
from shopdesk.services.stock.following import ended
from shopdesk.store import Change, Work


def set_parts(work: Work, sku: str, parts: Mapping[str, int]) -> Change:
    """Say what the kit is made of, SKU → pieces; with no parts it is a kit no longer.

    Raises:
        Refusal: a part that is a kit or is not there, a SKU with stock of its own, or one that is
            a part of another kit.
    """
    kit = variants_of(work.session, [sku])[sku]
    if parts and not kit.kit:
        _refuse_stocked(work, kit)
    kit.kit = int(bool(parts))
    put_together(work, kit, parts)
    n = len(parts)
    label = ngettext("{sku} is made of {n} SKU", "{sku} is made of {n} SKUs", n)
    return ended(work, label.format(sku=kit.sku, n=n))


def put_together(work: Work, kit: Variant, parts: Mapping[str, int]) -> None:
    """Write the parts of a kit, and only where they differ from those that it has.

    Raises:
        Refusal: a part is a kit itself, is not there, or is less than one piece.
    """
    found = variants_of(work.session, list(parts))
    wanted: dict[int, int] = {}
    for sku, part in found.items():
        if part.kit or part.id == kit.id or parts[sku] < 1:
            raise Refusal(
                _(
                    "{kit}: a kit is made of at least 1 piece of SKUs that are no kits ({sku})."
                ).format(kit=kit.sku, sku=part.sku)
            )
        wanted[part.id] = wanted.get(part.id, 0) + parts[sku]
    query = sa.select(KitPart).where(KitPart.kit_id == kit.id)
    known = {row.part_id: row for row in work.session.scalars(query)}
    for part_id, row in known.items():
        if part_id not in wanted:
            work.session.delete(row)
    for part_id, qty in wanted.items():
        row = known.get(part_id) or KitPart(kit_id=kit.id, part_id=part_id)
        row.qty = qty
        work.session.add(row)


def _refuse_stocked(work: Work, variant: Variant) -> None:
    moved = sa.select(Movement.id).where(Movement.variant_id == variant.id).limit(1)
    if work.connection.scalar(moved) is not None:
        raise Refusal(
            _("{sku} has stock of its own and cannot become a kit; add a new SKU.").format(
                sku=variant.sku
            )
        )
    inside = (
        sa.select(Variant.sku)
        .join(KitPart, KitPart.kit_id == Variant.id)
        .where(KitPart.part_id == variant.id)
        .limit(1)
    )
    if kit := work.connection.scalar(inside):
        raise Refusal(
            _("{sku} is a part of kit {kit}, so it cannot become a kit.").format(
                sku=variant.sku, kit=kit
            )
        )
