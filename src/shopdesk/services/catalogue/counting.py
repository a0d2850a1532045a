"""Stock on a sheet of one's own: what lies there was counted, and is posted as a count.

A count, and no receipt, because the sheet tells how many there are, not how many came; of a SKU
that never moved it is the opening stock. A blank cell was not counted. The sheet is its own
document, by name and content, so that it posts once: taken in again after sales it would bring back
what was sold since.
"""

from collections import defaultdict
from collections.abc import Iterator

import sqlalchemy as sa

from shopdesk.channels.catalogue.goods import Item
from shopdesk.locale import _
from shopdesk.models.products import Variant
from shopdesk.models.stock import Location, Movement, StockLevel
from shopdesk.services.catalogue.known import Row
from shopdesk.services.catalogue.rows import Rows
from shopdesk.services.catalogue.shapes import SAMPLE, Haul, Placed
from shopdesk.services.imports.shapes import CellChange
from shopdesk.services.skus import sku_key
from shopdesk.services.stock.moving import post_count
from shopdesk.services.stock.places import HOME
from shopdesk.store import Work

MARK = 6
"""Characters of the content's hash that tell two sheets of one name apart."""


def place(work: Work, haul: Haul) -> Placed:
    """Post what the sheet counted, location by location."""
    placed = Placed()
    found: dict[str, dict[str, tuple[Row, int]]] = defaultdict(dict)
    for item, variant in _counted(work, haul, placed):
        place_name = str(item.said.get("location") or "").strip()
        found[place_name or HOME][variant["sku"]] = variant, item.said["stock"]
    for name, counted in found.items():
        _post(work, haul, placed, name, counted)
    return placed


def _counted(work: Work, haul: Haul, placed: Placed) -> Iterator[tuple[Item, Row]]:
    """Yield the rows that count a SKU of ours; name those that cannot."""
    items = [item for item in haul.items if item.said.get("stock") is not None]
    variants = Rows(work.connection, Variant)
    keys = {sku_key(item.said.get("sku") or "") for item in items} - {""}
    known = {row["sku_key"]: row for row in variants.find("sku_key", keys)}
    seen: set[tuple[str, str]] = set()
    for item in items:
        sku = item.said.get("sku") or ""
        variant = known.get(sku_key(sku))
        place_name = str(item.said.get("location") or "")
        if variant is None:
            if haul.spec.aim == "stock":
                _refuse(haul, placed, item, _("there is no such SKU in the catalogue"))
        elif reason := _why_not(variant, item):
            _refuse(haul, placed, item, reason)
        elif (variant["sku_key"], place_name) in seen:
            if haul.spec.aim == "stock":
                _refuse(haul, placed, item, _("this SKU stands in several rows"))
        else:
            seen.add((variant["sku_key"], place_name))
            yield item, variant


def _why_not(variant: Row, item: Item) -> str:
    if variant["archived_at"] is not None:
        return _("the SKU is archived")
    if variant["kit"]:
        return _("it is a kit, which has no stock of its own")
    if variant["lots"]:
        return _("its pieces are kept by lots; count it on a count sheet")
    return _("a count cannot be below 0") if item.said["stock"] < 0 else ""


def _refuse(haul: Haul, placed: Placed, item: Item, reason: str) -> None:
    placed.outcome.refused += 1
    placed.rejects.append(haul.reject(item.row, "sku", item.said.get("sku"), reason))


def _post(
    work: Work, haul: Haul, placed: Placed, name: str, counted: dict[str, tuple[Row, int]]
) -> None:
    document = f"{haul.file} {haul.sha256[:MARK]}"
    document = document if name == HOME else f"{document} {name}"
    there = sellable(work, name)
    differing = {sku: qty for sku, (row, qty) in counted.items() if there.get(row["id"], 0) != qty}
    placed.outcome.unchanged += len(counted) - len(differing)
    posted = sa.select(sa.exists().where(Movement.document == f"count:{document}"))
    if differing and work.connection.scalar(posted):
        placed.outcome.unchanged += len(differing)
        placed.notes.append(
            _("The stock of {file} was posted before; what moved since then stays.").format(
                file=haul.file
            )
        )
        return
    if not differing:
        return
    post_count(work, differing, document, place=name)
    placed.outcome.changed += len(differing)
    placed.touched |= set(map(sku_key, differing))
    for sku, qty in list(differing.items())[:SAMPLE]:
        before = there.get(counted[sku][0]["id"], 0)
        placed.changes.append(CellChange(sku, "stock", str(before), str(qty)))


def sellable(work: Work, name: str) -> dict[int, int]:
    """Return how many sellable pieces of each variant lie at a location."""
    work.session.flush()
    pieces = StockLevel.on_hand - StockLevel.damaged - StockLevel.quality
    query = (
        sa.select(StockLevel.variant_id, pieces)
        .join(Location, Location.id == StockLevel.location_id)
        .where(Location.name == name)
    )
    return {row[0]: row[1] for row in work.connection.execute(query)}
