"""What people read of parcels: what a status is called, what a task is, and what comes of it."""

from typing import Final

from shopdesk.locale import N_, _

STATUSES: Final = {
    "pending": N_("not announced"),
    "info_received": N_("announced"),
    "picked_up": N_("picked up"),
    "in_transit": N_("in transit"),
    "out_for_delivery": N_("out for delivery"),
    "ready_for_pickup": N_("at a counter"),
    "failed_attempt": N_("delivery failed"),
    "on_hold": N_("held by courier"),
    "delivered": N_("delivered"),
    "returning": N_("coming back"),
    "returned": N_("came back"),
    "lost": N_("lost"),
    "cancelled": N_("cancelled"),
}
"""In the order of a parcel's way."""
TASKS: Final = {
    "call_buyer": N_("call the buyer"),
    "claim": N_("claim from courier"),
    "take_back": N_("take back in"),
    "put_away": N_("put on the shelf"),
    "return": N_("settle a return"),
    "resend": N_("send again"),
}
_MEANS: Final = {
    "call_buyer": N_("Ask the buyer when and where, and tell the courier. If nobody does, the "
                     "parcel comes back."),
    "claim": N_("Send the courier the resi and what the parcel was worth, and wait for the money."),
    "take_back": N_("When it is here: look at the goods, receive what is fit into stock, and "
                    "settle the order with the buyer."),
    "put_away": N_("The order was cancelled after its goods were picked: put them back on their "
                   "rack."),
    "return": N_("Tell the buyer how to send the goods back, take them in when they come, and give "
                 "the money back or send others."),
    "resend": N_("Pack these goods once more and send them to the buyer; no money is asked."),
}  # fmt: skip
_STATES: Final = {"open": N_("to do"), "done": N_("done"), "dropped": N_("dropped")}


def status(name: str | None) -> str:
    """Return what a status of a parcel is called."""
    return _(STATUSES.get(name, name)) if name else _("not known")


def task(kind: str) -> str:
    """Return what a kind of task is called."""
    return _(TASKS.get(kind, kind))


def means(kind: str) -> str:
    """Return what is to be done for a task of this kind, in a sentence."""
    return _(_MEANS[kind])


def state(name: str) -> str:
    """Return how far a task is."""
    return _(_STATES.get(name, name))
