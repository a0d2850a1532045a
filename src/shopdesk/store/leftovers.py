"""Files that a process left half-made when it died: their names carry its number."""

import os
import secrets
from pathlib import Path


def draft(folder: Path, kind: str, ending: str = "") -> Path:
    """Return a free name in the folder that tells who is making the file."""
    return folder / f"{kind}-{os.getpid()}-{secrets.token_hex(6)}{ending}"


def sweep(folder: Path, kind: str) -> None:
    """Remove the drafts of processes that live no more."""
    for path in folder.glob(f"{kind}-*-*"):
        owner = path.name.split("-")[1]
        try:
            os.kill(int(owner), 0)
        except (ProcessLookupError, ValueError):
            path.unlink(missing_ok=True)
        except PermissionError:
            continue
