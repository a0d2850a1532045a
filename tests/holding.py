"""Another process that holds the store: its write lock, or a view that must not move."""

import contextlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from shopdesk.config import Home

HOW = {"write": "BEGIN IMMEDIATE", "read": "BEGIN"}
SCRIPT = """
import sys
from pathlib import Path
from shopdesk.config import Home
from shopdesk.store import engine, keys

home = Home(*map(Path, sys.argv[1:4]))
connection = engine.connect(home.store, keys.find(home).hexadecimal)
connection.execute(sys.argv[4])
print(connection.execute("SELECT count(*) FROM orders").fetchone()[0], flush=True)
sys.stdin.readline()
print(connection.execute("SELECT count(*) FROM orders").fetchone()[0], flush=True)
connection.close()
"""


class Holder:
    """The other process; it counts the orders when it begins and when it is let go."""

    def __init__(self, home: Home, how: str) -> None:
        places = [str(place) for place in (home.root, home.keys, home.state)]
        self._process = subprocess.Popen(
            [sys.executable, "-c", SCRIPT, *places, HOW[how]],
            cwd=Path(__file__).parents[1], text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip
        assert self._process.stdout
        self.first = int(self._process.stdout.readline())

    def let_go(self) -> int:
        """End the hold and return how many orders the view saw at its end."""
        out, _err = self._process.communicate("\n")
        return int(out)


@contextlib.contextmanager
def holding(home: Home, how: str) -> Iterator[Holder]:
    """Hold the store of a home for as long as the block lasts: "write" or "read"."""
    holder = Holder(home, how)
    try:
        yield holder
    finally:
        if holder._process.poll() is None:
            holder.let_go()
