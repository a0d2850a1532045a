"""Lots: pieces of one make, with the day on which they expire; what expires first goes first.

A lot is good through the day that stands on it. An expired one is never sold; it waits on the list
until somebody puts it with what is damaged.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa

from shopdesk.clock import DAY
from shopdesk.locale import _, ngettext
from shopdesk.models.products import Variant
from shopdesk.models.stock import Lot, Movement
from shopdesk.refusal import Refusal
from shopdesk.services.stock.posting import post, there
from shopdesk.store import Change, Read, Work

PIECES: Final = sa.func.sum(Movement.qty)
TURN: Final = (Lot.expires.is_(None), Lot.expires, Lot.id)
"""The order in which lots leave."""
CHUNK: Final = 900


@dataclass(frozen=True, slots=True)
class LotRow:
    """The pieces of a lot that are fit to be sold; ``expires`` is None where they never do."""

    id: int
    sku: str
    code: str
    expires: int | None
    qty: int
    expired: bool


def lots_of(read: Read, variant_id: int) -> tuple[LotRow, ...]:
    """Return the lots of a SKU that still have pieces, in the order in which they leave."""
    return tuple(_rows(read, Lot.variant_id == variant_id))


def lots(read: Read, *, expired: bool = False) -> tuple[LotRow, ...]:
    """Return all lots that still have pieces, or the expired ones among them, by SKU."""
    over = Lot.expires + DAY <= read.clock.now()
    return tuple(_rows(read, over if expired else sa.true()))


def lot_named(work: Work, variant: Variant, code: str, expires: int | None = None) -> int:
    """Return the lot of that code, made where there is none; 0 for a SKU that is not kept by lots.

    Raises:
        Refusal: the SKU is kept by lots and none is named, or the other way round; or the lot is
            known to expire on another day.
    """
    if bool(variant.lots) != bool(code.strip()):
        raise Refusal(
            _("{sku} is kept by lots: name the lot.").format(sku=variant.sku)
            if variant.lots
            else _("{sku} is not kept by lots.").format(sku=variant.sku)
        )
    if not variant.lots:
        return 0
    query = sa.select(Lot).where(Lot.variant_id == variant.id, Lot.code == code.strip())
    lot = work.session.scalar(query)
    if lot is None:
        lot = Lot(variant_id=variant.id, code=code.strip(), expires=expires)
        work.session.add(lot)
    elif expires is not None and lot.expires not in (None, expires):
        raise Refusal(
            _("Lot {code} of {sku} expires on {day}; use another code for another day.").format(
                code=lot.code, sku=variant.sku, day=work.clock.day(lot.expires)
            )
        )
    elif expires is not None:
        lot.expires = expires
    work.session.flush()
    return lot.id


def draw(
    work: Work, variant: Variant, place: int, pool: str, qty: int, code: str = ""
) -> list[tuple[int, int]]:
    """Return what is taken from which lot, (lot, pieces): the one named, else by expiry.

    Pieces that belong to no lot come last.

    Raises:
        Refusal: fewer pieces lie there than are asked for.
    """
    held = (Movement.location_id == place, Movement.pool == pool)
    query = _balances(Lot.variant_id == variant.id, *held)
    if code:
        query = query.where(Lot.code == code.strip())
    slices, left = [], qty
    for row in work.connection.execute(query):
        taken = min(left, row.qty)
        slices.append((row.id, taken))
        left -= taken
        if not left:
            return slices
    have = qty - left if code else there(work, variant.id, place, pool)
    if have < qty:
        raise Refusal(
            _("{sku}: {have} pieces lie there ({pool}), {qty} are asked for.").format(
                sku=f"{variant.sku} {code}".strip(), have=have, pool=pool, qty=qty
            )
        )
    return [*slices, (0, left)]


def discard_expired(work: Work) -> Change:
    """Put the pieces of all expired lots with what is damaged: they are not sold any more."""
    over = Lot.expires + DAY <= work.clock.now()
    query = _balances(over, Movement.pool == "sellable").add_columns(
        Lot.variant_id, Movement.location_id
    )
    moved = 0
    work.session.flush()
    for row in work.connection.execute(query.group_by(Movement.location_id)).all():
        document = f"sort:{work.entry}"
        facts: dict[str, Any] = {"kind": "sort", "document": document, "lot": row.id}
        post(work, row.variant_id, row.location_id, "sellable", -row.qty, **facts)
        post(work, row.variant_id, row.location_id, "damaged", row.qty, **facts, line=1)
        moved += row.qty
    label = ngettext(
        "Put {n} expired piece with the damaged", "Put {n} expired pieces with the damaged", moved
    )
    return work.done(label.format(n=moved))


def _balances(*conditions: sa.ColumnElement[bool]) -> Any:
    """Return the query of lots with pieces, in the order in which they leave."""
    return (
        sa.select(Lot.id, Lot.code, Lot.expires, PIECES.label("qty"))
        .join(Movement, sa.and_(Movement.variant_id == Lot.variant_id, Movement.lot_id == Lot.id))
        .where(*conditions)
        .group_by(Lot.id)
        .having(PIECES > 0)
        .order_by(*TURN)
    )


def _rows(read: Read, condition: sa.ColumnElement[bool]) -> Iterator[LotRow]:
    query = (
        _balances(condition, Movement.pool == "sellable")
        .add_columns(Variant.sku)
        .join(Variant, Variant.id == Lot.variant_id)
        .order_by(None)
        .order_by(Variant.sku_key, *TURN)
    )
    now = read.clock.now()
    for row in read.connection.execute(query):
        over = row.expires is not None and row.expires + DAY <= now
        yield LotRow(row.id, row.sku, row.code, row.expires, row.qty, over)


def held_at(
    read: Read, location_id: int, variant_ids: Sequence[int], at: int | None = None
) -> dict[tuple[int, int], int]:
    """Return how many sellable pieces of each lot (0: of none) lie at a location, by (SKU, lot).

    With a moment, those that lay there then.
    """
    held: dict[tuple[int, int], int] = {}
    for start in range(0, len(variant_ids), CHUNK):
        query = (
            sa.select(Movement.variant_id, Movement.lot_id, PIECES)
            .where(
                Movement.location_id == location_id,
                Movement.pool == "sellable",
                Movement.variant_id.in_(variant_ids[start : start + CHUNK]),
            )
            .group_by(Movement.variant_id, Movement.lot_id)
        )
        if at is not None:
            query = query.where(Movement.at <= at)
        held |= {(row[0], row[1]): int(row[2]) for row in read.connection.execute(query)}
    return held
