"""From visitors to paid orders: steps with their rates, by shop and by who counted the visitors."""

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from shopdesk.channels.names import channel_name
from shopdesk.locale import N_, _
from shopdesk.reports import words
from shopdesk.reports.document import (
    Block,
    Chart,
    Column,
    Opens,
    Row,
    Series,
    Table,
    Text,
    Tile,
    Tiles,
)
from shopdesk.services.analyses import funnel
from shopdesk.services.analyses.funnel import PAID, Flow

if TYPE_CHECKING:
    from shopdesk.services.figures import Scope
    from shopdesk.store import Read

SPANS: Final = 60
"""Spans of days that a filter can name."""
NAMED: Final = 12
"""Spans of days without statistics that are named one by one."""
SOURCES: Final = {"ga4": "Google Analytics", "own": N_("own sheet")}
"""What a source is called that is not the channel itself."""
STEPS: Final = (
    ("visitors", N_("Visitors")), ("product_visitors", N_("Product visitors")),
    ("carts", N_("Put into a cart")), ("checkouts", N_("Checkouts begun")),
    ("placed", N_("Orders placed")), ("paid", N_("Paid orders")),
)  # fmt: skip


def blocks(read: "Read", scope: "Scope") -> tuple[Block, ...]:
    """Return conversion, the steps of each shop, and the days of which nothing is known."""
    flows = funnel.funnel(read, scope)
    if not flows:
        return (
            Text(_("No statistics were imported for this period: visitors and conversion are not "
                   "known. Import a shop's statistics of these days.")),
        )  # fmt: skip
    return (_tiles(flows), *_chart(flows), _by_shop(flows), _steps(flows), *_missing(flows))


def source(flow: Flow) -> str:
    """Return who counted the visitors, as people call it."""
    return _(SOURCES.get(flow.source, "")) if flow.source in SOURCES else channel_name(flow.source)


def _tiles(flows: Sequence[Flow]) -> Tiles:
    one = funnel.best(flows)
    same = _opens(one[0], PAID) if len(one) == 1 else None
    return Tiles((
        Tile(_("Visitors"), _("by day, as the statistics count them"), "count",
             sum(flow.visitors for flow in one)),
        Tile(_("Paid orders"), _("paid or paid at the door, on days with statistics"), "count",
             sum(flow.paid for flow in one), opens=same),
        Tile(_("Conversion"), _("paid orders / visitors"), "share", funnel.conversion(flows),
             opens=same),
    ))  # fmt: skip


def _chart(flows: Sequence[Flow]) -> tuple[Chart, ...]:
    """Return the steps of the shop with the most visitors, as far as they are known."""
    if len(flows) != 1:
        return ()
    known = [(name, count) for name, count in _counts(flows[0]) if count is not None]
    return (
        Chart(_("From visitors to paid orders"), "bar", tuple(name for name, _count in known),
              (Series(_("How many"), tuple(count for _name, count in known)),), "count", _("Step")),
    )  # fmt: skip


def _by_shop(flows: Sequence[Flow]) -> Table:
    columns = (
        Column(_("Shop")), Column(_("Counted by")), Column(_("Days"), "count"),
        *(Column(_(name), "count") for _key, name in STEPS),
        Column(_("Orders by the statistics"), "count"), Column(_("Conversion"), "share"),
    )  # fmt: skip
    rows = tuple(
        Row(
            (flow.shop, source(flow), len(flow.days), *(count for _name, count in _counts(flow)),
             flow.told, flow.conversion),
            _opens(flow, PAID),
        )
        for flow in flows
    )  # fmt: skip
    return Table(
        _("Conversion by shop"), columns, rows,
        note=_("Conversion: paid orders / visitors, on the days of which the statistics tell; a "
               "visitor of two days counts twice. Blank: the source does not tell."),
    )  # fmt: skip


def _steps(flows: Sequence[Flow]) -> Table:
    columns = (
        Column(_("Shop")), Column(_("Counted by")), Column(_("Step")),
        Column(_("How many"), "count"), Column(_("Of the step before"), "share"),
        Column(_("Of the visitors"), "share"),
    )  # fmt: skip
    return Table(_("Steps"), columns, tuple(row for flow in flows for row in _of(flow)))


def _of(flow: Flow) -> Iterator[Row]:
    before: int | None = None
    for (key, _name), (name, count) in zip(STEPS, _counts(flow), strict=True):
        opens = {"placed": _opens(flow), "paid": _opens(flow, PAID)}.get(key)
        shares = _share(count, before), _share(count, flow.visitors)
        yield Row((flow.shop, source(flow), name, count, *shares), opens)
        before = before if count is None else count


def _counts(flow: Flow) -> list[tuple[str, int | None]]:
    return [(_(name), getattr(flow, key)) for key, name in STEPS]


def _share(part: int | None, whole: int | None) -> Fraction | None:
    return Fraction(part, whole) if part is not None and whole else None


def _opens(flow: Flow, which: str = "") -> Opens | None:
    """Return the way to the orders; none where the days are too torn for a filter."""
    where = f"{flow.where} {which}".strip()
    return Opens("orders", where) if len(list(funnel.runs(flow.days))) <= SPANS else None


def _missing(flows: Sequence[Flow]) -> Iterator[Text]:
    for flow in flows:
        if flow.missing:
            yield Text(
                _("{shop} ({source}): no statistics for {days}.").format(
                    shop=flow.shop, source=source(flow), days=_said(flow.missing)
                )
            )


def _said(days: Sequence[date]) -> str:
    spans = list(funnel.runs(days))
    said = [
        words.day(run.first) if run.days == 1 else f"{words.day(run.first)} – {words.day(run.last)}"
        for run in spans[:NAMED]
    ]
    more = len(spans) - NAMED
    return ", ".join([*said, *([_("{n} more").format(n=more)] if more > 0 else [])])
