"""Questions of the Orders desk that take more than one service; threads of the doorway run them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from shopdesk.locale import _
from shopdesk.screens.grammar import Grammar
from shopdesk.screens.words import CHANNEL
from shopdesk.widgets.offers import Choice

if TYPE_CHECKING:
    from shopdesk.screens.orders.merging import Fit
    from shopdesk.store import Change, Read, Work


def grammar(read: "Read") -> Grammar:
    """Return the filter language of orders, with the words that the store holds now."""
    from shopdesk import filters
    from shopdesk.screens.orders.fields import hint
    from shopdesk.services import views
    from shopdesk.services.orders import values

    spoken = views.LANGUAGES["orders"](read.clock)
    filters.parse("", spoken.fields)  # loads the parser, here and not under somebody's fingers
    channels = tuple(dict.fromkeys((*values.channels(read), *CHANNEL)))
    held = {**spoken.values, "channel": channels, **values.held(read)}
    return Grammar(spoken.fields, held, spoken.views, hint, ("status", "is"))


def near(read: "Read", where: str) -> list[Choice]:
    """Return what could stand in a filter that nothing matches."""
    from shopdesk import filters
    from shopdesk.services import views
    from shopdesk.services.orders import similar

    if found := similar.near(read, where):
        return [Choice(one.word, one.start, one.end) for one in found]
    spoken = views.LANGUAGES["orders"](read.clock)
    terms = filters.parse(where, spoken.fields, spoken.values, views.known(read, "orders")).terms
    words = tuple(term for term in terms if isinstance(term, filters.Words))
    query = filters.Query(words)
    if not words or len(words) == len(terms) or not similar.there(read, query):
        return []
    return [Choice(filters.write(query), 0, len(where), _("without the rest of the filter"))]


def counts(read: "Read") -> dict[str, int]:
    """Return how many orders stand in each status, how many are late, and how many lack stock."""
    from shopdesk.services import orders

    apart = {name: orders.total(read, f"is:{name}") for name in ("late", "short")}
    return {**orders.counts(read), **apart}


def fits(read: "Read", order_ids: Sequence[int]) -> "list[Fit]":
    """Return of these orders, or of one and its buyer's others, which fit into one parcel."""
    from shopdesk.screens.orders.merging import Fit
    from shopdesk.services import orders
    from shopdesk.services.orders.reads import rows_of
    from shopdesk.services.shipments import merging

    ids = list(order_ids)
    if len(ids) == 1:
        ids += merging.mates(read, ids[0])
    reasons = merging.why_not(read, ids)
    rows = {row.id: row for row in rows_of(read, [(0, one) for one in reasons])}
    facts = {one: dict(orders.show(read, one).facts) for one in reasons}
    return [
        Fit(rows[one], ", ".join(filter(None, map(facts[one].get, ("recipient", "address")))),
            reason or "")
        for one, reason in reasons.items()
    ]  # fmt: skip


def whole(work: "Work", order_ids: Sequence[int]) -> "Change":
    """Let orders travel in one parcel each: those that share one, or those that have several."""
    from shopdesk.services.shipments import handing, merging, splitting

    if split := handing.several(work, order_ids):
        return splitting.unsplit(work, split)
    return merging.unmerge(work, order_ids)
