"""Parcels of the period: deadlines kept, what became of them, and how long each step took."""

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from shopdesk import services
from shopdesk.clock import HOUR
from shopdesk.filters.writing import quoted
from shopdesk.locale import N_, _
from shopdesk.reports.blocks.shops import named, within
from shopdesk.reports.document import Block, Cell, Column, Opens, Row, Table

if TYPE_CHECKING:
    from shopdesk.services.figures import Scope
    from shopdesk.services.shipments.days import Taken
    from shopdesk.services.shipments.fates import Fates
    from shopdesk.services.shipments.punctual import Kept
    from shopdesk.store import Read

STATUSES: Final = {
    "delivered": N_("Delivered"), "moving": N_("Under way"), "back": N_("Coming or came back"),
    "lost": N_("Lost"), "other": N_("Others"),
}  # fmt: skip
OF: Final = {
    "delivered": "delivered", "picked_up": "moving", "in_transit": "moving",
    "out_for_delivery": "moving", "ready_for_pickup": "moving", "info_received": "moving",
    "failed_attempt": "moving", "on_hold": "moving", "returning": "back", "returned": "back",
    "lost": "lost",
}  # fmt: skip
"""Under which column a courier's status is counted."""


def blocks(read: "Read", scope: "Scope") -> tuple[Block, ...]:
    """Return deadlines by shop, then parcels handed over in the period by courier, then times."""
    where = parcels_where(scope)
    of = services.shipments
    return (
        _kept(scope, deadlines(read, scope)),
        _fates(of.fates.fates(read, where)),
        _steps(of.days.days(read, where)),
    )


def parcels_where(scope: "Scope") -> str:
    """Return the filter of the parcels handed over in the period."""
    when = scope.span.where.replace("placed:", "handed:")
    return " ".join(filter(None, (when, *_whose(scope))))


def deadlines(read: "Read", scope: "Scope") -> "tuple[Kept, ...]":
    """Return how the deadlines of the period were kept, by shop."""
    return tuple(
        one
        for one in services.shipments.punctual.kept(read, scope.span.instants(read.clock))
        if within(scope, one.channel, one.shop)
    )


def _whose(scope: "Scope") -> tuple[str, str]:
    of, _colon, name = scope.shop.partition(":")
    channel = f"channel:{scope.channel or of}" if scope.channel or of else ""
    return channel, f"shop:{quoted(name)}" if name else ""


def _kept(scope: "Scope", found: "tuple[Kept, ...]") -> Table:
    columns = (
        Column(_("Shop")),
        Column(_("Deadlines"), "count"),
        Column(_("Shipped in time"), "count"),
        Column(_("Shipped late"), "count"),
        Column(_("Overdue"), "count"),
        Column(_("Time unknown"), "count"),
        Column(_("Not due yet"), "count"),
        Column(_("On-time shipping"), "share"),
    )
    sums = [sum(part) for part in zip(*map(_parts, found), strict=True)]
    due = sum(sums[1:4])
    total: tuple[Cell, ...] = (_("All"), *sums, Fraction(sums[1], due) if due else None)
    return Table(
        _("Ship-by deadlines in the period"),
        columns,
        tuple(_shop_row(scope, one) for one in found),
        Row(total) if found else None,
        note=_("Orders not cancelled; on-time shipping = shipped in time / (in time + late + "
               "overdue)."),
        empty=_("No order had its deadline in the period."),
    )  # fmt: skip


def _parts(one: "Kept") -> tuple[int, ...]:
    return one.orders, one.in_time, one.late, one.overdue, one.unknown, one.open


def _shop_row(scope: "Scope", one: "Kept") -> Row:
    shop = f"{one.channel}:{one.shop}"
    when = scope.span.where.replace("placed:", "ship_by:")
    where = f"{when} -status:cancelled shop={quoted(shop)}"
    return Row((named(shop), *_parts(one), one.rate), Opens("orders", where))


def _fates(found: "tuple[Fates, ...]") -> Table:
    columns = (
        Column(_("Courier")),
        Column(_("Handed over"), "count"),
        *(Column(_(name), "count") for name in STATUSES.values()),
    )
    rows = tuple(_courier_row(one) for one in found)
    sums = [sum(cell for cell in part if isinstance(cell, int))
            for part in zip(*(row.cells[1:] for row in rows), strict=True)]  # fmt: skip
    return Table(
        _("Parcels handed over in the period"),
        columns,
        rows,
        Row((_("All"), *sums)) if rows else None,
        note=_("As they stand now."),
        empty=_("No parcel was handed over in the period."),
    )


def _courier_row(one: "Fates") -> Row:
    counts = dict.fromkeys(STATUSES, 0)
    for status, n in one.statuses.items():
        counts[OF.get(status, "other")] += n
    name = one.courier or _("courier unknown")
    cells: tuple[Cell, ...] = (name, one.parcels, *counts.values())
    return Row(cells, Opens("shipments", one.where) if one.where else None)


def _steps(found: "tuple[Taken, ...]") -> Table:
    columns = (
        Column(_("Courier")),
        Column(_("Step")),
        Column(_("Parcels"), "count"),
        Column(_("Half within, hours"), "number"),
        Column(_("Nine of ten within, hours"), "number"),
    )
    return Table(
        _("Where the days go"),
        columns,
        tuple(_step_row(one) for one in found),
        note=_("Of parcels that both moments are known of; the newest 20,000 at most."),
        empty=_("No parcel was handed over in the period."),
    )


def _step_row(one: "Taken") -> Row:
    step = _(services.shipments.days.NAMES[one.step])
    cells = (one.courier or _("all"), step, one.n, _hours(one.median), _hours(one.p90))
    return Row(cells, Opens("shipments", one.where))


def _hours(seconds: int) -> Fraction:
    return Fraction(seconds, HOUR)
