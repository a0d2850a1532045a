"""Waves: orders that are fetched from the racks in one walk, each order in one open wave at most.

What cannot be picked now, what is in another wave and what somebody packs already is left out, and
said. Orders that travel together go into a wave together. The write is one transaction under the
store's lock, so that of two people who take the same orders at once one gets each.
"""

from collections.abc import Mapping, Sequence
from typing import Final

import sqlalchemy as sa

from shopdesk.locale import _, ngettext
from shopdesk.models.orders import Order
from shopdesk.models.shipments import Picking, Wave
from shopdesk.models.states import RANK
from shopdesk.refusal import Refusal
from shopdesk.services.orders import guards
from shopdesk.services.orders.verbs import settle
from shopdesk.services.packing import following, leases
from shopdesk.services.packing.contents import bundles
from shopdesk.services.packing.ready import why_not, why_not_picked
from shopdesk.services.packing.rows import WaveRow
from shopdesk.services.stock.following import ended
from shopdesk.store import Change, Read, Work

NAMED: Final = 3
"""Orders left out that a label names."""


def make(work: Work, order_ids: Sequence[int], name: str = "") -> Change:
    """Make a wave of those of the orders that can be picked now. Without a name it is the day's.

    Raises:
        Refusal: the name is taken, or none of the orders can be picked; with the first reasons.
    """
    mates = bundles(work, order_ids)
    wanted = list(dict.fromkeys(mate for one in order_ids for mate in mates[one]))
    orders = guards.load(work.session, wanted)
    left_out = _left_out(work, orders, mates)
    going = [order for order in orders if order.id not in left_out]
    if not going:
        raise Refusal(_("No order can be picked. {reasons}.").format(
            reasons=_named(orders, left_out)))  # fmt: skip
    wave = Wave(name=_free_name(work, name.strip()), made_at=work.clock.now(),
                made_by=work.actor.name)  # fmt: skip
    work.session.add(wave)
    work.session.flush()
    _enter(work, wave, going)
    label = ngettext("Made wave {name}: {n} order", "Made wave {name}: {n} orders", len(going))
    said = label.format(name=wave.name, n=len(going))
    if left_out:
        said += _("; left out: {n} ({reasons})").format(
            n=len(left_out), reasons=_named(orders, left_out)
        )
    return ended(work, said)


def done(work: Work, name: str) -> Change:
    """Say that the walk is over: the goods of the wave's orders are on the packing table.

    Raises:
        Refusal: there is no such wave, or it is not open.
    """
    wave = _open(work, name)
    picked = _pickings(work, wave)
    for picking in picked:
        picking.state = "picked"
    wave.state, wave.done_at = "done", work.clock.now()
    following.walked(work, wave.id)
    n = len(picked)
    label = ngettext("Wave {name} is picked: {n} order", "Wave {name} is picked: {n} orders", n)
    return ended(work, label.format(name=wave.name, n=n))


def drop(work: Work, name: str) -> Change:
    """Give a wave up: its orders that are not packed wait for another one.

    Raises:
        Refusal: there is no such wave, it is not open, or somebody packs one of its orders.
    """
    wave = _open(work, name)
    picked = _pickings(work, wave)
    for picking in picked:
        order = work.session.get_one(Order, picking.order_id)
        lease = leases.lease_of(work, order.id)
        if lease is not None and lease.until > work.clock.now():
            raise Refusal(
                _("{number}: {who} at {station} is packing it. Nothing was changed.").format(
                    number=order.number, who=lease.holder, station=lease.station or "–"
                )
            )
        if order.own_fulfilment == "picking":
            order.own_fulfilment = None
            settle(order)
        work.session.delete(picking)
    wave.state, wave.done_at = "dropped", work.clock.now()
    n = len(picked)
    label = ngettext("Dropped wave {name}: {n} order waits", "Dropped wave {name}: {n} orders wait",
                     n)  # fmt: skip
    return ended(work, label.format(name=wave.name, n=n))


def listed(read: Read, *, all_: bool = False) -> tuple[WaveRow, ...]:
    """Return the waves with something left to pack, the newest first; or all there ever were."""
    packed = sa.func.sum(sa.case((Picking.state == "packed", 1), else_=0))
    gone = sa.func.sum(
        sa.case((sa.or_(Picking.state == "put_back", sa.and_(
            Picking.state != "packed", Order.cancelled == 1)), 1), else_=0)
    )  # fmt: skip
    query = (
        sa.select(
            Wave.id, Wave.name, Wave.state, Wave.made_at, Wave.made_by, Wave.done_at,
            sa.func.count(Picking.id), sa.func.coalesce(packed, 0), sa.func.coalesce(gone, 0),
        )
        .outerjoin(Picking, Picking.wave_id == Wave.id)
        .outerjoin(Order, Order.id == Picking.order_id)
        .group_by(Wave.id)
        .order_by(Wave.id.desc())
    )  # fmt: skip
    rows = [WaveRow(*row) for row in read.connection.execute(query)]
    return tuple(row for row in rows if all_ or row.state == "open" or row.left)


def wave(read: Read, name: str) -> WaveRow:
    """Return one wave.

    Raises:
        Refusal: there is none of this name.
    """
    found = next((row for row in listed(read, all_=True) if row.name == name.strip()), None)
    if found is None:
        raise Refusal(_("There is no wave “{name}”.").format(name=name))
    return found


def orders_of(read: Read, name: str) -> list[int]:
    """Return the orders of a wave that are still to be packed, the earliest deadline first."""
    row = wave(read, name)
    query = (
        sa.select(Order.id)
        .join(Picking, Picking.order_id == Order.id)
        .where(Picking.wave_id == row.id, Picking.state.in_(("picking", "picked")))
        .where(Order.cancelled == 0)
        .order_by(Order.ship_by, Order.id)
    )
    return list(read.connection.scalars(query))


def _left_out(
    work: Work, orders: Sequence[Order], mates: Mapping[int, tuple[int, ...]]
) -> dict[int, str]:
    """Return why orders cannot go, by id; one that cannot keeps those it travels with."""
    ids = [order.id for order in orders]
    found = why_not(work, orders) | why_not_picked(work, ids)
    for held in leases.held(work):
        if not held.over and held.order_id in ids:
            found.setdefault(held.order_id, _("{who} is packing it").format(who=held.holder))
    numbers = {order.id: order.number for order in orders}
    for bundle in mates.values():
        bad = next((one for one in bundle if one in found), None)
        for one in bundle if bad is not None else ():
            found.setdefault(one, _("it travels with {number}").format(number=numbers[bad or one]))
    return found


def _enter(work: Work, wave: Wave, orders: Sequence[Order]) -> None:
    ids = [order.id for order in orders]
    known: dict[int, Picking] = {}
    for start in range(0, len(ids), 900):
        some = sa.select(Picking).where(Picking.order_id.in_(ids[start : start + 900]))
        known |= {one.order_id: one for one in work.session.scalars(some)}
    for order in orders:
        picking = known.get(order.id) or Picking(order_id=order.id)
        picking.wave_id, picking.state, picking.proof = wave.id, "picking", ""
        work.session.add(picking)
        if RANK[order.fulfilment] < RANK["picking"]:
            order.own_fulfilment = "picking"
            settle(order)


def _open(work: Work, name: str) -> Wave:
    found = work.session.scalar(sa.select(Wave).where(Wave.name == name.strip()))
    if found is None:
        raise Refusal(_("There is no wave “{name}”.").format(name=name))
    if found.state != "open":
        raise Refusal(_("Wave {name} is not open any more.").format(name=found.name))
    return found


def _pickings(work: Work, wave: Wave) -> list[Picking]:
    query = sa.select(Picking).where(Picking.wave_id == wave.id, Picking.state == "picking")
    return list(work.session.scalars(query))


def _named(orders: Sequence[Order], reasons: Mapping[int, str]) -> str:
    said = [f"{order.number}: {reasons[order.id]}" for order in orders if order.id in reasons]
    more = len(said) - NAMED
    if more > 0:
        said[NAMED:] = [ngettext("and {n} more", "and {n} more", more).format(n=more)]
    return "; ".join(said)


def _free_name(work: Work, name: str) -> str:
    """Return the name, or the day's with a number where there are several."""
    query = sa.select(Wave.name)
    if name:
        if work.session.scalar(query.where(Wave.name == name)):
            raise Refusal(_("There is a wave “{name}” already.").format(name=name))
        return name
    day = str(work.clock.today())
    taken = set(work.session.scalars(query.where(Wave.name.startswith(day))))
    return next(one for n in range(1, len(taken) + 2) if (one := f"{day}-{n}") not in taken)
