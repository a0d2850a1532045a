"""From draft to ready: a product goes out into the shops only when no error stands."""

from collections.abc import Sequence
from typing import Final

import sqlalchemy as sa

from shopdesk.locale import _, ngettext
from shopdesk.models.products import Product, Variant
from shopdesk.refusal import Refusal
from shopdesk.services.products import completeness
from shopdesk.services.products.rules import SEVERITIES
from shopdesk.services.skus import variants_of
from shopdesk.services.stock.following import ended
from shopdesk.store import Change, Work

SHOWN: Final = 3
"""Gaps that a refusal names."""
CHUNK: Final = 900


def make_ready(work: Work, skus: Sequence[str]) -> Change:
    """Let the products of these SKUs go out.

    Raises:
        Refusal: an unknown or archived SKU, or something is missing without which a channel takes
            none of them.
    """
    products = _products(work, skus)
    refuse_unless_ready(work, products)
    n = _put(work, products, "ready")
    label = ngettext("{n} product is ready", "{n} products are ready", n)
    return ended(work, label.format(n=n))


def make_draft(work: Work, skus: Sequence[str]) -> Change:
    """Take the products of these SKUs back to be worked on.

    Raises:
        Refusal: an unknown or archived SKU.
    """
    n = _put(work, _products(work, skus), "draft")
    label = ngettext("{n} product is a draft again", "{n} products are drafts again", n)
    return ended(work, label.format(n=n))


def refuse_unless_ready(work: Work, product_ids: Sequence[int]) -> None:
    """Refuse products with a gap that a channel does not take, and name the first fields.

    Raises:
        Refusal: there is such a gap.
    """
    work.session.flush()
    errors = [
        fix
        for fix in completeness.fixes(work, _variants(work, product_ids))
        if fix.gap.severity == SEVERITIES[0]
    ]
    if not errors:
        return
    first = [fix for fix in errors if fix.sku == errors[0].sku]
    named = "; ".join(fix.gap.message for fix in first[:SHOWN])
    others = len({fix.sku for fix in errors}) - 1
    more = ngettext("{n} more SKU is not ready either.", "{n} more SKUs are not ready either.",
                    others).format(n=others)  # fmt: skip
    said = _("{sku} is not ready: {gaps}. Mend that first; nothing was changed.")
    refusal = said.format(sku=first[0].sku, gaps=named)
    raise Refusal(f"{refusal} {more}" if others else refusal)


def _products(work: Work, skus: Sequence[str]) -> list[int]:
    found = variants_of(work.session, skus)
    return list(dict.fromkeys(variant.product_id for variant in found.values()))


def _variants(work: Work, product_ids: Sequence[int]) -> list[int]:
    query = sa.select(Variant.id).where(Variant.archived_at.is_(None)).order_by(Variant.id)
    return [
        variant
        for start in range(0, len(product_ids), CHUNK)
        for variant in work.connection.scalars(
            query.where(Variant.product_id.in_(product_ids[start : start + CHUNK]))
        )
    ]


def _put(work: Work, product_ids: Sequence[int], state: str) -> int:
    """Write the state; returns how many products had another one."""
    work.session.flush()
    changed = 0
    for start in range(0, len(product_ids), CHUNK):
        change = sa.update(Product).where(
            Product.id.in_(product_ids[start : start + CHUNK]), Product.state != state
        )
        changed += work.connection.execute(change.values(state=state)).rowcount
    return changed
