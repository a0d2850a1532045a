"""What promotions brought beyond usual: each as a whole, by day, and by channel, SKU or other."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from shopdesk.locale import N_, _
from shopdesk.reports import days, words
from shopdesk.reports.blocks import breakdown
from shopdesk.reports.document import Block, Cell, Chart, Column, Opens, Row, Series, Table
from shopdesk.services.analyses import campaigns
from shopdesk.services.analyses.promotions import Promotion, promotions
from shopdesk.services.analyses.uplift import WEEKS, Lift, LiftDay, Uplift, uplift
from shopdesk.services.figures import Span

if TYPE_CHECKING:
    from shopdesk.services.figures import Scope
    from shopdesk.store import Read

NAMES: Final = {
    "double_date": N_("Double date"),
    "payday": N_("Payday"),
    "harbolnas": N_("Harbolnas"),
    "ramadan": N_("Ramadan"),
    "lebaran": N_("Lebaran"),
}
Found = tuple[Promotion, Uplift]


def blocks(
    read: "Read", scope: "Scope", by: str = "channel", weeks: int = WEEKS, most: int = 20
) -> tuple[Block, ...]:
    """Return a short period's uplift, or that of the campaigns in a long one.

    ``by`` is a dimension of sales that is ``STANDING``; so many ``weeks`` say what is usual.
    """
    found = [(one, uplift(read, one.scope, by, weeks)) for one in _begun(read, scope)]
    made: list[Block] = [_promotions(found, weeks)]
    for promotion, told in found:
        made += _one(promotion, told, by, most)
    return tuple(made)


def _begun(read: "Read", scope: "Scope") -> Iterator[Promotion]:
    """Yield the promotions as far as their days have come: those ahead are no loss."""
    today = read.clock.today()
    for one in promotions(scope):
        span = one.scope.span
        if span.first <= today:
            until = Span(span.first, min(span.last, today))
            yield replace(one, scope=one.scope.during(until))


def name(campaign: str) -> str:
    """Return what people call a campaign."""
    return _(NAMES[campaign]) if campaign in NAMES else campaigns.name(campaign)


def _promotions(found: Sequence[Found], weeks: int) -> Table:
    note = _(
        "Usual is the median GMV of the same weekdays in the {n} weeks before, without days of "
        "other campaigns; uplift counts the days that have a usual."
    )
    return Table(
        _("Promotions against usual days"),
        (Column(_("Promotion")), *_columns(), Column(_("Days"), "count")),
        tuple(Row((_title(one), *_cells(told.total), len(told.days)), _opens(told.total))
              for one, told in found),
        note=note.format(n=weeks),
        empty=_("There was no campaign in this period."),
    )  # fmt: skip


def _one(promotion: Promotion, told: Uplift, by: str, most: int) -> Iterator[Block]:
    """Yield one promotion by day and by part."""
    title = _title(promotion)
    if len(told.days) > 1:
        yield Chart(
            _("{promotion}: GMV and usual").format(promotion=title),
            "column",
            tuple(words.day(one.day) for one in told.days),
            (
                Series(_("GMV, not cancelled"), tuple(one.lift.gmv for one in told.days)),
                Series(_("Usual"), tuple(one.lift.usual for one in told.days)),
            ),
            axis=_("Day"),
        )
    yield Table(
        _("{promotion}: by day").format(promotion=title),
        (Column(_("Day"), "date"), *_columns(), Column(_("Days before"), "count")),
        tuple(map(_day, told.days)),
        Row((None, *_cells(told.total), None), _opens(told.total)),
        note=_left_out(told),
    )
    yield _parts(title, told, by, most)


def _parts(title: str, told: Uplift, by: str, most: int) -> Table:
    sold = [one for one in told.parts if one.lift.gmv or one.lift.usual]
    return Table(
        f"{title}: {breakdown.title(by)}",
        (Column(breakdown.axis(by)), *_columns()),
        tuple(
            Row((breakdown.named(by, one.key), *_cells(one.lift)), _opens(one.lift))
            for one in sold[:most]
        ),
        note=_("Medians of parts do not add up to the median of all."),
        empty=_("Nothing was ordered in this period."),
    )


def _columns() -> tuple[Column, ...]:
    return (
        Column(_("GMV"), "money"),
        Column(_("Usual"), "average"),
        Column(_("More than usual"), "average"),
        Column(_("Uplift"), "share"),
    )


def _cells(lift: Lift) -> tuple[Cell, ...]:
    return lift.gmv, lift.usual, lift.more, lift.share


def _day(one: LiftDay) -> Row:
    return Row((one.day, *_cells(one.lift), len(one.baseline)), _opens(one.lift))


def _opens(lift: Lift) -> Opens | None:
    return Opens("orders", lift.where) if lift.where else None


def _title(promotion: Promotion) -> str:
    span = days.said(promotion.scope.span)
    return f"{name(promotion.campaign)}, {span}" if promotion.campaign else span


def _left_out(told: Uplift) -> str:
    """Return which days before are of other campaigns, and so say nothing of usual ones."""
    said = _(
        "Days before: same weekdays that say what is usual; blank figures where there are none."
    )
    if not told.left_out:
        return said
    by: dict[str, list[str]] = {}
    for on, ids in told.left_out:
        by.setdefault(name(ids[0]), []).append(words.day(on))
    out = "; ".join(f"{campaign} {', '.join(found)}" for campaign, found in by.items())
    return f"{said} " + _("Left out as days of other campaigns: {days}.").format(days=out)
