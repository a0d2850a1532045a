"""What the Orders desk hands out: papers and spreadsheets."""

from collections.abc import Callable, Sequence
from pathlib import Path

from shopdesk.locale import _
from shopdesk.screens.dialogs.path import AskPath
from shopdesk.screens.dialogs.pick import Pick
from shopdesk.screens.orders import calls
from shopdesk.screens.orders.copying import OrderCopies
from shopdesk.screens.orders.exports import export_orders


class OrderPapers(OrderCopies):
    """Print and export."""

    def do_print(self) -> None:
        """Choose a paper, then where to write it."""
        choices = {"p": _("Pick list (PDF)"), "s": _("Packing slips (PDF)")}
        self.app.push_screen(Pick(_("Print"), choices), self._print)

    def _print(self, choice: str | None) -> None:
        if choice is None:
            return
        kind = "picklist" if choice == "p" else "slips"

        def write(path: Path | None) -> None:
            if path:
                self.grid.chosen(lambda ids: self._paper(kind, ids, path))

        self._ask_path(f"{kind}.pdf", write)

    def _paper(self, kind: str, ids: Sequence[int], path: Path) -> None:
        label = _("Writing {path}").format(path=path.name)
        self.house.follow(calls.paper, kind, list(ids), path, label=label, then=self._wrote)

    def do_export(self) -> None:
        """Ask what to write: the marked orders, or all that the filter shows."""
        window = self.grid.window
        where = f"{window.where} sort:{window.sort}"
        if self.grid.marks:
            self.grid.chosen(lambda ids: export_orders(self.app, where, ids, window.total))
        else:
            export_orders(self.app, where, (), window.total)

    def _ask_path(self, name: str, then: Callable[[Path | None], None]) -> None:
        stem, dot, ending = name.partition(".")
        clock = self.house.clock
        named = f"{stem}-{clock.today().isoformat()}{dot}{ending}"
        folder = self.house.folders[0] if self.house.folders else Path.home()
        self.app.push_screen(AskPath(_("Write to"), str(folder / named)), then)

    def _wrote(self, path: Path) -> None:
        self.house.tell(_("Wrote {path}").format(path=path))
