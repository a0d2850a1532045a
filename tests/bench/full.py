"""A disk that another program fills up during an import: `python -m tests.bench.full [SIZES]`.

At every size the import says where room is missing and how much it takes, or it ends well; nothing
is half done, and it works again when there is room. It needs the right to mount a small disk.
"""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests import smalldisk
from tests.bench import files
from tests.desk import Desk

LINES = 2500
MOST = 4_000_000
"""Bytes left at the last size; the import of so many lines fits into them."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Squeeze, and print what each size led to."""
    asked = argparse.ArgumentParser(prog="python -m tests.bench.full", description=__doc__)
    asked.add_argument("sizes", type=int, nargs="?", default=20)
    sizes = asked.parse_args(arguments).sizes
    with tempfile.TemporaryDirectory(prefix="shopdesk-full-") as folder:
        sheet = Path(folder) / "Order.all.20260825_20261123.xlsx"
        files.make(LINES, 1, sheet, None)
        with smalldisk.mounted(Path(folder) / "disk", 96) as disk:
            desk = Desk(disk / "home")
            desk.run("history")
            refused = 0
            for n in range(sizes):
                leave = n * MOST // max(sizes - 1, 1)
                said = smalldisk.squeeze(desk, disk, sheet, leave)
                refused += bool(said)
                sys.stderr.write(f"{leave:>9} bytes left: {said.strip() or 'imported'}\n")
    sys.stdout.write(
        f"{sizes} sizes: {refused} refused in one sentence, {sizes - refused} fitted\n"
    )


if __name__ == "__main__":
    main()
