"""Product sheets, stock sheets and delivery notes into the catalogue, the offers and the ledger.

What a marketplace's sheet says is what a shop shows: it becomes offers, and never changes a price,
a stock or a text of ours. The own shop's product file and a sheet of one's own are the catalogue:
they change what they say, where a column that is absent keeps and a blank cell clears. Stock on a
sheet of one's own was counted, and is posted as a count; a delivery note is received.

The files come in through ``services.imports``, together with orders, by one plan and as one entry.
"""

from shopdesk.services.catalogue.counting import place as count
from shopdesk.services.catalogue.delivering import place as deliver
from shopdesk.services.catalogue.placing import place as tell
from shopdesk.services.catalogue.shapes import Haul, Placed
from shopdesk.store import Work

__all__ = ["Haul", "Placed", "place"]


def place(work: Work, haul: Haul, shop_id: int | None, *, add: bool) -> Placed:
    """Write what a sheet tells; the caller owns the transaction.

    Args:
        work: the write.
        haul: the sheet, read.
        shop_id: the shop that the sheet is of; None of a sheet of one's own.
        add: whether SKUs that are not in the catalogue are added to it.
    """
    if haul.spec.aim == "delivery":
        return deliver(work, haul)
    if haul.spec.aim == "stock":
        return count(work, haul)
    placed = tell(work, haul, shop_id, add=add)
    if haul.spec.counts:
        placed.join(count(work, haul))
    return placed
