"""Whether the store's file is whole, and what stands ready says what its sources say.

Everything that is checked as a sum here can be made anew from the journalled tables: ``rebuild``.
"""

from collections.abc import Iterator
from typing import Any, Final

import sqlalchemy as sa

from shopdesk.clock import Clock
from shopdesk.models.orders import STATUSES
from shopdesk.models.products import Shelf
from shopdesk.store import search, shelves, sums, talk
from shopdesk.store.triggers import SUMS, ZEROS

COUNTS: Final = "SELECT status, count(*) FROM orders GROUP BY status"
KEPT_COUNTS: Final = "SELECT status, orders FROM order_counts WHERE orders <> 0"
LEVELS: Final = tuple(ZEROS)
KEPT_LEVELS: Final = (
    f"SELECT variant_id, location_id, {', '.join(LEVELS)} FROM stock_levels "
    f"WHERE {' OR '.join(f'{name} <> 0' for name in LEVELS)}"
)


def damage(connection: sa.Connection) -> list[str]:
    """Return what is wrong with the file itself: pages, indexes, rows whose parent is missing."""
    said = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA integrity_check")]
    found = [] if said == ["ok"] else said
    found += [str(row[0]) for row in connection.exec_driver_sql("PRAGMA cipher_integrity_check")]
    for table, row, parent, _key in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        found.append(f"{table} {row}: {parent}")
    return found


def differences(connection: sa.Connection, clock: Clock) -> dict[str, list[str]]:
    """Return by table which rows differ from what their sources say now; empty lists are well."""
    return {
        "order_counts": _differing(connection, KEPT_COUNTS, COUNTS),
        "stock_levels": _differing(connection, KEPT_LEVELS, levels()),
        "sales": sums.differences(connection, clock),
    }


def shelf(connection: sa.Connection) -> list[str]:
    """Return which rows of the shelf differ from those of one made anew.

    It stands there made anew afterwards: this is for a transaction that is taken back.
    """
    kept = _shelf(connection)
    for statement in _shelved_again():
        connection.exec_driver_sql(statement)
    return [str(row) for row in sorted(kept ^ _shelf(connection), key=str)]


def levels() -> str:
    """Return the query of what the ledger and the promises sum up to."""
    parts = []
    for table, added in SUMS.items():
        whole = ZEROS | {name: value.format(row="t") for name, value in added.items()}
        columns = ", ".join(f"{value} AS {name}" for name, value in whole.items())
        parts.append(f"SELECT t.variant_id, t.location_id, {columns} FROM {table} AS t")
    total = ", ".join(f"sum({name})" for name in LEVELS)
    some = " OR ".join(f"sum({name}) <> 0" for name in LEVELS)
    return (
        f"SELECT variant_id, location_id, {total} FROM ({' UNION ALL '.join(parts)}) "
        f"GROUP BY variant_id, location_id HAVING {some}"
    )


def rebuild(connection: sa.Connection, clock: Clock) -> None:
    """Make all that stands ready anew: counts, stock, shelf, search, sums of sales."""
    for statement in _again():
        connection.exec_driver_sql(statement)
    search.rebuild(connection)
    talk.rebuild(connection)
    sums.rebuild(connection, clock)


def _again() -> Iterator[str]:
    yield "UPDATE order_counts SET orders = 0"
    for status in STATUSES:
        counted = f"(SELECT count(*) FROM orders WHERE status = '{status}')"
        yield f"UPDATE order_counts SET orders = {counted} WHERE status = '{status}'"
    columns = f"variant_id, location_id, {', '.join(LEVELS)}"
    yield "DELETE FROM stock_levels"
    yield f"INSERT INTO stock_levels({columns}) {levels()}"
    yield from _shelved_again()


def _shelved_again() -> Iterator[str]:
    """Yield what fills the shelf anew; when a SKU's facts last changed is told nowhere else."""
    yield "CREATE TEMP TABLE shelved AS SELECT variant_id, updated FROM shelf"
    yield "DELETE FROM shelf"
    yield from shelves.fill()
    was = "FROM shelved AS s WHERE s.variant_id = shelf.variant_id"
    yield f"UPDATE shelf SET updated = s.updated {was}"
    yield "DROP TABLE shelved"


def _shelf(connection: sa.Connection) -> set[tuple[Any, ...]]:
    """Return the shelf's rows; the shops of one stand in no order."""
    columns = ", ".join(one.name for one in Shelf.__table__.columns if one.name != "shops")
    rows = connection.exec_driver_sql(f"SELECT {columns}, shops FROM shelf")
    return {(*row[:-1], ",".join(sorted(row[-1].split(",")))) for row in rows}


def _differing(connection: sa.Connection, kept: str, made: str) -> list[str]:
    found = [{tuple(row) for row in connection.exec_driver_sql(query)} for query in (kept, made)]
    return [str(row) for row in sorted(found[0] ^ found[1], key=str)]
