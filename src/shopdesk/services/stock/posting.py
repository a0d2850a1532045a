"""What every movement has in common: a counted SKU, pieces that lie there, a document once."""

from collections.abc import Sequence

import sqlalchemy as sa

from shopdesk.locale import _
from shopdesk.models.products import Variant
from shopdesk.models.stock import Movement, StockLevel
from shopdesk.refusal import Refusal
from shopdesk.services.skus import variants_of
from shopdesk.store import Work


def movable(work: Work, skus: Sequence[str]) -> dict[str, Variant]:
    """Return the variant of each SKU as it was written.

    Raises:
        Refusal: a SKU is unknown, archived, or a kit.
    """
    found = variants_of(work.session, skus)
    for sku, variant in found.items():
        if variant.kit:
            raise Refusal(
                _("{sku} is a kit and has no stock of its own; move its parts.").format(sku=sku)
            )
    return found


def there(work: Work, variant_id: int, location_id: int, pool: str) -> int:
    """Return how many pieces lie in a pool at a location."""
    work.session.flush()
    level = work.session.get(StockLevel, (variant_id, location_id), populate_existing=True)
    if level is None:
        return 0
    if pool == "sellable":
        return level.on_hand - level.damaged - level.quality
    return int(getattr(level, pool))


def refuse_unless_there(work: Work, variant: Variant, place: int, pool: str, qty: int) -> None:
    """Refuse to take more pieces from a pool than lie there."""
    have = there(work, variant.id, place, pool)
    if have < qty:
        raise Refusal(
            _("{sku}: {have} pieces lie there ({pool}), {qty} are asked for.").format(
                sku=variant.sku, have=have, pool=pool, qty=qty
            )
        )


def once(work: Work, document: str) -> None:
    """Refuse a document that was posted before."""
    query = sa.select(sa.exists().where(Movement.document == document))
    if work.connection.scalar(query):
        raise Refusal(
            _("{document} was posted before; nothing was changed.").format(document=document)
        )


def post(
    work: Work, variant_id: int, place: int, pool: str, qty: int, *, kind: str, document: str,
    line: int = 0, lot: int = 0, cost: int | None = None, note: str = "",
) -> None:  # fmt: skip
    """Write one movement into the ledger."""
    work.session.add(
        Movement(
            variant_id=variant_id, location_id=place, pool=pool, kind=kind, qty=qty,
            at=work.clock.now(), document=document, line=line, lot_id=lot, cost=cost,
            note=note.strip(),
        )
    )  # fmt: skip


def refuse_hollow(work: Work) -> None:
    """Refuse to leave fewer than no pieces in a lot, or among the damaged: undo could.

    Sellable pieces may be fewer than none: then more was sold than is there, and that is told.
    """
    query = sa.text(
        "SELECT v.sku FROM stock_levels AS l JOIN variants AS v ON v.id = l.variant_id "
        "WHERE l.damaged < 0 OR l.quality < 0 UNION ALL "
        "SELECT v.sku || ' ' || t.code FROM lots AS t JOIN variants AS v ON v.id = t.variant_id "
        "JOIN movements AS m ON m.variant_id = t.variant_id AND m.lot_id = t.id "
        "GROUP BY t.id, m.location_id, m.pool HAVING sum(m.qty) < 0 LIMIT 1"
    )
    if (short := work.connection.scalar(query)) is not None:
        raise Refusal(
            _("{sku}: these pieces were moved on since; undo that first.").format(sku=short)
        )
