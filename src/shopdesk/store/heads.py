"""The journal's head, kept outside the store: an append-only line per entry in the state folder.

A hash chain cannot see that its tail was cut; these lines can.
"""

import logging
import os
from pathlib import Path

from shopdesk.config import Home

log = logging.getLogger(__name__)


def path_of(home: Home, store_id: str) -> Path:
    """Return the file of heads that belongs to this store."""
    return home.state / f"{store_id}.heads"


def append(path: Path, entry: int, digest: str) -> None:
    """Add one line. A line is short enough that two processes never mix theirs.

    The entry is committed already: where the line cannot be written, only the log says so.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            os.write(descriptor, f"{entry} {digest}\n".encode())
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except OSError as error:
        log.warning("entry %s has no mark outside the store: %s", entry, error.strerror)


def read(path: Path) -> dict[int, str]:
    """Return the hash of every entry that was noted outside, by entry number."""
    if not path.exists():
        return {}
    heads = {}
    for line in path.read_text("ascii", "replace").splitlines():
        entry, _space, digest = line.partition(" ")
        if entry.isdigit() and len(digest) == 64:
            heads[int(entry)] = digest
    return heads
