"""Writing a report into a file: which format, into which folder, and where it lies then."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from shopdesk.clock import Clock
from shopdesk.locale import N_, _, language
from shopdesk.screens.dialogs.ask import Answers, Ask, Question
from shopdesk.screens.dropped import short
from shopdesk.screens.reports.questions import told
from shopdesk.widgets.paper import QUIET, Paper

if TYPE_CHECKING:
    from shopdesk.reports.running import Written
    from shopdesk.reports.spec import Report

FORMATS = {
    "xlsx": N_("Spreadsheet (xlsx)"),
    "docx": N_("Document for Word (docx)"),
    "pptx": N_("Slides (pptx)"),
    "pdf": N_("To print (pdf)"),
    "csv": N_("Bare tables (csv)"),
    "html": N_("Page for the browser (html)"),
    "txt": N_("Plain text (txt)"),
}
"""What people call a format; one that is new goes by its own name."""


class WriteForm(Ask):
    """Asks for the format and the folder; Enter takes what stands there."""

    AUTO_FOCUS: ClassVar[str] = "#ask-folder"


def open_writing(app: Any, report: "Report", said: Mapping[str, str]) -> None:
    """Ask for a format and a folder, then write the report and tell where it lies."""
    from shopdesk.reports.renderers import FORMATS as KNOWN

    folder = app.folders[0] if app.folders else Path.home()
    choices = {one: _(FORMATS.get(one, one)) for one in KNOWN}
    asked = [
        Question("format", _("Format"), app.memory.get("reports.format", ""), choices=choices),
        Question("folder", _("Folder"), str(folder), needed=True),
    ]
    paper = Paper().pairs(told(report, said))
    if said.get("names") == "yes":
        paper.line(_("It will hold personal data."), "$text-warning")
    paper.line(_("The journal keeps the file's name and hash."), QUIET)

    def answered(answers: Answers | None) -> None:
        if answers is not None:
            app.memory.put("reports.format", answers["format"])
            out = fresh(Path(answers["folder"]).expanduser(), report, said, answers["format"],
                        app.clock)  # fmt: skip
            label = _("Writing {path}").format(path=out.name)
            app.follow("reports.running.write", report.id, dict(said), out, language(),
                       label=label, then=lambda done: tell(app, done))  # fmt: skip

    title = _("Write {report}").format(report=_(report.name))
    app.push_screen(WriteForm(title, asked, about=paper, button=_("Write"), test=_test), answered)


def _test(answers: Answers) -> str | None:
    folder = Path(answers["folder"]).expanduser()
    if folder.is_dir():
        return None
    return _("There is no folder {path}.").format(path=answers["folder"])


def fresh(
    folder: Path, report: "Report", said: Mapping[str, str], suffix: str, clock: Clock
) -> Path:
    """Return the file for a report, with a number behind its name if there is one already."""
    from shopdesk.reports.days import spelt
    from shopdesk.reports.running import place_of
    from shopdesk.services.figures.scope import Span

    days = spelt(Span.of(said["period"], clock)) if "period" in said else str(clock.today())
    stem = f"{report.id}-{days.replace('..', '_')}"
    names = (stem, *(f"{stem}-{n}" for n in range(2, 1_000)))
    paths = (place_of(folder / f"{name}.{suffix}") for name in names)
    return next((path for path in paths if not path.exists()), folder / f"{stem}.{suffix}")


def tell(app: Any, done: "Written") -> None:
    """Tell where the file lies."""
    path = Path(done.path)
    app.tell(_("Wrote {name} into {folder}").format(name=path.name, folder=short(path.parent)))
    if app.desk is not None:
        app.desk.reload()
