"""When customers buy: a heat map of hours and weekdays, and the days and hours in figures."""

from typing import TYPE_CHECKING, Final

from shopdesk.locale import _
from shopdesk.reports import words
from shopdesk.reports.document import Block, Chart, Column, Opens, Row, Series, Table
from shopdesk.services.analyses.rhythm import Cell, Rhythm, Weekday, rhythm

if TYPE_CHECKING:
    from shopdesk.services.figures import Scope
    from shopdesk.store import Read

BUSIEST: Final = 10
"""Hours that the table of the busiest shows."""


def blocks(read: "Read", scope: "Scope") -> tuple[Block, ...]:
    """Return the heat map, the weekdays, and the busiest hours."""
    found = rhythm(read, scope)
    busiest = found.busiest[:BUSIEST]
    return (_heat(found), _weekdays(found), _hours(busiest)) if busiest else (_weekdays(found),)


def _heat(found: Rhythm) -> Chart:
    return Chart(
        _("Orders by weekday and hour"),
        "heat",
        tuple(words.hour(number) for number in range(24)),
        tuple(
            Series(
                words.weekday(day),
                tuple(cell.tally.orders for cell in found.cells if cell.weekday == day),
            )
            for day in range(7)
        ),
        "count",
        _("Hour"),
    )


def _weekdays(found: Rhythm) -> Table:
    return Table(
        _("A usual weekday"),
        (
            Column(_("Weekday")),
            Column(_("Days"), "count"),
            Column(_("Orders"), "count"),
            Column(_("GMV"), "money"),
            Column(_("Orders a day"), "number"),
            Column(_("GMV a day"), "average"),
        ),
        tuple(map(_weekday, found.weekdays)),
        note=_("Orders that are not cancelled, by the shop's clock; days are those in the period."),
    )


def _weekday(one: Weekday) -> Row:
    cells = (
        words.weekday(one.weekday), one.days, one.tally.orders, one.tally.gmv, one.orders_a_day,
        one.gmv_a_day,
    )  # fmt: skip
    return Row(cells, Opens("orders", one.where))


def _hours(busiest: tuple[Cell, ...]) -> Table:
    return Table(
        _("Busiest hours"),
        (
            Column(_("Weekday")),
            Column(_("Hour")),
            Column(_("Orders"), "count"),
            Column(_("GMV"), "money"),
        ),
        tuple(map(_hour, busiest)),
    )


def _hour(one: Cell) -> Row:
    hours = f"{words.hour(one.hour)}:00–{words.hour(one.hour)}:59"
    cells = (words.weekday(one.weekday), hours, one.tally.orders, one.tally.gmv)
    return Row(cells, Opens("orders", one.where))
