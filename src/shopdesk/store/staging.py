"""A scratch database for a half-read import: encrypted with the store's key, gone afterwards.

It is attached to the writing connection as ``staged``, so that one set-based statement moves
its rows into the store. Its own writes need no journal and no safety: it can be made again.
"""

import contextlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import sqlalchemy as sa

from shopdesk.config import Home
from shopdesk.store import engine as engines
from shopdesk.store import leftovers
from shopdesk.store.keys import Key

SCHEMA = "staged"
UNSIGNED = "PRAGMA cipher_use_hmac=OFF"
"""Encrypted, but without a signature on each page: what is gone in a minute needs none."""


class Staging:
    """One scratch database; use it from one thread at a time, and close it."""

    def __init__(self, home: Home, key: Key) -> None:
        home.scratch.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.path = leftovers.draft(home.scratch, "import", ".db")
        self._key = key
        self.connection: Any = engines.connect(self.path, key.hexadecimal)
        self.connection.execute(UNSIGNED)
        for pragma in ("journal_mode=OFF", "synchronous=OFF", "secure_delete=OFF"):
            self.connection.execute(f"PRAGMA {pragma}")
        self.connection.execute("PRAGMA cache_size=-16384")

    def table(self, name: str, columns: Sequence[str], *, key: str = "") -> None:
        """Make a table of untyped columns; ``key`` names the one that numbers the rows."""
        typed = (f"{c} INTEGER PRIMARY KEY" if c == key else c for c in columns)
        self.connection.execute(f"CREATE TABLE {name} ({', '.join(typed)})")

    @staticmethod
    def beside(table: str) -> str:
        """Return a table's name as the store's connection sees it once attached."""
        return f"{SCHEMA}.{table}"

    @staticmethod
    def index(connection: sa.Connection, table: str, column: str) -> None:
        """Make a table quick to search by a column, from the connection that it is attached to."""
        connection.exec_driver_sql(
            f"CREATE INDEX IF NOT EXISTS {SCHEMA}.{table}_{column} ON {table}({column})"
        )

    def add(self, table: str, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
        """Add rows to a table; columns that say nothing in any of them are left out."""
        if not rows:
            return
        nothing = len(rows)
        said = [
            (name, cells)
            for name, cells in zip(columns, zip(*rows, strict=True), strict=True)
            if cells.count(None) < nothing
        ]
        names = ", ".join(name for name, _cells in said)
        self.connection.executemany(
            f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(said))})",
            zip(*(cells for _name, cells in said), strict=True),
        )

    def change(self, statement: str, rows: Iterable[Sequence[object]]) -> None:
        """Run one statement for many rows."""
        self.connection.executemany(statement, rows)

    def begin(self) -> None:
        """Start a batch of additions."""
        self.connection.execute("BEGIN")

    def commit(self) -> None:
        """End a batch of additions."""
        self.connection.execute("COMMIT")

    @contextlib.contextmanager
    def attached(self, connection: sa.Connection) -> Iterator[None]:
        """Show the scratch tables to a store connection as ``staged.…``; before it begins."""
        raw: Any = connection.connection.dbapi_connection
        raw.execute(
            f"ATTACH DATABASE ? AS {SCHEMA} KEY \"x'{self._key.hexadecimal}'\"", (str(self.path),)
        )
        raw.execute(UNSIGNED.replace("PRAGMA ", f"PRAGMA {SCHEMA}."))
        raw.execute(f"PRAGMA {SCHEMA}.synchronous=OFF")
        try:
            yield
        finally:
            raw.execute(f"DETACH DATABASE {SCHEMA}")

    def close(self) -> None:
        """Forget everything that was staged."""
        with contextlib.suppress(Exception):
            self.connection.close()
        for suffix in ("", "-wal", "-shm", "-journal"):
            self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)


def sweep(home: Home) -> None:
    """Remove what imports of dead processes left behind."""
    leftovers.sweep(home.scratch, "import")
