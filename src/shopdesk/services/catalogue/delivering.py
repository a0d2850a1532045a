"""Delivery notes: each document is received once, whole or not at all.

A note whose rows cannot all be taken is refused as a whole, because what was received by it could
not be received again once the rows are mended. A note that was received before with the same pieces
changes nothing; with other pieces it is refused.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence

import sqlalchemy as sa

from shopdesk.channels.catalogue.goods import Item
from shopdesk.locale import _
from shopdesk.models.products import Variant
from shopdesk.models.stock import Movement
from shopdesk.services.catalogue.counting import sellable
from shopdesk.services.catalogue.known import Row
from shopdesk.services.catalogue.rows import Rows
from shopdesk.services.catalogue.shapes import SAMPLE, Haul, Placed
from shopdesk.services.imports.shapes import CellChange, Reject
from shopdesk.services.skus import sku_key
from shopdesk.services.stock.moving import Piece, receive
from shopdesk.services.stock.places import HOME
from shopdesk.store import Work

Line = tuple[Item, Row]
"""A row of a delivery note and the SKU that it is of."""


def place(work: Work, haul: Haul) -> Placed:
    """Receive every document of the sheet; without a column for it, the file is the document."""
    placed = Placed()
    variants = _Variants(work, haul.items)
    documents: dict[str, list[Item]] = defaultdict(list)
    for item in haul.items:
        documents[_named(haul, item)].append(item)
    spoilt = {_named(haul, item) for item in haul.spoilt}
    for document, items in documents.items():
        lines, wrong = variants.of(haul, items)
        if wrong or document in spoilt:
            _refuse(haul, placed, document, lines, wrong)
        else:
            _document(work, haul, placed, document, lines)
    return placed


def _named(haul: Haul, item: Item) -> str:
    """Return the document that a row belongs to."""
    return str(item.said.get("document") or haul.name).strip()


class _Variants:
    """The SKUs that the rows name, by code or by barcode."""

    def __init__(self, work: Work, items: Sequence[Item]) -> None:
        rows = Rows(work.connection, Variant)
        keys = {sku_key(item.said.get("sku") or "") for item in items} - {""}
        codes = {item.said["barcode"] for item in items if item.said.get("barcode")}
        self._by_key = {row["sku_key"]: row for row in rows.find("sku_key", keys)}
        self._by_code: dict[str, list[Row]] = defaultdict(list)
        for row in rows.find("barcode", codes):
            self._by_code[row["barcode"]].append(row)

    def of(self, haul: Haul, items: Sequence[Item]) -> tuple[list[Line], list[Reject]]:
        """Return the rows with their SKUs, and why a row has none."""
        lines: list[Line] = []
        wrong: list[Reject] = []
        for item in items:
            found = self._found(item)
            reason = _why_not(found, item)
            if found is None or reason:
                name = "sku" if item.said.get("sku") else "barcode"
                wrong.append(haul.reject(item.row, name, item.said.get(name), reason))
            else:
                lines.append((item, found))
        return lines, wrong

    def _found(self, item: Item) -> Row | None:
        if item.said.get("sku"):
            return self._by_key.get(sku_key(item.said["sku"]))
        same = self._by_code.get(item.said.get("barcode") or "", [])
        return same[0] if len(same) == 1 else None


def _why_not(variant: Row | None, item: Item) -> str:
    if variant is None:
        return _("there is no such SKU or barcode in the catalogue, or several have it")
    if variant["archived_at"] is not None:
        return _("the SKU is archived")
    if variant["kit"]:
        return _("it is a kit, which has no stock of its own")
    if not item.said.get("qty"):
        return _("a receipt has at least 1 piece")
    if bool(variant["lots"]) != bool(item.said.get("lot")):
        return _("name the lot") if variant["lots"] else _("this SKU is not kept by lots")
    return ""


def _refuse(
    haul: Haul, placed: Placed, document: str, lines: Sequence[Line], wrong: Sequence[Reject]
) -> None:
    """Refuse a document some of whose rows cannot be taken, the others with them."""
    placed.outcome.refused += len(lines) + len(wrong)
    placed.rejects += wrong
    if lines:
        reason = _("nothing of {document} is received until every row of it can be").format(
            document=document
        )
        placed.rejects.append(haul.reject(None, "document", document, reason))


def _document(work: Work, haul: Haul, placed: Placed, document: str, lines: Sequence[Line]) -> None:
    wanted = Counter[int]()
    for item, variant in lines:
        wanted[variant["id"]] += item.said["qty"]
    posted = _posted(work, document)
    if not posted:
        _receive(work, placed, document, lines)
    elif posted == wanted:
        placed.outcome.unchanged += len(lines)
    else:
        reason = _("{document} was received before, with other pieces").format(document=document)
        placed.outcome.refused += len(lines)
        placed.rejects.append(haul.reject(None, "document", document, reason))


def _posted(work: Work, document: str) -> Counter[int]:
    """Return the pieces that came in by a document."""
    query = (
        sa.select(Movement.variant_id, sa.func.sum(Movement.qty))
        .where(Movement.document == f"receipt:{document}")
        .group_by(Movement.variant_id)
    )
    return Counter({row[0]: int(row[1]) for row in work.connection.execute(query)})


def _receive(work: Work, placed: Placed, document: str, lines: Sequence[Line]) -> None:
    name = next((text for item, _v in lines if (text := item.said.get("location"))), "") or HOME
    before = sellable(work, str(name))
    pieces = [
        Piece(
            variant["sku"], item.said["qty"], item.said.get("cost"),
            str(item.said.get("lot") or ""), item.said.get("expires"),
        )
        for item, variant in lines
    ]  # fmt: skip
    placed.notes.append(receive(work, pieces, document, location=str(name)).label)
    placed.outcome.new += len(lines)
    placed.pieces += sum(piece.qty for piece in pieces)
    came = Counter[tuple[str, int]]()
    for item, variant in lines:
        came[variant["sku"], variant["id"]] += item.said["qty"]
    for (sku, key), qty in list(came.items())[:SAMPLE]:
        there = before.get(key, 0)
        placed.changes.append(CellChange(sku, "stock", str(there), str(there + qty)))
