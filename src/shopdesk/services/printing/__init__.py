"""Papers that were printed for orders: counted, so that every reprint is known and says so."""

from shopdesk.services.printing.bills import bills
from shopdesk.services.printing.consignments import Consignment, consignments
from shopdesk.services.printing.counting import (
    KINDS,
    Kind,
    Printed,
    copies,
    happenings,
    next_copies,
    of_order,
    printed,
    unprinted,
)
from shopdesk.services.printing.naming import kind_word
from shopdesk.services.printing.ordering import ORDERS, names_orders, order_word, sorted_ids
from shopdesk.services.printing.parcels import parcels
from shopdesk.services.printing.rows import Bill, BillLine, PackItem, Sent

__all__ = [
    "KINDS", "ORDERS", "Bill", "BillLine", "Consignment", "Kind", "PackItem", "Printed", "Sent",
    "bills", "consignments", "copies", "happenings", "kind_word", "names_orders", "next_copies",
    "of_order", "order_word", "parcels", "printed", "sorted_ids", "unprinted",
]  # fmt: skip
