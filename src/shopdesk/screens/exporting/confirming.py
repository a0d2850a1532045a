"""Telling marketplaces which orders went out: a sheet of resi per shop, planned and written."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from shopdesk.locale import _, ngettext
from shopdesk.screens.dialogs.ask import Answers, Ask, Question
from shopdesk.screens.doorway import Job
from shopdesk.screens.exporting.asking import tell_written
from shopdesk.screens.exporting.calls import Planned
from shopdesk.screens.exporting.plan import ExportDialog

if TYPE_CHECKING:
    from shopdesk.services.exports import ExportPlan, Written
    from shopdesk.store import Store


def open_confirming(app: Any, order_ids: Sequence[int]) -> None:
    """Ask where to write, and for the seller centre's own sheet if there is one."""
    folder = app.folders[0] if app.folders else Path.home()
    questions = [
        Question("template", _("Template"), hint=_("none: a fresh sheet per shop")),
        Question("folder", _("Folder"), str(folder), needed=True),
    ]

    def answered(answers: Answers | None) -> None:
        if answers is not None:
            day = app.clock.today().isoformat()
            app.follow(plan, tuple(order_ids), answers, day, label=_("Planning"),
                       then=partial(_planned, app))  # fmt: skip

    ask = Ask(_("Resi for the marketplaces"), questions, button=_("Go on"), test=_wrong)
    app.push_screen(ask, answered)


def plan(
    store: "Store", _job: Job, order_ids: tuple[int, ...], answers: Answers, day: str
) -> list[Planned]:
    """Work out the sheets."""
    from shopdesk.services.exports import Wish, confirming

    template = Path(answers["template"]).expanduser() if answers["template"] else None
    out = Path(answers["folder"]).expanduser()
    if template:
        out /= f"{template.stem}-{day}{template.suffix}"
    wish = Wish("resi", out, template, ids=order_ids)
    return [Planned(one.wish.out, one) for one in confirming.plan_confirmations(store, wish)]


def write(store: "Store", _job: Job, plans: "Sequence[ExportPlan]") -> "Sequence[Written]":
    """Write the sheets that were agreed to."""
    from shopdesk.services.exports import confirming

    return confirming.confirm(store, plans)


def _wrong(answers: Answers) -> str | None:
    template = answers["template"]
    if template and not Path(template).expanduser().is_file():
        return _("There is no file {path}.").format(path=template)
    folder = Path(answers["folder"]).expanduser()
    return None if folder.is_dir() else _("There is no folder {path}.").format(path=folder)


def _planned(app: Any, made: Sequence[Planned]) -> None:
    def chosen(plans: "list[ExportPlan] | None") -> None:
        if plans:
            n = len(plans)
            label = ngettext("Writing {n} file", "Writing {n} files", n).format(n=n)
            app.follow(write, plans, label=label, then=partial(tell_written, app))

    app.push_screen(ExportDialog(made), chosen)
