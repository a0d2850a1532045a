"""Saying which SKU a listing or an offer stands for; earlier order lines follow.

Order lines hang on their listing, so one mapping reaches every line there ever was, and later ones
too. What is the same thing under another name in the same shop comes along: the same marketplace
id, or the same seller SKU; without either, the same name and variation.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import sqlalchemy as sa

from shopdesk.locale import _, ngettext
from shopdesk.models.products import Offer, Product, Variant
from shopdesk.models.shops import Listing
from shopdesk.refusal import Refusal
from shopdesk.services.mapping.guessing import guessed
from shopdesk.services.mapping.reads import rows_of, unmapped
from shopdesk.services.mapping.rows import Assigned, Kind, Thing, UnmappedRow
from shopdesk.services.skus import sku_key
from shopdesk.services.stock.following import ended
from shopdesk.store import Change, Read, Work

Pair = tuple[Kind, int, str]
"""A listing or an offer by its key, and the SKU that it stands for."""
MODELS: Final[Mapping[Kind, type[Listing] | type[Offer]]] = {"listing": Listing, "offer": Offer}


def plan(read: Read, pairs: Sequence[Pair]) -> tuple[Assigned, ...]:
    """Return everything that would be mapped by these pairs, what comes along too.

    Raises:
        Refusal: a listing, an offer or a SKU that is not there, or one that is archived.
    """
    named = _skus(read.connection, [sku for _kind, _record, sku in pairs])
    told: dict[Thing, str] = {(kind, record): named[sku][0] for kind, record, sku in pairs}
    products = dict(named.values())
    rows = rows_of(read.connection, list(told))
    found = [
        Assigned(row, told[thing], products[told[thing]], row.sku, twin=False)
        for thing, row in rows.items()
    ]
    by_sign = {sign: one for one in found for sign in _signs(one.row)}
    for row in unmapped(read):
        signs = [sign for sign in _signs(row) if sign in by_sign]
        if signs and row.thing not in told:
            like = by_sign[signs[0]]
            found.append(Assigned(row, like.sku, like.product, row.sku, twin=True))
    return tuple(found)


def assign(work: Work, pairs: Sequence[Pair]) -> Change:
    """Map listings and offers to SKUs, as one entry.

    Raises:
        Refusal: as ``plan`` does, or nothing is to be mapped.
    """
    made = plan(work, pairs)
    if not made:
        raise Refusal(_("Nothing is to be mapped."))
    work.session.flush()
    for one in made:
        model = MODELS[one.row.kind]
        change = sa.update(model).where(model.id == one.row.record).values(sku=one.sku)
        work.connection.execute(change)
    return ended(work, _label(made))


def exact_hits(read: Read) -> tuple[Pair, ...]:
    """Return what an id or a seller SKU maps beyond doubt; a person asked for all of it."""
    best = ((row, row.best) for row in guessed(read, unmapped(read)))
    return tuple((*row.thing, one.sku) for row, one in best if one and one.exact)


def assign_exact(work: Work) -> Change:
    """Map all exact hits.

    Raises:
        Refusal: there is none.
    """
    if not (pairs := exact_hits(work)):
        raise Refusal(_("No listing has an id or a seller SKU that says which SKU it is."))
    return assign(work, pairs)


def _skus(connection: sa.Connection, skus: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Return each SKU as the catalogue spells it, with its product; any where there is none."""
    asked = {sku: sku_key(sku) for sku in skus}
    if "" in asked.values():
        raise Refusal(_("A SKU is needed."))
    if not connection.scalar(sa.select(sa.exists(sa.select(Variant.id)))):
        return {sku: (sku.strip(), "") for sku in asked}
    found: dict[str, Any] = {}
    keys = list(set(asked.values()))
    for start in range(0, len(keys), 5_000):
        query = (
            sa.select(Variant.sku_key, Variant.sku, Product.name, Variant.archived_at)
            .join(Product, Product.id == Variant.product_id)
            .where(Variant.sku_key.in_(keys[start : start + 5_000]))
        )
        found |= {row.sku_key: row for row in connection.execute(query)}
    for sku, key in asked.items():
        if key not in found:
            raise Refusal(
                _("There is no SKU “{sku}” in the catalogue; add the product first.").format(
                    sku=sku
                )
            )
        if found[key].archived_at is not None:
            raise Refusal(_("SKU {sku} is archived; restore it first.").format(sku=found[key].sku))
    return {sku: (found[key].sku, found[key].name) for sku, key in asked.items()}


def _signs(row: UnmappedRow) -> list[tuple[int, str, str]]:
    """Return what the same thing under another name shares with it."""
    signs = [(row.shop_id, "code", row.code), (row.shop_id, "seller", sku_key(row.seller_sku))]
    told = [sign for sign in signs if sign[2]]
    return told or [(row.shop_id, "name", f"{row.name}\n{row.variation}")]


def _label(made: Sequence[Assigned]) -> str:
    lines = sum(one.row.lines for one in made)
    told = [one for one in made if not one.twin]
    if len(told) == 1:
        label = ngettext(
            "Mapped “{name}” to {sku}, {n} order line", "Mapped “{name}” to {sku}, {n} order lines",
            lines,
        )  # fmt: skip
        row = told[0].row
        return label.format(name=row.name or row.seller_sku, sku=told[0].sku, n=lines)
    label = ngettext("Mapped {n} listing, {lines} order lines",
                     "Mapped {n} listings, {lines} order lines", len(made))  # fmt: skip
    return label.format(n=len(made), lines=lines)
