"""Bringing a store's tables to this program's shape: one transaction, after a verified backup."""

from pathlib import Path

import sqlalchemy as sa

from shopdesk.clock import Clock
from shopdesk.config import Home
from shopdesk.locale import _
from shopdesk.models import Base
from shopdesk.models.journal import JournalOpen
from shopdesk.models.orders import STATUSES, OrderCount
from shopdesk.refusal import Refusal
from shopdesk.store import backup, search, sums, talk, triggers
from shopdesk.store.keys import Key

NEWEST = "0009"
FOLDER = Path(__file__).parent / "migrations"
OPEN = Base.metadata.tables[JournalOpen.__tablename__]
COUNTS = Base.metadata.tables[OrderCount.__tablename__]


def bring_up(engine: sa.Engine, home: Home, key: Key, clock: Clock) -> None:
    """Make the tables of a new store, or migrate an older one, with the sums of its zone.

    Raises:
        Refusal: the store was written by a newer ShopDesk.
    """
    found = _version(engine)
    if found == NEWEST:
        return
    if found and found > NEWEST:
        raise Refusal(
            _(
                "This store was written by a newer ShopDesk (schema {found}, this program knows "
                "{newest}). Update ShopDesk; nothing was changed."
            ).format(found=found, newest=NEWEST)
        )
    if found is None:
        _make(engine, clock)
    else:
        backup.make(engine, home.root / "backups" / f"before-{NEWEST}.db", key)
        _upgrade(engine, clock)


def _version(engine: sa.Engine) -> str | None:
    with engine.connect() as connection:
        if not sa.inspect(connection).has_table("alembic_version"):
            return None
        found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
        return str(found) if found else None


def _make(engine: sa.Engine, clock: Clock) -> None:
    """Make a new store as the tables stand today, without going through their history."""
    with engine.connect() as plain:
        connection = plain.execution_options(begin="IMMEDIATE")
        with connection.begin():
            Base.metadata.create_all(connection, checkfirst=False)
            for made in (search.CREATE, talk.CREATE):
                connection.exec_driver_sql(made)
            connection.execute(OPEN.insert().values(id=1, entry=None))
            connection.execute(COUNTS.insert(), [{"status": s, "orders": 0} for s in STATUSES])
            for statement in triggers.statements():
                connection.exec_driver_sql(statement)
            sums.rebuild(connection, clock)
            connection.exec_driver_sql("CREATE TABLE alembic_version (version_num TEXT NOT NULL)")
            connection.exec_driver_sql(f"INSERT INTO alembic_version VALUES ('{NEWEST}')")


def _upgrade(engine: sa.Engine, clock: Clock) -> None:
    from alembic import command
    from alembic.config import Config

    settings = Config()
    settings.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    with engine.connect() as plain:
        connection = plain.execution_options(begin="IMMEDIATE")
        with connection.begin():
            settings.attributes["connection"] = connection
            command.upgrade(settings, "head")
            sums.rebuild(connection, clock)
