"""How often a paper was printed: per order, parcel and kind of paper."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, get_args

import sqlalchemy as sa

from shopdesk.locale import _, ngettext
from shopdesk.models.journal import JournalRow
from shopdesk.models.orders import Order
from shopdesk.models.shipments import Print
from shopdesk.refusal import Refusal
from shopdesk.services.orders import guards
from shopdesk.services.orders.rows import Happening
from shopdesk.services.printing.consignments import Consignment, chunks, consignments
from shopdesk.services.printing.naming import kind_word
from shopdesk.store import Change, Read, Work

Kind = Literal["label", "slip", "invoice"]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
Copies = Mapping[tuple[int, int], int]
"""By order and parcel: which copy a paper is, 1 for the first."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A paper that was printed for an order; ``at`` is an instant."""

    kind: str
    parcel: int
    copy: int
    at: int
    by: str


def printed(
    work: Work, order_ids: Sequence[int], kind: str, *, expected: Copies | None = None
) -> Change:
    """Count one paper of this kind for each parcel of the orders (an invoice: for each order).

    A label has left the house with this: its entry cannot be taken back. ``expected`` are the copy
    numbers that stand on the papers.

    Raises:
        Refusal: an unknown kind, a label for an order that must not go out, or somebody else
            printed meanwhile, so that the papers would bear wrong copy numbers.
    """
    if kind not in KINDS:
        raise Refusal(_("There is no paper “{kind}”.").format(kind=kind))
    orders = guards.load(work.session, order_ids)
    units = _units(work, order_ids, kind)
    if kind == "label":
        refuse_unsendable(work, units)
    copy = _next(work, units, kind)
    if expected is not None and dict(expected) != copy:
        raise Refusal(_("Somebody else printed these papers just now. Print again."))
    work.session.add_all(
        Print(
            order_id=member, parcel=unit.parcel, kind=kind, copy=copy[unit.order_id, unit.parcel],
            at=work.clock.now(), by=work.actor.name,
        )
        for unit in units
        for member in unit.members
    )  # fmt: skip
    label = _label(orders, len(units), kind, sum(n > 1 for n in copy.values()))
    if kind == "label":
        work.leaves(label)
    return work.done(label)


def copies(read: Read, order_ids: Sequence[int], kind: str) -> Mapping[int, int]:
    """Return how often a paper of this kind was printed, for those orders that have any."""
    found: dict[int, int] = {}
    for some in chunks(order_ids):
        query = (
            sa.select(Print.order_id, sa.func.max(Print.copy))
            .where(Print.order_id.in_(some), Print.kind == kind)
            .group_by(Print.order_id)
        )
        found |= {row[0]: row[1] for row in read.connection.execute(query)}
    return found


def next_copies(read: Read, order_ids: Sequence[int], kind: str) -> dict[tuple[int, int], int]:
    """Return which copy the next paper is, by order (of several that share one, the lead)."""
    return _next(read, _units(read, order_ids, kind), kind)


def of_order(read: Read, order_id: int) -> tuple[Printed, ...]:
    """Return the papers that were printed for an order, the oldest first."""
    query = (
        sa.select(Print.kind, Print.parcel, Print.copy, Print.at, Print.by)
        .where(Print.order_id == order_id)
        .order_by(Print.id)
    )
    return tuple(Printed(*row) for row in read.connection.execute(query))


def happenings(read: Read, order_id: int) -> tuple[Happening, ...]:
    """Return the papers of an order as moments of its timeline, each with its journal entry."""
    query = (
        sa.select(Print.at, Print.kind, Print.parcel, Print.copy, Print.by, JournalRow.entry)
        .join(JournalRow, sa.and_(JournalRow.tab == "prints", JournalRow.pk == Print.id,
                                  JournalRow.op == "I"))
        .where(Print.order_id == order_id)
        .group_by(Print.id)
        .order_by(Print.id)
    )  # fmt: skip
    return tuple(
        Happening(row.at, _said(row.kind, row.parcel, row.copy), row.by, row.entry)
        for row in read.connection.execute(query)
    )


def _said(kind: str, parcel: int, copy: int) -> str:
    parts = [_("printed: {paper}").format(paper=kind_word(kind))]
    if parcel > 1:
        parts.append(_("parcel {n}").format(n=parcel))
    if copy > 1:
        parts.append(_("copy {n}").format(n=copy))
    return ", ".join(parts)


def unprinted(read: Read, order_ids: Sequence[int], kind: str) -> list[int]:
    """Return those of the orders for which no paper of this kind was printed, in this order."""
    there = copies(read, order_ids, kind)
    return [one for one in order_ids if one not in there]


def refuse_unsendable(work: Work, units: Iterable[Consignment]) -> None:
    """Refuse labels of orders that must not leave the house.

    Raises:
        Refusal: one of them is cancelled, asked to be, came back, or is on hold.
    """
    ids = list(dict.fromkeys(member for unit in units for member in unit.members))
    guards.refuse_unless(
        guards.load(work.session, ids),
        guards.open_order, guards.not_held, guards.no_cancel_request,
    )  # fmt: skip


def _units(read: Read, order_ids: Sequence[int], kind: str) -> tuple[Consignment, ...]:
    """Return what gets a paper of its own: a parcel, but for invoices an order."""
    if kind != "invoice":
        return consignments(read, order_ids)
    return tuple(Consignment(one, 1, 1, (one,)) for one in dict.fromkeys(order_ids))


def _next(read: Read, units: Sequence[Consignment], kind: str) -> dict[tuple[int, int], int]:
    """Return the copy numbers; where orders share a paper, the one printed most often counts."""
    ids = {member for unit in units for member in unit.members}
    held: dict[tuple[int, int], int] = {}
    for some in chunks(sorted(ids)):
        query = (
            sa.select(Print.order_id, Print.parcel, sa.func.max(Print.copy))
            .where(Print.order_id.in_(some), Print.kind == kind)
            .group_by(Print.order_id, Print.parcel)
        )
        held |= {(row[0], row[1]): row[2] for row in read.connection.execute(query)}
    return {
        (unit.order_id, unit.parcel): 1
        + max(held.get((member, unit.parcel), 0) for member in unit.members)
        for unit in units
    }


def _label(orders: Sequence[Order], n: int, kind: str, again: int) -> str:
    """Return what the entry is called, with the order's number if it is one paper of one order."""
    said = {
        "label": ngettext("Printed {n} label", "Printed {n} labels", n),
        "slip": ngettext("Printed {n} packing slip", "Printed {n} packing slips", n),
        "invoice": ngettext("Printed {n} invoice", "Printed {n} invoices", n),
    }.get(kind, kind_word(kind))
    label = said.format(n=n)
    if again:
        label += " (" + ngettext("{n} is a copy", "{n} are copies", again).format(n=again) + ")"
    return f"{label} {orders[0].number}" if n == len(orders) == 1 else label
