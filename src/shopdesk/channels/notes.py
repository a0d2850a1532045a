"""What went in, but should be looked at: counted while converting, told once at the end."""

from collections.abc import Iterator

from shopdesk.channels.layout import Layout
from shopdesk.locale import _, ngettext


class Notes:
    """Counts of oddities with the first row of each (from 1)."""

    def __init__(self) -> None:
        self.assumed_currency: str | None = None
        self._counts: dict[str, tuple[int, int]] = {}

    def count(self, what: str, row: int) -> None:
        """Count one more row of this oddity: sum, beyond or blank."""
        times, first = self._counts.get(what, (0, row))
        self._counts[what] = times + 1, first

    def told(self, layout: Layout | None) -> list[str]:
        """Return the warnings, in words."""
        return [*self._counted(), *(self._columns(layout) if layout else ())]

    def _counted(self) -> Iterator[str]:
        if self.assumed_currency:
            yield _("The file does not say its currency; {currency} was assumed.").format(
                currency=self.assumed_currency
            )
        for what, (n, row) in self._counts.items():
            yield _sentence(what, n).format(n=n, row=row)

    def _columns(self, layout: Layout) -> Iterator[str]:
        for place, dates in layout.instants:
            if dates.typed and dates.written:
                yield _(
                    "Column {column} mixes dates as text with dates that a spreadsheet program"
                    " has converted; day and month of the latter may be swapped."
                ).format(column=place.label)
        for place, weights in layout.weights:
            if weights.unread is not None:
                yield _("Column {column}: the weight “{value}” was not understood.").format(
                    column=place.label, value=weights.unread
                )


def _sentence(what: str, n: int) -> str:
    if what == "sum":
        return ngettext(
            "Price times quantity is not the subtotal in {n} row, row {row}.",
            "Price times quantity is not the subtotal in {n} rows, first in row {row}.", n,
        )  # fmt: skip
    if what == "beyond":
        return ngettext(
            "{n} row has cells to the right of the last header, row {row}; they were left out.",
            "{n} rows have cells to the right of the last header, first row {row};"
            " they were left out.", n,
        )  # fmt: skip
    return ngettext(
        "{n} blank row was skipped, row {row}.",
        "{n} blank rows were skipped, first row {row}.", n,
    )  # fmt: skip
