"""What the Orders desk hands out: papers and spreadsheets."""

from shopdesk.screens.orders.copying import OrderCopies
from shopdesk.screens.orders.exports import export_orders
from shopdesk.screens.printing import open_print


class OrderPapers(OrderCopies):
    """Print and export."""

    def do_print(self) -> None:
        """Choose a paper for the marks, or else for the order under the cursor."""
        window = self.grid.window
        self.grid.chosen(lambda ids: open_print(self.app, ids, (window.where, window.sort)))

    def do_export(self) -> None:
        """Ask what to write: the marked orders, or all that the filter shows."""
        window = self.grid.window
        where = f"{window.where} sort:{window.sort}"
        if self.grid.marks:
            self.grid.chosen(lambda ids: export_orders(self.app, where, ids, window.total))
        else:
            export_orders(self.app, where, (), window.total)
