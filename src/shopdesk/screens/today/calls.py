"""Questions of the Today desk; threads of the doorway run them and put the answers into words."""

from dataclasses import replace
from typing import TYPE_CHECKING
from zlib import crc32

from shopdesk.screens.today.rows import Beside, FigureRow, NeedRow, Rest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from shopdesk.reports.figures import Figure
    from shopdesk.screens.today.rows import Tallies
    from shopdesk.services.today import Best, Need, Part, Top
    from shopdesk.store import Read


def needs(read: "Read") -> "tuple[tuple[Need, ...], bool]":
    """Return what needs a hand now but for the clocks, and whether there is any order at all."""
    from shopdesk.services import orders, today

    return today.quick(read), any(orders.counts(read).values())


def clocks(read: "Read") -> "tuple[Need, ...]":
    """Return the red clocks of seller health: they may come a moment later than the others."""
    from shopdesk.services import today

    return tuple(today.red_clocks(read))


def rows_of(found: "Iterable[Need]") -> list[NeedRow]:
    """Return needs as the rows of the list, the costliest first."""
    from shopdesk.reports.figures import title
    from shopdesk.services import today

    return [
        NeedRow(crc32(f"{need.id}{need.currency}".encode()), rank, title(need), need)
        for rank, need in enumerate(today.in_order(found))
    ]


def figures(read: "Read", mode: str) -> Beside:
    """Return the figures of a mode: each currency's, its channels' and its best products'."""
    from shopdesk.services import today

    found = today.compared(read, mode)
    best = today.best(read, found.span)
    rows = [row for part in found.parts for row in _rows(part, best)]
    return Beside(mode, found.span, tuple(row.placed(rank) for rank, row in enumerate(rows)))


def _rows(part: "Part", best: "Best") -> "Iterator[FigureRow]":
    from shopdesk.reports.figures import FIGURES, figure

    gmv = figure("gmv")
    for one in FIGURES:
        yield _row(one, part, part.tallies)
    for name, tallies in part.channels:
        yield _row(gmv, part, tallies, channel=name)
    for top in best.tops if best.currency == part.currency else ():
        yield _product(gmv, part, top)


def _product(gmv: "Figure", part: "Part", top: "Top") -> FigureRow:
    from shopdesk.services.figures import Tally

    now = Tally(orders=top.orders, units=top.units, gmv=top.gmv)
    return replace(_row(gmv, part, (now, None, None), own=top.where), product=top.name)


def _row(
    figure: "Figure", part: "Part", tallies: "Tallies", *, channel: str = "", own: str = ""
) -> FigureRow:
    own = own or (f"channel:{channel}" if channel else "")
    return FigureRow(
        id=crc32(f"{figure.id}{part.currency}{own}".encode()),
        rank=0,
        figure=figure,
        currency=part.currency,
        channel=channel,
        tallies=tallies,
        where=" ".join(filter(None, (part.where, figure.where, own))),
    )


def rest(read: "Read") -> Rest:
    """Return the last days, the busy hours, and how fresh exports and statistics are."""
    from shopdesk.services import statistics, today

    return Rest(today.trend(read), today.rhythm(read), today.sources(read), statistics.newest(read))
