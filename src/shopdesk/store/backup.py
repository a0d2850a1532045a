"""A copy of the store that is known to open: made, opened with the key, checked, then named."""

import secrets
from pathlib import Path

import sqlalchemy as sa

from shopdesk.locale import _
from shopdesk.refusal import Refusal
from shopdesk.store import engine as engines
from shopdesk.store.keys import Key


def make(engine: sa.Engine, target: Path, key: Key) -> Path:
    """Write an encrypted copy of the store and return its path.

    Raises:
        Refusal: the copy does not open or differs from the store; no file is left behind.
    """
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    beside = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
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
