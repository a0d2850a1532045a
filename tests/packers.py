"""Many packers, processes of their own, at one store: each code is scanned by all at once."""

import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

from tests.rig import open_store

from shopdesk.config import find_home
from shopdesk.refusal import Refusal
from shopdesk.services import packing
from shopdesk.services.packing import waves
from shopdesk.store import Store

ROOT = Path(__file__).parents[1]
HERE = "here"
"""Stands for the store that the environment names, with a clock that runs."""


def race(folder: Path, packers: int, told: Sequence[str]) -> Iterator[list[str]]:
    """Have all packers do each of these at the same moment; yield what every one of them said.

    What is told are codes with blanks between them, or "wave 1 2 3" for a wave of these orders.
    """
    with ExitStack() as ending:
        running = [
            ending.enter_context(subprocess.Popen(
                [sys.executable, "-m", "tests.packers", str(folder), f"meja {who}"], cwd=ROOT,
                text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            ))
            for who in range(packers)
        ]  # fmt: skip
        for packer in running:
            assert packer.stdout.readline().strip() == "ready"
        for line in told:
            for packer in running:
                packer.stdin.write(f"{line}\n")
            for packer in running:
                packer.stdin.flush()
            yield [packer.stdout.readline().strip() for packer in running]
        for packer in running:
            packer.stdin.close()


def _run(folder: str, station: str) -> None:
    store = Store.open(find_home()) if folder == HERE else open_store(Path(folder))
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    at: int | None = None
    for line in sys.stdin:
        words = line.split()
        try:
            if words[0] == "wave":
                store.do(waves.make, [int(word) for word in words[1:]])
                said = "made"
            else:
                table = packing.scan(store, words, station=station, at=at)
                at = table.box.order_id if table.box else None
                said = " ".join(heard.verdict for heard in table.heard)
        except Refusal:
            said = "refused"
        except Exception as error:  # noqa: BLE001 - whatever broke is told to the referee
            said = repr(error).replace("\n", " ")
        sys.stdout.write(f"{said}\n")
        sys.stdout.flush()
    store.close()


if __name__ == "__main__":
    _run(*sys.argv[1:])
