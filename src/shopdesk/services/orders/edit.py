"""Changing what the shop itself may say of an order: its resi and its courier."""

from collections.abc import Mapping, Sequence
from typing import Final

from shopdesk.couriers import tidy
from shopdesk.locale import _, ngettext
from shopdesk.models.orders import Order
from shopdesk.refusal import Refusal
from shopdesk.services.orders import guards
from shopdesk.services.orders.guards import load, refuse_unless
from shopdesk.services.orders.naming import counted
from shopdesk.services.stock.following import ended
from shopdesk.store import Change, Work

FIELDS: Final = ("tracking", "courier")
"""Facts that the marketplace leaves to the shop; all others are the marketplace's own."""
LONGEST: Final = 60


def edit(work: Work, order_ids: Sequence[int], field: str, value: str) -> Change:
    """Set one field of the orders, "tracking" or "courier"; an empty value takes ours away.

    Orders that share a parcel change together.

    Raises:
        Refusal: another field, an order that is over or goes in several parcels, a resi that is
            damaged, another order's, or for several parcels at once, or a fact of the marketplace's
            that was to be taken away.
    """
    from shopdesk.services.shipments import handing

    if field not in FIELDS:
        raise Refusal(
            _("“{field}” of an order is not changed by hand. Fields: {names}.").format(
                field=field, names=", ".join(FIELDS)
            )
        )
    leads = handing.along(work, order_ids)
    orders = load(work.session, list(leads))
    done = guards.before("delivered", _("it was delivered already"))
    refuse_unless(orders, guards.open_order, done, _in_one(handing.several(work, list(leads))))
    said = tidy(value) if field == "tracking" else " ".join(value.split())
    if len(said) > LONGEST:
        raise Refusal(_("“{value}” is too long; {n} letters are the most.").format(
            value=said[:20] + "…", n=LONGEST))  # fmt: skip
    _refuse(work, orders, field, said, leads)
    for order in orders:
        if (getattr(order, field) or "") != said:
            setattr(order, field, said or None)
            setattr(order, f"own_{field}", said or None)
    return ended(work, _label(orders, field))


def _refuse(
    work: Work, orders: Sequence[Order], field: str, said: str, leads: Mapping[int, int]
) -> None:
    """Refuse a value that cannot be these orders'."""
    if not said:
        refuse_unless(orders, _ours(field))
    elif field == "tracking":
        parcels = len(set(leads.values()))
        if parcels > 1:
            raise Refusal(
                _("A resi belongs to one order, not to {n}; take the marks away.").format(n=parcels)
            )
        guards.refuse_bad_resi(work.session, orders, dict.fromkeys(leads, said), leads)


def _in_one(several: Sequence[int]) -> guards.Guard:
    """Return a guard that refuses orders whose parcels have each their own."""

    def guard(order: Order) -> str | None:
        split = order.id in several
        return _("it goes in several parcels; change them one by one") if split else None

    return guard


def _ours(field: str) -> guards.Guard:
    """Return a guard that refuses to take away what the marketplace told."""

    def guard(order: Order) -> str | None:
        if getattr(order, field) and not getattr(order, f"own_{field}"):
            return _("the marketplace told this; it can be replaced, but not taken away")
        return None

    return guard


def _label(orders: Sequence[Order], field: str) -> str:
    n = len(orders)
    if field == "tracking":
        label = ngettext("Changed the resi of {n} order", "Changed the resi of {n} orders", n)
    else:
        label = ngettext("Changed the courier of {n} order", "Changed the courier of {n} orders", n)
    return counted(orders, label)
