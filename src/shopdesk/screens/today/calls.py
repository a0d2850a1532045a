"""Questions of the Today desk; threads of the doorway run them and put the answers into words."""

from typing import TYPE_CHECKING
from zlib import crc32

from shopdesk.screens.today.rows import FigureRow, NeedRow, Rest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shopdesk.reports.figures import Figure
    from shopdesk.services.today import Channel, Day, Totals
    from shopdesk.store import Read


def needs(read: "Read") -> tuple[list[NeedRow], bool]:
    """Return what needs a hand now, and whether there is any order at all."""
    from shopdesk.reports.figures import title
    from shopdesk.services import orders, today

    found = [
        NeedRow(crc32(f"{need.id}{need.currency}".encode()), rank, title(need), need)
        for rank, need in enumerate(today.needs(read))
    ]
    return found, any(orders.counts(read).values())


def day(read: "Read") -> list[FigureRow]:
    """Return the figures so far: each currency's, then its channels'."""
    from shopdesk.services import today

    found = today.day(read)
    rows = [row for totals in found.totals for row in _rows(found, totals)]
    return [row.placed(rank) for rank, row in enumerate(rows)]


def _rows(day: "Day", totals: "Totals") -> "Iterator[FigureRow]":
    from shopdesk.reports.figures import FIGURES, figure

    for one in FIGURES:
        yield _row(one, day, totals, totals)
    for channel in totals.channels:
        yield _row(figure("gmv"), day, totals, channel, channel.channel)


def _row(
    figure: "Figure", day: "Day", totals: "Totals", part: "Totals | Channel", channel: str = ""
) -> FigureRow:
    own = f"channel:{channel}" if channel else ""
    return FigureRow(
        id=crc32(f"{figure.id}{totals.currency}{channel}".encode()),
        rank=0,
        figure=figure,
        currency=totals.currency,
        channel=channel,
        tallies=(part.today, part.yesterday, part.last_week),
        where=" ".join(filter(None, (day.today.where, figure.where, totals.where, own))),
    )


def rest(read: "Read") -> Rest:
    """Return the last days and the sources."""
    from shopdesk.services import today

    return Rest(today.trend(read), today.sources(read))
