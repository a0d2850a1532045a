"""Several processes want one statement line for an order of their own; one of them may get it."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from tests.rig import open_store

from shopdesk.refusal import Refusal
from shopdesk.services import payments

ROOT = Path(__file__).parents[1]


def race(folder: Path, racers: int, rounds: int) -> Iterator[list[str]]:
    """Yield round by round what every racer said: won, lost, or what broke.

    Of round n all want line n, racer k for order ``1 + n * racers + k``.
    """
    with ExitStack() as ending:
        running = [
            ending.enter_context(subprocess.Popen(
                [sys.executable, "-m", "tests.paying", str(folder)], cwd=ROOT, text=True,
                stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            ))
            for _who in range(racers)
        ]  # fmt: skip
        for racer in running:
            assert racer.stdout.readline().strip() == "ready"
        for n in range(rounds):
            for who, racer in enumerate(running):
                racer.stdin.write(f"{n + 1} {1 + n * racers + who}\n")
            for racer in running:
                racer.stdin.flush()
            yield [racer.stdout.readline().strip() for racer in running]
        for racer in running:
            racer.stdin.close()


def _run(folder: str) -> None:
    store = open_store(Path(folder))
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    for words in sys.stdin:
        line, order = map(int, words.split())
        try:
            store.do(payments.match, [line], order)
            said = "won"
        except Refusal as refusal:
            said = "lost" if "already" in str(refusal) or "sudah" in str(refusal) else str(refusal)
        except Exception as error:  # noqa: BLE001 - whatever broke is told to the referee
            said = repr(error).replace("\n", " ")
        sys.stdout.write(f"{said}\n")
        sys.stdout.flush()
    store.close()


if __name__ == "__main__":
    _run(*sys.argv[1:])
