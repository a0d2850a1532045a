"""The demo shop's catalogue as one file: products, SKUs, kits, deliveries, and every shop's offers.

The opening deliveries are what the orders took and what is still promised, plus what shall be left:
so that some SKUs are low, some are out, and one was sold more often than it is there.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.makers import pictures
from tests.makers.goods import GOODS, PRODUCTS
from tests.makers.shop import Good, Order
from tests.makers.texts import BRAND, CARE, PROMISE, SIZES, SPECS, TEXTS

KITS = {
    "BNG-SETIA": {
        "SPR-LEMBUT-POLOS": 1, "LLN-WANGI-MELATI": 2, "MUG-KABUT-ABU": 2, "SRM-CERAH": 1,
    },
    "PKT-SARAPAN": {"MUG-KABUT-ABU": 1, "MUG-KABUT-HIJAU": 1, "SDK-LURUS": 1, "TPL-RAPI-500ML": 1},
    "PKT-DAPUR": {"PSU-TAJAM": 1, "TLN-JATI": 1, "WJN-SANTAP-24CM": 1},
    "PKT-WANGI": {"LLN-WANGI-MELATI": 1, "LLN-WANGI-VANILA": 1},
}  # fmt: skip
LEFT = {
    "KAOS-RINTIK-SAGE-XL": -3, "LIP-RONA-02BATA": -2, "HJB-TEDUH-NAVY": 0, "KMJ-SENJA-KREM-M": 2,
    "SPR-LEMBUT-GARIS": 1, "BTL-EMBUN-TOSCA": 3, "GMS-ARUM-OLIVE-L": 0, "SDL-PASIR-COKELAT-38": 4,
    "TOT-KANVAS-HITAM": 4, "PYG-HUJAN": 0, "TAS-SENJA-HITAM": 12, "TAS-SENJA-COKELAT": 12,
}  # fmt: skip
"""Pieces that nobody waits for, where it matters how many; of the others there are some dozens."""
LOW = 5
DELIVERIES = (("SJ-2608-014", 95, 55), ("SJ-2609-031", 55, 85), ("SJ-2611-007", 14, 100))
"""Delivery notes: their number, how many days ago, and how many per cent had come by then."""
DAMAGED = {"MUG-KABUT-HIJAU": 2, "TPL-RAPI-1L": 1}
NO_COST = {"STK-CERIA"}
NO_WEIGHT = {"TAS-SENJA-HITAM", "TAS-SENJA-COKELAT", "SBL-MANDI"}
NO_CODE = {"SBL-MANDI", "PNS-LIPAT"}
FEW_PICTURES = {"SBL-MANDI", "LMP-TIDUR", "PKT-DAPUR"}
EXPECTED = {"KAOS-RINTIK-SAGE-XL": 24, "LIP-RONA-02BATA": 36, "KMJ-SENJA-KREM-M": 12}
"""Pieces that were ordered and have not come yet."""
DRAFTS = {"TAS-SENJA", "PKT-WANGI"}
ARCHIVED = ("PYG-HUJAN",)
MARKET = {good.sku: good.market_sku for good in GOODS}
FIRST = ("Toko Melati", "Melati Web")
"""Shops that try new things first."""
STALE = {"Melati Live": 3, "Melati Lazada": 2}
"""Shops that still show pieces of what is gone: nobody has told them."""
DEARER = {"lazada": 105, "blibli": 108}
"""Channels that take more and are asked more, in per cent of the price."""


@dataclass(frozen=True, slots=True)
class Sku:
    """One SKU of the catalogue; money in rupiah."""

    code: str
    variation: str
    price: int
    weight_g: int
    number: int


@dataclass(frozen=True, slots=True)
class Item:
    """One product of the catalogue with its SKUs."""

    code: str
    name: str
    category: str
    skus: list[Sku] = field(default_factory=list)


MORE = (
    Item("PKT-SARAPAN", "Paket Sarapan Berdua Kabut", "Dapur",
         [Sku("PKT-SARAPAN", "", 249_000, 1_900, 901)]),
    Item("PKT-DAPUR", "Paket Dapur Baru (Pisau, Talenan, Wajan)", "Dapur",
         [Sku("PKT-DAPUR", "", 319_000, 2_400, 902)]),
    Item("PKT-WANGI", "Paket Lilin Wangi Isi 2", "Rumah",
         [Sku("PKT-WANGI", "", 99_000, 450, 903)]),
    Item("TAS-SENJA", "Tas Selempang Senja", "Tas",
         [Sku("TAS-SENJA-HITAM", "Hitam", 149_000, 0, 904),
          Sku("TAS-SENJA-COKELAT", "Cokelat", 149_000, 0, 905)]),
    Item("PYG-HUJAN", "Payung Lipat Hujan", "Rumah", [Sku("PYG-HUJAN", "", 69_000, 380, 906)]),
)  # fmt: skip
"""What has not been sold yet, or is sold no more."""


def draw_all(folder: Path) -> None:
    """Draw the pictures that the file names."""
    for item in _items():
        if item.code in TEXTS:
            pictures.draw(folder / _picture(item.code), item.category)
    for name in pictures.SHARED:
        pictures.draw(folder / _picture(name), name)


def catalogue(latest: Mapping[tuple[str, str], Order], shops: Mapping[str, str]) -> str:
    """Return the file; ``latest`` are all orders by shop and number, ``shops`` shop → channel."""
    items = _items()
    lines = [
        "# Made by `python -m tests.makers.demo`: invented products. Money in rupiah, weight in",
        "# grams, sizes in millimetres; a delivery came so many days before the anchor.",
        f"archived = {json.dumps(ARCHIVED)}",
        f"damaged = {_table(DAMAGED)}",
        f"picture_side = {pictures.SIDE}",
    ]
    for item in items:
        lines += _product(item)
    for note, days, pieces in _deliveries(items, latest.values()):
        lines += ["", "[[delivery]]", f'note = "{note}"', f"days = {days}"]
        lines += [f"pieces = {_table(pieces)}"]
    lines += ["", "[expected]", 'note = "PO-2611-03"', "days = 4", f"pieces = {_table(EXPECTED)}"]
    for shop, channel in shops.items():
        goods = [
            line.good
            for (name, _number), order in latest.items()
            if name == shop
            for line in order.lines
        ]
        lines += _shop(shop, channel, goods, items)
    return "\n".join([*lines, ""])


def _items() -> list[Item]:
    goods: dict[str, list[Sku]] = defaultdict(list)
    for number, good in enumerate(GOODS, 101):
        goods[good.parent].append(Sku(good.sku, good.variation, good.price, good.weight_g, number))
    known = [Item(p.code, p.name, p.category, goods[p.code]) for p in PRODUCTS]
    kits = [item for item in [*known, *MORE] if item.code in KITS]  # they come after their parts
    return [item for item in [*known, *MORE] if item.code not in KITS] + kits


def _product(item: Item) -> Iterator[str]:
    yield from ("", "[[product]]", f"name = {_text(item.name)}", f'category = "{item.category}"')
    yield f'brand = "{BRAND}"'
    if item.code in TEXTS:
        yield f"description = {_text(' '.join((TEXTS[item.code], CARE[item.category], PROMISE)))}"
        yield f"specs = {_table(SPECS[item.category])}"
        shown = [_picture(name) for name in (item.code, *pictures.SHARED)]
        yield f"pictures = {json.dumps(shown[: 1 if item.code in FEW_PICTURES else None])}"
    if item.code in DRAFTS:
        yield 'state = "draft"'
    for sku in item.skus:
        facts: dict[str, object] = {"sku": sku.code, "price": sku.price}
        if sku.variation:
            facts["variation"] = sku.variation
        if sku.code in KITS:
            facts["parts"] = KITS[sku.code]
        elif sku.code not in NO_COST:
            facts["cost"] = sku.price * (42 + sku.number % 17) // 100 // 500 * 500
        if sku.code not in NO_WEIGHT:
            length, width, height = SIZES[item.category]
            facts |= {"weight_g": sku.weight_g}
            facts |= {"length_mm": length, "width_mm": width, "height_mm": height}
        if sku.code not in NO_CODE:
            facts["barcode"] = _gtin(sku.number)
        if sku.code not in KITS:
            facts["low_at"] = LOW
            facts["rack"] = _rack(sku.number)
        yield "[[product.variant]]"
        yield from (f"{key} = {_value(value)}" for key, value in facts.items())


def _picture(name: str) -> str:
    return f"pictures/{name.lower()}.png"


def _rack(number: int) -> str:
    """Return where its pieces lie: a letter for the rack, a number for the shelf."""
    return f"{chr(64 + number // 100)}-{number % 100}"


def _gtin(number: int) -> str:
    """Return a code of the range that every shop may use inside its own walls."""
    code = f"20261123{number:04}"
    weighted = sum(int(digit) * (1, 3)[at % 2] for at, digit in enumerate(code))
    return f"{code}{-weighted % 10}"


def _deliveries(
    items: Iterable[Item], orders: Iterable[Order]
) -> Iterator[tuple[str, int, dict[str, int]]]:
    taken: Counter[str] = Counter()
    for order in orders:
        if not order.cancelled and (order.paid or order.cod or order.sample or order.manual):
            for line in order.lines:
                for sku, each in KITS.get(line.good.sku, {line.good.sku: 1}).items():
                    taken[sku] += each * line.qty
    plain = [sku for item in items for sku in item.skus if sku.code not in KITS]
    whole = {s.code: taken[s.code] + LEFT.get(s.code, 12 + s.number * 7 % 48) for s in plain}
    came: Counter[str] = Counter()
    for note, days, share in DELIVERIES:
        some = {sku: n * share // 100 - came[sku] for sku, n in whole.items()}
        came.update(some)
        yield note, days, {sku: n for sku, n in some.items() if n}


def _shop(shop: str, channel: str, goods: Iterable[Good], items: list[Item]) -> Iterator[str]:
    """Yield what a shop offers: each SKU that it sold, with the marketplace's own numbers."""
    sold = {good.market_sku: good.sku for good in goods}
    yield from ("", "[[shop]]", f'name = "{shop}"', f'channel = "{channel}"')
    unmapped = [code for code, market in MARKET.items() if sold.get(market) == ""]
    yield f"unmapped = {json.dumps(unmapped)}  # nobody filled in the seller SKU"
    yield "# product code, variant code, SKU, price, stock that the shop showed last"
    yield "offers = ["
    for at, item in enumerate(items, 1):
        for sku in item.skus:
            if MARKET.get(sku.code) in sold or (
                item.code in {"PKT-SARAPAN", "PKT-DAPUR"} and shop in FIRST
            ):
                told = LEFT.get(sku.code, 10 + (sku.number * 7 + len(shop)) % 40)
                price = sku.price * DEARER.get(channel, 100) // 100 // 500 * 500
                stock = told if told > 0 else STALE.get(shop, 0)
                ids = _ids(channel, len(shop), at, sku)
                yield f"  {json.dumps([*ids, sku.code, price, stock], ensure_ascii=False)},"
    yield "]"


def _ids(channel: str, seed: int, at: int, sku: Sku) -> tuple[str, str]:
    """Return the numbers of product and variant, as long as the channel's are."""
    product, variant = 104_729 * (at + seed), 1_299_709 * (sku.number + seed)
    if channel == "blibli":
        return f"MEL-60112-{at:05}", f"MEL-60112-{at:05}-{sku.number:05}"
    start, end = {
        "shopee": (21_000_000_000, 187_000_000_000), "tiktok": (1_729_384_550_000_000_000, 0),
        "lazada": (6_800_000_000, 13_400_000_000),
        "shopify": (8_120_000_000_000, 44_900_000_000_000),
    }[channel]  # fmt: skip
    return str(start + product), MARKET[sku.code] if channel == "tiktok" else str(end + variant)


def _text(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)


def _value(value: object) -> str:
    return _table(value) if isinstance(value, dict) else json.dumps(value, ensure_ascii=False)


def _table(pairs: Mapping[str, object]) -> str:
    inner = ", ".join(f"{_text(key)} = {_value(value)}" for key, value in pairs.items())
    return f"{{ {inner} }}"
