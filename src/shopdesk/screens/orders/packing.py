"""From the Orders desk to the packing table: waves of what is chosen, and the scanner's view."""

from shopdesk.screens.orders.verbs import OrderVerbs
from shopdesk.screens.packing import open_table, open_waves


class OrderPacking(OrderVerbs):
    """Waves and the packing table."""

    def do_waves(self) -> None:
        """Show the waves; a new one may be of the marks, or of what the filter shows."""
        where = self.grid.window.where
        if self.grid.marks:
            self.grid.chosen(lambda ids: open_waves(self.app, where, ids))
        else:
            open_waves(self.app, where)

    def do_packing(self) -> None:
        """Open the packing table with the order under the cursor, where that is to pack."""
        self.grid.once_here(self._open_table)

    def _open_table(self) -> None:
        row = self.grid.row
        open_table(self.app, order=row.id if row and row.status == "to_pack" else None)
