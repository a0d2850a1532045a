"""What moves stock: receipts, adjustments, transfers, sorting out, counts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from shopdesk.locale import _, ngettext
from shopdesk.models.products import Variant
from shopdesk.models.stock import POOLS, Lot, Movement, StockLevel
from shopdesk.refusal import Refusal
from shopdesk.services.skus import variants_of
from shopdesk.services.stock.places import location_of
from shopdesk.store import Change, Work


@dataclass(frozen=True, slots=True)
class Piece:
    """One line of a receipt, count or transfer: a SKU and how many; what a piece cost, its lot."""

    sku: str
    qty: int
    cost: int | None = None
    lot: str = ""
    expires: int | None = None


def receive(work: Work, pieces: Sequence[Piece], document: str, *, location: str = "") -> Change:
    """Take goods in: on hand grows by a delivery note, which posts once.

    Raises:
        Refusal: an unknown SKU, a kit, a quantity below 1, a lot missing or not wanted, or the
            document was posted before.
    """
    place = location_of(work, location)
    found = _counted(work, pieces)
    _once(work, f"receipt:{document}")
    for line, piece in enumerate(pieces, 1):
        if piece.qty < 1:
            raise Refusal(_("{sku}: a receipt has at least 1 piece.").format(sku=piece.sku))
        variant = found[piece.sku]
        work.session.add(
            Movement(
                variant_id=variant.id, location_id=place, kind="receipt", qty=piece.qty,
                at=work.clock.now(), document=f"receipt:{document}", line=line,
                lot_id=_lot(work, variant, piece), cost=piece.cost,
            )
        )  # fmt: skip
    n = sum(piece.qty for piece in pieces)
    label = ngettext("Received {n} piece ({document})", "Received {n} pieces ({document})", n)
    return work.done(label.format(n=n, document=document))


def adjust(
    work: Work, sku: str, qty: int, reason: str, *, pool: str = "sellable", location: str = ""
) -> Change:
    """Add or take pieces for a reason that stays on the ledger.

    Raises:
        Refusal: no reason, an unknown SKU, a kit, or more taken than lies there.
    """
    if not reason.strip() or not qty:
        raise Refusal(_("An adjustment needs a quantity and a reason."))
    variant = _counted(work, [Piece(sku, qty)])[sku]
    place = location_of(work, location)
    if qty < 0:
        _refuse_unless_there(work, variant, place, pool, -qty)
    document = f"adjustment:{work.entry}"
    _post(work, variant, place, pool, qty, kind="adjustment", document=document, note=reason)
    label = _("Adjusted {sku} by {qty:+d}: {reason}")
    return work.done(label.format(sku=variant.sku, qty=qty, reason=reason.strip()))


def sort(work: Work, sku: str, qty: int, pool: str, *, source: str = "sellable") -> Change:
    """Move pieces from one pool to another: found damaged, sent to quality control, fit again."""
    if pool not in POOLS or source not in POOLS or pool == source or qty < 1:
        raise Refusal(
            _("Say how many pieces go from where to where: {pools}.").format(pools=", ".join(POOLS))
        )
    variant = _counted(work, [Piece(sku, qty)])[sku]
    place = location_of(work, "")
    _refuse_unless_there(work, variant, place, source, qty)
    document = f"sort:{work.entry}"
    _post(work, variant, place, source, -qty, kind="sort", document=document)
    _post(work, variant, place, pool, qty, kind="sort", document=document, line=1)
    label = _("Moved {n} × {sku} from {source} to {pool}")
    return work.done(label.format(n=qty, sku=variant.sku, source=source, pool=pool))


def transfer(work: Work, pieces: Sequence[Piece], origin: str, target: str) -> Change:
    """Carry sellable pieces from one location to another."""
    one, other = location_of(work, origin), location_of(work, target)
    if one == other:
        raise Refusal(_("Origin and target of a transfer are the same place."))
    found = _counted(work, pieces)
    document = f"transfer:{work.entry}"
    for line, piece in enumerate(pieces, 1):
        variant = found[piece.sku]
        _refuse_unless_there(work, variant, one, "sellable", piece.qty)
        _post(work, variant, one, "sellable", -piece.qty, kind="transfer", document=document,
              line=line)  # fmt: skip
        _post(work, variant, other, "sellable", piece.qty, kind="transfer", document=document,
              line=line)  # fmt: skip
    n = sum(piece.qty for piece in pieces)
    label = ngettext("Transferred {n} piece to {place}", "Transferred {n} pieces to {place}", n)
    return work.done(label.format(n=n, place=target))


def post_count(work: Work, counted: Mapping[str, int], document: str, *, place: str = "") -> Change:
    """Make the ledger agree with what was counted, SKU by SKU; what agrees is left alone.

    Raises:
        Refusal: an unknown SKU, a kit, a count below 0, or the sheet was posted before.
    """
    at = location_of(work, place)
    found = _counted(work, [Piece(sku, qty) for sku, qty in counted.items()])
    _once(work, f"count:{document}")
    changed = 0
    for line, (sku, qty) in enumerate(counted.items(), 1):
        if qty < 0:
            raise Refusal(_("{sku}: a count cannot be below 0.").format(sku=sku))
        difference = qty - there(work, found[sku].id, at, "sellable")
        if difference:
            changed += 1
            _post(work, found[sku], at, "sellable", difference, kind="count",
                  document=f"count:{document}", line=line)  # fmt: skip
    label = ngettext(
        "Posted count {name}: {n} SKU differed", "Posted count {name}: {n} SKUs differed", changed
    )
    return work.done(label.format(name=document, n=changed))


def there(work: Work, variant_id: int, location_id: int, pool: str) -> int:
    """Return how many pieces lie in a pool at a location."""
    work.session.flush()
    level = work.session.get(StockLevel, (variant_id, location_id), populate_existing=True)
    if level is None:
        return 0
    if pool == "sellable":
        return level.on_hand - level.damaged - level.quality
    return int(getattr(level, pool))


def _counted(work: Work, pieces: Sequence[Piece]) -> dict[str, Variant]:
    found = variants_of(work.session, [piece.sku for piece in pieces])
    for sku, variant in found.items():
        if variant.kit:
            raise Refusal(
                _("{sku} is a kit and has no stock of its own; move its parts.").format(sku=sku)
            )
    return found


def _lot(work: Work, variant: Variant, piece: Piece) -> int:
    if bool(variant.lots) != bool(piece.lot):
        raise Refusal(
            _("{sku} is kept by lots: name the lot.").format(sku=variant.sku)
            if variant.lots
            else _("{sku} is not kept by lots.").format(sku=variant.sku)
        )
    if not piece.lot:
        return 0
    query = sa.select(Lot).where(Lot.variant_id == variant.id, Lot.code == piece.lot)
    lot = work.session.scalar(query)
    if lot is None:
        lot = Lot(variant_id=variant.id, code=piece.lot, expires=piece.expires)
        work.session.add(lot)
        work.session.flush()
    return lot.id


def _once(work: Work, document: str) -> None:
    query = sa.select(sa.exists().where(Movement.document == document))
    if work.connection.scalar(query):
        raise Refusal(
            _("{document} was posted before; nothing was changed.").format(document=document)
        )


def _refuse_unless_there(work: Work, variant: Variant, place: int, pool: str, qty: int) -> None:
    have = there(work, variant.id, place, pool)
    if have < qty:
        raise Refusal(
            _("{sku}: {have} pieces lie there ({pool}), {qty} are asked for.").format(
                sku=variant.sku, have=have, pool=pool, qty=qty
            )
        )


def _post(
    work: Work, variant: Variant, place: int, pool: str, qty: int, *, kind: str, document: str,
    line: int = 0, note: str = "",
) -> None:  # fmt: skip
    work.session.add(
        Movement(
            variant_id=variant.id, location_id=place, pool=pool, kind=kind, qty=qty,
            at=work.clock.now(), document=document, line=line, note=note.strip(),
        )
    )  # fmt: skip
