"""What is here already of the things that a product sheet names: offers, SKUs, products."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from shopdesk.channels.catalogue.goods import Goods, Item
from shopdesk.models.products import Offer, Product, Variant
from shopdesk.models.shops import Listing, Shop
from shopdesk.services.catalogue.rows import Rows, batches
from shopdesk.services.catalogue.shapes import Haul
from shopdesk.services.skus import sku_key
from shopdesk.store import Work

Row = dict[str, Any]


class Known:
    """The rows behind a sheet, found by the ids and SKUs that it names."""

    def __init__(self, work: Work, haul: Haul, shop_id: int | None) -> None:
        self._haul, self.shop_id = haul, shop_id
        self.offers = Rows(work.connection, Offer)
        self.variants = Rows(work.connection, Variant)
        self.products = Rows(work.connection, Product)
        self.currency = _currency(work.connection, shop_id)
        self._by_codes: dict[tuple[str, str], int] = {}
        self._by_sku: dict[str, int] = {}
        self._by_product: dict[str, list[int]] = defaultdict(list)
        for row in self.offers.find("shop_id", [shop_id]) if shop_id else ():
            self.note_offer(row)
        named = [item.said.get("sku") or "" for item in haul.items]
        named += [item.said.get("market_sku") or "" for item in haul.items]
        named += [row["sku"] for row in self.offers.by_id.values()]
        self._listed = _listed(work.connection, haul.items, shop_id)
        keys = {sku_key(sku) for sku in (*named, *self._listed.values())} - {""}
        self._by_key = {row["sku_key"]: row for row in self.variants.find("sku_key", keys)}
        self.products.find("id", {row["product_id"] for row in self._by_key.values()})

    def offer(self, goods: Goods, item: Item) -> Row | None:
        """Return the offer of a variant: the one with its ids, else one of its seller SKU."""
        found = self._by_codes.get(codes(goods, item))
        if found is None and self._haul.spec.loose and item.said.get("sku"):
            found = self._by_sku.get(sku_key(item.said["sku"]))
        return None if found is None else self.offers.by_id[found]

    def offers_of(self, goods: Goods) -> list[Row]:
        """Return every offer of a product."""
        keys = self._by_product.get(str(goods.said.get("product_code") or ""), ())
        return [self.offers.by_id[key] for key in keys]

    def note_offer(self, row: Row) -> None:
        """Know an offer from now on."""
        self._by_codes[row["product_code"], row["variant_code"]] = row["id"]
        self._by_product[row["product_code"]].append(row["id"])
        if row["seller_sku"]:
            self._by_sku.setdefault(sku_key(row["seller_sku"]), row["id"])

    def variant(self, sku: str | None) -> Row | None:
        """Return the variant of a SKU."""
        return self._by_key.get(sku_key(sku)) if sku else None

    def note_variant(self, row: Row) -> None:
        """Know a variant from now on."""
        self._by_key[row["sku_key"]] = row

    def meant(self, item: Item, offer: Row | None) -> Row | None:
        """Return the variant that an item stands for.

        It is the one that was said before, for this offer or for the order lines of the same
        number; else the one of exactly its seller SKU.
        """
        said = item.said
        listed = self._listed.get(said.get("market_sku") or said.get("variant_code") or "")
        remembered = (
            offer["sku"] if offer else "",
            listed,
            said.get("sku"),
            said.get("market_sku"),
        )
        return next((found for sku in remembered if (found := self.variant(sku))), None)


def codes(goods: Goods, item: Item) -> tuple[str, str]:
    """Return the ids by which a shop knows a variant."""
    return str(goods.said.get("product_code") or ""), str(item.said.get("variant_code") or "")


def _currency(connection: sa.Connection, shop_id: int | None) -> str:
    query = sa.select(Shop.currency).where(Shop.id == shop_id)
    return str(connection.scalar(query) or "IDR") if shop_id else "IDR"


def _listed(
    connection: sa.Connection, items: Iterable[Item], shop_id: int | None
) -> dict[str, str]:
    """Return the SKUs that order lines with a marketplace's number of a SKU stand for."""
    if shop_id is None:
        return {}
    numbers = {
        str(number) for item in items
        if (number := item.said.get("market_sku") or item.said.get("variant_code"))
    }  # fmt: skip
    found: dict[str, str] = {}
    for some in batches(sorted(numbers)):
        query = sa.select(Listing.market_sku, Listing.sku).where(
            Listing.shop_id == shop_id, Listing.market_sku.in_(some), Listing.sku != ""
        )
        found |= {row.market_sku: row.sku for row in connection.execute(query)}
    return found
