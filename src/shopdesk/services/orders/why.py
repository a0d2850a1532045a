"""One key that says why an order is stuck: the first failing guard, and what mends it."""

from collections.abc import Sequence

import sqlalchemy as sa

from shopdesk.locale import _, ngettext
from shopdesk.models.orders import Order, OrderLine
from shopdesk.models.shops import Listing
from shopdesk.models.stock import HOLDS
from shopdesk.refusal import Refusal
from shopdesk.services.orders.rows import Why
from shopdesk.services.orders.short import Lack, lacks
from shopdesk.services.orders.why_unpaid import Answer, over, surplus, unpaid
from shopdesk.store import Read


def why(read: Read, order_id: int) -> Why:
    """Return why the order does not go on by itself, whose turn it is and what fixes it.

    Raises:
        Refusal: there is no such order.
    """
    order = read.connection.execute(sa.select(Order.__table__).where(Order.id == order_id)).first()
    if order is None:
        raise Refusal(_("This order is no longer here."))
    waiting = order.status in HOLDS
    lacking = _lacking(read, lacks(read, order_id)) if waiting else ""
    reason, since, turn, fix, key = _answer(read, order, lacking)
    if lacking and lacking not in reason:
        reason = f"{reason} {lacking}"
    if much := surplus(read, order):
        reason = f"{reason} {much}"
    return Why(
        number=order.number,
        reason=reason,
        since=since,
        turn=turn,
        clock=order.ship_by if waiting else None,
        clock_name=_("ship by") if waiting and order.ship_by else "",
        fix=fix,
        key=key,
    )


def _answer(read: Read, o: sa.Row[tuple[object, ...]], lacking: str) -> Answer:
    return (
        _contradicted(o) or _over(o) or _stopped(o) or unpaid(read, o) or _unmapped(read, o)
        or _without(o, lacking) or _inside(o) or _outside(o)
    )  # fmt: skip


def _contradicted(o: sa.Row[tuple[object, ...]]) -> Answer | None:
    if o.problem:
        return (
            _("Its marketplace status “{status}” is not known here.").format(
                status=o.market_status or o.problem
            ),
            o.placed_at, _("shop"),
            _("Look the order up in the seller centre and import a newer export."), "i",
        )  # fmt: skip
    if o.conflict:
        return (
            _("The marketplace and ShopDesk disagree: {what}.").format(
                what=o.conflict.replace("_", " ")
            ),
            o.cancelled_at or o.placed_at, _("shop"),
            _("Stop the parcel, or cancel the order here: shopdesk orders cancel {number}").format(
                number=o.number
            ), "x",
        )  # fmt: skip
    if o.fulfilment in ("failed", "lost"):
        return (_("The parcel did not arrive ({what}).").format(what=o.fulfilment),
                o.shipped_at, _("courier"), _("Claim it from the courier."), "n")  # fmt: skip
    return None


def _over(o: sa.Row[tuple[object, ...]]) -> Answer | None:
    words = {
        "cancelled": (
            (not o.cancelled and over(o))
            or _("It is cancelled: {reason}").format(reason=o.cancel_reason or "–"),
            o.cancelled_at,
        ),
        "completed": (_("It is completed; nothing is left to do."), o.completed_at),
        "returned": (_("It was returned."), o.completed_at),
    }
    if o.status not in words:
        return None
    reason, since = words[o.status]
    return reason, since, _("nobody"), _("Nothing to do."), ""


def _stopped(o: sa.Row[tuple[object, ...]]) -> Answer | None:
    if o.hold_reason:
        return (
            _("It is on hold: {reason} ({who})").format(reason=o.hold_reason, who=o.hold_by),
            o.hold_since, _("shop"), f"shopdesk orders release {o.number}", "T",
        )  # fmt: skip
    if o.case_state == "cancel_requested":
        fix = _("Answer in the seller centre, then import again; or cancel it here.")
        return _("The buyer asks to cancel it."), o.placed_at, _("shop"), fix, "x"
    return None


def _unmapped(read: Read, o: sa.Row[tuple[object, ...]]) -> Answer | None:
    if o.status != "to_pack" or not read.settings.require_sku:
        return None
    query = sa.select(sa.func.count()).select_from(OrderLine).join(
        Listing, Listing.id == OrderLine.listing_id
    ).where(OrderLine.order_id == o.id, Listing.sku == "")  # fmt: skip
    n = read.connection.scalar(query) or 0
    if not n:
        return None
    return (
        ngettext("{n} item is unmapped", "{n} items are unmapped", n).format(n=n) + ".",
        o.placed_at, _("shop"), "shopdesk orders unmapped", "m",
    )  # fmt: skip


def _without(o: sa.Row[tuple[object, ...]], lacking: str) -> Answer | None:
    if not lacking or o.status not in ("to_pack", "to_ship"):
        return None
    fix = _("Take goods in (shopdesk stock receive), or cancel it: shopdesk orders cancel {number}")
    return lacking, o.paid_at or o.placed_at, _("shop"), fix.format(number=o.number), "x"


def _inside(o: sa.Row[tuple[object, ...]]) -> Answer | None:
    if o.status == "to_pack":
        return (_("It waits to be packed."), o.paid_at or o.placed_at, _("shop"),
                f"shopdesk orders pack {o.number}", "b")  # fmt: skip
    if o.status == "to_ship":
        resi = "" if o.tracking else " --resi RESI"
        return (
            _("It is packed and waits for the courier.")
            if o.tracking else _("It is packed, but has no resi."),
            o.paid_at or o.placed_at, _("shop"), f"shopdesk orders ship {o.number}{resi}", "s",
        )  # fmt: skip
    return None


def _lacking(read: Read, lacking: Sequence[Lack]) -> str:
    """Say which SKU lacks how many pieces, and which delivery brings some."""
    each = []
    for lack in lacking:
        said = _("{sku}: {missing} of {n} pieces are missing").format(
            sku=lack.sku, missing=lack.missing, n=lack.qty
        )
        each.append(f"{said}, {_delivery(read, lack)}")
    return _("Its stock is not there: {what}.").format(what="; ".join(each)) if each else ""


def _delivery(read: Read, lack: Lack) -> str:
    if not lack.expected:
        return _("and none are on their way")
    if lack.due is None:
        return _("{n} are on their way ({document})").format(
            n=lack.expected, document=lack.document
        )
    return _("{n} are due on {day} ({document})").format(
        n=lack.expected, day=read.clock.show(lack.due, style="date"), document=lack.document
    )


def _outside(o: sa.Row[tuple[object, ...]]) -> Answer:
    if o.status == "shipped":
        return (_("It is on its way with {courier}.").format(courier=o.courier or "–"),
                o.shipped_at, _("courier"), _("Wait, or track it by its resi."), "")  # fmt: skip
    return (_("It is delivered; the buyer may still return it."), o.delivered_at, _("buyer"),
            _("The marketplace closes it by itself."), "")  # fmt: skip
