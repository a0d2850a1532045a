"""The list of figures and reasons, period by period; Enter shows the tickets behind a line."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Final

from shopdesk.locale import N_, _, language
from shopdesk.money import number
from shopdesk.reports import quality as words
from shopdesk.screens.products.lists import TURNING, Asked, ListDialog, Numbered
from shopdesk.screens.quality import calls
from shopdesk.screens.view_strip import View
from shopdesk.widgets.action import Action
from shopdesk.widgets.columns import Column, Shown

if TYPE_CHECKING:
    from shopdesk.services.tickets.quality import Figure, Reason

GOOD, POOR = 0.9, 0.75
"""Shares from which a figure looks good, and under which it looks late."""
FULL, EMPTY = "█", "░"
BAR: Final = 12


@dataclass(frozen=True, slots=True)
class Told:
    """One line: what it is called, its value, what it is made of, and its tickets."""

    name: str
    value: str
    look: str
    made_of: str
    opens: str
    means: str
    tickets: int
    where: str


def open_quality(app: Any) -> None:
    """Show how well customers are answered."""
    asked = Asked(calls.figures, (), columns(), _("No ticket was opened in this period."))
    app.push_screen(QualityDialog(_("Quality of the answers"), asked))


class QualityDialog(ListDialog):
    """The figures of a period, and beneath them why customers wrote."""

    PLACE = "quality"
    ACTIONS: ClassVar[Sequence[Action]] = (
        Action("tickets", "T", N_("Its tickets"), N_("Show the tickets behind the line"), "row",
               lambda d: d.no_tickets(), footer=True),
        *TURNING,
    )  # fmt: skip
    VIEWS = (
        View("this-month", N_("This month"), "@this-month", always=True),
        View("this-week", N_("This week"), "@this-week", always=True),
        View("last-week", N_("Last week"), "@last-week", always=True),
        View("last-month", N_("Last month"), "@last-month", always=True),
        View("this-year", N_("This year"), "@this-year", always=True),
    )

    def take(
        self, found: "Mapping[str, tuple[tuple[Figure, ...], tuple[Reason, ...]]]"
    ) -> None:  # fmt: skip
        """Show the figures of every period, then the reasons."""
        lines: list[tuple[str, Told]] = []
        for period, (figures, reasons) in found.items():
            opened = next((one.tickets for one in figures if one.id == "opened"), 0)
            self.counts[period] = opened
            if opened:
                lines += [(period, _figure(one)) for one in figures]
                lines += [(period, _reason(one)) for one in reasons]
        said = _("of the tickets opened in the period; enter: the tickets behind a line")
        self.put([Numbered(at, one, f"@{view}") for at, (view, one) in enumerate(lines)], said)

    def on_grid_opened(self, message: Any) -> None:
        """Show the tickets that the line is made of."""
        self._show(message.row.row)

    def no_tickets(self) -> str | None:
        """Return why there is nothing to show, or None."""
        row = self.grid.row
        return None if row and row.row.tickets else _("No ticket stands behind this line.")

    def do_tickets(self) -> None:
        """Show the tickets behind the line under the cursor."""
        if self.grid.row is not None:
            self._show(self.grid.row.row)

    def _show(self, told: Told) -> None:
        if told.tickets:
            self.dismiss(None)
            self.house.show("tickets", told.where)
        else:
            self.house.tell(_("No ticket stands behind this line."))


def columns() -> tuple[Column, ...]:
    """Return the columns."""
    return (
        Column("name", _("Figure"), lambda line: line.row.name, 30, 1),
        Column("value", _("Value"), _value, 12, 2, align="right"),
        Column("tickets", _("Tickets"), _tickets, 8, 3, align="right"),
        Column("opens", _("Which ones"), lambda line: (line.row.opens, "quiet"), 20, 5),
        Column("made", _("Made of"), lambda line: (line.row.made_of, "quiet"), 24, 4),
        Column("means", _("Counted as"), lambda line: (line.row.means, "quiet"), 30, 6, grow=True),
    )


def _value(line: Any) -> Shown:
    return line.row.value, line.row.look


def _tickets(line: Any) -> str:
    return number(line.row.tickets, language())


def _figure(one: "Figure") -> Told:
    look = "strong"
    if one.kind == "share" and one.id != "response" and one.value is not None:
        look = "good" if one.value >= GOOD else "late" if one.value < POOR else "soon"
    return Told(
        words.name(one), words.value(one), look, words.made_of(one), words.opens(one),
        words.means(one), one.tickets, one.where,
    )  # fmt: skip


def _reason(one: "Reason") -> Told:
    part = round(one.tickets * BAR / one.of) if one.of else 0
    bar, look = FULL * part + EMPTY * (BAR - part), "quiet" if one.by else ""
    whole = _("of {n}").format(n=one.of)
    return Told(words.reason(one), bar, look, whole, "", "", one.tickets, one.where)
