"""The newest orders of a customer, by a mail address, a telephone or a name, without a scan."""

from collections.abc import Iterable
from typing import Any, Final

import sqlalchemy as sa

from shopdesk.services.orders.parts import ORDER
from shopdesk.services.tickets.linking.reading import TAIL
from shopdesk.services.tickets.linking.rows import Asked
from shopdesk.store import Read, search
from shopdesk.text import fold, phone_tail

NEWEST: Final = 3
"""Orders of a customer that are shown."""
RECENT: Final = 250_000
"""The newest orders of the store, among which a telephone or a name is looked for: nobody writes of
older ones without their number, and the work stays bounded."""
LOOKED_AT: Final = 50
"""Newest orders with such a telephone or name that are compared letter by letter."""
LEAST_LETTERS: Final = 4
COLUMNS: Final = (
    ORDER.id, ORDER.number, ORDER.channel, ORDER.buyer, ORDER.recipient, ORDER.phone, ORDER.email,
    ORDER.placed_at,
)  # fmt: skip
"""What is read of an order to tell whose it is."""


def same(order: Any, asked: Asked) -> bool:
    """Tell whether an order is of the one who asks: the same address, telephone or name."""
    address = asked.address.strip().lower()
    if "@" in address:
        by_address = address == (order.email or "").strip().lower()
    else:
        by_address = len(tail := phone_tail(address, TAIL)) == TAIL and tail == phone_tail(
            order.phone or "", TAIL
        )
    told = {*_names(asked.customer), *_names(asked.address)}
    return by_address or bool(told & _own(order)) or _may_be(order, asked.channel, told)


def of_customer(read: Read, asked: Asked, newest: int = NEWEST) -> list[Any]:
    """Return the newest orders of the one who asks: by the address, else by the name."""
    address = asked.address.strip()
    tail = phone_tail(address, TAIL)
    found: list[Any] = []
    if "@" in address:
        found = of_mail(read, address, newest)
    elif len(tail) == TAIL:
        found = of_phone(read, tail, newest)
    return found or of_name(read, asked.customer, newest) or of_name(read, address, newest)


def of_mail(read: Read, mail: str, newest: int = NEWEST) -> list[Any]:
    """Return the newest orders with this mail address."""
    query = sa.select(*COLUMNS).where(
        sa.func.lower(ORDER.email) == mail.lower(), ORDER.email.is_not(None)
    )
    return _newest(read, query, newest)


def of_phone(read: Read, tail: str, newest: int = NEWEST) -> list[Any]:
    """Return the newest orders whose telephone ends so."""
    found = _likely(read, tail)
    return [row for row in found if phone_tail(row.phone or "", TAIL) == tail][:newest]


def of_name(read: Read, name: str, newest: int = NEWEST) -> list[Any]:
    """Return the newest orders whose buyer or recipient is called so."""
    wanted = _names(name)
    if not wanted:
        return []
    return [row for row in _likely(read, name.strip()) if wanted & _own(row)][:newest]


def _likely(read: Read, token: str) -> list[Any]:
    newest = read.connection.scalar(sa.select(sa.func.max(ORDER.id))) or 0
    hits = search.matching(token, newest=LOOKED_AT).where(search.CODES.c.rowid > newest - RECENT)
    ids = sorted(read.connection.scalars(hits))
    return _newest(read, sa.select(*COLUMNS).where(ORDER.id.in_(ids)), LOOKED_AT) if ids else []


def _newest(read: Read, query: sa.Select[Any], newest: int) -> list[Any]:
    # The plus keeps the planner from walking all orders by their day.
    ordered = query.order_by((ORDER.placed_at + 0).desc(), ORDER.id.desc()).limit(newest)
    return list(read.connection.execute(ordered))


def _own(order: Any) -> set[str]:
    return _all_names((order.buyer, order.recipient))


def _may_be(order: Any, channel: str, names: Iterable[str]) -> bool:
    """Tell whether one of the names is what the order's own marketplace half hides: "b***i"."""
    hidden = [fold(name).strip() for name in (order.buyer, order.recipient) if name and "*" in name]
    ends = [(name[: name.index("*")], name[name.rindex("*") + 1 :]) for name in hidden]
    return channel == order.channel and any(
        name.startswith(first) and name.endswith(last)
        for first, last in ends
        for name in names
        if first or last
    )


def _all_names(names: Iterable[str | None]) -> set[str]:
    return {one for name in names for one in _names(name)}


def _names(name: str | None) -> set[str]:
    """Return the name as it is compared; none where it is too short, or hidden by stars."""
    folded = " ".join(fold(name or "").split())
    return {folded} if len(folded) >= LEAST_LETTERS and "*" not in folded else set()
