"""kill -9 at random moments: `python -m tests.bench.kills [IMPORTS [PLANS [MIGRATIONS]]]`.

Imports, and plans, of a small export into a store that holds orders already, and migrations of a
store that the first ShopDesk left: every one is all or nothing, the journal is whole, and the
command runs again to the same end.
"""

import argparse
import random
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests import killing, older
from tests.bench import files
from tests.desk import Desk

LINES = 2500
"""Order lines of the export that is killed."""
BEFORE = 200
"""Order lines that the store holds already."""


def shop(folder: Path) -> Desk:
    """Return a home whose store holds a few orders."""
    desk = Desk(folder)
    sheet = folder.parent / "Order.all.20260601_20260630.xlsx"
    files.make(BEFORE, 2, sheet, None)
    code, _out, err = desk.run("import", sheet)
    assert code == 0, err
    return desk


def main(arguments: Sequence[str] | None = None) -> None:
    """Strike, and print where the blows hit."""
    asked = argparse.ArgumentParser(prog="python -m tests.bench.kills", description=__doc__)
    asked.add_argument("times", type=int, nargs="?", default=100, help="imports to kill")
    asked.add_argument("plans", type=int, nargs="?", default=50, help="plans to kill")
    asked.add_argument("migrations", type=int, nargs="?", default=60, help="migrations to kill")
    chosen = asked.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="shopdesk-kills-") as folder:
        desk = shop(Path(folder) / "home")
        sheet = Path(folder) / "Order.all.20260825_20261123.xlsx"
        files.make(LINES, 1, sheet, None)
        _round(chosen.times, killing.Killing(desk, ("import", sheet), random.Random(11)))
        plan = ("import", "--plan", sheet)
        _round(chosen.plans, killing.Killing(desk, plan, random.Random(13), killing.UNKEPT))
        old = Desk(Path(folder) / "old")
        older.make(old.home)
        migrated = killing.Killing(old, ("orders", "counts"), random.Random(17))
        _round(chosen.migrations, migrated)


def _round(times: int, struck: killing.Killing) -> None:
    name = " ".join(word for word in struck.words if isinstance(word, str))
    for n, hit in enumerate(struck.strike(times), 1):
        sys.stderr.write(f"\r{name} {n} of {times}: {hit}        ")
    sys.stderr.write("\n")
    where = ", ".join(f"{struck.hits[hit]} {hit}" for hit in killing.HITS)
    sys.stdout.write(f"{name}, {struck.seconds:.1f} s alone, killed {times} times: {where}\n")


if __name__ == "__main__":
    main()
