"""The declared actions of the Reports desk."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from shopdesk.locale import N_, _
from shopdesk.widgets.action import Action

if TYPE_CHECKING:
    from shopdesk.screens.reports.desk import ReportsDesk


def _chosen(desk: "ReportsDesk") -> str | None:
    return None if desk.here else _("There is no report here.")


def _shown(desk: "ReportsDesk") -> str | None:
    return None if desk.shown else _("No report is open; enter opens one.")


def _resting(desk: "ReportsDesk") -> str | None:
    return None if desk.shown and desk.preview.here else _("The cursor rests on no row.")


ACTIONS: Final[Sequence[Action]] = (
    Action("edit", "e", N_("Questions"), N_("Answer its questions: period, shop and others"),
           "row", _chosen, footer=True),
    Action("export", "E", N_("Export"), N_("Write it into a file: xlsx, docx, pptx, pdf, csv …"),
           "row", _chosen, footer=True),
    Action("copy", "y", N_("Copy"), N_("Copy the report as text, for a chat or a mail"), "row",
           _shown, footer=True),
    Action("row", "d", N_("Whole row"), N_("The row under the cursor with every column, uncut"),
           "row", _resting),
    Action("earlier", "minus", N_("Period before"), N_("The same report, one period earlier"),
           "row", _shown),
    Action("later", "plus,equals_sign", N_("Period after"),
           N_("The same report, one period later"), "row", _shown),
    Action("runs", "W", N_("Files"), N_("The files that were written, with their hashes"),
           footer=True),
    Action("plans", "S", N_("Schedules"), N_("Reports that come by themselves"), footer=True),
    Action("next_part", "tab", N_("Next part"), N_("To the next part of the report"), "row",
           _shown, footer=True),
    Action("last_part", "shift+tab", N_("Part before"), N_("To the part before"), "row", _shown),
)  # fmt: skip
