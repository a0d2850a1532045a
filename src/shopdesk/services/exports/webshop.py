"""Rows of a web shop's file: product by product, each fact under our own name for it."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from shopdesk.channels.outward.woocommerce import ATTRIBUTES
from shopdesk.money import SCALE
from shopdesk.services.exports import values
from shopdesk.services.exports.appending import TIERS
from shopdesk.services.exports.ours import Facts, Known

Cells = dict[str, str]
"""One row: fact → text."""
KILO: Final = 1000
_STATUS: Final = {True: "Active", False: "Draft"}
_PUBLISHED: Final = {True: "1", False: "-1"}


@dataclass(frozen=True, slots=True)
class Goods:
    """What goes into the file: the variants of one product, and what the shop knows of them."""

    product_id: int
    variants: tuple[Facts, ...]
    offers: Mapping[int, Known]
    stock: Mapping[int, int]
    committed: Mapping[int, int] = field(default_factory=dict)
    location: str = ""

    @property
    def first(self) -> Facts:
        """Return the variant that speaks for the product."""
        return self.variants[0]

    @property
    def live(self) -> bool:
        """Tell whether it is fit to be sold."""
        return self.first.state != "draft"

    @property
    def sold(self) -> bool:
        """Tell whether the shop sells some of it already."""
        return any(one.id in self.offers for one in self.variants)

    @property
    def unreachable(self) -> bool:
        """Tell whether a picture lies where the shop cannot fetch it."""
        every = (p for one in self.variants for p in (*one.pictures, *one.own_pictures))
        return not all(map(values.is_address, every))

    def price(self, one: Facts) -> int | None:
        """Return what the shop shall ask."""
        offer = self.offers.get(one.id)
        return offer.price if offer else one.price

    def code(self, one: Facts) -> tuple[str, str]:
        """Return the numbers that the shop gave a variant: of its product, and its own."""
        offer = self.offers.get(one.id)
        return (offer.product_code, offer.variant_code) if offer else ("", "")

    def options(self) -> list[dict[int, str]]:
        """Return the options of each variant by tier: two where all have two, else one."""
        split = [values.tiers(one.variation) for one in self.variants]
        if split and all(len(one) == 2 for one in split):
            return split
        return [{1: one.variation.strip() or one.sku} for one in self.variants]

    @property
    def single(self) -> bool:
        """Tell whether it has no variations to choose from."""
        return len(self.variants) == 1 and not self.first.variation.strip()

    def tier(self, number: int) -> str:
        """Return what a tier of the variation is called."""
        return self.first.specs.get(f"variation_{number}") or TIERS[number]


def doubled(goods: Goods) -> str:
    """Return the options that two variants of a product share, "" where all differ."""
    seen = Counter(" / ".join(one.values()).casefold() for one in goods.options())
    return next((name for name, n in seen.items() if n > 1), "")


def handles(every: Sequence[Goods]) -> dict[int, str]:
    """Return the handle of each product: the shop's own where it is known, else from the name."""
    found: dict[int, str] = {}
    taken: set[str] = set()
    for goods in every:
        known = next((goods.offers[one.id].product_code for one in goods.variants
                      if one.id in goods.offers), "")  # fmt: skip
        made = known if known and not known.isdigit() else slug(goods.first.name)
        if made in taken or not made:
            made = f"{made}-{goods.product_id}".lstrip("-")
        taken.add(made)
        found[goods.product_id] = made
    return found


def slug(name: str) -> str:
    """Return a name as Shopify writes handles: letters, digits and dashes, without accents."""
    bare = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    return re.sub(r"[^a-z0-9]+", "-", bare).strip("-")


def shopify(goods: Goods, handle: str) -> Iterator[Cells]:
    """Yield the rows of a product: its variants, then the pictures that are left."""
    pictures = [one for one in goods.first.pictures if values.is_address(one)]
    once = {
        "name": goods.first.name, "description": goods.first.description,
        "brand": goods.first.brand, "category": goods.first.category,
        "status": _STATUS[goods.live],
    }  # fmt: skip
    for at, (one, options) in enumerate(zip(goods.variants, goods.options(), strict=True)):
        cells = {"handle": handle, **(once if at == 0 else {}), **_variant(goods, one)}
        if goods.single:
            cells |= {"option_name_1": "Title", "option_1": "Default Title"}
        for number, value in () if goods.single else options.items():
            cells[f"option_{number}"] = value
            cells[f"option_name_{number}"] = goods.tier(number) if at == 0 else ""
        if at < len(pictures):
            cells |= {"picture": pictures[at], "position": str(at + 1)}
        yield cells
    for at in range(len(goods.variants), len(pictures)):
        yield {"handle": handle, "picture": pictures[at], "position": str(at + 1)}


def inventory(goods: Goods, handle: str) -> Iterator[Cells]:
    """Yield a row per variant with what shall be on hand: what is told, and what is committed."""
    for one, options in zip(goods.variants, goods.options(), strict=True):
        qty, committed = goods.stock.get(one.id, 0), goods.committed.get(one.id, 0)
        cells = {
            "handle": handle, "name": goods.first.name, "sku": one.sku,
            "location": goods.location, "unavailable": "0", "committed": str(committed),
            "stock": str(qty), "new_on_hand": str(qty + committed),
        }  # fmt: skip
        if goods.single:
            cells |= {"option_name_1": "Title", "option_1": "Default Title"}
        for number, value in () if goods.single else options.items():
            cells |= {f"option_{number}": value, f"option_name_{number}": goods.tier(number)}
        yield cells


def woocommerce(goods: Goods, parent: str) -> Iterator[Cells]:
    """Yield the row of a simple product, or the parent's and one per variation."""
    shared = {
        "name": goods.first.name, "description": goods.first.description,
        "published": _PUBLISHED[goods.live], "category": goods.first.category,
        "brand": goods.first.brand,
        "pictures": ", ".join(p for p in goods.first.pictures if values.is_address(p)),
    }  # fmt: skip
    if goods.single:
        own = _attributes(_specs(goods.first), {})
        number = goods.code(goods.first)[0]
        yield {"id": number, "type": "simple", **shared, **_variant(goods, goods.first), **own}
        return
    options = goods.options()
    tiers = {goods.tier(n): ", ".join(dict.fromkeys(o[n] for o in options)) for n in options[0]}
    above = next((code for one in goods.variants if (code := goods.code(one)[0])), "")
    yield {"id": above, "type": "variable", "sku": parent, **shared,
           **_attributes(tiers | _specs(goods.first), {})}  # fmt: skip
    for one, chosen in zip(goods.variants, options, strict=True):
        named = {goods.tier(number): value for number, value in chosen.items()}
        yield {
            "id": goods.code(one)[1], "type": "variation", "name": goods.first.name,
            "parent": f"id:{above}" if above else parent,
            "published": _PUBLISHED[goods.live], "pictures": _own(one), **_variant(goods, one),
            **_attributes(named, {"visible": ""}),
        }  # fmt: skip


def _variant(goods: Goods, one: Facts) -> Cells:
    """Return what a row says of one variant."""
    price = goods.price(one)
    dear = one.compare_at if one.compare_at and price and one.compare_at > price else None
    grams = one.weight_g
    return {
        "sku": one.sku, "barcode": one.barcode, "price": _money(price),
        "compare_at": _money(one.compare_at), "cost": _money(one.cost), "tracker": "shopify",
        "stock": str(goods.stock.get(one.id, 0)), "own_picture": _own(one),
        "regular": _money(dear or price), "sale": _money(price) if dear else "",
        "weight_g": "" if grams is None else str(grams),
        "weight_kg": "" if grams is None else f"{grams / KILO:g}",
        **{f"{side}_cm": _centimetres(one, side) for side in ("length", "width", "height")},
    }  # fmt: skip


def _attributes(pairs: Mapping[str, str], over: Mapping[str, str]) -> Cells:
    made: Cells = {}
    for number, (name, value) in enumerate(list(pairs.items())[:ATTRIBUTES], 1):
        facts = {"name": name, "values": value, "visible": "1", "global": "0", **over}
        made |= {f"attribute_{part}_{number}": text for part, text in facts.items()}
    return made


def _specs(one: Facts) -> dict[str, str]:
    """Return the specifications, a comma in a value escaped: it would part two values."""
    return {
        name: value.replace(",", "\\,")
        for name, value in one.specs.items()
        if not name.startswith("variation_")
    }


def _own(one: Facts) -> str:
    return next((source for source in one.own_pictures if values.is_address(source)), "")


def _centimetres(one: Facts, side: str) -> str:
    found = getattr(one, f"{side}_mm")
    return "" if found is None else f"{found / values.CENTIMETRE:g}"


def _money(minor: int | None) -> str:
    if minor is None:
        return ""
    units, cents = divmod(minor, SCALE)
    return f"{units}.{cents:02}"
