"""Questions of the Orders desk that take more than one service; threads of the doorway run them."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from shopdesk.locale import _
from shopdesk.screens.doorway import Job
from shopdesk.screens.grammar import Grammar
from shopdesk.screens.words import CHANNEL
from shopdesk.widgets.offers import Choice

if TYPE_CHECKING:
    from shopdesk.store import Read, Store


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


def numbers(read: "Read", pasted: str) -> dict[int, str]:
    """Return resi by order id from a pasted list of "number resi".

    Raises:
        Refusal: a line cannot be read, or names an order that is not here.
    """
    from shopdesk.services import orders
    from shopdesk.services.orders import resi

    pairs = resi.from_lines(pasted)
    ids = orders.find(read, list(pairs))
    return dict(zip(ids, pairs.values(), strict=True))


def paper(store: "Store", _job: Job, kind: str, ids: Sequence[int], path: Path) -> Path:
    """Write a pick list or packing slips over these orders as a PDF, and return its path."""
    from shopdesk.reports.papers import order_papers

    make = order_papers.pick_list if kind == "picklist" else order_papers.packing_slips
    with store.read() as read:
        path.write_bytes(make(read, ids))
    return path
