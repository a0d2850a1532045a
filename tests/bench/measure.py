"""The cost of a command: wall seconds and the peak memory of the whole process tree.

Memory is read from Linux's /proc while the command runs: the highest sum of resident pages over the
command and all its children at one moment, and never less than the highest water mark of any one of
them. Pages that two of them share are counted twice.
"""

import os
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

PAGE = os.sysconf("SC_PAGE_SIZE")
PROC = Path("/proc")
PAUSE = 0.01


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command took: seconds, bytes, its exit code and what it said."""

    seconds: float
    peak: int
    code: int
    out: str
    err: str


def cost(command: Sequence[str], env: Mapping[str, str], folder: Path) -> Cost:
    """Run a command in a folder to its end and weigh it; its words go through files there."""
    out, err = folder / "out", folder / "err"
    with out.open("wb") as said, err.open("wb") as complained:
        start = time.perf_counter()
        running = subprocess.Popen(
            command, cwd=folder, env=env, stdin=subprocess.DEVNULL, stdout=said, stderr=complained
        )
        peak = 0
        while running.poll() is None:
            peak = max(peak, _resident(running.pid))
            with suppress(subprocess.TimeoutExpired):
                running.wait(PAUSE)
        seconds = time.perf_counter() - start
    return Cost(seconds, peak, running.returncode, out.read_text("utf-8"), err.read_text("utf-8"))


def _tree(pid: int) -> Iterator[int]:
    """The process and all that it started, and they in turn."""
    yield pid
    for thread in (PROC / str(pid) / "task").glob("*"):
        with suppress(OSError):
            for child in (thread / "children").read_text().split():
                yield from _tree(int(child))


def _resident(pid: int) -> int:
    """Bytes of the tree now, or the highest mark of one process, whichever is more."""
    now, marks = 0, [0]
    for each in _tree(pid):
        with suppress(OSError, ValueError, IndexError):
            now += int((PROC / str(each) / "statm").read_text().split()[1]) * PAGE
            status = (PROC / str(each) / "status").read_text()
            marks.append(int(status.partition("VmHWM:")[2].split()[0]) * 1024)
    return max(now, *marks)
