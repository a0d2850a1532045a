"""Records of the journal in people's words: "order 2611A", "product Mug Biru", not a key."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, Final

import sqlalchemy as sa

from shopdesk.locale import _
from shopdesk.models import Base
from shopdesk.services.journal.rows import Value
from shopdesk.store import journal

ROW = journal.ROW
OF_ORDERS: Final = (
    "order_lines", "order_notes", "prints", "matches", "dues", "bundled", "pickings", "tasks",
    "messages",
)  # fmt: skip
"""Tables whose rows belong to an order."""
OWN_NAME: Final = {
    "orders": "number", "order_notes": "body", "listings": "name", "shops": "name",
    "arrivals": "name", "mappings": "name", "variants": "sku",
    "opt_outs": "address", "message_rules": "moment",
    "pictures": "source", "parcels": "tracking", "parcel_events": "raw", "status_rules": "raw",
    "waves": "name",
}  # fmt: skip

Record = Mapping[str, Value]
Place = tuple[str, int]
"""A table and a key."""


def record(table: str) -> str:
    """Return what people call a record of this table."""
    said = {
        "orders": _("order"),
        "order_lines": _("line of order"),
        "order_notes": _("note on order"),
        "listings": _("product"),
        "shops": _("shop"),
        "arrivals": _("file"),
        "mappings": _("column mapping"),
        "saved_views": _("view"),
        "products": _("product"),
        "variants": _("SKU"),
        "offers": _("offer"),
        "kit_parts": _("part of a kit"),
        "pictures": _("picture"),
        "movements": _("stock movement"),
        "messages": _("message of order"),
        "templates": _("template"),
        "message_rules": _("rule of messages"),
        "opt_outs": _("address without messages"),
        "promises": _("reservation"),
        "payments": _("statement line"),
        "matches": _("match of payment"),
        "dues": _("sum asked for"),
        "accounts": _("account"),
        "prints": _("paper of order"),
        "parcels": _("parcel"),
        "parcel_lines": _("contents of parcel"),
        "parcel_events": _("courier's event"),
        "status_rules": _("meaning of a courier's text"),
        "bundled": _("company of order"),
        "waves": _("wave"),
        "pickings": _("picking of order"),
        "tasks": _("task of order"),
    }
    return said.get(table) or table.replace("_", " ")


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
            said = " · ".join(part for part in parts if part)
        else:
            said = str(row.get(OWN_NAME.get(table, "name")) or "")
        return said or f"#{pk}"

    def order(self, table: str, pk: int) -> int | None:
        """Return the key of the order that the record is or belongs to."""
        if table == "orders":
            return pk
        found = self.row(table, pk).get("order_id") if table in OF_ORDERS else None
        return found if isinstance(found, int) else None


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
