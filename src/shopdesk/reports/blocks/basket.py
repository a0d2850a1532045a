"""Market basket: what is bought together, and how much more often than by chance."""

from typing import TYPE_CHECKING

from shopdesk.filters.writing import quoted
from shopdesk.locale import _
from shopdesk.reports import days
from shopdesk.reports.document import Block, Column, Opens, Row, Table
from shopdesk.services.analyses.basket import Pair, needed, pairs, spelt, window
from shopdesk.services.analyses.breakdown import ALIVE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shopdesk.services.figures import Scope
    from shopdesk.store import Read


def blocks(read: "Read", scope: "Scope", most: int = 20) -> tuple[Block, ...]:
    """Return the pairs that go together most, as of the scope's last day; each stands once."""
    found: dict[frozenset[str], Pair] = {}
    for one in pairs(read, scope):
        key = frozenset((one.sku, one.other))
        if key not in found or one.confidence > found[key].confidence:
            found[key] = one
    span = window(scope.span.last)
    where = scope.during(span).where
    named = spelt(read)
    note = _(
        "Baskets are orders of {days} that are not cancelled; a pair needs {n} of them at least. "
        "Support: baskets with both / all {all}; confidence: with both / with the first; lift: "
        "confidence / share of baskets with the second, above 1 is more than by chance."
    )
    baskets = next((one.baskets for one in found.values()), 0)
    said = note.format(days=days.said(span), n=needed(baskets, span.last), all=baskets)
    rows = tuple(_row(one, named, where) for one in list(found.values())[:most])
    empty = _("No two SKUs were bought together often enough.")
    return (Table(_("Bought together"), _columns(), rows, note=said, empty=empty),)


def _columns() -> tuple[Column, ...]:
    return (
        Column(_("Who buys"), "code"),
        Column(_("also buys"), "code"),
        Column(_("Orders with both"), "count"),
        Column(_("Support"), "share"),
        Column(_("Confidence"), "share"),
        Column(_("Lift"), "number"),
    )


def _row(one: Pair, named: "Mapping[str, str]", where: str) -> Row:
    cells = (named[one.sku], named[one.other], one.both, one.support, one.confidence, one.lift)
    both = f"sku={quoted(one.sku)} sku={quoted(one.other)}"
    return Row(cells, Opens("orders", f"{where} {both} {ALIVE}"))
