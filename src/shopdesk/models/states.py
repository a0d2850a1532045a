"""The state machine of an order: how the axes merge, which word the queue shows.

Two voices speak about an order: the marketplace's exports and the work done here. The rules that
merge them are all in this file:

* Fulfilment is the further of the two, but what the courier says after a handover wins.
* A payment confirmed here counts as paid until the marketplace says it was denied, expired or
  refunded. Money that the gateway gave back counts, whatever the marketplace still says.
* A cancellation by either side cancels. Where the other side had gone on (packed here, or still
  alive in a newer export), the contradiction is written down and listed, never guessed away.
"""

from dataclasses import dataclass
from typing import Final

from shopdesk.models.orders import FULFILMENTS, SELF_VERIFIED

RANK: Final = {word: rank for rank, word in enumerate(FULFILMENTS)}
BACK: Final = ("refunded", "part_refunded")
AWAY: Final = ("handed_over", "in_transit")
CANCELLED: Final = "cancelled"


@dataclass(frozen=True, slots=True)
class Axes:
    """One voice's view of an order, or the merged one."""

    payment: str
    fulfilment: str
    case: str = "none"
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class Own:
    """What was done here: None where nothing was done on that axis."""

    payment: str | None = None
    fulfilment: str | None = None
    case: str | None = None


def merge(told: Axes, own: Own) -> tuple[Axes, str | None]:
    """Return the merged axes, and the contradiction as a code text or None."""
    payment = own.payment if _own_payment_counts(told, own) else told.payment
    fulfilment = told.fulfilment
    if own.fulfilment and RANK[own.fulfilment] > RANK[told.fulfilment]:
        fulfilment = own.fulfilment
    closed_here = own.case == CANCELLED
    case = told.case if own.case in (None, CANCELLED) else str(own.case)
    cancelled = told.cancelled or closed_here
    if cancelled or (own.fulfilment == "delivered" and own.case == "closed"):
        case = "closed"
    return Axes(payment or told.payment, fulfilment, case, cancelled), contradiction(told, own)


def contradiction(told: Axes, own: Own) -> str | None:
    """Return what the two voices disagree on, as a code text, or None."""
    if told.cancelled and own.case != CANCELLED and own.fulfilment in ("packed", *AWAY):
        return f"cancelled_after_{own.fulfilment}"
    if own.case == CANCELLED and not told.cancelled and RANK[told.fulfilment] >= RANK["packed"]:
        return f"cancelled_here_but_{told.fulfilment}"
    if own.payment == "paid" and told.payment in ("expired", "denied"):
        return f"verified_but_{told.payment}"
    return None


def queue_word(axes: Axes, *, channel: str, held: bool, problem: bool) -> str:
    """Return the one word that the queue shows for an order."""
    if problem:
        return "exception"
    if axes.cancelled or axes.payment in ("expired", "denied"):
        return "cancelled"
    if axes.fulfilment == "returned_to_sender":
        return "returned"
    if axes.fulfilment in ("failed", "lost"):
        return "exception"
    if axes.fulfilment == "delivered":
        return "completed" if axes.case == "closed" else "delivered"
    if axes.payment == "refunded":
        return "cancelled" if RANK[axes.fulfilment] < RANK["handed_over"] else "returned"
    if held:
        return "on_hold"
    if axes.fulfilment in AWAY:
        return "shipped"
    if axes.payment in ("unpaid", "authorised"):
        return "to_verify" if channel in SELF_VERIFIED else "unpaid"
    return "to_ship" if axes.fulfilment == "packed" else "to_pack"


def progress(axes: Axes) -> int:
    """Return how far an order has gone, so that an older snapshot can be told from a newer one."""
    if axes.cancelled:
        return 20
    if axes.fulfilment == "delivered" and axes.case == "closed":
        return 10
    paid = axes.payment not in ("unpaid", "authorised")
    return RANK[axes.fulfilment] if axes.fulfilment not in ("new", "ready") else int(paid)


def _own_payment_counts(told: Axes, own: Own) -> bool:
    if own.payment in BACK and told.payment == "paid":
        return True
    return own.payment is not None and told.payment in ("unpaid", "authorised", "cod_due")
