"""Where a count differs from the ledger: line by line, what is worth most first, and the sum."""

from typing import TYPE_CHECKING, Any

from shopdesk.locale import _, ngettext
from shopdesk.screens.counting.columns import amount, variance_columns
from shopdesk.screens.products.lists import Asked, ListDialog, numbered

if TYPE_CHECKING:
    from shopdesk.services.stock.counting import Variance


class VarianceDialog(ListDialog):
    """Lists what differs, with the sum over it."""

    PLACE = "variance"

    def take(self, rows: "Variance") -> None:
        """Show what differs."""
        self.put(numbered(rows.lines), _summed(rows))


def show_variance(app: Any, name: str) -> None:
    """Show where a count differs."""
    asked = Asked("stock.counting.variance", (name,), variance_columns(),
                  _("What was counted agrees with the ledger."))  # fmt: skip
    app.push_screen(VarianceDialog(_("Differences of {name}").format(name=name), asked))


def _summed(found: "Variance") -> str:
    said = _("{missing} missing · {surplus} too many · {worth}").format(
        missing=found.missing, surplus=found.surplus, worth=amount(found.worth, "IDR")
    )
    if n := found.unpriced:
        said += " · " + ngettext("{n} without a cost", "{n} without a cost", n).format(n=n)
    if n := found.uncounted:
        said += " · " + ngettext("{n} line not counted", "{n} lines not counted", n).format(n=n)
    return said
