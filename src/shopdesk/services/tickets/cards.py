"""Reading one ticket whole: what was written, what happened to it, what it is about."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, Final

import sqlalchemy as sa

from shopdesk.models.orders import Order
from shopdesk.models.products import Product, Variant
from shopdesk.models.shipments import Parcel, Task
from shopdesk.models.tickets import (
    Attachment,
    Ticket,
    TicketEvent,
    TicketLink,
    TicketMessage,
    TicketOffer,
)
from shopdesk.services.tickets import drafts
from shopdesk.services.tickets.clocks.reads import clocks
from shopdesk.services.tickets.reads import at
from shopdesk.services.tickets.rows import (
    EventRow,
    FileRow,
    LinkRow,
    OfferRow,
    TalkRow,
    TicketCard,
)
from shopdesk.store import Read


def show(read: Read, ticket_id: int) -> TicketCard:
    """Return everything about one ticket.

    Raises:
        Refusal: there is no such ticket.
    """
    row, draft = at(read, ticket_id), drafts.of(read, ticket_id)
    return TicketCard(
        row=row,
        messages=talk(read, ticket_id),
        events=_events(read, ticket_id),
        clocks=clocks(read, ticket_id),
        links=links(read, ticket_id),
        offers=_offers(read, ticket_id),
        family=_family(read, ticket_id),
        draft=draft.body if draft else "",
    )


def talk(read: Read, ticket_id: int) -> tuple[TalkRow, ...]:
    """Return what was written on a ticket, the oldest first."""
    query = (
        sa.select(
            TicketMessage.id, TicketMessage.kind, TicketMessage.at, TicketMessage.author,
            TicketMessage.from_address, TicketMessage.subject, TicketMessage.body,
            sa.type_coerce(TicketMessage.auto, sa.Boolean), TicketMessage.state,
            TicketMessage.wrong, TicketMessage.sent_at,
        )
        .where(TicketMessage.ticket_id == ticket_id)
        .order_by(TicketMessage.at, TicketMessage.id)
    )  # fmt: skip
    files = _files(read, ticket_id)
    rows = read.connection.execute(query)
    return tuple(TalkRow(*row, files=tuple(files.get(row[0], ()))) for row in rows)


def _files(read: Read, ticket_id: int) -> dict[int, list[FileRow]]:
    query = (
        sa.select(
            Attachment.message_id, Attachment.id, Attachment.name, Attachment.told_name,
            Attachment.type, Attachment.size, sa.type_coerce(Attachment.kept, sa.Boolean),
        )
        .join(TicketMessage, TicketMessage.id == Attachment.message_id)
        .where(TicketMessage.ticket_id == ticket_id)
        .order_by(Attachment.id)
    )  # fmt: skip
    found: dict[int, list[FileRow]] = defaultdict(list)
    for message_id, *row in read.connection.execute(query):
        found[message_id].append(FileRow(*row))  # type: ignore[arg-type]
    return found


def _events(read: Read, ticket_id: int) -> tuple[EventRow, ...]:
    query = (
        sa.select(
            TicketEvent.at, TicketEvent.kind, TicketEvent.before, TicketEvent.after, TicketEvent.by
        )
        .where(TicketEvent.ticket_id == ticket_id)
        .order_by(TicketEvent.at.desc(), TicketEvent.id.desc())
    )
    return tuple(EventRow(*row) for row in read.connection.execute(query))


def links(read: Read, ticket_id: int) -> tuple[LinkRow, ...]:
    """Return what a ticket may be about, the newest first; the refused ones too."""
    query = (
        sa.select(TicketLink)
        .where(TicketLink.ticket_id == ticket_id)
        .order_by(TicketLink.id.desc())
        .with_only_columns(
            TicketLink.id, TicketLink.kind, TicketLink.target_id, TicketLink.place, TicketLink.why
        )
    )
    rows = read.connection.execute(query).all()
    told: dict[tuple[str, int], tuple[str, str]] = {}
    for kind, naming in NAMING.items():
        wanted = [row.target_id for row in rows if row.kind == kind]
        if wanted:
            key = naming.selected_columns[0]
            for one, name, about in read.connection.execute(naming.where(key.in_(wanted))):
                told[kind, one] = name or f"#{one}", about or ""
    return tuple(
        LinkRow(
            row.id, row.kind, row.target_id, *told.get((row.kind, row.target_id), ("", "")),
            row.place, row.why,
        )
        for row in rows
    )  # fmt: skip


NAMING: Final[dict[str, Any]] = {
    "order": sa.select(Order.id, Order.number, Order.status),
    "parcel": sa.select(Parcel.id, Parcel.tracking, Parcel.courier),
    "variant": sa.select(Variant.id, Variant.sku, Product.name).join(
        Product, Product.id == Variant.product_id
    ),
    "task": sa.select(Task.id, Task.kind, Task.about),
}
"""By kind of link: id, name and a word more of what is linked."""


def _offers(read: Read, ticket_id: int) -> tuple[OfferRow, ...]:
    query = (
        sa.select(
            TicketOffer.id, TicketOffer.kind, TicketOffer.amount, TicketOffer.currency,
            TicketOffer.why, TicketOffer.state, TicketOffer.at, TicketOffer.by,
            TicketOffer.decided_at, TicketOffer.decided_by,
        )
        .where(TicketOffer.ticket_id == ticket_id)
        .order_by(TicketOffer.id.desc())
    )  # fmt: skip
    return tuple(
        OfferRow(*row)  # type: ignore[call-arg]
        for row in read.connection.execute(query)
    )


def _family(read: Read, ticket_id: int) -> tuple[tuple[str, int, str], ...]:
    """Return the tickets that this one came from or that came from it: how, which, its subject."""
    mine = read.connection.execute(
        sa.select(Ticket.merged_into, Ticket.split_from, Ticket.follows).where(
            Ticket.id == ticket_id
        )
    ).one()
    kin = [
        (how, one)
        for how, one in zip(("merged_into", "split_from", "follows"), mine, strict=True)
        if one is not None
    ]
    for how, column in _CHILDREN:
        children = sa.select(Ticket.id).where(column == ticket_id).order_by(Ticket.id.desc())
        kin += [(how, one) for one in read.connection.scalars(children)]
    subjects = _subjects(read, [one for _how, one in kin])
    return tuple((how, one, subjects.get(one, "")) for how, one in kin)


_CHILDREN: Final = (
    ("merged", Ticket.merged_into), ("split", Ticket.split_from), ("followed", Ticket.follows),
)  # fmt: skip


def _subjects(read: Read, ticket_ids: Sequence[int]) -> dict[int, str]:
    query = sa.select(Ticket.id, Ticket.subject).where(Ticket.id.in_(ticket_ids))
    return {row[0]: row[1] for row in read.connection.execute(query)}
