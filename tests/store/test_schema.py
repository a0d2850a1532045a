"""A new store and one that came through every migration are the same."""

import re

from tests.rig import NOW, home

from shopdesk.clock import Clock
from shopdesk.store import engine, keys, schema

CLOCK = Clock("Asia/Jakarta", now=NOW)


def shape(connection):
    """Every table with its columns, every index, trigger and row that a new store has."""
    rows = connection.exec_driver_sql("SELECT type, name, tbl_name, sql FROM sqlite_master")
    made = {(kind, name): (table, sql) for kind, name, table, sql in rows}
    columns = {
        name: sorted(
            (c.name, c.type.upper().split("(")[0], c.notnull, c.pk)
            for c in connection.exec_driver_sql(f"PRAGMA table_xinfo({name})")
        )
        for kind, name in made
        if kind == "table" and name != "alembic_version"
    }
    others = {
        key: re.sub(r"[\s\"]+", " ", sql or "")
        for key, (_table, sql) in made.items()
        if key[0] != "table" and not key[1].startswith("sqlite_autoindex_alembic")
    }
    seeds = {
        name: connection.exec_driver_sql(f"SELECT * FROM {name}").fetchall()
        for name in columns
        if not name.startswith(("order_codes", "ticket_words"))
    }
    return columns, others, {name: sorted(map(str, rows)) for name, rows in seeds.items() if rows}


def test_a_new_store_is_what_the_migrations_make(tmp_path):
    one = home(tmp_path / "one")
    one.root.mkdir(parents=True)
    key = keys.find(one)
    shapes = []
    for name, make in (("new.db", schema._make), ("old.db", schema._upgrade)):
        made = engine.make_engine(one.root / name, key.hexadecimal)
        make(made, CLOCK)
        with made.connect() as connection:
            shapes.append(shape(connection))
        assert schema._version(made) == schema.NEWEST
        made.dispose()
    new, migrated = shapes
    for part, other in zip(new, migrated, strict=True):
        assert part == other
