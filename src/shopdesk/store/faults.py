"""What SQLite cannot do, as a sentence that says what to do: the store is busy, the disk is full.

The library's own words ("database is locked") help nobody, and its exceptions would show the
values of a statement.
"""

from pathlib import Path
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy import event
from sqlcipher3 import dbapi2

from shopdesk.locale import _
from shopdesk.refusal import Refusal
from shopdesk.store import room

BUSY: Final = frozenset({5, 6})  # SQLITE_BUSY, SQLITE_LOCKED
FULL, IO, READ_ONLY, CANNOT_OPEN = 13, 10, 8, 14


class Connection(dbapi2.Connection):  # type: ignore[misc]
    """A connection whose own statements fail with a sentence."""

    place: Path

    def execute(self, *statement: Any) -> Any:
        """Run one statement."""
        try:
            return super().execute(*statement)
        except dbapi2.Error as error:
            raise told(error, self.place) or error from error

    def executemany(self, *statement: Any) -> Any:
        """Run one statement for many rows."""
        try:
            return super().executemany(*statement)
        except dbapi2.Error as error:
            raise told(error, self.place) or error from error


def listen(engine: sa.Engine, path: Path) -> None:
    """Let the engine's statements fail with a sentence as well."""

    @event.listens_for(engine, "handle_error")
    def _told(context: Any) -> Refusal | None:
        return told(context.original_exception, path)


def told(error: BaseException, path: Path) -> Refusal | None:
    """Return what the error means for a person, or None where it is a fault of the program."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in BUSY:
        return Refusal(
            _(
                "Another window or command is writing to this store just now, most likely an "
                "import. Nothing was changed; try again in a moment."
            )
        )
    if code == FULL or (code in (IO, CANNOT_OPEN) and room.free(path.parent) < room.SPARE):
        return room.full(path.parent)
    if code in (READ_ONLY, CANNOT_OPEN) and path.exists():
        return Refusal(
            _("{path} cannot be written: the file or its folder is read-only here.").format(
                path=path
            )
        )
    return None
