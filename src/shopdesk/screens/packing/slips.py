"""Slips that print themselves: one finished order after the other, beside the scanning."""

from typing import TYPE_CHECKING

from shopdesk.locale import _
from shopdesk.screens.packing import calls
from shopdesk.screens.packing.scanning import Scanning

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shopdesk.reports.papers.printout import Printout
    from shopdesk.services.packing import Heard


class Slips(Scanning):
    """A packing table that prints the slips of what was packed, as soon as nothing long runs."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self._unprinted: list[Heard] = []
        self._printing = False

    def print_slips(self, packed: "Sequence[Heard]") -> None:
        """Print a slip for each order that was finished."""
        self._unprinted += packed
        self._print()

    def _print(self) -> None:
        if self._printing or not self._unprinted or self.house.job is not None:
            return
        one = self._unprinted.pop(0)
        self._printing = True
        label = _("Printing the slip of {number}").format(number=one.number)
        self.house.follow(
            calls.slip, one.order_ids, one.number, label=label, then=self._printed,
            failed=self._stopped,
        )  # fmt: skip

    def _printed(self, made: "Printout | None") -> None:
        self._printing = False
        if made is not None:
            self.slip_written(made)
        self._print()

    def _stopped(self) -> None:
        self._printing = False
        self._print()

    def slip_written(self, made: "Printout") -> None:
        """Tell where a slip stands."""
