"""What moves stock: receipts, adjustments, transfers, sorting out, counts."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from shopdesk.locale import _, ngettext
from shopdesk.models.stock import POOLS
from shopdesk.refusal import Refusal
from shopdesk.services.stock.expecting import Booked, book
from shopdesk.services.stock.lots import draw, lot_named
from shopdesk.services.stock.places import location_of
from shopdesk.services.stock.posting import movable, once, post, refuse_unless_there, there
from shopdesk.store import Change, Work


@dataclass(frozen=True, slots=True)
class Piece:
    """One line of a receipt, count or transfer: a SKU and how many; what a piece cost, its lot."""

    sku: str
    qty: int
    cost: int | None = None
    lot: str = ""
    expires: int | None = None


def receive(
    work: Work, pieces: Sequence[Piece], document: str, *, location: str = "", against: str = ""
) -> Change:
    """Take goods in: on hand grows by a delivery note, which posts once.

    They are booked against what is expected by the same document, or by the one that is named.

    Raises:
        Refusal: an unknown SKU, a kit, a quantity below 1, a lot missing or not wanted, nothing is
            expected by the named document, or the note was posted before.
    """
    place = location_of(work, location)
    found = movable(work, [piece.sku for piece in pieces])
    once(work, f"receipt:{document}")
    came = Counter[int]()
    for piece in pieces:
        if piece.qty < 1:
            raise Refusal(_("{sku}: a receipt has at least 1 piece.").format(sku=piece.sku))
        came[found[piece.sku].id] += piece.qty
    booked = book(work, came, against or document)
    if against and not booked.known:
        raise Refusal(_("Nothing is expected by {document}.").format(document=against))
    costs = booked.costs or {}
    for line, piece in enumerate(pieces, 1):
        variant = found[piece.sku]
        post(
            work, variant.id, place, "sellable", piece.qty, kind="receipt",
            document=f"receipt:{document}", line=line,
            lot=lot_named(work, variant, piece.lot, piece.expires),
            cost=costs.get(variant.id) if piece.cost is None else piece.cost,
        )  # fmt: skip
    n = came.total()
    label = ngettext("Received {n} piece ({document})", "Received {n} pieces ({document})", n)
    return work.done(label.format(n=n, document=document) + _beside(booked))


def _beside(booked: Booked) -> str:
    """Return what is to be said of a delivery that is not just what was expected."""
    said = ""
    if booked.over:
        said += _("; {n} more than expected").format(n=booked.over)
    if booked.left:
        said += _("; {n} still to come").format(n=booked.left)
    return said


def adjust(
    work: Work, sku: str, qty: int, reason: str, *, pool: str = "sellable", location: str = "",
    lot: str = "", expires: int | None = None,
) -> Change:  # fmt: skip
    """Add or take pieces for a reason that stays on the ledger.

    Of a SKU that is kept by lots, pieces are added to the lot that is named; without one they are
    taken from what expires first.

    Raises:
        Refusal: no reason, an unknown SKU, a kit, no lot named, or more taken than lies there.
    """
    if not reason.strip() or not qty:
        raise Refusal(_("An adjustment needs a quantity and a reason."))
    if pool not in POOLS:
        raise Refusal(_("There is no pool “{pool}”: {pools}.").format(
            pool=pool, pools=", ".join(POOLS)))  # fmt: skip
    variant = movable(work, [sku])[sku]
    place = location_of(work, location)
    if qty < 0:
        refuse_unless_there(work, variant, place, pool, -qty)
        slices = [(key, -n) for key, n in draw(work, variant, place, pool, -qty, lot)]
    else:
        slices = [(lot_named(work, variant, lot, expires), qty)]
    for key, n in slices:
        post(work, variant.id, place, pool, n, kind="adjustment",
             document=f"adjustment:{work.entry}", lot=key, note=reason)  # fmt: skip
    label = _("Adjusted {sku} by {qty:+d}: {reason}")
    return work.done(label.format(sku=variant.sku, qty=qty, reason=reason.strip()))


def sort(
    work: Work, sku: str, qty: int, pool: str, *, source: str = "sellable", location: str = "",
    lot: str = "",
) -> Change:  # fmt: skip
    """Move pieces from one pool to another: found damaged, sent to quality control, fit again."""
    if pool not in POOLS or source not in POOLS or pool == source or qty < 1:
        raise Refusal(
            _("Say how many pieces go from where to where: {pools}.").format(pools=", ".join(POOLS))
        )
    variant = movable(work, [sku])[sku]
    place = location_of(work, location)
    refuse_unless_there(work, variant, place, source, qty)
    for key, n in draw(work, variant, place, source, qty, lot):
        document = f"sort:{work.entry}"
        post(work, variant.id, place, source, -n, kind="sort", document=document, lot=key)
        post(work, variant.id, place, pool, n, kind="sort", document=document, line=1, lot=key)
    label = _("Moved {n} × {sku} from {source} to {pool}")
    return work.done(label.format(n=qty, sku=variant.sku, source=source, pool=pool))


def transfer(work: Work, pieces: Sequence[Piece], origin: str, target: str) -> Change:
    """Carry sellable pieces from one location to another; lots go along, what expires first first.

    Raises:
        Refusal: both are the same place, an unknown SKU, a kit, or more than lies there.
    """
    one, other = location_of(work, origin), location_of(work, target)
    if one == other:
        raise Refusal(_("Origin and target of a transfer are the same place."))
    found = movable(work, [piece.sku for piece in pieces])
    document = f"transfer:{work.entry}"
    for line, piece in enumerate(pieces, 1):
        if piece.qty < 1:
            raise Refusal(_("{sku}: a transfer has at least 1 piece.").format(sku=piece.sku))
        variant = found[piece.sku]
        refuse_unless_there(work, variant, one, "sellable", piece.qty)
        for key, n in draw(work, variant, one, "sellable", piece.qty, piece.lot):
            for place, qty in ((one, -n), (other, n)):
                post(work, variant.id, place, "sellable", qty, kind="transfer", document=document,
                     line=line, lot=key)  # fmt: skip
    n = sum(piece.qty for piece in pieces)
    label = ngettext("Transferred {n} piece to {place}", "Transferred {n} pieces to {place}", n)
    return work.done(label.format(n=n, place=target))


def post_count(work: Work, counted: Mapping[str, int], document: str, *, place: str = "") -> Change:
    """Make the ledger agree with what was counted, SKU by SKU; what agrees is left alone.

    Raises:
        Refusal: an unknown SKU, a kit, one that is kept by lots, a count below 0, or the sheet
            was posted before.
    """
    at = location_of(work, place)
    found = movable(work, list(counted))
    once(work, f"count:{document}")
    changed = 0
    for line, (sku, qty) in enumerate(counted.items(), 1):
        if qty < 0:
            raise Refusal(_("{sku}: a count cannot be below 0.").format(sku=sku))
        if found[sku].lots:
            raise Refusal(
                _("{sku} is kept by lots; count it on a count sheet.").format(sku=found[sku].sku)
            )
        difference = qty - there(work, found[sku].id, at, "sellable")
        if difference:
            changed += 1
            post(work, found[sku].id, at, "sellable", difference, kind="count",
                 document=f"count:{document}", line=line)  # fmt: skip
    label = ngettext(
        "Posted count {name}: {n} SKU differed", "Posted count {name}: {n} SKUs differed", changed
    )
    return work.done(label.format(name=document, n=changed))
