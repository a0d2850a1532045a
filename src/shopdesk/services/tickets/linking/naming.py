"""What people call the targets of links, and which target they mean by a name."""

import sqlalchemy as sa

from shopdesk.couriers import tidy
from shopdesk.locale import _
from shopdesk.models.products import Variant
from shopdesk.models.shipments import Parcel
from shopdesk.models.tickets import LINKS
from shopdesk.refusal import Refusal
from shopdesk.services import orders
from shopdesk.services.skus import sku_key
from shopdesk.services.tickets.cards import NAMING, links
from shopdesk.services.tickets.rows import LinkRow
from shopdesk.store import Read
from shopdesk.tickets import name_of


def name(read: Read, kind: str, target_id: int) -> str:
    """Return what people call a target.

    Raises:
        Refusal: nothing of this kind can be linked, or it is not there.
    """
    if kind not in LINKS:
        said = _("A ticket is linked to one of: {kinds}.")
        raise Refusal(said.format(kinds=", ".join(LINKS)))
    naming = NAMING[kind]
    row = read.connection.execute(naming.where(naming.selected_columns[0] == target_id)).first()
    if row is None:
        raise Refusal(_("What was to be linked is no longer here; reload the ticket."))
    return str(row[1] or f"#{target_id}")


def target(read: Read, told: str) -> tuple[str, int]:
    """Return the kind and id of what is meant: an order's number, a resi or a SKU.

    Raises:
        Refusal: nothing is called so, or two shops have an order of this number.
    """
    ways = {
        "parcel": sa.select(Parcel.id).where(Parcel.tracking == tidy(told)).order_by(Parcel.id),
        "variant": sa.select(Variant.id).where(Variant.sku_key == sku_key(told)),
    }
    for kind, query in ways.items():
        if (found := read.connection.scalar(query)) is not None:
            return kind, int(found)
    return "order", orders.find(read, [told])[0]


def held(read: Read, ticket_id: int, told: str) -> LinkRow:
    """Return the link of a ticket to what is called so, suggested ones too.

    Raises:
        Refusal: the ticket has no such link.
    """
    for one in links(read, ticket_id):
        if one.place != "refused" and told in (one.name, f"#{one.target_id}"):
            return one
    said = _("{ticket} is not linked to {name}.")
    raise Refusal(said.format(ticket=name_of(ticket_id), name=told))
