"""A count sheet handed out and taken in: on paper, as a spreadsheet, and that one filled."""

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from shopdesk.locale import _, ngettext
from shopdesk.screens.counting import calls
from shopdesk.screens.counting.scanning import Scanning
from shopdesk.screens.dialogs.path import AskPath
from shopdesk.screens.dialogs.reader import Reader
from shopdesk.text import safe
from shopdesk.widgets.paper import Paper

if TYPE_CHECKING:
    from shopdesk.services.stock.counting import Filled

SHOWN: Final = 200
"""Wrong cells that are shown."""


class Handing(Scanning):
    """What leaves the terminal and comes back; a subclass looks again afterwards."""

    def look(self, _change: Any = None) -> None:
        """Ask for the sheet again."""
        raise NotImplementedError

    def do_print(self) -> None:
        """Ask where to write the paper."""
        self._ask_path("pdf", calls.paper)

    def do_export(self) -> None:
        """Ask where to write the spreadsheet."""
        self._ask_path("xlsx", calls.save)

    def _ask_path(self, ending: str, call: Any) -> None:
        folder = self.house.folders[0] if self.house.folders else Path.home()
        name = "".join(c if c.isalnum() or c in "-_." else "-" for c in self.name_now)

        def write(path: Path | None) -> None:
            if path is not None:
                label = _("Writing {path}").format(path=path.name)
                self.house.follow(call, self.name_now, path, label=label, then=self._wrote)

        start = str(folder / f"{_('count')}-{name}.{ending}")
        self.app.push_screen(AskPath(_("Write to"), start), write)

    def _wrote(self, path: Path) -> None:
        self.house.tell(_("Wrote {path}").format(path=path))

    def do_take_in(self) -> None:
        """Ask for the filled sheet, and take it in."""
        folder = self.house.folders[0] if self.house.folders else Path.home()

        def read(path: Path | None) -> None:
            if path is not None:
                label = _("Reading {path}").format(path=path.name)
                self.house.follow(calls.read_file, path, label=label, then=self._read)

        self.app.push_screen(AskPath(_("Filled sheet"), f"{folder}/"), read)

    def _read(self, filled: "Filled") -> None:
        def taken(change: Any) -> None:
            self.look(change)
            if filled.wrong:
                self.app.push_screen(Reader(*_wrong(filled)))

        self.house.do("stock.counting.fill_in", self.name_now, filled, then=taken)


def _wrong(filled: "Filled") -> tuple[str, Paper]:
    """Return the cells that were not taken, as a sheet to read."""
    n = len(filled.wrong)
    title = ngettext("{n} cell was not taken", "{n} cells were not taken", n).format(n=n)
    paper = Paper()
    for bad in filled.wrong[:SHOWN]:
        place = _("{file}, sheet {sheet}, row {row}, column {column}: “{value}”: {reason}")
        paper.line(safe(place.format(file=filled.file, **bad._asdict()), 400))
    if n > SHOWN:
        paper.line(_("… and {n} more").format(n=n - SHOWN))
    return title, paper
