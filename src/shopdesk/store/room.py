"""Room on the disk, asked for before a big write: where it is full, not even deleting works."""

import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from shopdesk.locale import _
from shopdesk.refusal import Refusal

SPARE: Final = 16_000_000
"""Bytes that everyday work wants to find free."""

GROWTH: Final = 8
"""Times its own size that a spreadsheet takes for a while: scratch tables, write-ahead log, store.
Measured at 20,000 Shopee lines of 49 columns: 4 MB of xlsx took 25 MB."""


def free(folder: Path) -> int:
    """Return the bytes that are free on the disk of a folder."""
    return shutil.disk_usage(folder).free


def refuse_unless(folder: Path, need: int) -> None:
    """Refuse where the disk of the folder has no room for so many bytes and some to spare."""
    if free(folder) < need + SPARE:
        raise full(folder, need)


def refuse_unless_files_fit(folder: Path, paths: Iterable[Path]) -> None:
    """Refuse where the disk of the folder has no room to take these spreadsheets in."""
    sizes = (path.stat().st_size for path in paths if path.exists())
    refuse_unless(folder, GROWTH * sum(sizes))


def full(folder: Path, need: int = 0) -> Refusal:
    """Return what is said when a disk has no room: where, how much there is, how much it takes."""
    return Refusal(
        _(
            "The disk that holds {path} is full: {free} MB are free and {need} MB are needed. "
            "Make room and do it again; nothing was changed."
        ).format(path=folder, free=free(folder) // 10**6, need=-(-(need + SPARE) // 10**6))
    )
