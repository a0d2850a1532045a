"""The terminal, measured on a pty: how soon a key is answered, with how many bytes, in what memory.

    python -m tests.bench terminal --orders 1000 1000000 --folder KEPT

Every store is invented once (`big_store`) and kept in the folder if one is named. The program runs
as a person runs it; nobody draws its screen meanwhile. A frame is over with the last byte of the
burst that draws the cursor anew; the record panel follows once the cursor rests.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from tests.bench import big_store
from tests.bench.import_bench import ROOT
from tests.journeys.terminal import Terminal
from tests.rig import home

from shopdesk.store import Change, Work

SIZE = (160, 50)
PAINT, CURSOR, MONEY = b"\x1b[1;1H", "▌".encode(), b"Rp"
"""What shows that the shell is painted, that the cursor is there, and that data are."""
GAP = 0.02
"""Seconds of silence that end a burst."""
REST = 0.3
"""Seconds of silence after which nothing more belongs to a key: the panel has followed."""
BEAT = 1 / 30
"""Seconds between two presses of a key that is held."""
HELD = 200
SHOPDESK = (sys.executable, "-m", "shopdesk", "--lang", "en")
BARE = (sys.executable, "-c", "from textual.app import App; App().run()")
KEYS: dict[str, tuple[str, ...]] = {
    "a step": ("j",),
    "a page": (*("pagedown",) * 9, "g"),
    "end and top": ("G", "g"),
    "a mark": ("space",),
}


@dataclass(frozen=True, slots=True)
class Frame:
    """The answer to one key: seconds to its first and last byte, its bytes, all that follow it."""

    first: float
    last: float
    size: int
    followed: int = 0


class Place:
    """A folder with a store of so many orders, in which the program is started."""

    def __init__(self, folder: Path, orders: int) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        with closing(big_store.stock(folder, orders, 0.03)) as store:
            store.run("rename", one_shopee)
        self._at_home(folder, orders)

    def _at_home(self, folder: Path, rows: int) -> None:
        """Live in this folder, whose list has so many rows."""
        self.folder, self.orders, own = folder, rows, home(folder)
        self.env = {
            "PATH": os.environ.get("PATH", os.defpath), "LANG": "C.UTF-8", "HOME": str(folder),
            "TERM": "xterm-256color", "COLORTERM": "truecolor", "SHOPDESK_HOME": str(own.root),
            "SHOPDESK_KEY_FILE": str(next(own.keys.glob("*.key"))),
            "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
        }  # fmt: skip

    def starts(self, command: Sequence[str], sign: bytes) -> float:
        """Return the seconds until a program that is started has sent this sign."""
        began = time.monotonic()
        with closing(Terminal(command, self.env, self.folder, SIZE)) as it:
            it.looks_away()
            it.waits_for(lambda: sign in it.raw, f"no {sign!r}")
            return time.monotonic() - began

    def orders_desk(self) -> Any:
        """Open the workstation at all orders."""
        it = Terminal(SHOPDESK, self.env, self.folder, SIZE)
        it.sees("Help")
        it.presses("2")
        it.sees("▌")
        it.presses("/", "ctrl+u", "enter")
        it.sees(f"1 / {self.orders:,}", patience=120)
        it.quiet(REST)
        return it


def one_shopee(work: Work) -> Change:
    """Leave one shop on Shopee: of two an import would ask which one."""
    work.connection.exec_driver_sql("UPDATE shops SET channel = 'lazada' WHERE id = 2")
    return work.done("Moved a shop")


def frame(it: Any, key: str) -> Frame:
    """Press a key and take the time of its frame."""
    size, count = len(it.raw), len(it.arrivals)
    began = time.monotonic()
    it.presses(key)
    it.waits_for(lambda: CURSOR in it.raw[size:], f"{key} draws no cursor")
    it.quiet(GAP)
    times = [when for when, _bytes in it.arrivals[count:]]
    return Frame(times[0] - began, times[-1] - began, len(it.raw) - size)


def frames(it: Any, keys: Sequence[str], times: int) -> list[Frame]:
    """Press keys in turn, each after the one before has been answered in full."""
    made = []
    for at in range(times):
        size = len(it.raw)
        answer = frame(it, keys[at % len(keys)])
        it.quiet(REST)
        made.append(replace(answer, followed=len(it.raw) - size))
    return made


def held(it: Any) -> float:
    """Hold the key down for so many rows; returns the bytes of one of them."""
    size = len(it.raw)
    for _key in range(HELD):
        it.presses("j")
        it.answers(patience=BEAT)
    it.quiet(REST)
    return (len(it.raw) - size) / HELD


def while_a_file_comes_in(place: Place, times: int, lines: int) -> list[Frame]:
    """Step down the list while a file is being read; what progress paints is in the frames."""
    downloads = place.folder / "Downloads"
    downloads.mkdir(exist_ok=True)
    sheet = downloads / "Order.all.20260825_20261123.xlsx"
    if not sheet.exists():
        make = [sys.executable, "-m", "tests.bench.files", str(lines), "1", str(sheet)]
        subprocess.run(make, cwd=ROOT, check=True)
    with closing(place.orders_desk()) as it:
        it.presses("i")
        it.sees(sheet.name, "Shopee")
        it.presses("i", "2")
        it.sees(f"1 / {place.orders:,}", "^x")
        it.looks_away()
        return [frame(it, "j") for _time in range(times)]


def memory(it: Any) -> float:
    """Return the most megabytes that the program itself ever had."""
    said = Path(f"/proc/{it.program.pid}/status").read_text("utf-8")
    return int(said.partition("VmHWM:")[2].split()[0]) / 1024


def spread(values: Iterable[float]) -> str:
    """Return p50 and p95 of seconds, in milliseconds."""
    found = sorted(values)
    return f"{median(found) * 1e3:.1f} / {quantiles(found, n=20)[-1] * 1e3:.1f}"


def told(place: Place, what: str, made: Sequence[Frame]) -> list[str]:
    """Return a line of the table of keys."""
    sizes = [median(found) for found in zip(*((f.size, f.followed) for f in made), strict=True)]
    weighed = (f"{size:,.0f}" if size else "–" for size in sizes)
    return [f"{place.orders:,}", what, spread(each.first for each in made),
            spread(each.last for each in made), *weighed]  # fmt: skip


def table(*rows: Sequence[str]) -> str:
    """Return rows as Markdown, the first one as its head."""
    head, *body = rows
    return "".join(f"| {' | '.join(row)} |\n" for row in (head, ["---"] * len(head), *body))


def keys_of(place: Place, times: int, lines: int) -> tuple[list[list[str]], list[str]]:
    """Measure one store: the lines of the table of keys, and the line of what it weighs."""
    with closing(place.orders_desk()) as it:
        it.looks_away()
        rows = []
        for what, keys in KEYS.items():
            it.presses("g")
            it.quiet(REST)
            rows.append(told(place, what, frames(it, keys, times)))
        it.presses("escape", "g")
        it.quiet(REST)
        weighs = [f"{place.orders:,}", f"{held(it):,.0f}", f"{memory(it):.0f}"]
    if lines:
        rows.append(told(place, "a step during an import",
                         while_a_file_comes_in(place, times, lines)))  # fmt: skip
    return rows, weighs


def starts_of(place: Place, runs: int) -> list[list[str]]:
    """Measure the start beside an app of Textual's that shows nothing, in turn."""
    ways: dict[str, tuple[Sequence[str], bytes]] = {
        "bare Textual, first paint": (BARE, PAINT),
        "first paint": (SHOPDESK, PAINT),
        "first data": (SHOPDESK, MONEY),
    }
    seconds: dict[str, list[float]] = {name: [] for name in ways}
    for _run in range(runs):
        for name, (command, sign) in ways.items():
            seconds[name].append(place.starts(command, sign))
    floor = median(seconds["bare Textual, first paint"])
    return [
        [f"{place.orders:,}", name, f"{median(took) * 1e3:.0f}", f"{median(took) / floor:.2f}"]
        for name, took in seconds.items()
    ]


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(prog="python -m tests.bench terminal", description=__doc__)
    asked.add_argument("--orders", type=int, nargs="+", default=[1_000], help="orders of a store")
    asked.add_argument("--times", type=int, default=40, help="presses of each key")
    asked.add_argument("--runs", type=int, default=5, help="starts of each program")
    asked.add_argument("--lines", type=int, default=100_000, help="lines of the import; 0: none")
    asked.add_argument("--folder", type=Path, help="where stores are kept for the next time")
    chosen = asked.parse_args(arguments)
    keys = [["orders", "key", "first byte ms p50 / p95", "frame ms p50 / p95", "bytes p50",
             "with the panel"]]  # fmt: skip
    weights = [["orders", f"bytes a key over {HELD} held", "peak MB"]]
    starts = [["orders", "start", "ms", "× bare"]]
    with tempfile.TemporaryDirectory(prefix="shopdesk-bench-") as passing:
        for orders in chosen.orders:
            place = Place((chosen.folder or Path(passing)) / str(orders), orders)
            rows, weighs = keys_of(place, chosen.times, chosen.lines)
            keys += rows
            weights.append(weighs)
            starts += starts_of(place, chosen.runs)
    width, height = SIZE
    sys.stdout.write(f"On a pty of {width}×{height}\n\n")
    sys.stdout.write("\n".join(table(*rows) for rows in (keys, weights, starts)))


if __name__ == "__main__":
    main()
