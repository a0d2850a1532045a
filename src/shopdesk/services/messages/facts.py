"""What the variables of a text stand for: order, parcel, payment, buyer and shop."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from shopdesk import money
from shopdesk.couriers import guess_couriers
from shopdesk.models.orders import Order
from shopdesk.models.payments import Due
from shopdesk.models.shipments import Bundled, Parcel
from shopdesk.models.shops import Shop
from shopdesk.services.messages.addresses import masked
from shopdesk.services.printing.addresses import place_of
from shopdesk.services.printing.bills import bills
from shopdesk.services.printing.parcels import parcels
from shopdesk.services.printing.rows import Bill, BillLine, PackItem, Sent
from shopdesk.store import Read

Place = tuple[int, int]
"""An order, and the number of its parcel; 0 where the whole order is meant."""
RUPIAH: Final = 100
"""Minor units of one rupiah: what the unique code counts in."""
CHANNELS: Final = {"tiktok": "TikTok Shop", "shopify": "", "generic": ""}
"""Channels that are not called by their own name; "" is the own shop."""
WORDS: Final = {
    "id": {"hello": "Halo Kak {name}", "stranger": "Halo Kak"},
    "en": {"hello": "Hello {name}", "stranger": "Hello"},
}
"""The greeting in the language of the message, which is not the one of the screen."""


@dataclass(frozen=True, slots=True)
class About:
    """All that a text may say of an order and one of its parcels. Rows are read only."""

    order: Any
    bill: Bill
    sent: Sent | None
    parcel: Any
    due: Any
    others: tuple[str, ...]
    """Numbers of the orders that travel with it, its own among them."""


def gather(read: Read, places: Iterable[Place]) -> dict[Place, About]:
    """Return what is known of these orders and parcels; those that are gone are left out."""
    wanted = list(dict.fromkeys(places))
    ids = list(dict.fromkeys(order_id for order_id, _n in wanted))
    orders = _by_id(read, _orders(), Order.id, ids, "id")
    told = {one.order_id: one for one in bills(read, ids)}
    dues = _by_id(read, sa.select(Due.__table__), Due.order_id, ids, "order_id")
    rows = _parcels(read, ids)
    apart = [order_id for order_id, number in wanted if number]
    sent = {(one.order_id, one.parcel): one for one in parcels(read, apart)} if apart else {}
    others = _together(read, ids)
    return {
        (order_id, number): About(
            orders[order_id], told[order_id], sent.get((order_id, number)),
            rows.get((order_id, number or 1)), dues.get(order_id),
            tuple(others.get(order_id, ())) or (orders[order_id].number,),
        )
        for order_id, number in wanted
        if order_id in orders
    }  # fmt: skip


def values(read: Read, about: About, language: str) -> dict[str, str]:
    """Return what every variable stands for in this language; "" where nothing does."""
    amount = _amounts(about, language)
    day = _days(read, language)
    parts: Sequence[Mapping[str, Any]] = (
        _buyer(about, language), _bought(about, amount, day), _paying(read, about, amount, day),
        _parcel(about, day), shop(read, about.order.shop),
    )  # fmt: skip
    return {name: str(told or "").strip() for part in parts for name, told in part.items()}


def _buyer(about: About, language: str) -> dict[str, Any]:
    order = about.order
    name = _open(order.recipient) or _open(order.buyer)
    town = _open(place_of(order))
    street = _open(order.address)
    return {
        "greeting": greeting(name, language),
        "buyer_name": name,
        "recipient": _open(order.recipient),
        "address": ", ".join(filter(None, (street, town))) if street else "",
        "city": _open(order.city),
    }


def _bought(
    about: About, amount: Callable[[int | None], str], day: Callable[..., str]
) -> dict[str, Any]:
    order, bill = about.order, about.bill
    lines: Sequence[BillLine | PackItem] = about.sent.items if about.sent else bill.lines
    return {
        "order_number": order.number,
        "orders": ", ".join(about.others),
        "order_date": day(order.placed_at, "date"),
        "channel": CHANNELS.get(order.channel, order.channel.capitalize()) or order.shop,
        "items": "\n".join(map(_line, lines)),
        "item_count": sum(line.qty for line in lines) or "",
        "total": amount(order.total),
        "cancel_reason": order.cancel_reason,
    }


def _paying(
    read: Read, about: About, amount: Callable[[int | None], str], day: Callable[..., str]
) -> dict[str, Any]:
    order, due = about.order, about.due
    return {
        "pay_amount": amount(due.amount if due else order.total),
        "pay_code": f"{due.code:03}" if due and due.code else "",
        "pay_until": day(due.expires_at if due else None),
        "pay_to": read.settings.pay_to,
        "payment_method": order.payment_method,
        "paid_at": day(order.paid_at),
        "cod_amount": amount(order.total if order.payment == "cod_due" else None),
    }


def _parcel(about: About, day: Callable[..., str]) -> dict[str, Any]:
    order, sent, row = about.order, about.sent, about.parcel
    many = sent is not None and sent.parcels > 1
    alone = row is None and not many
    tracking = (row.tracking if row else "") or (order.tracking if alone else "")
    courier = (row.courier if row else "") or (order.courier if alone else "")
    return {
        "courier": courier or _known_by(tracking),
        "service": (row.service if row else "") or (order.service if alone else ""),
        "tracking": tracking,
        "parcel": f"{sent.parcel}/{sent.parcels}" if sent else "1/1",
        "courier_said": row.raw if row else "",
        "eta": day(row.eta if row else None, "date"),
        "delivered_at": day((row.delivered_at if row else None) or order.delivered_at),
    }


def _known_by(tracking: str | None) -> str:
    """Return the courier whose numbers look so, where that is one alone."""
    guessed = guess_couriers(tracking) if tracking else ()
    return guessed[0] if len(guessed) == 1 else ""


def shop(read: Read, called: str) -> dict[str, str]:
    """Return what is said of the shop; ``called`` is its name where the settings have none."""
    settings = read.settings
    name = settings.shop_name.strip() or called
    return {
        "shop_name": name,
        "shop_phone": settings.shop_phone,
        "shop_address": settings.shop_address,
        "signature": settings.mail_signature.strip() or name,
    }


def greeting(name: str, language: str) -> str:
    """Return how a message to somebody of this name begins."""
    called = _called(name)
    words = WORDS["en" if language == "en" else "id"]
    return words["hello"].format(name=called) if called else words["stranger"]


def _called(name: str) -> str:
    """Return how to speak to somebody of this name; an account's name is nothing to say."""
    first = name.split(maxsplit=1)[0] if name else ""
    if not first.replace("'", "").replace("-", "").isalpha():
        return ""
    return first.capitalize() if first.islower() or first.isupper() else first


def _open(text: str | None) -> str:
    """Return a text of the buyer's, or nothing where the marketplace has hidden it."""
    return "" if masked(text) else (text or "").strip()


def _line(line: BillLine | PackItem) -> str:
    return f"{line.qty} × {', '.join(filter(None, (line.name or line.sku, line.variation)))}"


def _amounts(about: About, language: str) -> Callable[[int | None], str]:
    def show(minor: int | None) -> str:
        return "" if minor is None else money.show(minor, about.order.currency, language)

    return show


def _days(read: Read, language: str) -> Callable[..., str]:
    def show(instant: int | None, style: Any = "short") -> str:
        return read.clock.show(instant, language, style) if instant else ""

    return show


def _orders() -> Any:
    columns = (*Order.__table__.columns, Shop.name.label("shop"))
    return sa.select(*columns).join(Shop, Shop.id == Order.shop_id)


def _by_id(read: Read, query: Any, column: Any, ids: Sequence[int], name: str) -> dict[int, Any]:
    found = read.connection.execute(query.where(column.in_(ids)))
    return {getattr(row, name): row for row in found}


def _parcels(read: Read, ids: Sequence[int]) -> dict[Place, Any]:
    """Return the parcels of the orders; one that travels with another has that one's."""
    query = sa.select(Parcel.__table__).where(Parcel.order_id.in_(ids))
    found = {(row.order_id, row.number): row for row in read.connection.execute(query)}
    along = (
        sa.select(Bundled.order_id.label("member"), Parcel.__table__)
        .join(Parcel, Parcel.order_id == Bundled.lead_id)
        .where(Bundled.order_id.in_(ids), Bundled.lead_id != Bundled.order_id)
    )
    return found | {(row.member, row.number): row for row in read.connection.execute(along)}


def _together(read: Read, ids: Sequence[int]) -> dict[int, list[str]]:
    """Return the numbers of the orders that travel with each of these."""
    mine, theirs = aliased(Bundled), aliased(Bundled)
    query = (
        sa.select(mine.order_id, Order.number)
        .join(theirs, theirs.lead_id == mine.lead_id)
        .join(Order, Order.id == theirs.order_id)
        .where(mine.order_id.in_(ids))
        .order_by(theirs.order_id != theirs.lead_id, theirs.id)
    )
    found: dict[int, list[str]] = {}
    for order_id, number in read.connection.execute(query):
        found.setdefault(order_id, []).append(number)
    return found
