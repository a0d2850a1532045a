"""What the Orders desk hands out: text on the clipboard, papers, spreadsheets."""

from collections.abc import Callable, Sequence
from pathlib import Path

from shopdesk.locale import _
from shopdesk.screens.dialogs.path import AskPath
from shopdesk.screens.dialogs.pick import Pick
from shopdesk.screens.orders import calls
from shopdesk.screens.orders.verbs import OrderVerbs
from shopdesk.screens.words import CHANNEL, channel, word


class OrderPapers(OrderVerbs):
    """Copy, print and export."""

    def do_copy(self) -> None:
        """Choose what to copy of the order under the cursor."""
        if (row := self.grid.row) is None:
            return
        status = word(row.status)
        line = "\t".join((row.number, channel(row.channel), row.shop, status, row.buyer or ""))
        parts = {"n": (_("Number"), row.number), "r": (_("Resi"), row.tracking or "")}
        parts |= {"b": (_("Buyer"), row.buyer or ""), "l": (_("Line"), line)}
        choices = {key: f"{said}  {text}" for key, (said, text) in parts.items() if text}
        pick = Pick(_("Copy"), choices)

        def copy(key: str | None) -> None:
            if key:
                self.house.copy(parts[key][1])

        self.app.push_screen(pick, copy)

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
        """Choose what to export, then where to."""
        choices = {"o": _("The orders that the filter shows")}
        letters = dict(zip("stplbf", CHANNEL, strict=False))
        said = _("Resi for {channel}")
        choices |= {key: said.format(channel=channel(name)) for key, name in letters.items()}

        def chosen(choice: str | None) -> None:
            if choice:
                self._export(letters.get(choice, ""))

        self.app.push_screen(Pick(_("Export"), choices), chosen)

    def _export(self, market: str) -> None:
        where = self.grid.window.where
        sort = self.grid.window.sort

        def write(path: Path | None) -> None:
            if path:
                asked = f"{where} sort:{sort}"
                label = _("Writing {path}").format(path=path.name)
                self.house.follow(calls.sheet, market, asked, path, label=label, then=self._wrote)

        self._ask_path(f"resi-{market}.xlsx" if market else "orders.xlsx", write)

    def _ask_path(self, name: str, then: Callable[[Path | None], None]) -> None:
        stem, dot, ending = name.partition(".")
        clock = self.house.clock
        named = f"{stem}-{clock.today().isoformat()}{dot}{ending}"
        folder = self.house.folders[0] if self.house.folders else Path.home()
        self.app.push_screen(AskPath(_("Write to"), str(folder / named)), then)

    def _wrote(self, path: Path) -> None:
        self.house.tell(_("Wrote {path}").format(path=path))
