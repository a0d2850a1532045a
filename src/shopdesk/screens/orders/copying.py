"""What the Orders desk puts on the clipboard: of the order under the cursor, or of all marks."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from shopdesk.locale import _, language, ngettext
from shopdesk.money import number
from shopdesk.screens.dialogs.pick import Pick
from shopdesk.screens.orders.verbs import OrderVerbs
from shopdesk.screens.words import channel, word
from shopdesk.text import safe

if TYPE_CHECKING:
    from shopdesk.services.orders import OrderRow

MOST: Final = 1_000
"""Lines that go on the clipboard: terminals take no more than some 70 kB at once."""


class OrderCopies(OrderVerbs):
    """Copy."""

    def do_copy(self) -> None:
        """Choose what to copy: of the marks, else of the order under the cursor."""
        if self.grid.marks:
            self._copy_marks()
        elif (row := self.grid.row) is not None:
            self._copy_row(row)

    def _copy_row(self, row: "OrderRow") -> None:
        status = word(row.status)
        line = "\t".join((row.number, channel(row.channel), row.shop, status, row.buyer or ""))
        parts = {"n": (_("Number"), row.number), "r": (_("Resi"), row.tracking or "")}
        parts |= {"b": (_("Buyer"), row.buyer or ""), "l": (_("Line"), line)}
        choices = {key: f"{said}  {text}" for key, (said, text) in parts.items() if text}

        def copy(key: str | None) -> None:
            if key:
                self.house.copy(parts[key][1])

        self.app.push_screen(Pick(_("Copy"), choices), copy)

    def _copy_marks(self) -> None:
        n = len(self.grid.marks)
        title = ngettext("Copy of {n} marked order", "Copy of {n} marked orders", n)
        choices = {
            "n": _("Numbers, one per line"),
            "r": _("Resi, one per line"),
            "p": _("Number and resi, one pair per line"),
        }

        def copy(key: str | None) -> None:
            if key:
                self.grid.chosen(partial(self._ask_labels, key))

        said = title.format(n=number(n, language()))
        self.app.push_screen(Pick(said, choices), copy)

    def _ask_labels(self, key: str, ids: Sequence[int]) -> None:
        take = partial(self._copy_labels, key, len(ids))
        self.house.ask("orders.labels", ids[:MOST], then=take)

    def _copy_labels(self, key: str, marked: int, labels: Sequence[tuple[str, str]]) -> None:
        lines = [
            safe({"n": name, "r": resi, "p": f"{name} {resi}"}[key], 200)
            for name, resi in labels
            if key == "n" or resi
        ]
        n, spoken = len(lines), language()
        if not n:
            self.house.tell(_("None of the marked orders has a resi."))
            return
        said = ngettext("Copied {n} line", "Copied {n} lines", n).format(n=number(n, spoken))
        if marked > MOST:
            more = _("{copied}, of the first {most} of {n} marked orders: no clipboard takes more")
            said = more.format(copied=said, most=number(MOST, spoken), n=number(marked, spoken))
        elif n < marked:
            said = _("{copied}; {n} marked orders have no resi").format(
                copied=said, n=number(marked - n, spoken)
            )
        self.house.copy("\n".join(lines), said)
