"""What the demo shop's orders leave behind: a statement, a gateway's report, resi and their ways.

The money of a web shop's weekend is not all as it should be: a husband pays, a bank keeps a fee, a
buyer pays twice. The parcels of a fortnight have their ways behind them; some are stuck.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from tests.makers import couriers, gateways, statements
from tests.makers.couriers import Event
from tests.makers.gateways import Paid
from tests.makers.shop import Order, State
from tests.makers.statements import Entry

STATEMENT = "mutasi_1234567890_20261116_20261123.csv"
REPORT = "midtrans_transactions_20261123.csv"
EVENTS = "riwayat_resi_20261123.csv"
RESI = "resi_melati_web.csv"
REPORT_COLUMNS = {
    "order_ref": "Order ID", "ref": "Transaction ID", "at": "Settlement time",
    "method": "Payment type", "status": "Transaction status", "amount": "Gross amount",
    "fee": "Fee", "tax": "VAT", "net": "Net amount", "payer": "Customer email",
}  # fmt: skip
"""What a person of the shop once said of the report's columns."""
SINCE = 14
"""Days before the anchor from which on parcels have a way behind them."""
STUCK = 26
"""Of one in so many parcels nothing was heard after it left."""
HUSBAND, SHORT, TRANSFER = "RATRI PRABASWARA", 6_500, "TRSF E-BANKING CR"


def write(folder: Path, latest: Mapping[tuple[str, str], Order], anchor: datetime) -> None:
    """Write them all. A web shop's export tells no resi: its parcels have theirs by a list."""
    web = [order for (shop, _number), order in latest.items() if shop == "Melati Web"]
    since = anchor.date() - timedelta(days=7)
    statements.bca(folder / STATEMENT, list(money(web, since, anchor)), since, anchor.date())
    gateways.midtrans_report(folder / REPORT, list(paid(web, since)))
    known = [order for (shop, _number), order in sorted(latest.items()) if shop != "Melati Web"]
    since = anchor.date() - timedelta(days=SINCE)
    ways = [*events(known, since, anchor), *events(web, web[0].placed.date(), anchor)]
    couriers.sheet(folder / EVENTS, ways)
    sent = [f"{order.number},{order.tracking}\n" for order in web if order.shipped]
    (folder / RESI).write_text("".join(["No. Pesanan,No. Resi\n", *sent]), encoding="utf-8")


# Money


def money(orders: Sequence[Order], since: date, anchor: datetime) -> Iterator[Entry]:
    """The lines of the bank account, oldest first: transfers, fees, a withdrawal, a pending one."""
    lines = [_transfer(order, order.paid, order.total, order.buyer.name)
             for order in orders if order.manual and order.paid]  # fmt: skip
    waiting = [order for order in orders if order.state is State.TO_VERIFY]
    for at, order in enumerate(waiting):
        when = order.placed + timedelta(hours=3)
        husband = at % 2 == 1
        name = HUSBAND if husband else order.buyer.name
        lines.append(_transfer(order, when, order.total - (0 if husband else SHORT), name))
    lines += [
        Entry(anchor - timedelta(days=5), -6_500, "BIAYA TRANSFER BI-FAST"),
        Entry(anchor - timedelta(days=4), -2_500_000, "TRSF E-BANKING DB KAIN PERCA FIKTIF"),
        Entry(anchor - timedelta(days=3), 248_255,
              "KR OTOMATIS MID : 000885000111 MELATI NUSA QR : 250000.00 DDR : 1745.00"),
        Entry(anchor - timedelta(days=2), 150_000, "SETORAN TUNAI"),
    ]  # fmt: skip
    yield from sorted((e for e in lines if e.at.date() >= since), key=lambda entry: entry.at)
    yield Entry(anchor, 65_000, f"{TRANSFER} 2311/FTSCY/WS95051 65000.00 DAHLIA M", pending=True)


def _transfer(order: Order, when: datetime | None, amount: int, name: str) -> Entry:
    when = when or order.placed
    plain = "".join(c for c in name.upper() if c.isascii() and (c.isalpha() or c == " ")).strip()
    words = f"{TRANSFER} {when:%d%m}/FTSCY/WS95051 {amount}.00 {plain}"
    return Entry(when, amount, words)


def paid(orders: Iterable[Order], since: date) -> Iterator[Paid]:
    """What came in through the gateway."""
    for order in orders:
        if order.method.startswith("Midtrans") and order.paid and order.paid.date() >= since:
            fee = order.total * 7 // 1_000
            yield Paid(f"mt-{order.number}-000000", order.number, order.paid, order.total, fee,
                       fee * 11 // 100)  # fmt: skip


# Parcels


@dataclass(frozen=True, slots=True)
class Way:
    """How a courier tells of a parcel on its way: handed in, moving, with the rider, delivered."""

    names: tuple[str, ...]
    texts: tuple[str, str, str, str]


WAYS = (
    Way(("J&T",), ("Paket telah diterima oleh BANDUNG KIDUL", "Paket akan dikirimkan ke {city}",
                   "Paket akan dikirim ke alamat penerima", "Paket telah diterima")),
    Way(("JNE",), ("SHIPMENT RECEIVED BY JNE COUNTER OFFICER AT [BANDUNG]",
                   "RECEIVED AT SORTING CENTER [BANDUNG]", "WITH DELIVERY COURIER [{city}]",
                   "DELIVERED TO [{name} | {city}]")),
    Way(("SiCepat",), ("PICK", "IN", "ANT", "DELIVERED")),
)  # fmt: skip
UNKNOWN = "Paket dalam pemeriksaan ulang di hub {city}"
AWAY = "Penerima tidak di tempat"


def events(orders: Iterable[Order], first: date, anchor: datetime) -> Iterator[Event]:
    """The ways of the parcels since a day; of those still moving, one is odd and one waits.

    Now and then nobody has told of a parcel again.
    """
    moving = 0
    for n, order in enumerate(orders, 1):
        way = next((way for way in WAYS if order.courier.startswith(way.names)), None)
        shipped = order.shipped
        if way is None or not order.tracking or not shipped or shipped.date() < first:
            continue
        if order.state is State.SHIPPED:
            moving += 1
            yield from _moving(order, way, anchor, moving)
        elif order.delivered:
            yield from list(_arrived(order, way, order.delivered))[: 2 if n % STUCK == 0 else None]


def _arrived(order: Order, way: Way, at: datetime) -> Iterator[Event]:
    shipped = order.shipped or at
    moments = (shipped, shipped + (at - shipped) / 2, at - (at - shipped) / 8, at)
    for when, text in zip(moments, way.texts, strict=True):
        yield _event(order, when, text)


def _moving(order: Order, way: Way, anchor: datetime, which: int) -> Iterator[Event]:
    shipped = order.shipped or anchor
    yield _event(order, shipped, way.texts[0])
    half = shipped + (anchor - shipped) / 2
    yield _event(order, half, UNKNOWN if which == 2 else way.texts[1])
    if which == 1:
        yield _event(order, anchor - timedelta(hours=15), AWAY)


def _event(order: Order, when: datetime, text: str) -> Event:
    city = order.buyer.city.split(" ", 1)[1].upper()
    said = text.format(city=city, name=order.buyer.name)
    arrived = said.startswith(("DELIVERED", "Paket telah diterima")) and "oleh" not in said
    receiver = order.buyer.name if arrived else ""
    place = "Bandung" if "BANDUNG" in said or text == WAYS[2].texts[0] else city.title()
    return Event(order.tracking, order.courier, when, said, place, receiver)
