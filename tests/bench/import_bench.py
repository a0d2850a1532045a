"""Import, measured: a Shopee export of 49 text columns into an empty store, beside floor and peer.

Every way runs in its own process, in turn, `--runs` times; the table gives medians and ratios.
With `--big` also into a store of a million orders, and a million lines given in one go for the
memory (in parts, as Shopee splits them: one sheet would unpack to more than the reader allows).
"""

import argparse
import json
import os
import shutil
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from tests.bench.measure import Cost, cost

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
MEGA = 1_000_000
PART = 250_000  # lines of one file of a big import
FLOOR, PEER = "floor: stream + flat insert", "sqlite-utils insert --no-detect-types"
OURS, AGAIN = "shopdesk import", "the same again, unchanged"
FULL, WIDE = "shopdesk import, 1 M orders in the store", "shopdesk import, 1 M lines"


@dataclass
class Bench:
    """The folder of this run, the size of the file, and every cost by its way."""

    folder: Path
    rows: int
    costs: dict[str, list[Cost]] = field(default_factory=lambda: defaultdict(list))
    faults: list[str] = field(default_factory=list)

    @property
    def sheet(self) -> Path:
        """The file that all ways read."""
        return self.folder / "Order.all.20260825_20261123.xlsx"

    @property
    def flat(self) -> Path:
        """Its rows as CSV."""
        return self.folder / "rows.csv"

    def room(self, name: str) -> Path:
        """A fresh folder for one run."""
        folder = self.folder / name
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        return folder

    def python(self, room: Path, module: str, *arguments: object) -> Cost:
        """A module of ours in a process of its own."""
        return cost([sys.executable, "-m", module, *map(str, arguments)], _env(room), room)

    def files(self, lines: int, seed: int, sheet: Path, *flat: Path) -> None:
        """Make a file, and its CSV."""
        said = self.python(self.room("make"), "tests.bench.files", lines, seed, sheet, *flat)
        if said.code:
            sys.exit(said.err)

    def shopdesk(self, room: Path, *files: Path) -> Cost:
        """Import files into the store in a room."""
        command = [str(BIN / "shopdesk"), "--home", str(room / "home"), "import"]
        return cost([*command, *map(str, files), "--json"], _env(room), room)

    def keep(self, way: str, spent: Cost, *, right: bool = True) -> None:
        """Keep a cost, and a fault if the command did not do what it should."""
        self.costs[way].append(spent)
        if spent.code or not right:
            words = (spent.err or spent.out).strip()[-200:]
            self.faults.append(f"{way}: exit {spent.code}, {words}")

    def book(self, way: str, spent: Cost, right: Callable[[Counter[str]], bool]) -> None:
        """Keep the cost of an import whose counts over all files must be right."""
        try:
            told = Counter[str]()
            for each in json.loads(spent.out)["files"]:
                told.update(each["orders"])
            self.keep(way, spent, right=right(told))
        except (ValueError, KeyError, TypeError):
            self.keep(way, spent, right=False)


def _env(room: Path) -> dict[str, str]:
    """Everything that the command may write lies in the room."""
    places = {f"XDG_{kind}_HOME": str(room / kind) for kind in ("CONFIG", "DATA", "STATE", "CACHE")}
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "PYTHONPATH": str(ROOT),
        "HOME": str(room),
        "TMPDIR": str(room),
        "LANG": "C.UTF-8",
        "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
        "SHOPDESK_KEY_FILE": str(room / "key"),
        **places,
    }


def all_new(orders: Counter[str]) -> bool:
    """Every order came in."""
    return orders["new"] == orders.total() > 0


def none_new(orders: Counter[str]) -> bool:
    """Nothing changed."""
    return orders["unchanged"] == orders.total() > 0


def one_round(bench: Bench) -> None:
    """Every way once, one after the other."""
    room = bench.room("floor")
    bench.keep(FLOOR, bench.python(room, "tests.bench.floor", bench.sheet, room / "floor.db"))
    room = bench.room("peer")
    insert = [str(BIN / "sqlite-utils"), "insert", str(room / "peer.db"), "line", str(bench.flat)]
    bench.keep(PEER, cost([*insert, "--csv", "--no-detect-types"], _env(room), room))
    room = bench.room("ours")
    bench.book(OURS, bench.shopdesk(room, bench.sheet), all_new)
    bench.book(AGAIN, bench.shopdesk(room, bench.sheet), none_new)


def parts(bench: Bench, lines: int, first_seed: int) -> list[Path]:
    """A big export in parts."""
    count = -(-lines // PART)
    sheets = [
        bench.folder / f"Order.all.{first_seed}_part_{n}_of_{count}.xlsx"
        for n in range(1, count + 1)
    ]
    for seed, sheet in enumerate(sheets, first_seed):
        bench.files(min(PART, lines), seed, sheet)
        lines -= PART
    return sheets


def big(bench: Bench, runs: int) -> None:
    """A million lines in one go; the same file into a store that holds a million orders."""
    wide = bench.room("wide")
    bench.book(WIDE, bench.shopdesk(wide, *parts(bench, MEGA, 1_000)), all_new)
    full = bench.room("full")
    orders, seed = 0, 2_000
    while orders < MEGA:
        (sheet,) = parts(bench, PART, seed)
        filled = bench.shopdesk(full, sheet)
        sheet.unlink()
        if filled.code:
            bench.faults.append(f"filling the store: exit {filled.code}, {filled.err[-200:]}")
            return
        orders += sum(each["orders"]["new"] for each in json.loads(filled.out)["files"])
        seed += 1
    for _ in range(runs):
        room = bench.folder / "copy"
        shutil.rmtree(room, ignore_errors=True)
        shutil.copytree(full, room)
        bench.book(FULL, bench.shopdesk(room, bench.sheet), all_new)


def table(bench: Bench) -> str:
    """The costs and the goals of quality.md §1 as Markdown."""
    seconds = {way: median(c.seconds for c in spent) for way, spent in bench.costs.items()}
    memory = {way: median(c.peak for c in spent) / 1e6 for way, spent in bench.costs.items()}
    lines = ["| way | s | × floor | peak MB |", "|---|---|---|---|"]
    lines += [
        f"| {way} | {seconds[way]:.2f} | {seconds[way] / seconds[FLOOR]:.2f} | {memory[way]:.0f} |"
        for way in bench.costs
    ]
    goals: list[tuple[str, float, str]] = [
        ("import ÷ floor", seconds[OURS] / seconds[FLOOR], "≤ 1.5"),
        ("sqlite-utils ÷ import", seconds[PEER] / seconds[OURS], "≥ 2.5"),
        ("unchanged again ÷ import", seconds[AGAIN] / seconds[OURS], "≤ 1.0"),
        ("peak MB of the import", memory[OURS], "≤ 200 (at 100,000 lines)"),
    ]
    if FULL in bench.costs:
        goals.append(("into 1 M orders ÷ into none", seconds[FULL] / seconds[OURS], "≤ 2.0"))
    if WIDE in bench.costs:
        goals.append(("peak at 1 M lines ÷ this", memory[WIDE] / memory[OURS], "≤ 1.3"))
    lines += ["", "| ratio | measured | goal |", "|---|---|---|"]
    lines += [f"| {name} | {value:.2f} | {goal} |" for name, value, goal in goals]
    return "\n".join([*lines, *(f"\nFAULT {fault}" for fault in bench.faults), ""])


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print; exit 1 if a way failed."""
    asked = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    asked.add_argument("--rows", type=int, default=100_000, help="order lines of the file")
    asked.add_argument("--runs", type=int, default=3, help="rounds; the table gives medians")
    asked.add_argument("--big", action="store_true", help="also a million orders and lines")
    chosen = asked.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="shopdesk-bench-") as folder:
        bench = Bench(Path(folder), chosen.rows)
        bench.files(chosen.rows, 1, bench.sheet, bench.flat)
        megabytes = bench.sheet.stat().st_size / 1e6
        sys.stdout.write(f"{chosen.rows:,} order lines × 49 columns, {megabytes:.0f} MB xlsx\n\n")
        for number in range(1, chosen.runs + 1):
            sys.stderr.write(f"round {number} of {chosen.runs}\n")
            one_round(bench)
        if chosen.big:
            big(bench, chosen.runs)
        sys.stdout.write(table(bench))
    sys.exit(1 if bench.faults else 0)


if __name__ == "__main__":
    main()
