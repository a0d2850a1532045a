"""A planned resi as a line of a list."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from shopdesk.locale import _
from shopdesk.widgets.columns import Column

if TYPE_CHECKING:
    from shopdesk.services.resi import PlannedResi

_LOOKS: Final = {"new": "good", "changed": "soon", "same": "quiet", "refused": "bad"}


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One line of the plan."""

    id: int
    row: "PlannedResi"
    key: tuple[()] = ()

    @property
    def words(self) -> str:
        """What a filter looks in."""
        return f"{self.row.number} {self.row.resi} {self.row.guess}"


def columns() -> tuple[Column, ...]:
    """Return the columns of a plan."""
    return (
        Column("number", _("Order"), _order, 16, 1, whole=True),
        Column("resi", _("Resi"), lambda p: p.row.resi, 14, 1, whole=True),
        Column("verdict", _("Verdict"), _verdict, 9, 2),
        Column("courier", _("Courier"), _courier, 14, 3),
        Column("why", _("Why"), _why, 24, 4, grow=True),
        Column("where", _("Where"), lambda p: (p.row.entry.where, "quiet"), 10, 6),
    )  # fmt: skip


def _order(line: PlanRow) -> str:
    row = line.row
    return row.number if row.parcels == 1 else f"{row.number} {row.parcel}/{row.parcels}"


def _verdict(line: PlanRow) -> tuple[str, str]:
    from shopdesk.services.resi import verdict_word

    return verdict_word(line.row.verdict), _LOOKS[line.row.verdict]


def _courier(line: PlanRow) -> tuple[str, str]:
    """Return the order's courier, or what the number looks like with a question mark."""
    row = line.row
    if row.courier:
        return row.courier, ""
    return (f"{' / '.join(row.guesses)}?", "quiet") if row.guesses else ("", "")


def _why(line: PlanRow) -> tuple[str, str]:
    row = line.row
    if row.verdict == "changed" and not row.reason:
        return _("was {resi}").format(resi=row.before), "quiet"
    return row.reason, "bad" if row.verdict == "refused" else "soon"
