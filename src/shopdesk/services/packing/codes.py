"""What a scanned code stands for: an order, a SKU of the order on the table, or another SKU."""

import re
from collections.abc import Iterable
from typing import Final

import sqlalchemy as sa

from shopdesk.barcodes import LENGTHS
from shopdesk.couriers import tidy
from shopdesk.models.orders import Order
from shopdesk.models.products import Variant
from shopdesk.models.shipments import Parcel
from shopdesk.models.shops import Shop
from shopdesk.services.packing.rows import Content
from shopdesk.services.skus import sku_key
from shopdesk.store import Read

LONGEST: Final = 200
"""Signs of a code; what is longer is a scanner gone mad."""
_TYPED: Final = re.compile(r"(?P<code>.+)=(?P<qty>[0-9]{1,5})")


def typed(code: str) -> tuple[str, int] | None:
    """Return code and count of a typed ``SKU=3``, or None."""
    found = _TYPED.fullmatch(code)
    return (found["code"].strip(), int(found["qty"])) if found else None


def gtin(code: str) -> str:
    """Return what scanners make of the same GTIN: with 14 digits; other codes as they are."""
    plain = code.strip()
    is_one = plain.isascii() and plain.isdigit() and len(plain) in LENGTHS
    return plain.zfill(14) if is_one else plain


def meant(code: str, contents: Iterable[Content]) -> list[Content]:
    """Return those contents that a code names, by SKU or by barcode."""
    key, trade = sku_key(code), gtin(code)
    return [
        one
        for one in contents
        if (one.key == key and not one.key.startswith("#"))
        or (one.barcode and gtin(one.barcode) == trade)
    ]


def sku_named(read: Read, code: str) -> tuple[str, bool] | None:
    """Return a SKU of the catalogue by code or barcode, and whether it is a kit; or None."""
    same = {code.strip(), gtin(code), gtin(code).lstrip("0")}
    same |= {gtin(code)[-n:] for n in LENGTHS if gtin(code)[:-n].strip("0") == ""}
    query = (
        sa.select(Variant.sku, Variant.kit)
        .where(sa.or_(Variant.sku_key == sku_key(code), Variant.barcode.in_(same - {""})))
        .order_by(Variant.sku_key != sku_key(code))
        .limit(1)
    )
    found = read.connection.execute(query).first()
    return (found.sku, bool(found.kit)) if found else None


def orders_named(read: Read, code: str) -> list[int]:
    """Return the orders that a code names, by resi or by number: what stands on our papers."""
    plain = code.strip()
    resi = {plain, tidy(plain)}
    number = {plain, plain.upper()}
    queries = (
        sa.select(Order.id).where(Order.tracking.in_(resi)),
        sa.select(Parcel.order_id).where(Parcel.tracking.in_(resi)),
        sa.select(Order.id).where(Order.shop_id.in_(sa.select(Shop.id)), Order.number.in_(number)),
    )
    return sorted({int(one) for query in queries for one in read.connection.scalars(query)})
