"""Codes at full speed: what is scanned while the store writes waits its turn, and none is lost."""

from typing import TYPE_CHECKING, Any, Final

from shopdesk.locale import _
from shopdesk.screens.dialogs.spread import Spread
from shopdesk.screens.packing import calls
from shopdesk.widgets.wedge import Wedge

if TYPE_CHECKING:
    from collections.abc import Callable

    from shopdesk.services.packing import Box, Table

MOST: Final = 200
"""Codes that are written at once; what comes behind the end of an order waits for the next turn."""


class Scanning(Spread[str]):
    """A dialog that hands codes to the store one batch after the other; a subclass shows them."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self.station = ""
        self.box: Box | None = None
        self._waiting: list[str] = []
        self._under_way = False

    @property
    def busy(self) -> bool:
        """Codes are being written, or wait."""
        return bool(self._under_way or self._waiting)

    @property
    def wedge(self) -> Wedge:
        """Where codes come in."""
        return self.query_one("#wedge", Wedge)

    def field(self) -> Wedge:
        """Return the field for the scanner."""
        hint = _("Scan an order's resi or number, then every piece")
        return Wedge(self.scanned, hint, "wedge", lambda: self.busy)

    def scanned(self, code: str) -> None:
        """Take a code."""
        self._waiting.append(code)
        self.go_on()

    def go_on(self) -> None:
        """Write what waits, unless something is being written or the table is not known yet."""
        if self._under_way or not self._waiting or not self.station:
            return
        batch = self._waiting[:MOST]
        del self._waiting[: len(batch)]
        at = self.box.order_id if self.box else None

        def taken(table: "Table") -> None:
            self._waiting[:0] = batch[len(table.heard) :]
            self.take(table)

        self.write(calls.scan, batch, self.station, at, then=taken)

    def write(self, call: Any, *args: Any, then: "Callable[[Table], None] | None" = None) -> None:
        """Write something about the table; codes that come meanwhile wait for it."""
        self._under_way = True

        def written(table: "Table") -> None:
            self._under_way = False
            (then or self.take)(table)
            self.go_on()

        def failed() -> None:
            self._under_way = False
            self.app.bell()
            self.go_on()

        self.house.write(call, *args, then=written, failed=failed)

    def take(self, table: "Table") -> None:
        """Show what came of the codes."""
        raise NotImplementedError
