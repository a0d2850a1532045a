"""A sheet of products into offers and catalogue: row by row what is new, changed or left alone.

The same code makes a plan (rolled back by the caller) and applies it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from shopdesk.channels.catalogue.goods import Goods, Item
from shopdesk.locale import _
from shopdesk.services.catalogue import notes, ours
from shopdesk.services.catalogue.known import Known, Row
from shopdesk.services.catalogue.offering import Offering, map_waiting
from shopdesk.services.catalogue.pictures import Pictures
from shopdesk.services.catalogue.rows import Moved
from shopdesk.services.catalogue.shapes import SAMPLE, Haul, Placed
from shopdesk.services.imports.shapes import CellChange
from shopdesk.services.skus import sku_key
from shopdesk.store import Work


def place(work: Work, haul: Haul, shop_id: int | None, *, add: bool) -> Placed:
    """Write offers, products, SKUs and pictures as the sheet tells them."""
    placing = _Placing(work, haul, Known(work, haul, shop_id), add=add)
    for goods in haul.goods:
        placing.take(goods)
    return placing.end()


class _Placing:
    """One sheet under way."""

    def __init__(self, work: Work, haul: Haul, known: Known, *, add: bool) -> None:
        self._work, self._haul, self._known, self._add = work, haul, known, add
        self._spec = haul.spec
        self._pictures = Pictures(work.connection, list(known.products.by_id))
        self._offering = Offering(haul, known, work.clock.now())
        self._placed = Placed()
        self._counts: Counter[str] = Counter()
        self._seen: dict[str, int] = {}
        self._claimed: dict[int, int] = {}
        self._open: int | None = None  # the product of ours that is at hand

    def take(self, goods: Goods) -> None:
        """Take one product: its variants, then what they share."""
        self._open = None
        found = [self._item(goods, item) for item in goods.items]
        fates = [fate for fate, _variant in found] or [self._named(goods)]
        variants = [variant for _fate, variant in found if variant] or self._offered(goods)
        try:
            shared = self._shared(goods, dict.fromkeys(v["product_id"] for v in variants))
        except ours.BadValueError as why:
            self._refuse(goods.row, why, goods.said)
            fates[0], shared = "refused", False
        if shared and "same" in fates:
            first = fates.index("same")
            fates[first] = "changed"
            if goods.items:
                self._touch(goods.items[first].said.get("sku"))
        for fate in fates:
            self._count(fate)

    def _offered(self, goods: Goods) -> list[Row]:
        """Return the SKUs of a product that has one row in the sheet."""
        if goods.items or not self._spec.offers:
            return []
        found = (self._known.variant(offer["sku"]) for offer in self._known.offers_of(goods))
        return [variant for variant in found if variant]

    def _named(self, goods: Goods) -> str:
        """Name all offers of a product, by a sheet that has one row for it."""
        offers, fate = self._known.offers_of(goods), "same"
        name = str(goods.said.get("name") or "")
        for offer in offers if name else ():
            moved = self._known.offers.put(offer["id"], {"name": name})
            found = self._told_of("same", offer["sku"] or offer["seller_sku"] or name, moved)
            fate = "changed" if found == "changed" else fate
        if not offers:
            self._counts["strange"] += 1
        return fate if offers else "left"

    def _refuse(self, row: int, why: ours.BadValueError, said: Mapping[str, Any]) -> None:
        value = said.get(why.field)
        self._placed.rejects.append(self._haul.reject(row, why.field, value, str(why)))

    def _count(self, fate: str) -> None:
        outcome = self._placed.outcome
        name = {"same": "unchanged", "left": "unchanged"}.get(fate, fate)
        setattr(outcome, name, getattr(outcome, name) + 1)
        outcome.left += fate == "left"

    def _item(self, goods: Goods, item: Item) -> tuple[str, Row | None]:
        """Take one variant; return what became of it, and the SKU that it stands for."""
        sku = item.said.get("sku") or ""
        repeated = self._seen.setdefault(sku_key(sku), item.row) != item.row if sku else False
        if repeated and not self._spec.offers:
            reason = _("this SKU stands in row {row} already").format(row=self._seen[sku_key(sku)])
            self._placed.rejects.append(self._haul.reject(item.row, "sku", sku, reason))
            return "refused", None
        before = self._known.offer(goods, item) if self._spec.offers else None
        variant = self._known.meant(item, before)
        try:
            fate, moved, variant = self._ours(goods, item, before, variant, repeated=repeated)
        except ours.BadValueError as why:
            self._refuse(item.row, why, goods.said | item.said)
            return "refused", None
        fact = "sku" if fate == "new" else "offer"
        if self._spec.offers:
            told, fresh = self._offering.note(goods, item, before, variant)
            moved += told
            fate = "new" if fresh or fate == "new" else "same" if fate == "left" else fate
        name = variant["sku"] if variant else sku or goods.said.get("name") or str(item.row)
        if fate == "new" or moved:
            self._touch(name)
        return self._told_of(fate, name, moved, fact), variant

    def _touch(self, sku: str | None) -> None:
        """Remember that a SKU is new or changed, so that its stock does not count once more."""
        self._placed.touched.add(sku_key(sku or ""))

    def _told_of(self, fate: str, name: str, moved: Iterable[Moved], fact: str = "") -> str:
        cells = list(moved)
        if fate == "new":
            self._sample([CellChange(name, fact, "", name)])
        elif cells:
            fate = "changed"
            self._sample(
                [CellChange(name, c.column, _text(c.before), _text(c.after)) for c in cells]
            )
        return fate

    def _sample(self, cells: list[CellChange]) -> None:
        self._counts["sampled"] += 1
        if self._counts["sampled"] <= SAMPLE:
            self._placed.changes += cells

    # The catalogue

    def _ours(
        self, goods: Goods, item: Item, offer: Row | None, variant: Row | None, *, repeated: bool
    ) -> tuple[str, list[Moved], Row | None]:
        """Change, add or leave the SKU: (what became of it, its cells, the SKU)."""
        sku = item.said.get("sku") or ""
        if repeated:
            self._counts["repeated"] += 1
            return "same", [], variant
        if variant is None and self._add and sku:
            return "new", [], self._new(goods, item, sku)
        if variant is None:
            self._counts["unknown" if sku else "nameless"] += 1
            return "left", [], None
        if variant["archived_at"] is not None:
            self._counts["archived"] += 1
            return "same", [], variant
        return "same", self._change(item, offer, variant), variant

    def _change(self, item: Item, offer: Row | None, variant: Row) -> list[Moved]:
        """Let a SKU take what a source says; of a marketplace's sheet only what it has not."""
        if self._spec.source:
            facts = ours.checked(item.said, variant["sku"])
            moved = ours.change_variant(self._known, variant, offer, facts)
            scope = variant["product_id"], variant["id"]
            return moved + self._put_pictures(scope, item.said, "picture")
        told, asked = item.said.get("price"), ours.price_asked(self._known, variant, offer)
        if told is not None and asked is not None and told != asked:
            self._differ(variant["sku"], "price", asked, told)
        if not self._add:
            return []
        wanted = ours.blanks(variant, ours.lenient(item.said))
        return self._known.variants.put(variant["id"], wanted)

    def _new(self, goods: Goods, item: Item, sku: str) -> Row:
        facts = (ours.checked if self._spec.source else _lenient)(item.said, sku)
        product = self._product_of(goods)
        if product is None:
            product = ours.new_product(self._known, self._spec, goods, sku)
            self._claimed[product] = id(goods)
            if pictures := goods.said.get("pictures"):
                self._pictures.put((product, None), pictures)
            self._open = product
        row = ours.new_variant(self._known, product, sku, facts)
        self._put_pictures((product, row["id"]), item.said, "picture")
        return row

    def _product_of(self, goods: Goods) -> int | None:
        """Return the product of ours that a product of the sheet is: any of its SKUs tells."""
        if self._open is None:
            for item in goods.items:
                offer = self._known.offer(goods, item) if self._spec.offers else None
                if found := self._known.meant(item, offer):
                    self._open = int(found["product_id"])
                    break
        return self._open

    def _put_pictures(
        self, scope: tuple[int, int | None], said: Mapping[str, Any], name: str
    ) -> list[Moved]:
        """Let the pictures be those of the sheet; a web shop's knows nothing of files of ours."""
        if name not in said:
            return []
        ours_alone = [one for one in self._pictures.of(scope) if "://" not in one]
        kept = ours_alone if self._spec.offers else []
        put = self._pictures.put(scope, list(dict.fromkeys((*(said[name] or ()), *kept))))
        return [Moved("pictures", *put)] if put else []

    def _shared(self, goods: Goods, products: Iterable[int]) -> bool:
        """Let the products take what the sheet says of all their SKUs; tell whether any changed."""
        changed = False
        for product in products:
            if self._claimed.setdefault(product, id(goods)) != id(goods):
                self._counts["split"] += 1
                continue
            row = self._known.products.by_id.get(product)
            if row is None or row["archived_at"] is not None:
                continue
            moved = self._product(goods, row)
            changed |= bool(moved)
            self._told_of("same", row["name"], moved)
        return changed

    def _product(self, goods: Goods, row: Row) -> list[Moved]:
        pictures = goods.said.get("pictures")
        scope = row["id"], None
        if self._spec.source:
            moved = self._known.products.put(row["id"], ours.values(goods.said, ours.SHARED))
            return moved + self._put_pictures(scope, goods.said, "pictures")
        told = ours.values(goods.said, ("name", "description", "category", "brand"))
        for fact in ("name", "description"):
            if told.get(fact) and row[fact] and told[fact] != row[fact]:
                self._differ(row["name"], fact, row[fact], told[fact])
        if not self._add:
            return []
        moved = self._known.products.put(row["id"], ours.blanks(row, told))
        if pictures and not self._pictures.of(scope):
            put = self._pictures.put(scope, pictures)
            moved += [Moved("pictures", *put)] if put else []
        return moved

    def _differ(self, name: str, fact: str, mine: object, theirs: object) -> None:
        self._placed.differing += 1
        if len(self._placed.differences) < SAMPLE:
            self._placed.differences.append(CellChange(name, fact, _text(mine), _text(theirs)))

    # The end

    def end(self) -> Placed:
        """Write everything, and tell what a person should know."""
        self._known.products.write()
        self._known.variants.write()
        self._known.offers.write()
        self._pictures.write()
        if self._add and self._placed.outcome.new:
            map_waiting(self._work)
        if self._spec.offers:
            for told in self._offering.differing(self._work):
                self._differ(told.sku, "stock", told.qty, told.was)
        self._counts["stale"] = self._offering.stale
        self._placed.notes += notes.told(self._counts, add=self._add)
        if self._placed.differing:
            self._placed.notes.append(notes.differing(self._placed.differing))
        return self._placed


def _lenient(said: dict[str, Any], _sku: str) -> dict[str, Any]:
    return ours.lenient(said)


def _text(value: object) -> str:
    return "" if value is None else str(value)
