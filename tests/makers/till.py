"""A shop with unpaid orders whose payments must be found, and looks at what came of them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from tests.makers.payments import RP
from tests.rig import NOW, add_orders, open_store

from shopdesk import locale
from shopdesk.clock import HOUR
from shopdesk.models.orders import Order
from shopdesk.services import payments
from shopdesk.services.payments import Paying, PaymentRow
from shopdesk.services.stock.following import ended
from shopdesk.store import Change, Store

Opened = Callable[..., Store]


def unpaid(number: str, total: int = 150_000, buyer: str = "Siti Aminah", **more: Any) -> Any:
    """Return an order of so many rupiah, placed an hour ago and not paid."""
    return {"number": number, "total": total * RP, "payment": "unpaid", "buyer": buyer,
            "fulfilment": "new", "placed_at": NOW - HOUR} | more  # fmt: skip


@contextmanager
def opening(folder: Path) -> Iterator[Opened]:
    """Open a store that takes orders, in English: ``till(order, order)``."""
    before = locale.language()
    locale.use("en")
    store = open_store(folder)

    def opened(*some: Any, channel: str = "shopify") -> Store:
        told = [dict(one) for one in some]
        if told:
            store.run("seed", lambda work: ended(work, add_orders(work, told, channel).label))
        return store

    yield opened
    store.close()
    locale.use(before)


def of(store: Store, number: str) -> Any:
    """Return an order's row."""
    with store.read() as read:
        query = sa.select(Order.__table__).where(Order.number == number)
        return read.connection.execute(query).one()


def line_of(store: Store, payment_id: int) -> PaymentRow:
    """Return a line's row."""
    with store.read() as read:
        return payments.show(read, payment_id).row


def due_of(store: Store, number: str) -> Paying:
    """Return how an order stands with its money."""
    with store.read() as read:
        found = payments.paying(read, of(store, number).id)
    assert found is not None
    return found


def auto(store: Store) -> Change:
    """Match what is beyond doubt."""
    return store.do(payments.match_auto)


def asked(store: Store, number: str) -> int:
    """Ask an order's buyer to pay, and return the sum in rupiah."""
    store.do(payments.ask, [of(store, number).id])
    return due_of(store, number).asked // RP
