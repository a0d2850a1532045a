"""What every shop should be told of stock now, by the rules; and the record of what it was told.

A kit is told from its parts, a SKU that is no longer sold as 0. An offer that stands for no SKU of
the catalogue is left out, with the reason.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any, Final

import sqlalchemy as sa

from shopdesk.locale import _, ngettext
from shopdesk.models.products import Offer, Product, Variant
from shopdesk.models.shops import Shop
from shopdesk.refusal import Refusal
from shopdesk.services.stock.levels import Level, levels
from shopdesk.services.stock.push_rules import (
    NONE,
    RuleRow,
    Rules,
    drop_rule,
    kept,
    parse,
    rules,
    set_rule,
    supposed,
    write,
)
from shopdesk.services.stock.told import Rule, cause, keeper_of, told_each
from shopdesk.store import Change, Read, Work

__all__ = [
    "NONE", "RuleRow", "Rules", "Skipped", "Stock", "Told", "drop_rule", "each", "note_told",
    "parse", "rules", "set_rule", "skipped", "supposed", "told", "write",
]  # fmt: skip
FEW: Final = 900
"""SKUs that are named in a question; of more the whole catalogue is read past."""
CHUNK: Final = 2_000
_DEFAULT: Final = Rule()
_GONE: Final = sa.or_(
    Variant.archived_at.is_not(None),
    Product.archived_at.is_not(None),
    Product.state == "archived",
)


@dataclass(frozen=True, slots=True)
class Told:
    """What one shop should be told of a SKU, by its offer there, and what it was told last.

    ``was`` is None where it was never told; ``why`` one of ``told.CAUSES``.
    """

    variant_id: int
    sku: str
    shop_id: int
    shop: str
    channel: str
    offer_id: int
    qty: int
    was: int | None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Stock:
    """One SKU with its pieces, and what its shops are told."""

    variant_id: int
    sku: str
    level: Level
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Skipped:
    """An offer that no shop can be told of, and why."""

    offer_id: int
    shop_id: int
    shop: str
    channel: str
    name: str
    seller_sku: str
    reason: str


def told(read: Read, ids: Collection[int] | None = None) -> tuple[Told, ...]:
    """Return what every shop should be told now of these variants (None: all), by SKU."""
    return tuple(one for stock in each(read, ids) for one in stock.told)


def each(
    read: Read, ids: Collection[int] | None = None, ruled: Rules | None = None
) -> Iterator[Stock]:
    """Yield the variants that are on offer, by SKU, with what their shops are told by the rules.

    Other rules than those in force may be supposed.
    """
    wanted = None if ids is None else set(ids)
    few = wanted if wanted is not None and len(wanted) <= FEW else None
    there = levels(read, None if few is None else list(few))
    ruling = kept(read.connection) if ruled is None else ruled
    offers = read.connection.execution_options(yield_per=CHUNK).execute(_offers(few))
    for (variant, sku, key, gone), rows in groupby(offers, itemgetter(0, 1, 2, 3)):
        if wanted is None or variant in wanted:
            level = there.get(variant, Level())
            on = list(rows)
            rule_of = {row[6]: _rule(ruling, row[6], key) for row in on}
            yield Stock(variant, sku, level, _of_one(variant, sku, level, on, rule_of, gone=gone))


def skipped(read: Read) -> tuple[Skipped, ...]:
    """Return the offers that no shop can be told of: they stand for no SKU that is known."""
    known = sa.exists().where(Variant.sku_key == sa.func.lower(Offer.sku))
    query = (
        sa.select(
            Offer.id, Shop.id, Shop.name, Shop.channel, Offer.name, Offer.seller_sku, Offer.sku
        )
        .join(Shop, Shop.id == Offer.shop_id)
        .where(sa.or_(Offer.sku == "", sa.not_(known)))
        .order_by(Shop.channel, Shop.name, Offer.id)
    )
    unknown = _("SKU {sku} is not in the catalogue")
    return tuple(
        Skipped(*row[:6], unknown.format(sku=row[6]) if row[6] else _("stands for no SKU yet"))
        for row in read.connection.execute(query)
    )


def note_told(work: Work, rows: Iterable[Told], document: str = "") -> Change:
    """Remember what the shops were told: the next comparison begins there.

    A file that was written is not yet uploaded, so the entry can be undone: what the shops were
    told before stands again.

    Raises:
        Refusal: nobody was told anything.
    """
    marks = [{"offer": row.offer_id, "qty": row.qty, "now": work.clock.now()} for row in rows]
    if not marks:
        raise Refusal(_("There is nothing to tell any shop."))
    changing = (
        sa.update(Offer.__table__)  # type: ignore[arg-type]  # a table, whatever its class says
        .where(Offer.__table__.c.id == sa.bindparam("offer"))
        .values(told_stock=sa.bindparam("qty"), told_at=sa.bindparam("now"))
    )
    for start in range(0, len(marks), CHUNK):
        work.connection.execute(changing, marks[start : start + CHUNK])
    n = len(marks)
    label = ngettext("Told stock of {n} offer", "Told stock of {n} offers", n).format(n=n)
    return work.done(f"{label} ({document})" if document else label)


def _offers(few: Collection[int] | None) -> sa.Select[Any]:
    """Return the offers with their variant and shop, those of one variant together, by SKU."""
    query = (
        sa.select(
            Variant.id, Variant.sku, Variant.sku_key, sa.case((_GONE, 1), else_=0), Offer.id,
            Offer.told_stock, Shop.id, Shop.name, Shop.channel,
        )
        .select_from(Offer)
        .join(Variant, Variant.sku_key == sa.func.lower(Offer.sku))
        .join(Product, Product.id == Variant.product_id)
        .join(Shop, Shop.id == Offer.shop_id)
        .where(Offer.sku != "")
        .order_by(Variant.sku_key, Shop.channel, Shop.name, Offer.id)
    )  # fmt: skip
    if few is None:
        return query
    keys = sa.select(Variant.sku_key).where(Variant.id.in_(few))
    return query.where(sa.func.lower(Offer.sku).in_(keys))


def _rule(ruled: Rules, shop_id: int, key: str) -> Rule:
    """Return the SKU's own rule in a shop, else the shop's, else that all of it is told."""
    return ruled.get((shop_id, key)) or ruled.get((shop_id, "")) or _DEFAULT


def _of_one(
    variant: int, sku: str, level: Level, offers: list[Any], rule_of: Mapping[int, Rule], *,
    gone: int,
) -> tuple[Told, ...]:  # fmt: skip
    """Return what the shops that offer one SKU are told of it."""
    if gone:
        said, alone = dict.fromkeys(rule_of, 0), None
    else:
        alone = keeper_of(level.free, rule_of)
        said = told_each(level.free, level.buffer, rule_of, alone)
    made = []
    for _id, _sku, _key, _gone, offer, was, shop, name, channel in offers:
        qty = said[shop]
        keeps = None if alone is None else alone.shop == shop
        why = "archived" if gone else cause(
            level.free, level.buffer, rule_of[shop], qty, alone=keeps
        )  # fmt: skip
        made.append(Told(variant, sku, shop, name, channel, offer, qty, was, why))
    return tuple(made)
