"""What would come of each resi of a list: whose it is, what it replaces, and why one is refused.

No number is refused for its shape; what couriers' numbers look like is only shown.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import sqlalchemy as sa

from shopdesk.couriers import guess_couriers, tidy
from shopdesk.locale import _
from shopdesk.models.orders import Order
from shopdesk.models.shipments import Parcel
from shopdesk.models.states import RANK
from shopdesk.services.orders import guards
from shopdesk.services.orders.edit import LONGEST
from shopdesk.services.printing.consignments import Consignment, chunks, consignments
from shopdesk.services.resi.rows import Entry, PlannedResi, ResiPlan
from shopdesk.store import Read

ORDERS: Final = Order.__table__
PARCELS: Final = Parcel.__table__


@dataclass(frozen=True, slots=True)
class _Known:
    """What the store knows of the orders and the resi of a list."""

    orders: dict[str, list[Any]]
    units: dict[int, list[Consignment]]
    parcels: dict[tuple[int, int], Any]
    owners: dict[str, list[tuple[int, str]]]
    """By resi: the orders that have it, with their numbers."""


def plan(read: Read, entries: Sequence[Entry]) -> ResiPlan:
    """Return what would come of the entries, in their order."""
    known = _known(read, entries)
    given: Counter[int] = Counter()
    rows = [_row(at, entry, known, given) for at, entry in enumerate(entries)]
    return ResiPlan(tuple(_without_doubles(rows)))


def _known(read: Read, entries: Sequence[Entry]) -> _Known:
    orders = _orders(read, {name for one in entries for name in _names(one.number)})
    ids = [order.id for held in orders.values() for order in held]
    units: dict[int, list[Consignment]] = {}
    for unit in consignments(read, ids):
        for member in unit.members:
            units.setdefault(member, []).append(unit)
    leads = {unit.order_id for held in units.values() for unit in held}
    return _Known(orders, units, _parcels(read, leads),
                  _owners(read, {tidy(one.resi) for one in entries}))  # fmt: skip


def _row(at: int, entry: Entry, known: _Known, given: Counter[int]) -> PlannedResi:
    resi = tidy(entry.resi)
    row = PlannedResi(at, entry, "refused", "", number=entry.number, resi=resi,
                      guesses=guess_couriers(resi))  # fmt: skip
    if entry.wrong:
        return replace(row, reason=entry.wrong)
    found = next((held for name in _names(entry.number) if (held := known.orders.get(name))), [])
    if len(found) != 1:
        reason = _("two shops have an order of this number") if found else _("no such order here")
        return replace(row, reason=reason)
    (order,) = found
    unit, reason = _unit(entry, known.units[order.id], given)
    if unit is None:
        return replace(row, order_id=order.id, reason=reason)
    parcel = known.parcels.get((unit.order_id, unit.parcel))
    alone = unit.parcels == 1
    row = replace(
        row, order_id=order.id, number=order.number, parcel=unit.parcel, parcels=unit.parcels,
        members=unit.members,
        before=(order.tracking if alone else parcel and parcel.tracking) or "",
        courier=(parcel and not alone and parcel.courier) or order.courier or "",
    )  # fmt: skip
    reason = _wrong(row, order, known)
    if reason:
        return replace(row, reason=reason)
    return replace(row, verdict=_verdict(row), reason=entry.note or _doubt(row))


def _unit(
    entry: Entry, units: Sequence[Consignment], given: Counter[int]
) -> tuple[Consignment | None, str]:
    """Return which parcel of the order a resi is for: the one that is named, or the next."""
    wanted = entry.parcel
    if not wanted:
        first = units[0]
        given[first.order_id] += 1 if first.parcels > 1 else 0
        wanted = units[min(max(given[first.order_id], 1), len(units)) - 1].parcel
        if given[first.order_id] > len(units):
            said = _("it goes in {n} parcels, and this is one resi more")
            return None, said.format(n=len(units))
    unit = next((one for one in units if one.parcel == wanted), None)
    return unit, "" if unit else _("it has no parcel {n}").format(n=wanted)


def _verdict(row: PlannedResi) -> Any:
    if row.before == row.resi:
        return "same"
    return "changed" if row.before else "new"


def _wrong(row: PlannedResi, order: Any, known: _Known) -> str:
    """Return why this resi cannot be this order's; nothing if it can."""
    if reason := guards.open_order(order):
        return reason
    if RANK[order.fulfilment] >= RANK["delivered"]:
        return _("it was delivered already")
    if not row.resi:
        return _("there is no resi")
    if len(row.resi) > LONGEST:
        return _("the resi is too long; {n} letters are the most").format(n=LONGEST)
    if row.resi in (tidy(order.number), tidy(row.entry.number)):
        return _("this is the order's own number, not a resi")
    return _taken(row, known)


def _taken(row: PlannedResi, known: _Known) -> str:
    for owner, number in known.owners.get(row.resi, ()):
        if owner not in row.members:
            said = _("resi {resi} belongs to order {owner} already, so not to {number}")
            return said.format(resi=row.resi, owner=number, number=row.number)
    return ""


def _doubt(row: PlannedResi) -> str:
    """Return what a person may want to look at; it refuses nothing."""
    courier = row.courier.casefold()
    fits = any(courier.startswith(one.casefold()) or one.casefold() in courier
               for one in row.guesses)  # fmt: skip
    if courier and row.guesses and not fits:
        return _("looks like {courier}").format(courier=" / ".join(row.guesses))
    return ""


def _without_doubles(rows: Sequence[PlannedResi]) -> Iterable[PlannedResi]:
    """Refuse a resi that two parcels are given, and a second resi of one parcel."""
    by_resi: dict[str, PlannedResi] = {}
    by_parcel: dict[tuple[int, int], PlannedResi] = {}
    clash: dict[int, str] = {}
    for row in (row for row in rows if row.verdict != "refused"):
        place = (row.members[0], row.parcel)
        other = by_resi.setdefault(row.resi, row)
        if (other.members[0], other.parcel) != place:
            said = _("resi {resi} stands here for {one} ({where}) and for {other}")
            clash[row.id] = said.format(resi=row.resi, one=other.number, where=other.entry.where,
                                        other=_named(row))  # fmt: skip
            clash[other.id] = said.format(resi=row.resi, one=row.number, where=row.entry.where,
                                          other=_named(other))  # fmt: skip
        first = by_parcel.setdefault(place, row)
        if first.resi != row.resi:
            said = _("order {number} stands twice: {resi} ({where})")
            clash[row.id] = said.format(number=row.number, resi=first.resi, where=first.entry.where)
    for row in rows:
        yield replace(row, verdict="refused", reason=clash[row.id]) if row.id in clash else row


def _named(row: PlannedResi) -> str:
    if row.parcels == 1:
        return row.number
    return _("{number}, parcel {n}").format(number=row.number, n=row.parcel)


def _names(number: str) -> tuple[str, ...]:
    """Return how the order may be called here; web shops put a # in front."""
    return (number, number[1:] if number.startswith("#") else f"#{number}")


def _orders(read: Read, numbers: set[str]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for some in chunks(sorted(numbers)):
        query = sa.select(ORDERS).where(ORDERS.c.number.in_(some))
        for row in read.connection.execute(query):
            found.setdefault(row.number, []).append(row)
    return found


def _parcels(read: Read, leads: set[int]) -> dict[tuple[int, int], Any]:
    found: dict[tuple[int, int], Any] = {}
    for some in chunks(sorted(leads)):
        query = sa.select(PARCELS).where(PARCELS.c.order_id.in_(some))
        found |= {(row.order_id, row.number): row for row in read.connection.execute(query)}
    return found


def _owners(read: Read, resi: set[str]) -> dict[str, list[tuple[int, str]]]:
    found: dict[str, list[tuple[int, str]]] = {}
    of_parcels = sa.select(PARCELS.c.tracking, ORDERS.c.id, ORDERS.c.number).join_from(
        PARCELS, ORDERS, ORDERS.c.id == PARCELS.c.order_id
    )
    for some in chunks(sorted(resi - {""})):
        of_orders = sa.select(ORDERS.c.tracking, ORDERS.c.id, ORDERS.c.number).where(
            ORDERS.c.tracking.in_(some)
        )
        both = of_orders.union(of_parcels.where(PARCELS.c.tracking.in_(some)))
        for tracking, order_id, number in read.connection.execute(both):
            found.setdefault(tracking, []).append((order_id, number))
    return found
