"""Where the resi come from, then the plan, then the entry."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from shopdesk.locale import _
from shopdesk.screens.dialogs.path import AskPath
from shopdesk.screens.dialogs.pick import Pick
from shopdesk.screens.doorway import Job

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shopdesk.services.resi import Entry, ResiPlan
    from shopdesk.store import Read, Store


def open_resi(app: Any) -> None:
    """Choose where the resi come from."""
    choices = {
        "p": _("Paste a list of “number resi”"),
        "f": _("From a spreadsheet"),
        "s": _("Scan: the order, then its resi"),
    }
    ways = {"p": _paste, "f": _file, "s": _scan}
    app.push_screen(Pick(_("Resi list"), choices), lambda key: ways[key](app) if key else None)


def of_text(read: "Read", text: str) -> "ResiPlan":
    """Return the plan of a pasted list."""
    from shopdesk.services import resi

    return resi.plan(read, resi.lines(text))


def of_file(store: "Store", _job: Job, path: Path) -> "ResiPlan":
    """Return the plan of a spreadsheet."""
    from shopdesk.services import resi

    entries = resi.sheet(path)
    with store.read() as read:
        return resi.plan(read, entries)


def planned(app: Any, made: "ResiPlan") -> None:
    """Show the plan; what is agreed to is entered."""
    from shopdesk.screens.resi.plan import ResiDialog

    def agreed(how: str | None) -> None:
        if how:
            app.do("resi.enter", made, ship=how == "ship")

    app.push_screen(ResiDialog(made), agreed)


def _paste(app: Any) -> None:
    from shopdesk.screens.dialogs.paste import Paste  # a text editor is slow to load

    def pasted(text: str | None) -> None:
        if text and text.strip():
            app.ask(of_text, text, then=partial(planned, app))

    sentence = _("Paste lines of “number resi”; f2 shows the plan.")
    app.push_screen(Paste(_("Resi list"), sentence), pasted)


def _file(app: Any) -> None:
    folder = app.folders[0] if app.folders else Path.home()

    def named(path: Path | None) -> None:
        if path:
            label = _("Reading {path}").format(path=path.name)
            app.follow(of_file, path, label=label, then=partial(planned, app))

    app.push_screen(AskPath(_("Spreadsheet with order numbers and resi"), f"{folder}/"), named)


def _scan(app: Any) -> None:
    from shopdesk.screens.resi.scanning import ScanDialog

    def scanned(entries: "Sequence[Entry] | None") -> None:
        if entries:
            app.ask("resi.plan", entries, then=partial(planned, app))

    app.push_screen(ScanDialog(), scanned)
