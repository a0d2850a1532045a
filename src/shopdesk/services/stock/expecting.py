"""What is on its way: ordered, with the day it is due, and never sellable before it came.

A delivery is booked against what its document expects. More may come than was expected, and goods
that nobody expected; both are said. What is still to come waits for the next delivery, or is
cancelled.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from shopdesk.locale import _, ngettext
from shopdesk.models.orders import NEVER
from shopdesk.models.products import Product, Variant
from shopdesk.models.stock import Expected, Location
from shopdesk.refusal import Refusal
from shopdesk.services.skus import variants_of
from shopdesk.services.stock.places import location_of
from shopdesk.services.stock.posting import movable
from shopdesk.store import Change, Read, Work

if TYPE_CHECKING:
    from shopdesk.services.stock.moving import Piece


@dataclass(frozen=True, slots=True)
class ExpectedRow:
    """One SKU of a document that is on its way; ``qty`` ordered, ``received`` so far."""

    id: int
    document: str
    sku: str
    name: str
    variation: str
    location: str
    qty: int
    received: int
    due: int | None
    cost: int | None

    @property
    def left(self) -> int:
        """Pieces that are still to come."""
        return max(0, self.qty - self.received)

    @property
    def over(self) -> int:
        """Pieces that came beyond what was expected."""
        return max(0, self.received - self.qty)


@dataclass(frozen=True, slots=True)
class Booked:
    """What a delivery did to what its document expects: pieces beyond it, and still to come."""

    over: int = 0
    left: int = 0
    known: bool = False
    costs: Mapping[int, int | None] | None = None


def expect(
    work: Work, pieces: Sequence["Piece"], document: str, *, due: int | None = None,
    location: str = "",
) -> Change:  # fmt: skip
    """Say what is on its way by a document: an order to a supplier, a delivery announced.

    Raises:
        Refusal: no document, an unknown SKU, a kit, a quantity below 1, or the document is
            expected already.
    """
    name = document.strip()
    if not name or not pieces:
        raise Refusal(_("Say what is expected, and by which document."))
    found = movable(work, [piece.sku for piece in pieces])
    if _open(work, name):
        raise Refusal(_("{document} is expected already; cancel it first.").format(document=name))
    place = location_of(work, location)
    for line, piece in enumerate(pieces, 1):
        if piece.qty < 1:
            raise Refusal(_("{sku}: at least 1 piece is expected.").format(sku=piece.sku))
        work.session.add(
            Expected(
                variant_id=found[piece.sku].id, location_id=place, qty=piece.qty, document=name,
                line=line, due=due, cost=piece.cost,
            )
        )  # fmt: skip
    n = sum(piece.qty for piece in pieces)
    label = ngettext("Expecting {n} piece ({document})", "Expecting {n} pieces ({document})", n)
    return work.done(label.format(n=n, document=name))


def cancel_expected(work: Work, document: str, skus: Sequence[str] = ()) -> Change:
    """Say that what is still to come by a document, or some SKUs of it, will not come.

    What came already stays on record.

    Raises:
        Refusal: nothing is expected by that document, or a SKU is not.
    """
    wanted = {variant.id: sku for sku, variant in variants_of(work.session, skus).items()}
    rows = [row for row in _open(work, document) if row.qty > row.received]
    for key, sku in wanted.items():
        if all(row.variant_id != key for row in rows):
            raise Refusal(_("{sku} is not expected by {document}.").format(
                sku=sku, document=document))  # fmt: skip
    if not rows:
        raise Refusal(_("Nothing is expected by {document}.").format(document=document))
    n = 0
    for row in rows:
        if wanted and row.variant_id not in wanted:
            continue
        n += row.qty - row.received
        if row.received:
            row.qty = row.received
        else:
            work.session.delete(row)
    label = ngettext(
        "{n} piece of {document} is expected no longer",
        "{n} pieces of {document} are expected no longer", n,
    )  # fmt: skip
    return work.done(label.format(n=n, document=document.strip()))


def book(work: Work, came: Counter[int], document: str) -> Booked:
    """Book what came, pieces by variant, against what the document expects."""
    rows = _open(work, document)
    if not rows:
        return Booked()
    left = Counter(came)
    for row in rows:
        taken = min(left[row.variant_id], max(0, row.qty - row.received))
        row.received += taken
        left[row.variant_id] -= taken
    last = {row.variant_id: row for row in rows}
    for key, more in left.items():
        if more and key in last:
            last[key].received += more
    missing = sum(max(0, row.qty - row.received) for row in rows)
    return Booked(left.total(), missing, known=True, costs={r.variant_id: r.cost for r in rows})


def expected(read: Read, document: str = "", *, all_: bool = False) -> tuple[ExpectedRow, ...]:
    """Return what is still to come, what is due first before the others; or all on record."""
    query: Any = (
        sa.select(
            Expected.id, Expected.document, Variant.sku, Product.name, Variant.variation,
            Location.name, Expected.qty, Expected.received, Expected.due, Expected.cost,
        )
        .join(Variant, Variant.id == Expected.variant_id)
        .join(Product, Product.id == Variant.product_id)
        .join(Location, Location.id == Expected.location_id)
        .order_by(sa.func.coalesce(Expected.due, NEVER), Expected.document, Expected.line)
    )  # fmt: skip
    if document:
        query = query.where(Expected.document == document.strip())
    if not all_:
        query = query.where(Expected.qty > Expected.received)
    return tuple(ExpectedRow(*row) for row in read.connection.execute(query))


def _open(work: Work, document: str) -> list[Expected]:
    query = sa.select(Expected).where(Expected.document == document.strip())
    return list(work.session.scalars(query.order_by(Expected.line)))
