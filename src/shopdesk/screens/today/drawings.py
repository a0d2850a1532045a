"""What the Today desk draws: hours, days, weekdays, products, channels, sources, the short form."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from rich.cells import cell_len

from shopdesk import money
from shopdesk.clock import DAY, Clock, Instant
from shopdesk.locale import _, language
from shopdesk.screens.words import channel
from shopdesk.widgets.charts import Drawing, Number, Row, heat, shares, stacked
from shopdesk.widgets.columns import fit
from shopdesk.widgets.line import Piece, cut

if TYPE_CHECKING:
    from shopdesk.screens.today.rows import FigureRow, Rest
    from shopdesk.services.statistics import Newest
    from shopdesk.services.today import Rhythm, Source, Trend

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


def weekdays(rhythm: "Rhythm") -> Drawing:
    """Draw the orders of the last weeks by weekday and hour, as shades."""
    from shopdesk.reports import words

    def draw(width: int, _height: int) -> Sequence[Row]:
        rows = [(words.weekday(at)[:3], found) for at, found in enumerate(rhythm.hours)]
        ticks = {hour: str(hour) for hour in range(0, 24, 6)}
        said = _("Orders by weekday and hour, {n} weeks").format(n=rhythm.weeks)
        drawn = heat(rows, ticks, width, lambda most: money.number(int(most), language()))
        return [_title(said, width), *(drawn or [[Piece(_("No orders in these weeks."), "quiet")]])]

    return draw


def products(figures: "Sequence[FigureRow]", head: str, show: Show) -> Drawing:
    """Draw what sold best, by GMV; a click shows a product's orders."""
    sold = [row for row in figures if row.product]

    def draw(width: int, height: int) -> Sequence[Row]:
        some = sold[: max(0, height - 1)]
        parts = [(cut(row.product, max(8, width // 2)), row.gmv, row.shown(0)) for row in some]
        top = max((row.gmv for row in some), default=1)
        lines = [
            _clickable(line, row.where, show)
            for line, row in zip(shares(parts, width, top), some, strict=True)
        ]
        title = _("Best products by GMV · {span}").format(span=head)
        return [_title(title, width), *(lines or [[Piece(_("Nothing was sold."), "quiet")]])]

    return draw


def beside(
    figures: "Sequence[FigureRow]", rest: "Rest | None", head: str, clock: Clock, show: Show
) -> Drawing:
    """Draw GMV by channel, and under it how fresh each shop's orders and statistics are."""

    def draw(width: int, _height: int) -> Sequence[Row]:
        shared, told = _channels(figures, width, head, show), list[Row]()
        if rest is not None:
            told = [*_fresh(rest.sources, width, clock), *_counted(rest.stats, width, clock)]
        return [*shared, [], *told] if shared else told

    return draw


def _channels(
    figures: "Sequence[FigureRow]", width: int, head: str, show: Show
) -> list[Row]:  # fmt: skip
    """Return each currency's channels as shares; a click shows a channel's orders."""
    from shopdesk.reports.figures import percent

    drawn: list[Row] = []
    sold = [row for row in figures if row.channel and row.tallies[0].orders]
    for currency in dict.fromkeys(row.currency for row in sold):
        mine = [row for row in sold if row.currency == currency]
        whole = sum(row.gmv for row in mine) or 1
        parts = [(channel(row.channel), row.gmv, percent(Fraction(row.gmv, whole))) for row in mine]
        title = _("GMV by channel, {currency} · {span}").format(currency=currency, span=head)
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


def _counted(stats: "Sequence[Newest]", width: int, clock: Clock) -> list[Row]:
    """Return up to which day the statistics of each shop tell of visitors."""
    drawn: list[Row] = [[], _title(_("Statistics until"), width)] if stats else []
    for one in stats:
        said = _date(clock, one.day * DAY)
        room = max(2, width - cell_len(said))
        name = cut(f"{channel(one.channel)} · {one.shop}", room - 1)
        drawn.append([Piece(fit(name, room, "left")), Piece(said, "quiet")])
    return drawn


def short(
    rows: "Sequence[FigureRow]", now: str, before: str
) -> tuple[list[Piece], list[Piece]]:  # fmt: skip
    """Return the figures in two lines, those of the span before in brackets: counts, then money.

    Where a shop sells in several currencies, these are those of the first one.
    """
    found = {row.figure.id: row for row in reversed(rows) if not row.channel and not row.product}
    if not found:
        return [], []
    words = {"orders": _("Orders"), "units": _("Units"), "cancelled": _("Cancelled")}
    counts = [Piece(f" {now} ({before}):", "dim")]
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
    look, said = "late" if first.stale(clock.now()) else "dim", _("Oldest export")
    return [
        Piece(f" {said}: {channel(first.channel)} · {first.shop} "),
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
