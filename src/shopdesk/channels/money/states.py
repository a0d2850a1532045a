"""What gateways say of a transaction, in the words of the house."""

from typing import Final

from shopdesk.channels.rejects import BadCell
from shopdesk.locale import _

_WORDS: Final = {
    "pending": ("pending", "authorize", "authorized", "unpaid", "active", "waiting", "menunggu",
                "menunggu pembayaran", "requires_action", "awaiting_capture", "refund_pending"),
    "paid": ("settlement", "capture", "captured", "success", "successful", "succeeded", "paid",
             "settled", "early_settled", "completed", "complete", "berhasil", "lunas", "sukses",
             "payment_success"),
    "challenged": ("challenge", "challenged"),
    "expired": ("expire", "expired", "kedaluwarsa", "kadaluarsa"),
    "denied": ("deny", "denied", "failed", "failure", "cancel", "canceled", "cancelled", "gagal",
               "dibatalkan", "ditolak", "rejected"),
    "refunded": ("refund", "refunded", "dikembalikan"),
    "part_refunded": ("partial_refund", "partially_refunded", "partial refund",
                      "partial_chargeback"),
    "reversed": ("chargeback", "reversed", "voided", "void", "reversal"),
}  # fmt: skip
_STATES: Final = {word: state for state, words in _WORDS.items() for word in words}


def state_of(status: str, fraud: str = "") -> str:
    """Return the state that a gateway's status stands for; money under suspicion is not paid yet.

    Raises:
        BadCell: nobody knows the status.
    """
    state = _STATES.get(status.strip().casefold())
    if state is None:
        raise BadCell(_("this status of a payment is not known"))
    suspected = fraud.strip().casefold()
    if state == "paid" and suspected in {"challenge", "deny"}:
        return "challenged" if suspected == "challenge" else "denied"
    return state
