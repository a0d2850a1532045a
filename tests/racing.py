"""Many processes want the last piece at the same moment; each round exactly one may get it."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from tests.rig import open_store

from shopdesk.refusal import Refusal
from shopdesk.services import products, stock
from shopdesk.services.products.editing import NewVariant
from shopdesk.services.stock import Piece
from shopdesk.store import Store

WAYS = {
    "reserve": lambda sku, who: (stock.reserve, sku, 1, f"12.12 {who}"),
    "adjust": lambda sku, who: (stock.adjust, sku, -1, f"taken by {who}"),
    "transfer": lambda sku, who: (stock.transfer, [Piece(sku, 1)], "", f"Toko {who}"),
    "sort": lambda sku, _who: (stock.sort, sku, 1, "damaged"),
}
"""Verbs that must never take a piece that is not there: set aside, taken away, carried, sorted."""
ROOT = Path(__file__).parents[1]


def stocked(folder: Path, rounds: int) -> Store:
    """Return a store with one piece of one SKU for every round."""
    store = open_store(folder)
    skus = [f"LAST-{n}" for n in range(rounds)]
    store.do(products.add, "Barang terakhir", [NewVariant(sku, sku) for sku in skus])
    store.do(stock.receive, [Piece(sku, 1) for sku in skus], "SJ-1")
    return store


def way(round_: int) -> str:
    """Return the verb of a round: each has its turn."""
    return list(WAYS)[round_ % len(WAYS)]


def race(folder: Path, racers: int, rounds: int) -> Iterator[list[str]]:
    """Yield round by round what every racer said: won, lost, or what broke."""
    with ExitStack() as ending:
        running = [
            ending.enter_context(subprocess.Popen(
                [sys.executable, "-m", "tests.racing", str(folder), str(who)], cwd=ROOT, text=True,
                stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            ))
            for who in range(racers)
        ]  # fmt: skip
        for racer in running:
            assert racer.stdout.readline().strip() == "ready"
        for n in range(rounds):
            for racer in running:
                racer.stdin.write(f"{way(n)} LAST-{n}\n")
            for racer in running:
                racer.stdin.flush()
            yield [racer.stdout.readline().strip() for racer in running]
        for racer in running:
            racer.stdin.close()


def _run(folder: str, who: str) -> None:
    store = open_store(Path(folder))
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    for line in sys.stdin:
        verb, sku = line.split()
        try:
            store.do(*WAYS[verb](sku, who))
            said = "won"
        except Refusal:
            said = "lost"
        except Exception as error:  # noqa: BLE001 - whatever broke is told to the referee
            said = repr(error).replace("\n", " ")
        sys.stdout.write(f"{said}\n")
        sys.stdout.flush()
    store.close()


if __name__ == "__main__":
    _run(*sys.argv[1:])
