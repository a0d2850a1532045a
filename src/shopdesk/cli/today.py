"""``shopdesk today``: what needs a hand now, the day's figures and how fresh they are."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from shopdesk import money, services
from shopdesk.cli.out import as_json, document, opened, say, table
from shopdesk.clock import Clock, countdown
from shopdesk.locale import _, language
from shopdesk.reports.figures import FIGURES, age, title

if TYPE_CHECKING:
    from shopdesk.services.statistics import Newest
    from shopdesk.services.today import Channel, Day, Need, Source, Tally, Totals, Trend
    from shopdesk.store import Read


@dataclass(frozen=True, slots=True)
class _Desk:
    """All that the Today desk shows."""

    needs: "tuple[Need, ...]"
    day: "Day"
    trend: "Trend"
    sources: "tuple[Source, ...]"
    stats: "tuple[Newest, ...]"


def today() -> None:
    """Show what needs a hand now, and today's figures beside yesterday and a week ago."""
    with opened() as store, store.read() as read:
        found, clock = _look(read), store.clock
    if as_json():
        document(_document(found, clock))
    else:
        _tell(found, clock)


def _look(read: "Read") -> _Desk:
    of, newest = services.today, services.statistics.newest
    return _Desk(of.needs(read), of.day(read), of.trend(read), of.sources(read), newest(read))


def _document(desk: _Desk, clock: Clock) -> dict[str, Any]:
    return {
        "at": clock.iso(clock.now()),
        "needs": [_need(need, clock) for need in desk.needs],
        "spans": {
            name: {"day": str(span.day), "where": span.where}
            for name, span in (
                ("today", desk.day.today),
                ("yesterday", desk.day.yesterday),
                ("last_week", desk.day.last_week),
            )
        },
        "figures": [
            {
                "currency": totals.currency,
                **_spans(totals),
                "by_channel": [{"channel": one.channel, **_spans(one)} for one in totals.channels],
            }
            for totals in desk.day.totals
        ],
        "by_hour": {
            "today": desk.trend.hours,
            "before": desk.trend.before,
            "days_before": desk.trend.since,
        },
        "by_day": [
            {"currency": currency, "day": str(one.day), "orders": one.orders,
             "gmv": money.text(one.gmv)}
            for currency, days in desk.trend.days
            for one in days
        ],
        "sources": [_source(source, clock) for source in desk.sources],
        "statistics": [
            {"channel": one.channel, "shop": one.shop, "source": one.source,
             "until": str(one.until)}
            for one in desk.stats
        ],
    }  # fmt: skip


def _need(need: "Need", clock: Clock) -> dict[str, Any]:
    return {
        "kind": need.id,
        "desk": need.desk,
        "where": need.where,
        "orders": need.orders,
        "at_stake": money.text(need.at_stake),
        "currency": need.currency,
        "due": clock.iso(need.due) if need.due else None,
    }


def _spans(part: "Totals | Channel") -> dict[str, Any]:
    spans = {"today": part.today, "yesterday": part.yesterday, "last_week": part.last_week}
    return {
        name: {figure.id: figure.tell(tally) for figure in FIGURES} for name, tally in spans.items()
    }


def _source(source: "Source", clock: Clock) -> dict[str, Any]:
    return {
        "channel": source.channel,
        "shop": source.shop,
        "taken": clock.iso(source.taken) if source.taken else None,
        "imported": clock.iso(source.imported) if source.imported else None,
        "stale": source.stale(clock.now()),
    }


def _tell(desk: _Desk, clock: Clock) -> None:
    now = clock.now()
    table(
        (_("Needs a hand now"), _("Orders"), _("At stake"), _("Nearest deadline"), _("Filter")),
        [
            (title(need), money.number(need.orders, language()),
             money.show(need.at_stake, need.currency, language()),
             countdown(need.due, now) if need.due else "", need.where)
            for need in desk.needs
        ],
    )  # fmt: skip
    for totals in desk.day.totals:
        print()
        parts: tuple[Tally, ...] = (totals.today, totals.yesterday, totals.last_week)
        table(
            (totals.currency, _("Today"), _("Yesterday"), _("A week ago")),
            [
                (_(figure.name), *(figure.show(part, totals.currency) for part in parts))
                for figure in FIGURES
            ],
        )
    print()
    table(
        (_("Shop"), _("Newest export")),
        [(source.shop, age(source, clock)) for source in desk.sources],
    )
    if desk.stats:
        print()
        table(
            (_("Shop"), _("Statistics until")),
            [(one.shop, str(one.until)) for one in desk.stats],
        )
    say(_("The other days are counted until {time}.").format(
        time=clock.show(now, language(), "time")))  # fmt: skip
