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
        """Open the packing table."""
        open_table(self.app)
