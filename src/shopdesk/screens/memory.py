"""What the workstation remembers of one person's ways: columns, filters typed, an unsent draft.

One small JSON file in the state folder, read whole and replaced whole. It is a comfort, never a
record: a file that is broken, or cannot be written, is a file that was forgotten.
"""

import contextlib
import json
import os
from pathlib import Path
from typing import Any, Final

MOST: Final = 1_000_000
"""Bytes; a larger file is none of ours."""


class Memory:
    """Values by key, kept over restarts. Without a path they last as long as the program."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._kept = self._read()

    def get(self, key: str, default: Any = None) -> Any:
        """Return what was put under this key: anything JSON can say, so look before you trust."""
        return self._kept.get(key, default)

    def put(self, key: str, value: Any) -> None:
        """Keep a value that JSON can say; None forgets the key. Other programs' keys stay."""
        if self._path is not None:
            self._kept = self._read() or self._kept
        if value is None:
            self._kept.pop(key, None)
        else:
            self._kept[key] = value
        if self._path is not None:
            with contextlib.suppress(OSError):
                self._write(self._path)

    def _read(self) -> dict[str, Any]:
        try:
            if self._path is None or self._path.stat().st_size > MOST:
                return {}
            told = json.loads(self._path.read_bytes())
        except (OSError, ValueError, RecursionError):
            return {}
        return told if isinstance(told, dict) else {}

    def _write(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        beside = path.with_name(f"{path.name}.{os.getpid()}")
        written = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(written, "w", encoding="utf-8") as file:
            json.dump(self._kept, file, ensure_ascii=True)
        beside.replace(path)
