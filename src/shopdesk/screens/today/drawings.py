"""What the Today desk draws: hours, days, channels, sources, and the figures in short."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from rich.cells import cell_len

from shopdesk import money
from shopdesk.clock import Clock, Instant
from shopdesk.locale import _, language
from shopdesk.screens.words import channel
from shopdesk.widgets.charts import Drawing, Number, Row, shares, stacked
from shopdesk.widgets.columns import fit
from shopdesk.widgets.line import Piece, cut

if TYPE_CHECKING:
    from shopdesk.screens.today.rows import FigureRow
    from shopdesk.services.today import Source, Trend

Show = Callable[[str], None]
"""Shows the orders that a filter matches."""


def hours(trend: "Trend") -> Drawing:
    """Draw today's orders by hour, over what is usual at that hour, on one scale."""

    def draw(width: int, height: int) -> Sequence[Row]:
        rows: list[tuple[str, Sequence[Number]]] = [(_("today"), trend.hours)]
        if trend.since:
            usual = tuple(Fraction(count, trend.since) for count in trend.before)
            rows.append((_("usual"), usual))
        ticks = {hour: str(hour) for hour in range(0, 24, 6)}
        said = _("Orders by hour")
        if trend.since:
            said = _("Orders by hour (usual: {n} days)").format(n=trend.since)
        return [_title(said, width), *stacked(rows, ticks, width, height - 1)]

    return draw


def days(trend: "Trend", clock: Clock) -> Drawing:
    """Draw GMV by day: a row for each currency, each on its own scale."""

    def draw(width: int, height: int) -> Sequence[Row]:
        drawn: list[Row] = []
        room = height // max(1, len(trend.days))
        for currency, found in trend.days:
            most = max(found, key=lambda one: one.gmv)
            amount = money.show(most.gmv, currency, language())
            said = _("GMV by day, most {amount} ({day})").format(
                amount=amount, day=_date(clock, clock.at(most.day))
            )
            if cell_len(said) > width:
                said = _("GMV by day, most {amount}").format(amount=amount)
            last = len(found) - 1
            ticks = {at: str(one.day.day) for at, one in enumerate(found) if (last - at) % 2 == 0}
            values = [one.gmv for one in found]
            chart = stacked([("", values)], ticks, width, room - 1)
            drawn += [_title(said, width), *chart]
        return drawn

    return draw


def beside(
    figures: "Sequence[FigureRow]", sources: "Sequence[Source]", clock: Clock, show: Show
) -> Drawing:
    """Draw today's GMV by channel, and under it how fresh each shop's orders are."""

    def draw(width: int, _height: int) -> Sequence[Row]:
        shared, told = _channels(figures, width, show), _fresh(sources, width, clock)
        return [*shared, [], *told] if shared else told

    return draw


def _channels(figures: "Sequence[FigureRow]", width: int, show: Show) -> list[Row]:
    """Return each currency's channels as shares; a click shows a channel's orders."""
    from shopdesk.reports.figures import percent

    drawn: list[Row] = []
    sold = [row for row in figures if row.channel and row.tallies[0].orders]
    for currency in dict.fromkeys(row.currency for row in sold):
        mine = [row for row in sold if row.currency == currency]
        whole = sum(row.tallies[0].gmv for row in mine) or 1
        parts = [
            (channel(row.channel), gmv, percent(Fraction(gmv, whole)))
            for row in mine
            for gmv in (row.tallies[0].gmv,)
        ]
        title = _("GMV today by channel, {currency}").format(currency=currency)
        lines = shares(parts, width)
        drawn += [_title(title, width)]
        drawn += [_clickable(line, row.where, show) for line, row in zip(lines, mine, strict=True)]
    return drawn


def _fresh(sources: "Sequence[Source]", width: int, clock: Clock) -> list[Row]:
    """Return each shop's newest export and how old it is; what is older than a day stands out."""
    drawn: list[Row] = [_title(_("Newest export"), width)] if sources else []
    for source in sources:
        said = _age(source, clock)
        room = max(2, width - len(said))
        name = cut(f"{channel(source.channel)} · {source.shop}", room - 1)
        look = "late" if source.stale(clock.now()) else "quiet"
        drawn.append([Piece(fit(name, room, "left")), Piece(said, look)])
    return drawn


def short(rows: "Sequence[FigureRow]") -> tuple[list[Piece], list[Piece]]:
    """Return today's figures in two lines, yesterday's in brackets: counts, then money.

    Where a shop sells in several currencies, these are those of the first one.
    """
    found = {row.figure.id: row for row in reversed(rows) if not row.channel}
    if not found:
        return [], []
    words = {"orders": _("Orders"), "units": _("Units"), "cancelled": _("Cancelled")}
    counts = [Piece(" " + _("Today (yesterday):"), "dim")]
    for name, said in words.items():
        counts += _brief(said, found[name])
    average = found["aov"]
    sums = _brief(found["gmv"].name, found["gmv"])
    return counts, [*sums, *_brief(average.name, average)[:2]]


def oldest(sources: "Sequence[Source]", clock: Clock) -> list[Piece]:
    """Return the shop whose export is oldest, on one line."""
    if not sources:
        return []
    first = sources[0]
    look = "late" if first.stale(clock.now()) else "dim"
    return [
        Piece(f" {_('Oldest export')}: {channel(first.channel)} · {first.shop} "),
        Piece(_age(first, clock), look),
    ]


def _age(source: "Source", clock: Clock) -> str:
    from shopdesk.reports.figures import age

    return age(source, clock)


def _brief(said: str, row: "FigureRow") -> list[Piece]:
    return [
        Piece(f" {said} ", "dim"), Piece(row.shown(0), "strong"), Piece(f" ({row.shown(1)})", "dim")
    ]  # fmt: skip


def _title(said: str, width: int) -> Row:
    return [Piece(cut(said, width), "title")]


def _date(clock: Clock, instant: Instant) -> str:
    return clock.show(instant, language(), "date").rpartition(" ")[0]


def _clickable(row: Sequence[Piece], where: str, show: Show) -> Row:
    return [Piece(piece.text, piece.look, lambda: show(where)) for piece in row]
