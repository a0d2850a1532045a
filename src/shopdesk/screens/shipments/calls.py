"""Questions and verbs of the Shipments desk that take more than one service."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from shopdesk.locale import _
from shopdesk.refusal import Refusal
from shopdesk.screens.doorway import Job
from shopdesk.screens.grammar import Grammar
from shopdesk.screens.shipments.fields import hint
from shopdesk.screens.shipments.views import VIEWS
from shopdesk.screens.words import CHANNEL

if TYPE_CHECKING:
    from shopdesk.store import Change, Read, Store, Work


def grammar(read: "Read") -> Grammar:
    """Return the filter language of parcels, with the words that the store holds now."""
    from shopdesk import filters
    from shopdesk.couriers import couriers
    from shopdesk.services import views
    from shopdesk.services.orders import values

    spoken = views.LANGUAGES["shipments"](read.clock)
    filters.parse("", spoken.fields)  # loads the parser, here and not under somebody's fingers
    channels = tuple(dict.fromkeys((*values.channels(read), *CHANNEL)))
    held = {**spoken.values, "channel": channels, "courier": couriers()}
    return Grammar(spoken.fields, held, spoken.views, hint, ("status", "is"))


def counts(read: "Read") -> dict[str, int]:
    """Return how many parcels stand in each view, and in each status that is not ended."""
    from shopdesk.services import shipments

    in_views = {view.id: shipments.total(read, view.where) for view in VIEWS}
    return {**shipments.counts(read), **in_views}


def orders_of(read: "Read", parcel_ids: Sequence[int]) -> list[int]:
    """Return the orders of these parcels, each once."""
    from shopdesk.services.shipments import reads

    rows = reads.rows_of(read, [(0, 0, one) for one in parcel_ids])
    return list(dict.fromkeys(row.order_id for row in rows))


def note(work: "Work", parcel_ids: Sequence[int], text: str) -> "Change":
    """Write a note on the orders of these parcels."""
    from shopdesk.services import orders

    return orders.note(work, orders_of(work, parcel_ids), text)


def set_resi(work: "Work", parcel_ids: Sequence[int], resi: str) -> "Change":
    """Give a parcel its resi.

    Raises:
        Refusal: several parcels at once.
    """
    from shopdesk.services.shipments import facts

    if len(parcel_ids) > 1:
        raise Refusal(
            _("A resi belongs to one parcel, not to {n}; take the marks away.").format(
                n=len(parcel_ids)
            )
        )
    return facts.set_resi(work, dict.fromkeys(parcel_ids, resi))


def track(store: "Store", job: Job, parcel_ids: Sequence[int]) -> str:
    """Ask the couriers where these parcels are, and return what came of it."""
    from shopdesk.services import trackers

    listener = trackers.Listener(job.progress, job.cancelled)
    return trackers.refresh(store, listener, parcel_ids).sentence
