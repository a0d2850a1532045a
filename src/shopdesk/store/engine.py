"""Connections to the encrypted store: SQLCipher behind SQLAlchemy's own SQLite dialect.

The pragmas and their order were tried out: the log level comes first so that the library never
prints on the terminal, then the key, then the rest.
"""

import contextlib
import os
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.pool import QueuePool

from shopdesk.locale import _
from shopdesk.refusal import Refusal

BUSY_MS = 20_000
"""How long a writer waits for another one; ``SHOPDESK_WAIT_MS`` says otherwise. A plan of 100,000
lines holds the store for some 10 s."""
PLAIN_HEADER = b"SQLite format 3\x00"
PRAGMAS = (
    "foreign_keys=ON",
    "journal_mode=WAL",
    "synchronous=FULL",
    "recursive_triggers=ON",
    "secure_delete=ON",
    "trusted_schema=OFF",
    "cache_size=-65536",
    "journal_size_limit=67108864",
    "temp_store=MEMORY",
)
DENIED = {"DROP TRIGGER": 16, "DROP TEMP TRIGGER": 14}


def connect(path: Path, key: str) -> Any:
    """Return a DBAPI connection to the store file, opened with the raw key (64 hex digits)."""
    from shopdesk.store.faults import Connection

    connection = Connection(str(path), isolation_level=None, check_same_thread=False)
    connection.place = path
    connection.execute("PRAGMA cipher_log_level=NONE")
    connection.execute(f"PRAGMA key=\"x'{key}'\"")
    connection.execute(f"PRAGMA busy_timeout={int(os.environ.get('SHOPDESK_WAIT_MS', BUSY_MS))}")
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    return connection


def make_engine(path: Path, key: str) -> sa.Engine:
    """Return an engine whose transactions begin as their ``begin`` option says (deferred if not).

    Raises:
        Refusal: the file is a plaintext database, or the key does not open it.
    """
    refuse_plaintext(path)
    from sqlcipher3 import dbapi2

    from shopdesk.store import faults

    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not path.exists():
        path.touch(mode=0o600)
    engine = sa.create_engine(
        "sqlite://",
        module=dbapi2,
        creator=lambda: connect(path, key),
        poolclass=QueuePool,
        pool_size=4,
        max_overflow=8,
        hide_parameters=True,  # what a statement held must not lie in clear in a log
    )
    faults.listen(engine, path)

    @event.listens_for(engine, "begin")
    def _begin(connection: sa.Connection) -> None:
        how = connection.get_execution_options().get("begin", "DEFERRED")
        connection.exec_driver_sql(f"BEGIN {how}")

    _check_key(engine, path)
    return engine


def guard(connection: sa.Connection) -> None:
    """Refuse what would get round the journal on this connection: dropping its triggers."""
    raw = connection.connection.dbapi_connection
    denied = set(DENIED.values())
    raw.set_authorizer(lambda action, *_names: 1 if action in denied else 0)  # type: ignore[union-attr]


def fold(engine: sa.Engine) -> None:
    """Fold the write-ahead log into the store, as far as that goes without waiting for anybody."""
    with contextlib.suppress(Exception), engine.connect() as connection:
        raw: Any = connection.connection.dbapi_connection
        raw.execute("PRAGMA busy_timeout=0")
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def refuse_plaintext(path: Path) -> None:
    """Refuse a store file that is not encrypted, and say so."""
    if path.exists():
        with path.open("rb") as file:
            if file.read(16) == PLAIN_HEADER:
                raise Refusal(
                    _("{path} is not encrypted; ShopDesk does not open plaintext stores.").format(
                        path=path
                    )
                )


def _check_key(engine: sa.Engine, path: Path) -> None:
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql("SELECT count(*) FROM sqlite_master")
    except sa.exc.DatabaseError as error:
        raise Refusal(
            _("The key does not open {path}: {error}").format(path=path, error=error.orig)
        ) from None
