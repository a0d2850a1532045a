"""A real store in a folder of its own, and orders to work on."""

import atexit
import shutil
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from shopdesk.clock import Clock
from shopdesk.config import Home
from shopdesk.models.orders import Order, OrderLine
from shopdesk.models.shops import Listing, Shop
from shopdesk.models.states import Axes, Own, merge, queue_word
from shopdesk.store import Change, Store, Work

NOW = 1_795_424_400  # 2026-11-23 16:00 in Jakarta


def home(folder: Path) -> Home:
    """Return a home whose data, keys and state lie in three folders below this one."""
    return Home(folder / "data", folder / "keys", folder / "state")


class Watch:
    """A clock that goes on when the test says so."""

    def __init__(self) -> None:
        self.at = NOW

    def __call__(self) -> int:
        """Return the moment."""
        return self.at


def open_store(folder: Path, now: int | Watch = NOW) -> Store:
    """Open a store (where missing: a copy of an empty one) whose clock stands still."""
    here = home(folder)
    if not any(place.exists() for place in (here.root, here.keys, here.state)):
        shutil.copytree(_empty(), folder, dirs_exist_ok=True)
    return make_store(folder, now)


def make_store(folder: Path, now: int = NOW) -> Store:
    """Open a store (where missing: made by the program) whose clock stands still."""
    return Store.open(home(folder), Clock("Asia/Jakarta", now=now))


@cache
def _empty() -> Path:
    """Return the folders of an empty store: making its tables takes longer than many a test."""
    kept = TemporaryDirectory()
    atexit.register(kept.cleanup)
    make_store(Path(kept.name)).close()
    return Path(kept.name)


def add_orders(work: Work, orders: Sequence[dict[str, Any]], channel: str = "shopify") -> Change:
    """Put orders into the store, each with one mapped line; keys are Order's columns."""
    shop = Shop(channel=channel, name="Toko Uji", currency="IDR")
    work.session.add(shop)
    work.session.flush()
    listing = Listing(shop_id=shop.id, name="Mug Biru", seller_sku="MUG-1", sku="MUG-1")
    work.session.add(listing)
    work.session.flush()
    for facts in orders:
        work.session.add(_order(shop, facts, channel))
    work.session.flush()
    for order in work.session.query(Order).filter(Order.shop_id == shop.id):
        work.session.add(
            OrderLine(
                order_id=order.id, listing_id=listing.id, qty=1, price=order.total,
                subtotal=order.total,
            )
        )  # fmt: skip
    return work.done(f"Added {len(orders)} orders")


def _order(shop: Shop, facts: dict[str, Any], channel: str) -> Order:
    payment, fulfilment = facts.pop("payment", "paid"), facts.pop("fulfilment", "ready")
    axes, _conflict = merge(Axes(payment, fulfilment), Own())
    defaults = {"placed_at": NOW - 3600, "total": 1_500_000, "lines": 1, "units": 1}
    return Order(
        shop_id=shop.id, channel=channel, payment=payment, fulfilment=fulfilment,
        told_payment=payment, told_fulfilment=fulfilment,
        status=queue_word(axes, channel=channel, held=False, problem=False),
        **(defaults | facts),
    )  # fmt: skip


def dump(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of every journalled table."""
    from shopdesk.models import Base
    from shopdesk.store.triggers import journalled

    with store.read() as read:
        return {
            table.name: [
                tuple(row)
                for row in read.connection.exec_driver_sql(
                    f"SELECT * FROM {table.name} ORDER BY id"
                )
            ]
            for table in journalled(Base.metadata)
        } | {
            "counts": [
                tuple(row)
                for row in read.connection.exec_driver_sql(
                    "SELECT status, orders FROM order_counts ORDER BY status"
                )
            ]
        }
