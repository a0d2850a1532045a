"""Changing facts of the catalogue: of one SKU in its cell, or of many at once."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa

from shopdesk.barcodes import refuse_bad_gtin
from shopdesk.locale import _, ngettext
from shopdesk.models.products import Offer, Product, Variant
from shopdesk.models.shops import Listing, Shop
from shopdesk.models.stock import PushRule
from shopdesk.refusal import Refusal
from shopdesk.services.products import fields
from shopdesk.services.products.fields import Field, Value
from shopdesk.services.products.ready import refuse_unless_ready
from shopdesk.services.skus import sku_key
from shopdesk.services.stock.following import ended
from shopdesk.store import Change, Work

BATCH: Final = 5_000
"""Ids in one statement."""


@dataclass(frozen=True, slots=True)
class Edited:
    """A SKU that is to be changed."""

    id: int
    sku: str
    sku_key: str
    product_id: int


def edit(work: Work, ids: Sequence[int], changes: Mapping[str, object]) -> Change:
    """Set fields of the SKUs with these ids, by the names in ``fields``; texts are read as typed.

    What belongs to the product changes for all its SKUs.

    Raises:
        Refusal: a SKU that is gone or archived, a field that is not there, or a value that it
            cannot have ("ready" where a gap stands); nothing is changed then.
    """
    rows = chosen(work.connection, ids)
    told = {field: value_of(rows, field, said) for field, said in _by_field(changes)}
    if not told:
        raise Refusal(_("Nothing is to be changed."))
    work.session.flush()
    for field, value in told.items():
        write(work, rows, field, value)
    named = ", ".join(_(field.label) for field in told)
    n = len(rows)
    label = ngettext("{sku}: changed {fields}", "{n} SKUs: changed {fields}", n)
    return ended(work, label.format(sku=rows[0].sku, n=n, fields=named))


def chosen(connection: sa.Connection, ids: Sequence[int]) -> list[Edited]:
    """Return the SKUs with these ids in their order.

    Raises:
        Refusal: none is chosen, or one is gone or archived.
    """
    found: dict[int, Any] = {}
    columns = (Variant.id, Variant.sku, Variant.sku_key, Variant.product_id, Variant.archived_at)
    for part in batches(ids):
        query = sa.select(*columns).where(Variant.id.in_(part))
        found |= {row.id: row for row in connection.execute(query)}
    if not found:
        raise Refusal(_("No SKU is chosen."))
    gone = next((key for key in ids if key not in found), None)
    if gone is not None:
        raise Refusal(_("A chosen SKU is no longer there. Look again, and choose anew."))
    old = next((row.sku for row in found.values() if row.archived_at is not None), None)
    if old is not None:
        raise Refusal(_("SKU {sku} is archived; restore it first.").format(sku=old))
    return [Edited(*found[key][:4]) for key in dict.fromkeys(ids)]


def value_of(rows: Sequence[Edited], field: Field, said: object) -> Value:
    """Return the value that these SKUs are to take.

    Raises:
        Refusal: the field cannot hold it, or not for several SKUs at once.
    """
    sku, n = rows[0].sku, len(rows)
    try:
        value = fields.read(field, said)
    except ValueError as error:
        raise Refusal(
            _("{sku}: {field}: {reason}.").format(
                sku=sku if n == 1 else _("{n} SKUs").format(n=n), field=_(field.label), reason=error
            )
        ) from None
    if field.own and value and n > 1:
        raise Refusal(
            _("{field}: every SKU has its own; {n} SKUs cannot take one together.").format(
                field=_(field.label), n=n
            )
        )
    if field.name == "barcode" and isinstance(value, str):
        refuse_bad_gtin(sku, value)
    return value


def write(work: Work, rows: Sequence[Edited], field: Field, value: Value) -> None:
    """Write one value into one field of all these SKUs; what is the same already stays untouched.

    Raises:
        Refusal: a SKU that exists, a shop that does not offer one, a product that is not ready.
    """
    if field.level == "offer":
        _own_price(work, rows, field, value)
    elif field.level == "product":
        _product(work, rows, field, value)
    elif field.name == "sku":
        _rename(work, rows[0], str(value))
    else:
        _set(work, Variant, [row.id for row in rows], {field.name: value})


def batches(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    """Cut ids into pieces that a statement takes."""
    return (ids[start : start + BATCH] for start in range(0, len(ids), BATCH))


def _by_field(changes: Mapping[str, object]) -> Iterator[tuple[Field, object]]:
    return ((fields.field_of(name), said) for name, said in changes.items())


def _set(
    work: Work, model: type[Product | Variant], ids: Sequence[int], values: Mapping[str, Value]
) -> None:
    for part in batches(ids):
        work.connection.execute(sa.update(model).where(model.id.in_(part)).values(**values))


def _product(work: Work, rows: Sequence[Edited], field: Field, value: Value) -> None:
    ids = list(dict.fromkeys(row.product_id for row in rows))
    if field.of:
        for product in (one for part in batches(ids) for one in _products(work, part)):
            specs = json.loads(product.specs) | {field.of: str(value)}
            kept = {name: said for name, said in specs.items() if said}
            _set(work, Product, [product.id], {"specs": json.dumps(kept, ensure_ascii=False)})
        return
    if isinstance(value, Mapping):
        value = json.dumps(dict(value), ensure_ascii=False)
    if (field.name, value) == ("state", "ready"):
        refuse_unless_ready(work, ids)
    _set(work, Product, ids, {field.name: value})


def _products(work: Work, ids: Sequence[int]) -> Sequence[Any]:
    query = sa.select(Product.id, Product.specs).where(Product.id.in_(ids))
    return work.connection.execute(query).all()


def _rename(work: Work, row: Edited, sku: str) -> None:
    """Give a SKU another code; what shops list and tell under the old one follows."""
    key = sku_key(sku)
    taken = sa.select(Variant.sku).where(Variant.sku_key == key, Variant.id != row.id)
    if known := work.connection.scalar(taken):
        raise Refusal(_("SKU {sku} exists already; a SKU is given once.").format(sku=known))
    _set(work, Variant, [row.id], {"sku": sku, "sku_key": key})
    for model in (Listing, Offer):
        named = sa.func.lower(model.sku) == row.sku_key
        work.connection.execute(sa.update(model).where(named).values(sku=sku))
    rules = sa.update(PushRule).where(PushRule.sku_key == row.sku_key)
    work.connection.execute(rules.values(sku_key=key))


def _own_price(work: Work, rows: Sequence[Edited], field: Field, value: Value) -> None:
    """Set the price that one shop alone shall ask."""
    connection, shop = work.connection, int(field.of)
    name = connection.scalar(sa.select(Shop.name).where(Shop.id == shop))
    if name is None:
        raise Refusal(_("There is no shop {id}.").format(id=shop))
    for part in (rows[start : start + BATCH] for start in range(0, len(rows), BATCH)):
        keys = [row.sku_key for row in part]
        here = sa.and_(Offer.shop_id == shop, sa.func.lower(Offer.sku).in_(keys))
        offered = set(connection.scalars(sa.select(sa.func.lower(Offer.sku)).where(here)))
        if missing := next((row for row in part if row.sku_key not in offered), None):
            raise Refusal(
                _("{sku} is not on offer in the shop “{shop}”.").format(sku=missing.sku, shop=name)
            )
        connection.execute(sa.update(Offer).where(here).values(own_price=value))
