"""A command killed by kill -9 at a random moment, and what must then hold of the store.

A copy of one and the same home is struck again and again. The blow is aimed by turns: anywhere in
the run, while the command holds the store's write lock, while it commits, and after that. Where it
really hit is seen from outside, on the stopped process: who holds SQLite's write lock, and whether
the write-ahead log has grown.
"""

import contextlib
import fcntl
import os
import random
import shutil
import signal
import struct
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from typing import Any

from tests.desk import Desk

from shopdesk.services import journal
from shopdesk.store import Store, engine, keys

WRITE_LOCK = 120
"""The byte of the -shm file that a writer locks (SQLite's WAL format)."""
FLOCK = "hhqqi4x"
PAUSE = 0.0005
AIMS = ("anywhere", "writing", "committing", "anywhere", "writing", "done")
UNKEPT = ("anywhere", "writing")
"""The aims at a command that rolls back what it wrote."""
HITS = ("nothing written", "in the write", "in the commit", "after the commit", "after the end")

Tables = dict[str, list[tuple[Any, ...]]]


def tables(desk: Desk) -> Tables:
    """Return every row of every real table, and how all is made, as the file holds them."""
    with raw(desk) as connection:
        kinds = connection.execute("PRAGMA table_list").fetchall()
        made = connection.execute("SELECT type, name, sql FROM sqlite_master ORDER BY 1, 2")
        return {"made": made.fetchall()} | {
            name: connection.execute(
                f"SELECT * FROM {name} ORDER BY 1, 2, 3"
                if clustered
                else f"SELECT rowid, * FROM {name} ORDER BY rowid"
            ).fetchall()
            for _schema, name, kind, _columns, clustered, *_more in kinds
            if kind == "table" and not name.startswith("sqlite_")
        }


@contextlib.contextmanager
def raw(desk: Desk, path: Path | None = None) -> Iterator[Any]:
    """Open the store's file, or a backup, past ShopDesk with the key of the home."""
    connection = engine.connect(path or desk.home.store, keys.find(desk.home).hexadecimal)
    try:
        yield connection
    finally:
        connection.close()


def complaints(desk: Desk) -> list[str]:
    """Return what is wrong with the store of a home: its pages, its journal, its backups."""
    wrong = [
        f"{path.name}: {told}"
        for path in (desk.home.store, *desk.home.root.glob("backups/*.db"))
        for (told,) in _checked(desk, path)
        if told != "ok"
    ]
    store = Store.open(desk.home)
    try:
        found = journal.verify(store)
    finally:
        store.close()
    return [*wrong, *found.wrong]


def _checked(desk: Desk, path: Path) -> list[tuple[str]]:
    with raw(desk, path) as connection:
        return list(connection.execute("PRAGMA integrity_check"))


@dataclass
class Killing:
    """Blows at one command, each at a fresh copy of the same home."""

    start: Desk
    words: tuple[object, ...]
    dice: random.Random
    aims: tuple[str, ...] = AIMS
    old: Tables = field(init=False)
    new: Tables = field(init=False)
    seconds: float = field(init=False)
    """How long the command takes when left alone."""
    hits: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        """Look at the home before the command, and after a run that nobody disturbs."""
        self.old = tables(self.start)
        with self._copy() as desk:
            began = time.monotonic()
            self._finish(desk)
            self.seconds = time.monotonic() - began
            self.new = tables(desk)

    def strike(self, times: int) -> Iterator[str]:
        """Strike so many times and yield where each blow hit; what must hold is asserted."""
        for _n, aim in zip(range(times), cycle(self.aims), strict=False):
            with self._copy() as desk:
                hit = self._blow(desk, aim)
                now = tables(desk)
                assert now in (self.old, self.new), f"{hit}: half of it was done"
                if hit == HITS[0] and now != self.old:
                    hit = HITS[3]
                self.hits[hit] += 1
                assert complaints(desk) == [], hit
                self._finish(desk)
                assert tables(desk) == self.new, f"{hit}: run again, it ends otherwise"
                assert complaints(desk) == [], hit
                assert not _grown(_beside(desk, "wal")), hit
                assert not [*desk.home.scratch.glob("*"), *desk.home.root.glob("**/.backup*")], hit
            yield hit

    def _finish(self, desk: Desk) -> None:
        code, _out, err = desk.run(*self.words)
        assert code == 0, err

    @contextlib.contextmanager
    def _copy(self) -> Iterator[Desk]:
        folder = self.start.folder.with_name(self.start.folder.name + "-struck")
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self.start.folder, folder)
        yield Desk(folder)

    def _blow(self, desk: Desk, aim: str) -> str:
        process = desk.start(*self.words, start_new_session=True)
        wal, shm = _beside(desk, "wal"), _beside(desk, "shm")
        if aim == "anywhere":
            _wait(process, self.dice.uniform(0, self.seconds * 1.05))
        elif aim == "writing":
            _until(process, lambda: _locked(shm))
            _wait(process, self.dice.uniform(0, self.seconds / 20))
        else:
            _until(process, lambda: _grown(wal))
            _wait(process, self.dice.uniform(0, 0.01 if aim == "committing" else 0.2))
        hit = HITS[4]
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGSTOP)
            hit = (HITS[2] if _grown(wal) else HITS[1]) if _locked(shm) else HITS[0]
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        return hit


def _beside(desk: Desk, end: str) -> Path:
    return desk.home.store.with_name(f"{desk.home.store.name}-{end}")


def _wait(process: subprocess.Popen[str], seconds: float) -> None:
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(seconds)


def _until(process: subprocess.Popen[str], seen: Callable[[], bool]) -> None:
    while process.poll() is None and not seen():
        _wait(process, PAUSE)


def _grown(wal: Path) -> bool:
    return wal.exists() and wal.stat().st_size > 0


def _locked(shm: Path) -> bool:
    if not shm.exists():
        return False
    with shm.open("rb") as file:
        asked = struct.pack(FLOCK, fcntl.F_WRLCK, os.SEEK_SET, WRITE_LOCK, 1, 0)
        kind = struct.unpack(FLOCK, fcntl.fcntl(file, fcntl.F_GETLK, asked))[0]
    return bool(kind != fcntl.F_UNLCK)
