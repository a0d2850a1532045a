"""What the Shipments desk puts on the clipboard: of one parcel, or of all marks."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from shopdesk.locale import _, language, ngettext
from shopdesk.money import number
from shopdesk.parcels import status
from shopdesk.screens.dialogs.pick import Pick
from shopdesk.screens.shipments.verbs import ParcelVerbs
from shopdesk.text import safe

if TYPE_CHECKING:
    from shopdesk.services.shipments import ParcelRow

MOST: Final = 1_000
"""Lines that go on the clipboard: terminals take no more than some 70 kB at once."""


class ParcelCopies(ParcelVerbs):
    """Copy."""

    def do_copy(self) -> None:
        """Choose what to copy: of the marks, else of the parcel under the cursor."""
        if self.grid.marks:
            choices = {"r": _("Resi, one per line"), "n": _("Order numbers, one per line"),
                       "p": _("Number and resi, one pair per line")}  # fmt: skip

            def chosen(key: str | None) -> None:
                if key:
                    self.grid.chosen(partial(self._ask_labels, key))

            self.app.push_screen(Pick(_("Copy"), choices), chosen)
        elif (row := self.grid.row) is not None:
            self._copy_row(row)

    def _copy_row(self, row: "ParcelRow") -> None:
        courier, resi = row.courier or "", row.tracking or ""
        line = "\t".join((resi, courier, row.order, status(row.status), row.raw or ""))
        parts = {"r": (_("Resi"), resi), "n": (_("Order"), row.order)}
        parts |= {"k": (_("The courier says"), row.raw or ""), "l": (_("Line"), line)}
        choices = {key: f"{said}  {text}" for key, (said, text) in parts.items() if text}

        def chosen(key: str | None) -> None:
            if key:
                self.house.copy(parts[key][1])

        self.app.push_screen(Pick(_("Copy"), choices), chosen)

    def _ask_labels(self, key: str, ids: Sequence[int]) -> None:
        take = partial(self._copy_labels, key, len(ids))
        self.house.ask("shipments.labels", ids[:MOST], then=take)

    def _copy_labels(self, key: str, marked: int, labels: Sequence[tuple[str, str]]) -> None:
        lines = [
            safe({"n": name, "r": resi, "p": f"{name} {resi}"}[key], 200)
            for name, resi in labels
            if key == "n" or resi
        ]
        n, spoken = len(lines), language()
        said = ngettext("Copied {n} line", "Copied {n} lines", n).format(n=number(n, spoken))
        if not n:
            self.house.tell(_("None of the marked parcels has a resi."))
            return
        if marked > MOST:
            more = _("{copied}, of the first {most} of {n} marked parcels: no clipboard takes more")
            said = more.format(copied=said, most=number(MOST, spoken), n=number(marked, spoken))
        elif n < marked:
            said = _("{copied}; {n} marked parcels have no resi").format(
                copied=said, n=number(marked - n, spoken)
            )
        self.house.copy("\n".join(lines), said)
