"""RFM: the segments of customers, what helps each, and whom to write to first."""

from collections import defaultdict
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from shopdesk.channels.names import channel_name
from shopdesk.filters.writing import quoted
from shopdesk.locale import _
from shopdesk.reports.document import Block, Cell, Chart, Column, Opens, Row, Series, Table
from shopdesk.services.analyses.breakdown import ALIVE
from shopdesk.services.analyses.rfm import Customer, kept_of, scores, window
from shopdesk.services.analyses.segments import Segment, segments

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shopdesk.services.figures import Scope
    from shopdesk.store import Read

Told = dict[str, Segment]
Found = dict[str, list[Customer]]
URGENT: Final = ("precious", "risk", "champions")
"""Segments whose customers are listed one by one, the most urgent first."""
MOST: Final = 30
"""Customers in the list."""


def blocks(read: "Read", scope: "Scope", *, names: bool = False) -> tuple[Block, ...]:
    """Return the segments as of the scope's last day; with names also whom to write to."""
    span = scope.during(window(scope.span.last))
    told = {one.id: one for one in segments()}
    found: dict[str, list[Customer]] = defaultdict(list)
    customers = scores(read, scope)
    for one in customers:
        found[one.segment].append(one)
    opens = kept_of(read, scope)
    made: list[Block] = [*_chart(told, found)]
    made.append(_table(told, found, len(customers), span.where if opens else ""))
    if names:
        made.append(_list(read, told, found, span))
    return tuple(made)


def _chart(told: Told, found: Found) -> tuple[Block, ...]:
    if not found:
        return ()
    counted = tuple(len(found[name]) for name in told)
    called = tuple(one.name for one in told.values())
    name = _("Customers by segment")
    return (Chart(name, "bar", called, (Series(_("Customers"), counted),), "count", _("segment")),)


def _table(told: Told, found: Found, every: int, where: str) -> Table:
    columns = (
        Column(_("Segment")), Column(_("Customers"), "count"), Column(_("Share"), "share"),
        Column(_("Orders"), "count"), Column(_("GMV"), "money"),
        Column(_("GMV / customer"), "average"), Column(_("What helps")),
    )  # fmt: skip
    note = _(
        "Customers with an order in the 365 days that end with the period, ranked by their last "
        "order, by the number of orders and by GMV, each in five parts; of two alike the identity "
        "decides. Orders that are not cancelled."
    )
    rows = [_row(one, found[name], every, where) for name, one in told.items() if found[name]]
    whole = [one for some in found.values() for one in some]
    last = Row((*_sums(_("Total"), whole, every), ""), _opens(where and f"{where} -is:stranger"))
    return Table(
        _("Segments"), columns, tuple(rows), last if rows else None, note,
        _("No customer can be told yet."),
    )  # fmt: skip


def _row(segment: Segment, some: "Sequence[Customer]", every: int, where: str) -> Row:
    opens = _opens(where and f"{where} segment:{segment.id}")
    return Row((*_sums(segment.name, some, every), segment.todo), opens)


def _sums(name: str, some: "Sequence[Customer]", every: int) -> tuple[Cell, ...]:
    gmv, many = sum(one.gmv for one in some), len(some)
    each = (2 * gmv + many) // (2 * many) if many else None
    share = Fraction(many, every) if every else None
    return name, many, share, sum(one.orders for one in some), gmv, each


def _list(read: "Read", told: Told, found: Found, span: "Scope") -> Table:
    columns = (
        Column(_("Customer"), "code", personal=True), Column(_("Where")), Column(_("Segment")),
        Column(_("Orders"), "count"), Column(_("GMV"), "money"), Column(_("Last order"), "date"),
        Column("R F M", "code"),
    )  # fmt: skip
    urgent = [
        one
        for name in URGENT
        for one in sorted(found[name], key=lambda one: (-one.gmv, one.identity))
    ]
    return Table(
        _("Write to these first"),
        columns,
        tuple(_customer(read, told, one, span) for one in urgent[:MOST]),
        note=_("{n} of {all} customers are shown.").format(
            n=min(MOST, len(urgent)), all=len(urgent)
        ),
        empty=_("Nobody needs a word now."),
    )


def _customer(read: "Read", told: Told, one: Customer, span: "Scope") -> Row:
    kind, _colon, name = one.identity.partition(":")
    where = channel_name(kind) or _("own shop")
    scored = f"{one.recency} {one.frequency} {one.monetary}"
    cells = (name, where, told[one.segment].name, one.orders, one.gmv, read.clock.day(one.last_at),
             scored)  # fmt: skip
    return Row(cells, _opens(f"{span.where} customer={quoted(one.identity)}"))


def _opens(where: str) -> Opens | None:
    return Opens("orders", f"{where} {ALIVE}") if where else None
