"""What tickets are about, found in a store of a million orders: one message, and a fetch of many.

python -m tests.bench.links_bench FOLDER [ORDERS]
"""

import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from typing import Any

import sqlalchemy as sa
from tests.bench import big_store
from tests.rig import NOW

from shopdesk.models.orders import Order
from shopdesk.services.tickets import arriving, following, linking, panel
from shopdesk.services.tickets.linking import Asked
from shopdesk.services.tickets.rows import Incoming
from shopdesk.store import Change, Store, Work

FETCH = 500
"""Messages of one fetch."""
OWN_SHOP = 4
REACHED = (
    "UPDATE orders SET email = 'pembeli' || (id % 40000) || '@example.com', "
    f"phone = '628' || (1100000000 + id % 40000 * 7919) WHERE shop_id = {OWN_SHOP}"
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, and print what was measured."""
    told = list(sys.argv[1:] if arguments is None else arguments)
    folder, orders = Path(told[0]), int(told[1]) if len(told) > 1 else 1_000_000
    store = big_store.stock(folder, orders, 0.03)
    if not (folder / "reached").exists():
        store.run("reach", _reach)
        (folder / "reached").touch()
    texts = _texts(store, orders)
    with store.read() as read:
        for kind in dict.fromkeys(kind for kind, _asked in texts):
            some = [asked for one, asked in texts if one == kind][:60]
            _told(kind, [_ms(lambda a=a: linking.find_many(read, [a])) for a in some])
        every = [asked for _kind, asked in texts]
        _told(f"find_many of {len(every)}", [_ms(lambda: linking.find_many(read, every))])
    _told(f"take_in of {FETCH}", [_ms(lambda: store.run("fetch", lambda w: _take(w, texts)))])
    with store.read() as read:
        _told("panel", [_ms(lambda one=one: panel.panel(read, one)) for one in range(1, 60)])
    store.close()
    return 0


def _reach(work: Work) -> Change:
    work.connection.exec_driver_sql(REACHED)
    return work.done("Gave the own shop's buyers addresses")


def _texts(store: Store, orders: int) -> list[tuple[str, Asked]]:
    dice = Random(11)
    columns = (Order.number, Order.tracking, Order.buyer, Order.email, Order.phone, Order.shop_id)
    ids = [dice.randrange(1, orders) for _ in range(FETCH * 3)]
    with store.read() as read:
        query = sa.select(*columns).where(Order.id.in_(ids))
        rows = list(read.connection.execute(query))
    found: list[tuple[str, Asked]] = []
    for at, row in enumerate(rows):
        own = row.shop_id == OWN_SHOP
        kinds: dict[str, Callable[[], Asked]] = {
            "number": lambda row=row: Asked(f"Kak pesanan {row.number} mana ya?", "", row.buyer),
            "resi": lambda row=row: Asked(f"resi {row.tracking} nyangkut, tolong cek", "", "Sari"),
            "mail": lambda row=row: Asked("halo, belum sampai", row.email or "x@example.com", ""),
            "phone": lambda row=row: Asked("kapan dikirim kak", row.phone, "Ibu Ratna"),
            "name": lambda row=row: Asked("barang pecah", row.buyer, row.buyer),
            "unknown": lambda at=at: Asked("masih ada stok?", f"62899{at:07}", f"Tono {at}"),
        }
        usable = [kind for kind in kinds if own or kind not in ("mail", "phone")]
        kind = usable[at % len(usable)]
        found.append((kind, kinds[kind]()))
    return found[:FETCH]


def _take(work: Work, texts: Sequence[tuple[str, Asked]]) -> Change:
    arriving.take_in(work, [
        Incoming("whatsapp", f"m{at}", NOW, one.text, author=one.customer, address=one.address,
                 thread=f"t{at}")
        for at, (_kind, one) in enumerate(texts)
    ])  # fmt: skip
    return following.ended(work, "fetched")


def _ms(act: Callable[[], Any]) -> float:
    began = time.perf_counter()
    act()
    return (time.perf_counter() - began) * 1_000


def _told(name: str, taken: list[float]) -> None:
    ordered = sorted(taken)
    p95 = ordered[max(len(ordered) * 95 // 100 - 1, 0)]
    middle = statistics.median(taken)
    sys.stdout.write(f"{name:<20} n {len(taken):>4}  median {middle:9.2f} ms  p95 {p95:9.2f}\n")


if __name__ == "__main__":
    raise SystemExit(main())
