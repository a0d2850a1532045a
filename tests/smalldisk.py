"""A disk of a few megabytes that can be filled to the last byte."""

import contextlib
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from tests import killing
from tests.desk import Desk

FILLER = "filler"


@contextlib.contextmanager
def mounted(folder: Path, megabytes: int) -> Iterator[Path]:
    """Mount a disk of this size at a folder of its own.

    Raises:
        PermissionError: this user may not mount.
    """
    folder.mkdir(parents=True)
    if not shutil.which("mount"):
        raise PermissionError("there is no mount here")
    told = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m,mode=0700", "tmpfs", folder],
        capture_output=True, check=False, text=True,
    )  # fmt: skip
    if told.returncode:
        raise PermissionError(f"a small disk cannot be mounted here: {told.stderr.strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


def fill(disk: Path, leave: int) -> None:
    """Take all the room but so many bytes, however quickly others take it too."""
    with (disk / FILLER).open("ab") as file:
        while (take := shutil.disk_usage(disk).free - leave) > 0:
            with contextlib.suppress(OSError):
                os.posix_fallocate(file.fileno(), file.seek(0, os.SEEK_END), take)


def clear(disk: Path) -> None:
    """Give the room back."""
    (disk / FILLER).unlink(missing_ok=True)


def squeeze(desk: Desk, disk: Path, sheet: Path, leave: int) -> str:
    """Import while another program fills the disk, and return what was said; "" if it went well.

    What must hold is asserted: all or nothing, a sentence with the path and the need, and the same
    import works when there is room again.
    """
    old = killing.tables(desk)
    process = desk.start("import", sheet)
    while process.poll() is None and not list(desk.home.scratch.glob("import-*")):
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(0.001)
    fill(disk, leave)
    _out, said = process.communicate()
    clear(disk)
    whole = killing.tables(desk) != old
    assert process.returncode == (0 if whole else 1), said
    assert whole or (str(disk) in said and "MB are needed" in said), said
    assert "Traceback" not in said
    assert killing.complaints(desk) == []
    code, _out, again = desk.run("import", sheet)
    assert code == 0, again
    assert not list(desk.home.scratch.glob("*"))
    code, _out, again = desk.run("undo")
    assert code == 0, again
    return "" if whole else said
