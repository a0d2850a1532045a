"""What was wanted of each SKU on each day: pieces of orders that are not cancelled.

Orders of all shops count, in whatever currency, on the day on which they were placed. A kit wants
its parts. A day on which a SKU was out of stock and nobody ordered it says nothing (None), as far
as the ledger knows: before it had its first piece, or where it never had one, nothing is known.
"""

from collections.abc import Mapping
from datetime import date, timedelta

from shopdesk.services.analyses.pieces import pieces
from shopdesk.services.analyses.wares import Ware, listings, parts
from shopdesk.services.figures.scope import Span
from shopdesk.services.stock.levels import Level
from shopdesk.services.stock.walk import Walk, walks
from shopdesk.store import Read

Days = list[int | None]


def demand(
    read: Read, span: Span, of: Mapping[str, Ware], there: Mapping[int, Level]
) -> dict[str, Days]:
    """Return the days of each SKU that sold in the span, by its key."""
    wanted = _by_parts(read, _ordered(read, span), of)
    walked = walks(read, span.first, span.last, there)
    return {
        key: _known(days, walked.get(of[key].variant or 0))
        for key, days in sorted(wanted.items())
        if any(days)
    }


def _ordered(read: Read, span: Span) -> dict[str, list[int]]:
    """Return the pieces that were ordered of each SKU, day by day."""
    keys = listings(read)
    found: dict[str, list[int]] = {}
    for listing, day, units in pieces(read, span):
        if key := keys.get(listing):
            if key not in found:
                found[key] = [0] * span.days
            found[key][day] += units
    return found


def _by_parts(
    read: Read, ordered: dict[str, list[int]], of: Mapping[str, Ware]
) -> dict[str, list[int]]:
    """Return the same with every kit taken to its parts."""
    made, keys = parts(read), {ware.variant: key for key, ware in of.items() if ware.variant}
    for kit in [key for key in ordered if of[key].kit]:
        days = ordered.pop(kit)
        for part, qty in made.get(of[kit].variant or 0, {}).items():
            there = ordered.setdefault(keys[part], [0] * len(days))
            ordered[keys[part]] = [has + qty * more for has, more in zip(there, days, strict=True)]
    return ordered


def _known(days: list[int], walk: Walk | None) -> Days:
    if walk is None or walk.had is None:
        return list(days)
    stocked = set(walk.days)
    return [
        None if not pieces and day > walk.had and day not in stocked else pieces
        for day, pieces in enumerate(days)
    ]


def history(until: date, days: int) -> Span:
    """Return so many days up to one, itself included."""
    return Span(until - timedelta(days=days - 1), until)
