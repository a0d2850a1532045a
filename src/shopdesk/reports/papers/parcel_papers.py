"""The papers that go with parcels: labels, packing slips and invoices of chosen orders."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from shopdesk.channels.names import channel_name
from shopdesk.locale import language
from shopdesk.reports.papers import invoice, label, slips
from shopdesk.reports.papers.sizes import Size
from shopdesk.services import printing
from shopdesk.store import Read

Copies = Mapping[tuple[int, int], int]
"""By order and parcel: which copy its paper is."""


def paper(
    read: Read,
    kind: str,
    order_ids: Sequence[int],
    *,
    size: Size = "a6",
    copies: Copies | None = None,
) -> bytes:
    """Return the papers of one kind as a PDF, in the order of the ids.

    ``copies`` are the numbers that reprints bear; without them the next ones.
    """
    known = printing.next_copies(read, order_ids, kind) if copies is None else copies
    make: dict[str, Callable[..., bytes]] = {
        "label": labels, "slip": packing_slips, "invoice": invoices,
    }  # fmt: skip
    return make[kind](read, order_ids, size=size, copies=known)


def labels(read: Read, order_ids: Sequence[int], *, size: Size, copies: Copies) -> bytes:
    """Return a label for each parcel."""
    made = [
        label.Label(
            **_common(read, one) | _courier(one), numbers=one.numbers, recipient=one.recipient,
            phone=one.phone, address=one.address, place=one.place,
            from_address=read.settings.shop_address, from_phone=read.settings.shop_phone,
            fragile=one.fragile, pieces=one.pieces, copy=copies.get((one.order_id, one.parcel), 1),
        )
        for one in printing.parcels(read, order_ids)
    ]  # fmt: skip
    return label.render(made, size=size, language=language())


def packing_slips(read: Read, order_ids: Sequence[int], *, size: Size, copies: Copies) -> bytes:
    """Return a packing slip for each parcel."""
    made = [
        slips.Slip(
            **_common(read, one), number=one.number, others=one.numbers[1:],
            buyer=one.recipient or one.buyer, buyer_note=one.buyer_note,
            seller_note=one.seller_note, copy=copies.get((one.order_id, one.parcel), 1),
            items=tuple(slips.SlipItem(i.sku, i.name, i.variation, i.qty) for i in one.items),
        )
        for one in printing.parcels(read, order_ids)
    ]  # fmt: skip
    return slips.render(made, size=size, language=language())


def invoices(read: Read, order_ids: Sequence[int], *, size: Size, copies: Copies) -> bytes:
    """Return an invoice for each order."""
    made = [_invoice(read, one, copies) for one in printing.bills(read, order_ids)]
    return invoice.render(made, size=size, language=language())


def _common(read: Read, one: printing.Sent) -> dict[str, Any]:
    """Return what a label and a slip both tell."""
    return {
        "shop": read.settings.shop_name or one.shop, "channel": channel_name(one.channel),
        "courier": one.courier, "service": one.service, "resi": one.resi, "cod": one.cod,
        "currency": one.currency, "parcel": one.parcel, "parcels": one.parcels,
    }  # fmt: skip


def _invoice(read: Read, one: printing.Bill, copies: Copies) -> invoice.Invoice:
    def day(at: int | None) -> str:
        return read.clock.show(at, style="date") if at else ""

    known = one.payment in ("paid", "part_refunded", "refunded")
    return invoice.Invoice(
        shop=read.settings.shop_name or one.shop, number=one.number,
        lines=tuple(
            invoice.InvoiceLine(line.name, line.variation, line.sku, line.qty, line.price,
                                line.subtotal)
            for line in one.lines
        ),
        total=one.total, from_address=read.settings.shop_address,
        from_phone=read.settings.shop_phone, channel=channel_name(one.channel),
        placed=day(one.placed_at), paid=day(one.paid_at or one.placed_at) if known else "",
        method=one.method, cod=one.payment == "cod_due", recipient=one.recipient,
        phone=one.phone, address=one.address, place=one.place, subtotal=one.subtotal,
        discount=one.discount, shipping=one.shipping, other=one.other, refunded=one.refunded,
        currency=one.currency, copy=copies.get((one.order_id, 1), 1),
    )  # fmt: skip


def _courier(one: printing.Sent) -> dict[str, str]:
    """Return what stands in big letters: the service, where no courier is known."""
    if one.courier:
        return {}
    return {"courier": one.service, "service": ""}
