"""The papers of chosen orders: one pick list over all of them, one packing slip for each."""

from collections.abc import Sequence

from shopdesk.locale import _, language
from shopdesk.reports.papers import picklist, slips
from shopdesk.services.orders.packing import parcels
from shopdesk.store import Read


def pick_list(read: Read, order_ids: Sequence[int]) -> bytes:
    """Return the pick list of the orders as a PDF: every SKU once, with its total."""
    found = parcels(read, order_ids)
    wanted: dict[tuple[str, str, str], tuple[int, tuple[str, ...]]] = {}
    for parcel in found:
        for item in parcel.items:
            key = (item.sku, item.name, item.variation)
            qty, numbers = wanted.get(key, (0, ()))
            wanted[key] = (qty + item.qty, (*numbers, parcel.number))
    rows = [
        picklist.PickRow(rack="", sku=sku, name=name, variation=variation, qty=qty, numbers=numbers)
        for (sku, name, variation), (qty, numbers) in sorted(wanted.items())
    ]
    return picklist.render(
        rows,
        title=_("Pick list"),
        shop=", ".join(dict.fromkeys(parcel.shop for parcel in found)),
        printed=read.clock.show(read.clock.now()),
        language=language(),
    )


def packing_slips(read: Read, order_ids: Sequence[int]) -> bytes:
    """Return a packing slip per order as one PDF, in the asked order."""
    made = [
        slips.Slip(
            shop=p.shop, channel=p.channel, number=p.number, courier=p.courier, service=p.service,
            resi=p.resi, buyer=p.buyer, buyer_note=p.buyer_note, seller_note=p.seller_note,
            cod=p.cod, currency=p.currency,
            items=tuple(slips.SlipItem(i.sku, i.name, i.variation, i.qty) for i in p.items),
        )
        for p in parcels(read, order_ids)
    ]  # fmt: skip
    return slips.render(made, language=language())
