"""A copy of the store that is known to open: made, opened with the key, checked, then named."""

from pathlib import Path

import sqlalchemy as sa

from shopdesk.locale import _
from shopdesk.refusal import Refusal
from shopdesk.store import engine as engines
from shopdesk.store import leftovers, room
from shopdesk.store.keys import Key

DRAFT = ".backup"


def make(engine: sa.Engine, target: Path, key: Key) -> Path:
    """Write an encrypted copy of the store and return its path.

    Raises:
        Refusal: there is no room for it, or the copy does not open or differs from the store; no
            file is left behind.
    """
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    room.refuse_unless(target.parent, _size(engine))
    leftovers.sweep(target.parent, DRAFT)
    beside = leftovers.draft(target.parent, DRAFT)
    try:
        with engine.connect() as connection:
            raw = connection.connection.dbapi_connection
            raw.execute("VACUUM INTO ?", (str(beside),))  # type: ignore[union-attr]
        beside.chmod(0o600)
        _check(beside, key)
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
    return target


def _size(engine: sa.Engine) -> int:
    with engine.connect() as connection:
        pages, each = (
            int(connection.exec_driver_sql(f"PRAGMA {name}").scalar() or 0)
            for name in ("page_count", "page_size")
        )
    return pages * each


def _check(copy: Path, key: Key) -> None:
    engines.refuse_plaintext(copy)
    connection = engines.connect(copy, key.hexadecimal)
    try:
        if connection.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            raise Refusal(_("The backup {path} is damaged; it was not kept.").format(path=copy))
    finally:
        connection.close()
        for suffix in ("-wal", "-shm"):
            copy.with_name(copy.name + suffix).unlink(missing_ok=True)
