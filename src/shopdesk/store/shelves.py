"""The triggers that keep the shelf: one row per SKU with all that lists sort and filter by.

Each kind of change writes only the columns that it may have moved, so that only their indexes are
touched. What is on the shelf can always be made anew from the other tables: ``fill`` does.
"""

from collections.abc import Iterator
from typing import Final

NOW: Final = (
    "coalesce((SELECT e.at FROM journal_entries AS e JOIN journal_open AS o ON o.entry = e.id), 0)"
)
FACTS: Final = {
    "product_id": "v.product_id",
    "archived": "v.archived_at IS NOT NULL OR p.archived_at IS NOT NULL",
    "state": "p.state",
    "kit": "v.kit",
    "sku": "v.sku_key",
    "name": "lower(p.name)",
    "words": "lower(v.sku || char(10) || p.name || char(10) || v.variation || char(10) || "
    "v.barcode || char(10) || p.brand || char(10) || p.category)",
}
"""What a SKU and its product say of themselves."""
NUMBERS: Final = {
    "price": "coalesce({row}.price, -1)", "cost": "coalesce({row}.cost, -1)",
    "buffer": "{row}.buffer", "low_at": "{row}.low_at",
}  # fmt: skip
OWN: Final = ("variation", "barcode", "archived_at", "product_id")
NAMING: Final = ("sku", "sku_key", "kit")
SHARED: Final = ("name", "brand", "category", "state", "archived_at")
"""Columns of a variant, and of its product, that the facts come from."""
SOURCE: Final = "variants AS v JOIN products AS p ON p.id = v.product_id"
STOCK: Final = (
    "UPDATE shelf SET (on_hand, reserved, free) = (SELECT coalesce(sum(l.on_hand), 0), "
    "coalesce(sum(l.reserved), 0), "
    "coalesce(sum(l.on_hand - l.damaged - l.quality - l.reserved - l.promised), 0) "
    "FROM stock_levels AS l WHERE l.variant_id = shelf.variant_id) "
    "WHERE kit = 0 AND variant_id {those}"
)
KITS: Final = (
    "UPDATE shelf SET (on_hand, reserved, free) = (SELECT coalesce(min(able), 0), 0, "
    "coalesce(min(able), 0) FROM (SELECT max(s.free, 0) / k.qty AS able FROM kit_parts AS k "
    "JOIN shelf AS s ON s.variant_id = k.part_id WHERE k.kit_id = shelf.variant_id)) "
    "WHERE kit = 1 AND variant_id {those}"
)
INCOMING: Final = (
    "UPDATE shelf SET incoming = (SELECT coalesce(sum(max(e.qty - e.received, 0)), 0) "
    "FROM expected AS e WHERE e.variant_id = shelf.variant_id) WHERE variant_id {those}"
)
SCORE: Final = (
    "UPDATE shelf SET (score, errors) = (SELECT coalesce(max(c.score), -1), "
    "coalesce(max(c.errors), 0) FROM completeness AS c WHERE c.variant_id = shelf.variant_id) "
    "WHERE variant_id {those}"
)
SHOPS: Final = (
    "UPDATE shelf SET shops = (SELECT coalesce(',' || group_concat(shop) || ',', '') FROM "
    "(SELECT +o.shop_id AS shop FROM offers AS o WHERE lower(o.sku) = lower(shelf.sku) "
    "UNION SELECT +g.shop_id FROM listings AS g WHERE lower(g.sku) = lower(shelf.sku))) "
    "WHERE variant_id {those}"
)
"""Both sides are ``lower()``, or the index would not be walked; a sum is in no index, so that the
one of the shops is not."""
KITS_OF: Final = "IN (SELECT kit_id FROM kit_parts WHERE part_id = {part})"
SUMS: Final = {
    "stock_levels": STOCK.format(those="= {row}.variant_id") + ";"
    + KITS.format(those=KITS_OF.format(part="{row}.variant_id")),
    "kit_parts": KITS.format(those="= {row}.kit_id"),
    "expected": INCOMING.format(those="= {row}.variant_id"),
    "completeness": SCORE.format(those="= {row}.variant_id"),
}  # fmt: skip
"""What is summed up anew when a row of another table changed."""


def triggers() -> Iterator[str]:
    """Yield the statements that drop and make the triggers anew."""
    for name, (moment, body) in (_variants() | _others()).items():
        yield f"DROP TRIGGER IF EXISTS shelf_{name}"
        yield f"CREATE TRIGGER shelf_{name} AFTER {moment} BEGIN {body}; END"


def fill() -> Iterator[str]:
    """Yield the statements that put every SKU on an empty shelf."""
    yield _put("coalesce((SELECT max(at) FROM journal_entries), 0)", "")
    for statement in (STOCK, KITS, INCOMING, SCORE, SHOPS):
        yield statement.format(those="IS NOT NULL")


Triggers = dict[str, tuple[str, str]]
"""By name: when it fires, and the statements that it runs."""


def _variants() -> Triggers:
    this = "= NEW.id"
    sums = [sum_.format(those=this) for sum_ in (STOCK, KITS, SHOPS)]
    more = [sum_.format(those=this) for sum_ in (INCOMING, SCORE)]
    kits = KITS.format(those=KITS_OF.format(part="NEW.id"))
    put = _put(NOW, "WHERE v.id = NEW.id")
    made: Triggers = {
        "variants_insert": ("INSERT ON variants", ";".join((put, *sums, *more, kits))),
        "variants_delete": ("DELETE ON variants", "DELETE FROM shelf WHERE variant_id = OLD.id"),
        "variants_facts": (f"UPDATE OF {', '.join(OWN)} ON variants", _facts(this)),
        "variants_naming": (
            f"UPDATE OF {', '.join(NAMING)} ON variants", ";".join((_facts(this), *sums))
        ),
    }  # fmt: skip
    for column, value in NUMBERS.items():
        moment = f"UPDATE OF {column} ON variants WHEN OLD.{column} IS NOT NEW.{column}"
        cell = f"{column} = {value.format(row='NEW')}"
        body = f"UPDATE shelf SET {cell}, updated = {NOW} WHERE variant_id = NEW.id"
        made[f"variants_{column}"] = moment, body
    return made


def _others() -> Triggers:
    those = "IN (SELECT id FROM variants WHERE product_id = NEW.id)"
    made = {"products": (f"UPDATE OF {', '.join(SHARED)} ON products", _facts(those))}
    for table, body in SUMS.items():
        for event, row in (("insert", "NEW"), ("update", "NEW"), ("delete", "OLD")):
            made[f"{table}_{event}"] = f"{event.upper()} ON {table}", body.format(row=row)
    for table in ("offers", "listings"):
        old, new = _shops("OLD"), _shops("NEW")
        made[f"{table}_insert"] = f"INSERT ON {table} WHEN NEW.sku <> ''", new
        made[f"{table}_update"] = f"UPDATE OF sku, shop_id ON {table}", f"{old};{new}"
        made[f"{table}_delete"] = f"DELETE ON {table} WHEN OLD.sku <> ''", old
    return made


def _shops(row: str) -> str:
    return SHOPS.format(those=f"= (SELECT id FROM variants WHERE sku_key = lower({row}.sku))")


def _put(now: str, condition: str) -> str:
    cells = FACTS | {name: value.format(row="v") for name, value in NUMBERS.items()}
    cells |= dict.fromkeys(("on_hand", "reserved", "free", "incoming", "errors"), "0")
    cells |= {"variant_id": "v.id", "score": "-1", "shops": "''", "updated": now}
    return (
        f"INSERT INTO shelf({', '.join(cells)}) "
        f"SELECT {', '.join(cells.values())} FROM {SOURCE} {condition}"
    )


def _facts(those: str) -> str:
    return (
        f"UPDATE shelf SET ({', '.join(FACTS)}, updated) = "
        f"(SELECT {', '.join(FACTS.values())}, {NOW} FROM {SOURCE} "
        f"WHERE v.id = shelf.variant_id) WHERE variant_id {those}"
    )
