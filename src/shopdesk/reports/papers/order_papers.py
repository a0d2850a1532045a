"""The papers of chosen orders: one pick list over all of them, one packing slip for each."""

from collections.abc import Sequence

from shopdesk.locale import _, language
from shopdesk.reports.papers import parcel_papers, picklist
from shopdesk.services import packing, printing
from shopdesk.store import Read


def pick_list(read: Read, order_ids: Sequence[int], wave: str = "") -> bytes:
    """Return the pick list of the orders as a PDF: rack by rack, every SKU once, kits in parts.

    A wave's list bears its name.
    """
    rows = [
        picklist.PickRow(
            one.rack, one.sku, one.name, one.variation, one.qty, one.numbers, lot=_lot(read, one)
        )
        for one in packing.fetch(read, order_ids)
    ]
    return picklist.render(
        rows,
        title=_("Pick list {wave}").format(wave=wave) if wave else _("Pick list"),
        shop=", ".join(dict.fromkeys(one.shop for one in printing.parcels(read, order_ids))),
        printed=read.clock.show(read.clock.now()),
        language=language(),
    )


def _lot(read: Read, one: packing.Fetch) -> str:
    if not one.lot or one.expires is None:
        return one.lot
    return _("{lot}, expires {day}").format(lot=one.lot, day=read.clock.day(one.expires))


def packing_slips(read: Read, order_ids: Sequence[int]) -> bytes:
    """Return a packing slip per parcel as one PDF, in the asked order."""
    return parcel_papers.paper(read, "slip", order_ids)
