"""The figures of the period, beside the period before, the same weekday and the year before."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from shopdesk.locale import _
from shopdesk.reports import days
from shopdesk.reports.document import Block, Opens, Tile, Tiles
from shopdesk.reports.figures import FIGURES, Figure
from shopdesk.services.figures import Span, Tally, total

if TYPE_CHECKING:
    from shopdesk.services.figures import Scope
    from shopdesk.store import Read

CORE: Final = ("orders", "gmv", "aov", "units", "net_sales")
"""Figures that are set beside days longer ago too."""


def blocks(read: "Read", scope: "Scope") -> tuple[Block, ...]:
    """Return all figures beside the period before, and the core ones beside those longer ago."""
    now = total(read, scope)
    before = scope.span.before(read.clock.today())
    made = [_tiles(scope, FIGURES, now, total(read, scope.during(before)), before)]
    for span in _longer_ago(scope.span):
        then = total(read, scope.during(span))
        if then.orders or then.cancelled:
            core = tuple(one for one in FIGURES if one.id in CORE)
            made.append(_tiles(scope, core, now, then, span))
    return tuple(made)


def _tiles(
    scope: "Scope", figures: tuple[Figure, ...], now: Tally, then: Tally, span: Span
) -> Tiles:
    return Tiles(tuple(_tile(scope, one, now, then, span) for one in figures))


def _tile(scope: "Scope", figure: Figure, now: Tally, then: Tally, span: Span) -> Tile:
    where = " ".join(filter(None, (scope.where, figure.where)))
    return Tile(
        _(figure.name), _(figure.means), figure.kind, figure.value(now), figure.value(then),
        days.said(span), Opens("orders", where),
    )  # fmt: skip


def _longer_ago(span: Span) -> Iterator[Span]:
    """Yield the same weekday of the week before, and the same whole months of the year before."""
    if span.days == 1:
        week = timedelta(days=7)
        yield Span(span.first - week, span.last - week)
    elif span.first.day == 1 and (span.last + timedelta(days=1)).day == 1:
        yield Span(_year_before(span.first), _year_before(span.last + timedelta(days=1), days=1))


def _year_before(first: date, *, days: int = 0) -> date:
    """Return the first of a month a year before, or so many days earlier."""
    return first.replace(year=first.year - 1) - timedelta(days=days)
