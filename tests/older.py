"""A store that an older ShopDesk left: made by the first migrations, filled past every trigger."""

import importlib.util
from pathlib import Path
from types import ModuleType

import sqlalchemy as sa
from alembic.migration import MigrationContext
from alembic.operations import Operations

from shopdesk.config import Home
from shopdesk.store import engine, keys, schema

SHOP = "INSERT INTO shops (id, channel, name, currency) VALUES (1, 'shopee', 'Toko Uji', 'IDR')"


def make(home: Home, revision: str = "0001", orders: int = 3000) -> None:
    """Make the store of a home as that revision had it."""
    home.root.mkdir(parents=True, mode=0o700)
    made = engine.make_engine(home.store, keys.find(home).hexadecimal)
    with made.begin() as connection:
        with Operations.context(MigrationContext.configure(connection)):
            for step in _steps(revision):
                step.upgrade()
        connection.exec_driver_sql("CREATE TABLE alembic_version (version_num VARCHAR(32))")
        connection.exec_driver_sql(f"INSERT INTO alembic_version VALUES ('{revision}')")
        _fill(connection, orders)
    made.dispose()


def _steps(last: str) -> list[ModuleType]:
    steps = []
    for path in sorted((schema.FOLDER / "versions").glob("[0-9]*.py")):
        steps.append(_load(path))
        if steps[-1].revision == last:
            return steps
    raise KeyError(last)


def _load(path: Path) -> ModuleType:
    found = importlib.util.spec_from_file_location(path.stem, path)
    assert found
    assert found.loader
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


def _fill(connection: sa.Connection, orders: int) -> None:
    connection.exec_driver_sql(SHOP)
    columns = connection.exec_driver_sql("PRAGMA table_info(orders)").fetchall()
    needed = {c.name: "x" if "CHAR" in c.type.upper() else 0 for c in columns if c.notnull}
    told = {"channel": "shopee", "status": "to_pack", "currency": "IDR", "shop_id": 1}
    rows = [
        needed | told | {"id": n, "number": f"OLD{n}", "buyer": f"Pembeli {n}", "total": n * 100}
        for n in range(1, orders + 1)
    ]
    names = ", ".join(rows[0])
    marks = ", ".join(f":{name}" for name in rows[0])
    connection.execute(sa.text(f"INSERT INTO orders ({names}) VALUES ({marks})"), rows)
    connection.exec_driver_sql(
        f"UPDATE order_counts SET orders = {orders} WHERE status = 'to_pack'"
    )
