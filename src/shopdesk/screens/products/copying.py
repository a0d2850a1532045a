"""What the Products desk puts on the clipboard: of the SKU under the cursor, or of all marks."""

from collections.abc import Sequence
from functools import partial
from typing import Any, Final

from shopdesk.locale import _, language, ngettext
from shopdesk.money import number
from shopdesk.screens.dialogs.pick import Pick
from shopdesk.screens.products.columns import shown
from shopdesk.screens.products.fixing import Fixing
from shopdesk.text import safe

MOST: Final = 1_000
"""Lines that go on the clipboard: terminals take no more than some 70 kB at once."""


class ProductCopies(Fixing):
    """Copy."""

    def do_copy(self) -> None:
        """Choose what to copy: of the marks, else of the SKU under the cursor."""
        if self.grid.marks:
            choices = {"s": _("SKUs, one per line"), "b": _("Barcodes, one per line"),
                       "p": _("SKU and barcode, one pair per line")}  # fmt: skip

            def chosen(key: str | None) -> None:
                if key:
                    self.grid.chosen(partial(self._ask_labels, key))

            self.app.push_screen(Pick(_("Copy"), choices), chosen)
        elif (row := self.grid.row) is not None:
            self._copy_row(row)

    def _copy_row(self, row: Any) -> None:
        price = shown(row, row.price)
        said = price if isinstance(price, str) else price[0]
        line = "\t".join((row.sku, row.name, row.variation, said, str(row.level.available)))
        parts = {"s": (_("SKU"), row.sku), "b": (_("Barcode"), row.barcode)}
        parts |= {"n": (_("Name"), row.name), "l": (_("Line"), line)}
        choices = {key: f"{name}  {text}" for key, (name, text) in parts.items() if text}

        def chosen(key: str | None) -> None:
            if key:
                self.house.copy(parts[key][1])

        self.app.push_screen(Pick(_("Copy"), choices), chosen)

    def _ask_labels(self, key: str, ids: Sequence[int]) -> None:
        take = partial(self._copy_labels, key, len(ids))
        self.house.ask("products.labels", ids[:MOST], then=take)

    def _copy_labels(self, key: str, marked: int, labels: Sequence[tuple[str, str]]) -> None:
        lines = [
            safe({"s": sku, "b": barcode, "p": f"{sku} {barcode}"}[key], 200)
            for sku, barcode in labels
            if key == "s" or barcode
        ]
        if not lines:
            self.house.tell(_("None of the marked SKUs has a barcode."))
            return
        n, spoken = len(lines), language()
        said = ngettext("Copied {n} line", "Copied {n} lines", n).format(n=number(n, spoken))
        if marked > MOST:
            more = _("{copied}, of the first {most} of {n} marked SKUs: no clipboard takes more")
            said = more.format(copied=said, most=number(MOST, spoken), n=number(marked, spoken))
        elif n < marked:
            said = _("{copied}; {n} marked SKUs have no barcode").format(
                copied=said, n=number(marked - n, spoken)
            )
        self.house.copy("\n".join(lines), said)
