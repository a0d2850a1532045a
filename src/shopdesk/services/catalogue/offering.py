"""Offers as a sheet tells them: what a shop has on sale, at which price, with how much stock."""

from typing import TYPE_CHECKING, Any, Final

import sqlalchemy as sa

from shopdesk.channels.catalogue.goods import Goods, Item
from shopdesk.models.products import Offer, Variant
from shopdesk.services.catalogue.known import Known, Row, codes
from shopdesk.services.catalogue.rows import Moved
from shopdesk.services.catalogue.shapes import Haul
from shopdesk.store import Work

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shopdesk.services.stock.pushing import Told

TELLS: Final = {"price": "told_price", "stock": "told_stock"}
"""What a shop shows, and the column of the offer that keeps it."""


class Offering:
    """The offers of one sheet; ``stale`` counts those of which the store knows something newer."""

    def __init__(self, haul: Haul, known: Known, now: int) -> None:
        self.stale = 0
        self._haul, self._known = haul, known
        self._now = haul.taken or now
        self._of: dict[int, int] = {}  # the variant of each offer in this sheet

    def note(
        self, goods: Goods, item: Item, offer: Row | None, variant: Row | None
    ) -> tuple[list[Moved], bool]:
        """Note what the shop shows: (the cells that change, whether it is new)."""
        product, code = codes(goods, item)
        if not product:
            return [], False
        told = self._tells(goods, item)
        if variant is not None:
            told["sku"] = variant["sku"]
        shows = [column for fact, column in TELLS.items() if fact in item.said]
        moved: list[Moved] = []
        if offer is None:
            when = {"told_at": self._now} if shows else {}
            key = self._known.offers.add(
                shop_id=self._known.shop_id, product_code=product, variant_code=code, **told, **when
            )
            self._known.note_offer(self._known.offers.by_id[key])
        else:
            key = int(offer["id"])
            moved = self._change(offer, told, shows)
        if variant is not None:
            self._of[key] = variant["id"]
        return moved, offer is None

    def _change(self, offer: Row, told: dict[str, Any], shows: list[str]) -> list[Moved]:
        if shows and 0 < self._haul.taken < (offer["told_at"] or 0):
            stale = [column for column in shows if offer[column] != told.pop(column)]
            self.stale += bool(stale)
        moved = self._known.offers.put(offer["id"], told)
        if any(cell.column in shows for cell in moved):
            self._known.offers.put(offer["id"], {"told_at": self._now})
        return moved

    @staticmethod
    def _tells(goods: Goods, item: Item) -> dict[str, Any]:
        said = item.said
        told = {column: said[fact] for fact, column in TELLS.items() if fact in said}
        names = {"seller_sku": said.get("sku"), "name": goods.said.get("name"),
                 "variation": said.get("variation")}  # fmt: skip
        return told | {name: text for name, text in names.items() if text is not None}

    def differing(self, work: Work) -> "Iterator[Told]":
        """Yield the offers, once written, whose stock is not what the shop should be told."""
        from shopdesk.services.stock import pushing

        if not self._of or not any("stock" in item.said for item in self._haul.items):
            return
        for one in pushing.told(work, set(self._of.values())):
            if one.offer_id in self._of and one.was not in (None, one.qty):
                yield one


def map_waiting(work: Work) -> None:
    """Let offers that waited for a SKU stand for it, now that it is here."""
    found = (
        sa.select(Variant.sku)
        .where(Variant.sku_key == sa.func.lower(sa.func.trim(Offer.seller_sku)))
        .scalar_subquery()
    )
    work.connection.execute(
        sa.update(Offer)
        .where(Offer.sku == "", Offer.seller_sku != "", found.is_not(None))
        .values(sku=found)
        .execution_options(synchronize_session=False)
    )
