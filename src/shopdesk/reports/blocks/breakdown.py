"""Sales by any one thing, as a chart and a table; every row opens its orders."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

from shopdesk.locale import N_, _
from shopdesk.reports import words
from shopdesk.reports.blocks import sales, shops
from shopdesk.reports.document import Block, Chart, Column, Row, Series, Table
from shopdesk.services.analyses.breakdown import ALIVE, Part, breakdown, rest
from shopdesk.services.analyses.dimensions import DIMENSIONS
from shopdesk.services.figures import total
from shopdesk.services.orders.hours import WEEKDAYS

if TYPE_CHECKING:
    from shopdesk.services.figures import Scope
    from shopdesk.store import Read

CHARTED: Final = 10
"""Parts that a chart shows, where they are not of time."""
_NAMES: Final = {
    "channel": (N_("Sales by channel"), N_("Channel"), N_("channel not told")),
    "shop": (N_("Sales by shop"), N_("Shop"), N_("shop not told")),
    "product": (N_("Sales by product"), N_("Product"), N_("without a name")),
    "sku": (N_("Sales by SKU"), N_("SKU"), N_("no SKU yet")),
    "category": (N_("Sales by category"), N_("Category"), N_("no category")),
    "province": (N_("Sales by province"), N_("Province"), N_("province not told")),
    "courier": (N_("Sales by courier"), N_("Courier"), N_("courier not told")),
    "payment": (N_("Sales by payment method"), N_("Payment method"), N_("not told")),
    "hour": (N_("Sales by hour of the day"), N_("Hour"), ""),
    "weekday": (N_("Sales by weekday"), N_("Weekday"), ""),
    "day": (N_("Sales by day"), N_("Day"), ""),
    "week": (N_("Sales by week"), N_("Week"), ""),
    "month": (N_("Sales by month"), N_("Month"), ""),
}
"""What a breakdown is called, its first column, and what a part is called that nobody told."""


def blocks(read: "Read", scope: "Scope", by: str, most: int = 20) -> tuple[Block, ...]:
    """Return the sales by one of ``DIMENSIONS``: so many parts, the others in one row."""
    parts = begun(read, breakdown(read, scope, by))
    if DIMENSIONS[by].every is not None:
        most = len(parts)
    return (*_chart(by, parts), _table(read, scope, by, parts, most))


def begun(read: "Read", parts: Sequence[Part]) -> tuple[Part, ...]:
    """Return the parts without the days, weeks and months that are still to come."""
    today = read.clock.today()
    return tuple(
        one for one in parts
        if not isinstance(one.key, date) or one.key <= today or one.tally.orders
    )  # fmt: skip


def title(by: str) -> str:
    """Return what a breakdown is called."""
    return _(_NAMES[by][0])


def axis(by: str) -> str:
    """Return what the parts of a breakdown are, in a word."""
    return _(_NAMES[by][1])


def named(by: str, key: object) -> str:
    """Return what a part is called."""
    return _(_NAMES[by][2]) if key == "" else _SAID.get(by, str)(key)


def _weekday(name: str) -> str:
    return words.weekday(WEEKDAYS.index(name))


def _hour(number: int) -> str:
    return f"{words.hour(number)}:00"


_SAID: Final[dict[str, Callable[[Any], str]]] = {
    "channel": shops.channel, "shop": shops.named, "weekday": _weekday, "hour": _hour,
    "day": words.day, "week": words.day, "month": words.month,
}  # fmt: skip


def _chart(by: str, parts: Sequence[Part]) -> tuple[Block, ...]:
    of_time = DIMENSIONS[by].every is not None
    shown = parts if of_time else [one for one in parts if one.tally.gmv][:CHARTED]
    if len(shown) < 2:
        return ()
    names = tuple(words.hour(one.key) if isinstance(one.key, int) else named(by, one.key)
                  for one in shown)  # fmt: skip
    series = Series(_("GMV, not cancelled"), tuple(one.tally.gmv for one in shown))
    return (Chart(title(by), "column" if of_time else "bar", names, (series,), axis=axis(by)),)


def _table(read: "Read", scope: "Scope", by: str, parts: Sequence[Part], most: int) -> Table:
    whole = total(read, scope)
    if len(parts) == most + 1:
        most += 1
    rows = [_row(by, one, whole.gmv) for one in parts[:most]]
    if parts[most:]:
        others = rest(read, scope, by, parts, most)
        name = _("{n} others").format(n=len(parts) - most)
        rows.append(sales.row(name, others.tally, whole.gmv, others.where))
    last = sales.row(_("Total"), whole, whole.gmv, f"{scope.where} {ALIVE}")
    return Table(
        title(by),
        (Column(axis(by), "code" if by == "sku" else "text"), *sales.columns()),
        tuple(rows),
        last if rows else None,
        _note(by),
        _("Nothing was ordered in this period."),
    )


def _row(by: str, one: Part, whole: int) -> Row:
    name = named(by, one.key)
    if by == "week" and isinstance(one.key, date):
        name = f"{name} – {words.day(one.key + timedelta(days=6))}"
    return sales.row(name, one.tally, whole, one.where)


def _note(by: str) -> str:
    if not DIMENSIONS[by].by_line:
        return sales.note()
    more = _(
        "Amounts and pieces are those of the lines; an order with several of them counts in each "
        "row, so that orders add up to more than the total. Discounts on whole orders are shared "
        "out by value."
    )
    return f"{sales.note()} {more}"
