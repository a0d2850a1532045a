"""Records of the journal in people's words: "order 2611A", "product Mug Biru", not a key."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, Final

import sqlalchemy as sa

from shopdesk.locale import N_, _
from shopdesk.models import Base
from shopdesk.services.journal.rows import Value
from shopdesk.store import journal
from shopdesk.tickets import name_of

ROW = journal.ROW
OF_ORDERS: Final = (
    "order_lines", "order_notes", "prints", "matches", "dues", "bundled", "pickings", "tasks",
    "messages",
)  # fmt: skip
"""Tables whose rows belong to an order."""
OF_TICKETS: Final = {
    "ticket_messages": "author", "ticket_events": "after", "ticket_clocks": "clock",
    "ticket_tags": "tag", "ticket_links": "kind", "ticket_offers": "kind",
}  # fmt: skip
"""Tables whose rows belong to a ticket, and what is said of such a row beside its number."""
OWN_NAME: Final = {
    "orders": "number", "order_notes": "body", "listings": "name", "shops": "name",
    "arrivals": "name", "mappings": "name", "variants": "sku",
    "opt_outs": "address", "message_rules": "moment",
    "pictures": "source", "parcels": "tracking", "parcel_events": "raw", "status_rules": "raw",
    "waves": "name", "attachments": "name", "mailboxes": "name", "canned_replies": "name",
    "macros": "name",
}  # fmt: skip

RECORDS: Final = {
    "orders": N_("order"),
    "order_lines": N_("line of order"),
    "order_notes": N_("note on order"),
    "listings": N_("product"),
    "shops": N_("shop"),
    "arrivals": N_("file"),
    "mappings": N_("column mapping"),
    "saved_views": N_("view"),
    "products": N_("product"),
    "variants": N_("SKU"),
    "offers": N_("offer"),
    "kit_parts": N_("part of a kit"),
    "pictures": N_("picture"),
    "movements": N_("stock movement"),
    "messages": N_("message of order"),
    "templates": N_("template"),
    "message_rules": N_("rule of messages"),
    "opt_outs": N_("address without messages"),
    "promises": N_("reservation"),
    "payments": N_("statement line"),
    "matches": N_("match of payment"),
    "dues": N_("sum asked for"),
    "accounts": N_("account"),
    "prints": N_("paper of order"),
    "parcels": N_("parcel"),
    "parcel_lines": N_("contents of parcel"),
    "parcel_events": N_("courier's event"),
    "status_rules": N_("meaning of a courier's text"),
    "bundled": N_("company of order"),
    "waves": N_("wave"),
    "pickings": N_("picking of order"),
    "tasks": N_("task of order"),
    "tickets": N_("ticket"),
    "ticket_messages": N_("message of ticket"),
    "ticket_events": N_("event of ticket"),
    "ticket_clocks": N_("clock of ticket"),
    "ticket_tags": N_("tag of ticket"),
    "ticket_links": N_("link of ticket"),
    "ticket_offers": N_("offer on ticket"),
    "attachments": N_("attachment"),
    "mailboxes": N_("mailbox"),
    "canned_replies": N_("canned reply"),
    "macros": N_("macro"),
}
"""What people call a record of a table."""

Record = Mapping[str, Value]
Place = tuple[str, int]
"""A table and a key."""


def record(table: str) -> str:
    """Return what people call a record of this table."""
    return _(RECORDS[table]) if table in RECORDS else table.replace("_", " ")


class Names:
    """The names of some records, also of those that are gone: the journal still knows them."""

    def __init__(self, connection: sa.Connection, places: Iterable[Place]) -> None:
        self._connection = connection
        self._records: dict[Place, Record] = {}
        self.learn(places)
        linked = [
            (table, key)
            for (of, _pk), row in list(self._records.items())
            if of in OF_ORDERS
            for table, key in (("orders", row.get("order_id")), ("listings", row.get("listing_id")))
            if isinstance(key, int)
        ]
        self.learn(linked)

    def learn(self, places: Iterable[Place]) -> None:
        """Fetch these records as they are, or as they were when they went."""
        wanted: dict[str, set[int]] = defaultdict(set)
        for table, pk in places:
            if (table, pk) not in self._records:
                wanted[table].add(pk)
        for table, pks in wanted.items():
            found = _present(self._connection, table, pks)
            found |= _gone(self._connection, table, pks - found.keys())
            self._records |= {(table, pk): row for pk, row in found.items()}

    def row(self, table: str, pk: int) -> Record:
        """Return the record; of one that nobody knows any more, nothing."""
        return self._records.get((table, pk), {})

    def name(self, table: str, pk: int) -> str:
        """Return what people call this record."""
        row = self.row(table, pk)
        if table in OF_ORDERS:
            parts = [str(self.row("orders", self.order(table, pk) or 0).get("number") or "")]
            if isinstance(listing := row.get("listing_id"), int):
                parts.append(str(self.row("listings", listing).get("name") or ""))
            said = _joined(*parts)
        elif table == "tickets":
            said = _joined(name_of(pk), row.get("subject"))
        elif isinstance(ticket := row.get("ticket_id"), int) and table in OF_TICKETS:
            said = _joined(name_of(ticket), row.get(OF_TICKETS[table]))
        else:
            said = str(row.get(OWN_NAME.get(table, "name")) or "")
        return said or f"#{pk}"

    def order(self, table: str, pk: int) -> int | None:
        """Return the key of the order that the record is or belongs to."""
        if table == "orders":
            return pk
        found = self.row(table, pk).get("order_id") if table in OF_ORDERS else None
        return found if isinstance(found, int) else None


def _joined(*parts: Value) -> str:
    return " · ".join(str(part) for part in parts if part)


def _present(connection: sa.Connection, table: str, pks: Iterable[int]) -> dict[int, Record]:
    known = Base.metadata.tables.get(table)
    if known is None:
        return {}
    rows = connection.execute(sa.select(known).where(known.c.id.in_(set(pks))))
    return {row.id: dict(row._mapping) for row in rows}  # noqa: SLF001 - SQLAlchemy's public name


def _gone(connection: sa.Connection, table: str, pks: Iterable[int]) -> dict[int, Record]:
    query = (
        sa.select(ROW.c.pk, ROW.c.before)
        .where(ROW.c.tab == table, ROW.c.pk.in_(set(pks)), ROW.c.op == "D")
        .order_by(ROW.c.id)
    )
    found: dict[int, Any] = {row.pk: json.loads(row.before) for row in connection.execute(query)}
    return found
