"""Why an order waits for its money, or is over for want of it, and what mends that."""

from typing import TYPE_CHECKING, Any

from shopdesk import money
from shopdesk.locale import _, language, ngettext
from shopdesk.store import Read

if TYPE_CHECKING:
    from shopdesk.services.payments import Paying

Answer = tuple[str, int | None, str, str, str]
"""Reason, since, whose turn, what fixes it, key on the desk."""
MATCH = "M"
"""The key that shows the payments to match."""


def unpaid(read: Read, order: Any) -> Answer | None:
    """Return why an unpaid order waits, and for whom."""
    if order.status == "unpaid":
        return (_("The buyer has not paid yet."), order.placed_at, _("buyer"),
                _("Wait; the marketplace tells when it is paid."), "")  # fmt: skip
    if order.status != "to_verify":
        return None
    from shopdesk.services import payments

    paying = payments.paying(read, order.id)
    return (
        _challenged(order) or _short(order, paying) or _found(read, order)
        or _asked(read, order, paying) or _unknown(order)
    )  # fmt: skip


def over(order: Any) -> str:
    """Return what ended an order whose money did not come, or went; nothing for all others."""
    return {
        "expired": _("Its time to pay is over: the payment expired."),
        "denied": _("Its payment was denied."),
        "refunded": _("Its payment was refunded."),
    }.get(order.payment, "")


def surplus(read: Read, order: Any) -> str:
    """Return that too much came in for an order, or nothing."""
    from shopdesk.services import payments

    paying = payments.paying(read, order.id)
    if paying is None or not paying.surplus:
        return ""
    return _("{amount} more than its sum came in.").format(amount=_amount(paying.surplus, order))


def _challenged(order: Any) -> Answer | None:
    if order.payment != "authorised":
        return None
    if order.own_payment != "authorised":
        return (_("Its payment is authorised, but not captured yet."), order.placed_at, _("shop"),
                _("Capture it where it was paid, then import again."), "i")  # fmt: skip
    return (_("The gateway doubts its payment (challenged)."), order.placed_at, _("shop"),
            _("Accept or deny it at the gateway, then import its transactions again."),
            MATCH)  # fmt: skip


def _short(order: Any, paying: "Paying | None") -> Answer | None:
    if paying is None or paying.word != "underpaid":
        return None
    reason = _("It is underpaid: {paid} came in, {missing} is missing.").format(
        paid=_amount(paying.paid, order), missing=_amount(paying.missing, order)
    )
    fix = _("Ask for the rest and match it, or take it as it is: shopdesk orders verify {number}")
    return reason, paying.lines[-1].at if paying.lines else None, _("buyer"), fix.format(
        number=order.number), MATCH  # fmt: skip


def _found(read: Read, order: Any) -> Answer | None:
    from shopdesk.services.payments.expiring import lines_wait

    n = lines_wait(read, [order.id]).get(order.id, 0)
    if not n:
        return None
    reason = ngettext(
        "It is not paid yet, but {n} line of just its sum waits to be matched.",
        "It is not paid yet, but {n} lines of just its sum wait to be matched.", n,
    )  # fmt: skip
    return reason.format(n=n), order.placed_at, _("shop"), "shopdesk payments match", MATCH


def _asked(read: Read, order: Any, paying: "Paying | None") -> Answer | None:
    if paying is None or paying.expires is None:
        return None
    told, when = _amount(paying.asked, order), read.clock.show(paying.expires)
    if paying.expires > read.clock.now():
        reason = _("Its buyer was asked to pay {amount} by {when}.")
        return (reason.format(amount=told, when=when), order.placed_at, _("buyer"),
                _("Wait, or import the newest statement."), "i")  # fmt: skip
    reason = _("Its buyer was to pay {amount} by {when}; nothing came in.")
    return (reason.format(amount=told, when=when), paying.expires, _("shop"),
            f"shopdesk payments expire {order.number}", MATCH)  # fmt: skip


def _unknown(order: Any) -> Answer:
    return (_("It is not paid yet, as far as we know."), order.placed_at, _("shop"),
            f"shopdesk orders verify {order.number}", "f")  # fmt: skip


def _amount(minor: int, order: Any) -> str:
    return money.show(minor, order.currency, language())
