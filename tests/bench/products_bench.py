"""The Products desk, measured on a pty as the Orders desk is: `python -m tests.bench products`.

    python -m tests.bench products --skus 1000 100000 --folder KEPT

Every store is invented once and kept in the folder if one is named: so many SKUs, three to a
product, each with pieces, and on offer in two shops.
"""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

from tests.bench.reprice_bench import fill
from tests.bench.terminal_bench import KEYS, REST, SHOPDESK, SIZE, Place, frames, table, told
from tests.journeys.terminal import Terminal
from tests.rig import home, open_store

from shopdesk.services import products
from shopdesk.store import Change, Work

OFFERS = (
    "INSERT INTO offers(shop_id, product_code, variant_code, seller_sku, name, variation, sku, "
    "told_price, told_stock) SELECT s.id, 'p' || v.product_id, 'v' || v.id, v.sku, '', '', v.sku, "
    "v.price, 10 FROM variants AS v JOIN shops AS s"
)
PIECES = (
    "INSERT INTO movements(variant_id, location_id, pool, kind, qty, at, document, line, lot_id, "
    "note) SELECT v.id, 1, 'sellable', 'receipt', 1 + v.id % 60, 1795424400, 'receipt:SJ', v.id, "
    "0, '' FROM variants AS v"
)


class Shelf(Place):
    """A folder with a store of so many SKUs, in which the program is started."""

    def __init__(self, folder: Path, skus: int) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        if not home(folder).store.exists():
            with closing(open_store(folder)) as store:
                store.run("fill", partial(fill, skus=skus))
                store.run("stock", stocked)
                store.do(products.completeness.check)
        self._at_home(folder, skus)

    def products_desk(self) -> Any:
        """Open the workstation at all SKUs."""
        it = Terminal(SHOPDESK, self.env, self.folder, SIZE)
        it.sees("Help")
        it.presses("3")
        it.sees("▌", f"1 / {self.orders:,}", patience=120)
        it.quiet(REST)
        return it


def stocked(work: Work) -> Change:
    """Give every SKU pieces, and two shops that list it."""
    run = work.connection.exec_driver_sql
    for number, channel in enumerate(("shopee", "tiktok"), 1):
        run(f"INSERT INTO shops(id, channel, name, currency) VALUES ({number}, '{channel}', "
            f"'Toko {number}', 'IDR')")  # fmt: skip
    run("INSERT INTO locations(id, name) SELECT 1, 'Gudang' WHERE NOT EXISTS "
        "(SELECT 1 FROM locations)")  # fmt: skip
    run(OFFERS)
    run(PIECES)
    return work.done("Stocked")


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(prog="python -m tests.bench products", description=__doc__)
    asked.add_argument("--skus", type=int, nargs="+", default=[1_000], help="SKUs of a store")
    asked.add_argument("--times", type=int, default=40, help="presses of each key")
    asked.add_argument("--folder", type=Path, help="where stores are kept for the next time")
    chosen = asked.parse_args(arguments)
    keys = [["SKUs", "key", "first byte ms p50 / p95", "frame ms p50 / p95", "bytes p50",
             "with the panel"]]  # fmt: skip
    with tempfile.TemporaryDirectory(prefix="shopdesk-bench-") as passing:
        for skus in chosen.skus:
            shelf = Shelf((chosen.folder or Path(passing)) / f"skus-{skus}", skus)
            with closing(shelf.products_desk()) as it:
                it.looks_away()
                for what, pressed in KEYS.items():
                    it.presses("g")
                    it.quiet(REST)
                    keys.append(told(shelf, what, frames(it, pressed, chosen.times)))
    width, height = SIZE
    sys.stdout.write(f"On a pty of {width}×{height}\n\n{table(*keys)}")


if __name__ == "__main__":
    main()
