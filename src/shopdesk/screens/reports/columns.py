"""The columns of the list of reports, and what each says of one."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shopdesk.clock import Clock
from shopdesk.locale import _
from shopdesk.widgets.columns import Column

if TYPE_CHECKING:
    from shopdesk.screens.reports.calls import Shelved


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A report in the list, in the order of the catalogue."""

    id: int
    shelved: "Shelved"
    key: tuple[()] = ()

    @property
    def words(self) -> str:
        """What a filter looks in."""
        return f"{self.name} {self.shelved.report.id}"

    @property
    def name(self) -> str:
        """What the report is called."""
        return _(self.shelved.report.name)

    @property
    def last(self) -> int:
        """When a file of it was written last."""
        return self.shelved.last.at if self.shelved.last else 0

    @property
    def next(self) -> int:
        """When it is due next."""
        return self.shelved.next or 0


def columns(clock: Clock) -> tuple[Column, ...]:
    """Return the columns in the language spoken now."""

    def when(instant: int) -> tuple[str, str]:
        return (clock.show(instant) if instant else "", "quiet")

    return (
        Column("name", _("Report"), lambda line: line.name, 21, 1, sort="name"),
        Column("about", _("What it answers"), lambda line: (_(line.shelved.report.about), ""),
               20, 3, grow=True),
        Column("last", _("Written last"), lambda line: when(line.last), 13, 2, sort="last"),
        Column("next", _("Next run"), lambda line: when(line.next), 13, 4, sort="next"),
    )  # fmt: skip
