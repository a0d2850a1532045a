"""Reading one order whole: its lines, its money, all that is known of it, what happened to it."""

import json
from typing import Any

import sqlalchemy as sa

from shopdesk.locale import _
from shopdesk.models.journal import JournalEntry, JournalRow
from shopdesk.models.orders import Order, OrderLine, OrderNote
from shopdesk.models.shops import Listing
from shopdesk.refusal import Refusal
from shopdesk.services.orders.parts import ORDER
from shopdesk.services.orders.reads import rows_of
from shopdesk.services.orders.rows import Happening, Item, OrderCard
from shopdesk.store import Read

MOMENTS = (
    ("placed_at", "placed"),
    ("paid_at", "paid"),
    ("shipped_at", "shipped"),
    ("delivered_at", "delivered"),
    ("completed_at", "completed"),
    ("cancelled_at", "cancelled"),
)
MONEY = ("subtotal", "discount", "shipping_fee", "refunded", "total")
FACTS = (
    "market_status", "payment_method", "service", "package", "warehouse", "recipient", "phone",
    "email", "address", "city", "province", "postcode", "country", "buyer_note", "seller_note",
    "cancel_by", "cancel_reason",
)  # fmt: skip


def show(read: Read, order_id: int) -> OrderCard:
    """Return everything about one order.

    Raises:
        Refusal: there is no such order.
    """
    from shopdesk.services import payments, shipments  # areas that read orders themselves

    whole = read.connection.execute(sa.select(Order.__table__).where(ORDER.id == order_id)).first()
    if whole is None:
        raise Refusal(_("This order is no longer here."))
    (row,) = rows_of(read, [(whole.placed_at, order_id)])
    return OrderCard(
        row=row,
        items=_items(read, order_id),
        history=_history(read, whole),
        notes=_notes(read, order_id),
        money=tuple((n, getattr(whole, n)) for n in MONEY if getattr(whole, n) is not None),
        facts=tuple((n, str(getattr(whole, n))) for n in FACTS if getattr(whole, n)),
        extra=json.loads(whole.extra) if whole.extra else {},
        paying=payments.paying(read, order_id),
        parcels=shipments.travelling(read, order_id),
    )


def _items(read: Read, order_id: int) -> tuple[Item, ...]:
    query = (
        sa.select(
            Listing.id, Listing.sku, Listing.name, Listing.variation, OrderLine.qty,
            OrderLine.returned, OrderLine.price, OrderLine.subtotal, OrderLine.line_status,
        )
        .join(Listing, Listing.id == OrderLine.listing_id)
        .where(OrderLine.order_id == order_id)
        .order_by(OrderLine.position, OrderLine.id)
    )  # fmt: skip
    return tuple(Item(*row) for row in read.connection.execute(query))


def _history(read: Read, order: Any) -> tuple[Happening, ...]:
    from shopdesk.services import messages, packing, printing
    from shopdesk.services.tickets.linking import telling

    told = [
        Happening(getattr(order, column), word, order.channel)
        for column, word in MOMENTS
        if getattr(order, column)
    ]
    entries = (
        sa.select(JournalEntry.at, JournalEntry.label, JournalEntry.actor, JournalEntry.id)
        .join(JournalRow, JournalRow.entry == JournalEntry.id)
        .where(JournalRow.tab == "orders", JournalRow.pk == order.id)
        .distinct()
    )
    here = [Happening(*row) for row in read.connection.execute(entries)]
    scanned = packing.happenings(read, order.id)
    papers = printing.happenings(read, order.id)
    buyer = messages.happenings(read, order.id)
    tickets = telling.happenings(read, order.id)
    found = [*told, *here, *scanned, *papers, *buyer, *tickets]
    return tuple(sorted(found, key=lambda h: (h.at, h.entry or 0)))


def _notes(read: Read, order_id: int) -> tuple[Happening, ...]:
    query = (
        sa.select(OrderNote.at, OrderNote.body, OrderNote.author)
        .where(OrderNote.order_id == order_id)
        .order_by(OrderNote.id)
    )
    return tuple(Happening(*row) for row in read.connection.execute(query))
