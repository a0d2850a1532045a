"""The triggers that let no change slip past the journal, made from the table metadata.

An insert keeps its key only, an update the old values of the changed columns, a delete the whole
row. A write while no entry is open is refused by the trigger itself. A second set keeps sums that
must be read in no time: orders per status, and the stock of each SKU; a third one (`shelves.py`)
keeps what lists of SKUs are sorted by.
"""

from collections.abc import Iterator

import sqlalchemy as sa

from shopdesk.models import Base
from shopdesk.models.orders import Order, OrderCount
from shopdesk.store import parcels, shelves

OPEN = (
    "(SELECT CASE WHEN entry IS NULL THEN RAISE(ABORT, 'write outside a verb') ELSE entry END"
    " FROM journal_open)"
)


def journalled(metadata: sa.MetaData) -> list[sa.Table]:
    """Return the tables whose changes are kept."""
    return [t for t in metadata.sorted_tables if t.info.get("journalled", True)]


def statements(metadata: sa.MetaData = Base.metadata) -> Iterator[str]:
    """Yield the statements that drop and make every trigger anew."""
    for table in journalled(metadata):
        yield from _watch(table)
    yield from _count()
    yield from _level()
    yield from _evidence()
    yield from shelves.triggers()
    yield from parcels.triggers()


def _watch(table: sa.Table) -> Iterator[str]:
    names = [c.name for c in table.columns if not c.primary_key]
    moved = " OR ".join(f"OLD.{n} IS NOT NEW.{n}" for n in names)
    changed = "||".join(
        f"CASE WHEN OLD.{n} IS NOT NEW.{n} THEN ',\"{n}\":'||json_quote(OLD.{n}) ELSE '' END"
        for n in names
    )
    whole = ",".join(f"'{c.name}',OLD.{c.name}" for c in table.columns)
    images = {
        "insert": ("NEW.id", "'I'", "NULL", ""),
        "update": ("OLD.id", "'U'", f"'{{'||substr({changed},2)||'}}'", f"WHEN {moved}"),
        "delete": ("OLD.id", "'D'", f"json_object({whole})", ""),
    }
    for event, (pk, op, before, when) in images.items():
        name = f"journal_{table.name}_{event}"
        yield f"DROP TRIGGER IF EXISTS {name}"
        yield (
            f"CREATE TRIGGER {name} AFTER {event.upper()} ON {table.name} {when} BEGIN "
            f"INSERT INTO journal_rows(entry, tab, pk, op, before) "
            f"VALUES ({OPEN}, '{table.name}', {pk}, {op}, {before}); END"
        )


def _count() -> Iterator[str]:
    orders, counts = Order.__tablename__, OrderCount.__tablename__
    add = f"UPDATE {counts} SET orders = orders + 1 WHERE status = NEW.status;"
    drop = f"UPDATE {counts} SET orders = orders - 1 WHERE status = OLD.status;"
    moves = {
        "insert": ("AFTER INSERT", "", add),
        "delete": ("AFTER DELETE", "", drop),
        "update": ("AFTER UPDATE OF status", "WHEN OLD.status <> NEW.status", drop + add),
    }
    for event, (moment, when, body) in moves.items():
        yield f"DROP TRIGGER IF EXISTS count_orders_{event}"
        yield f"CREATE TRIGGER count_orders_{event} {moment} ON {orders} {when} BEGIN {body} END"


SUMS = {
    "movements": {
        "on_hand": "{row}.qty",
        "damaged": "CASE {row}.pool WHEN 'damaged' THEN {row}.qty ELSE 0 END",
        "quality": "CASE {row}.pool WHEN 'quality' THEN {row}.qty ELSE 0 END",
    },
    "promises": {
        "reserved": "CASE {row}.kind WHEN 'promo' THEN 0 ELSE {row}.qty END",
        "promised": "CASE {row}.kind WHEN 'promo' THEN {row}.qty ELSE 0 END",
    },
}
"""What a row of the ledger, or a promise, adds to the sums of its variant and location."""
ZEROS = dict.fromkeys(("on_hand", "damaged", "quality", "reserved", "promised"), "0")


def _level() -> Iterator[str]:
    for table, sums in SUMS.items():
        add, drop = _adding(sums, "NEW", "+"), _adding(sums, "OLD", "-")
        for event, body in (("insert", add), ("delete", drop), ("update", drop + add)):
            yield f"DROP TRIGGER IF EXISTS level_{table}_{event}"
            yield (
                f"CREATE TRIGGER level_{table}_{event} AFTER {event.upper()} ON {table} "
                f"BEGIN {body} END"
            )


def _evidence() -> Iterator[str]:
    """Scans at the packing table stay as they were written."""
    for event in ("update", "delete"):
        yield f"DROP TRIGGER IF EXISTS scans_only_added_{event}"
        yield (
            f"CREATE TRIGGER scans_only_added_{event} BEFORE {event.upper()} ON scans "
            "BEGIN SELECT RAISE(ABORT, 'scans are only added'); END"
        )


def _adding(sums: dict[str, str], row: str, sign: str) -> str:
    added = {name: f"{sign}({value.format(row=row)})" for name, value in sums.items()}
    whole = ZEROS | added
    kept = ", ".join(f"{name} = {name} {value}" for name, value in added.items())
    return (
        f"INSERT INTO stock_levels(variant_id, location_id, {', '.join(whole)}) "
        f"VALUES ({row}.variant_id, {row}.location_id, {', '.join(whole.values())}) "
        f"ON CONFLICT (variant_id, location_id) DO UPDATE SET {kept};"
    )
