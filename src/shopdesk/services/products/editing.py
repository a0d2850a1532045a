"""New products and new SKUs."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import sqlalchemy as sa

from shopdesk.barcodes import refuse_bad_gtin
from shopdesk.locale import _, ngettext
from shopdesk.models.products import Product, Variant
from shopdesk.refusal import Refusal
from shopdesk.services.products.fields import FIELDS, read
from shopdesk.services.products.kits import put_together
from shopdesk.services.skus import sku_key
from shopdesk.services.stock.following import ended
from shopdesk.store import Change, Work

NUMBERS: Final = tuple(
    name for name, one in FIELDS.items() if one.number and one.level == "variant"
)
"""Fields of a SKU that hold a number."""


@dataclass(frozen=True, slots=True)
class NewVariant:
    """One SKU of a new product; money in minor units, grams, mm. ``parts``: SKU → pieces."""

    sku: str
    variation: str = ""
    price: int | None = None
    compare_at: int | None = None
    cost: int | None = None
    barcode: str = ""
    weight_g: int | None = None
    length_mm: int | None = None
    width_mm: int | None = None
    height_mm: int | None = None
    buffer: int = 0
    low_at: int | None = None
    rack: str = ""
    lots: bool = False
    parts: Mapping[str, int] = field(default_factory=dict)


def add(
    work: Work, name: str, variants: Sequence[NewVariant], *, category: str = "", brand: str = "",
    description: str = "", specs: Mapping[str, str] | None = None, state: str = "draft",
) -> Change:  # fmt: skip
    """Add a product with its SKUs; a variant with parts is a kit.

    Raises:
        Refusal: no name, no SKU, a SKU that exists, a bad barcode, or a kit within a kit.
    """
    put(
        work, name, variants, category=category, brand=brand, description=description, specs=specs,
        state=state,
    )  # fmt: skip
    n = len(variants)
    label = ngettext("Added {name} with {n} SKU", "Added {name} with {n} SKUs", n)
    return ended(work, label.format(name=name.strip(), n=n))


def put(
    work: Work, name: str, variants: Sequence[NewVariant], *, category: str = "", brand: str = "",
    description: str = "", specs: Mapping[str, str] | None = None, state: str = "draft",
) -> int:  # fmt: skip
    """Put a product into the catalogue as ``add`` does, for a verb over many; returns its id."""
    if not name.strip() or not variants:
        raise Refusal(_("A product needs a name and at least one SKU."))
    _refuse_known(work, [variant.sku for variant in variants])
    product = Product(
        name=name.strip(), category=category, brand=brand, description=description, state=state,
        specs=json.dumps(dict(specs or {}), ensure_ascii=False),
    )  # fmt: skip
    work.session.add(product)
    work.session.flush()
    for new in variants:
        _add_variant(work, product, new)
    return product.id


def add_variants(work: Work, product_id: int, variants: Sequence[NewVariant]) -> Change:
    """Add SKUs to a product that is there already.

    Raises:
        Refusal: there is no such product, or as ``add`` refuses.
    """
    product = work.session.get(Product, product_id)
    if product is None:
        raise Refusal(_("There is no product {id}.").format(id=product_id))
    if not variants:
        raise Refusal(_("A product needs a name and at least one SKU."))
    _refuse_known(work, [variant.sku for variant in variants])
    for new in variants:
        _add_variant(work, product, new)
    n = len(variants)
    label = ngettext("Added {n} SKU to {name}", "Added {n} SKUs to {name}", n)
    return ended(work, label.format(name=product.name, n=n))


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
    refuse_bad_gtin(new.sku, new.barcode)
    variant = Variant(
        product_id=product.id, sku=new.sku.strip(), sku_key=sku_key(new.sku),
        variation=new.variation, barcode=new.barcode, rack=new.rack, lots=int(new.lots),
        kit=int(bool(new.parts)),
        **{name: _number(new, name) for name in NUMBERS},
    )  # fmt: skip
    work.session.add(variant)
    work.session.flush()
    put_together(work, variant, new.parts)


def _number(new: NewVariant, name: str) -> object:
    try:
        return read(FIELDS[name], getattr(new, name))
    except ValueError as error:
        raise Refusal(
            _("{sku}: {field}: {reason}.").format(
                sku=new.sku, field=_(FIELDS[name].label), reason=error
            )
        ) from None
