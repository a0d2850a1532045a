"""Pieces set aside for a promotion, and let go again; and what is let go when its time is over."""

import sqlalchemy as sa

from shopdesk.locale import _, ngettext
from shopdesk.models.stock import Promise
from shopdesk.refusal import Refusal
from shopdesk.services.skus import variants_of
from shopdesk.services.stock.levels import levels
from shopdesk.services.stock.places import location_of
from shopdesk.store import Change, Work


def reserve(work: Work, sku: str, qty: int, reason: str, until: int | None = None) -> Change:
    """Set pieces aside for a promotion, so that no other channel can sell them.

    Raises:
        Refusal: fewer pieces are available, the SKU is a kit, or no reason is given.
    """
    if qty < 1 or not reason.strip():
        raise Refusal(_("Say how many pieces are set aside, and what for."))
    variant = variants_of(work.session, [sku])[sku]
    if variant.kit:
        raise Refusal(_("{sku} is a kit; set its parts aside.").format(sku=variant.sku))
    let_lapse(work)
    have = levels(work, [variant.id])[variant.id].available
    if have < qty:
        raise Refusal(
            _(
                "{sku}: {have} pieces are available, {qty} are asked for. Nothing was set aside."
            ).format(sku=variant.sku, have=have, qty=qty)
        )
    work.session.add(
        Promise(
            variant_id=variant.id, location_id=location_of(work, ""), kind="promo", qty=qty,
            reason=reason.strip(), until=until,
        )
    )  # fmt: skip
    label = _("Set {n} × {sku} aside for {reason}")
    return work.done(label.format(n=qty, sku=variant.sku, reason=reason.strip()))


def release(work: Work, reason: str) -> Change:
    """Let go of everything that was set aside under this reason.

    Raises:
        Refusal: nothing was.
    """
    query = sa.select(Promise).where(Promise.kind == "promo", Promise.reason == reason.strip())
    found = list(work.session.scalars(query))
    if not found:
        raise Refusal(_("Nothing is set aside for “{reason}”.").format(reason=reason))
    for promise in found:
        work.session.delete(promise)
    n = sum(promise.qty for promise in found)
    return work.done(_("Let go of {n} pieces of {reason}").format(n=n, reason=reason.strip()))


def release_expired(work: Work) -> Change:
    """Let go of all pieces whose time is over: of unpaid orders, and of promotions that ended."""
    n = let_lapse(work)
    label = ngettext(
        "Let go of {n} piece whose time was over", "Let go of {n} pieces whose time was over", n
    )
    return work.done(label.format(n=n))


def let_lapse(work: Work) -> int:
    """Let go of the promises whose time is over, within any act; returns how many pieces."""
    work.session.flush()
    query = sa.delete(Promise).where(Promise.until <= work.clock.now()).returning(Promise.qty)
    return sum(work.connection.scalars(query))
