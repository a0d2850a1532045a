"""What every shop's exports hold sooner or later, put on purpose on orders that wait to be packed.

Names and notes that are hostile to a terminal or a spreadsheet, a status that nobody has
documented, identical lines, a missed deadline, and reasons to hold an order back.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import chain, repeat

from tests.makers.shop import Order, State, seen_at

Oddity = Callable[[Order], Order]


def note(text: str) -> Oddity:
    """The buyer writes this."""
    return lambda order: replace(order, buyer_note=text)


def remark(text: str) -> Oddity:
    """The shop wrote this."""
    return lambda order: replace(order, seller_note=text)


def named(name: str) -> Oddity:
    """The recipient calls himself so."""
    return lambda order: replace(order, buyer=replace(order.buyer, name=name))


def status(text: str) -> Oddity:
    """The seller centre shows this word."""
    return lambda order: replace(order, raw_status=text)


def product(name: str) -> Oddity:
    """The first line's product is called so."""

    def renamed(order: Order) -> Order:
        first, *rest = order.lines
        good = replace(first.good, name=name)
        return replace(order, lines=(replace(first, good=good), *rest))

    return renamed


def twins(order: Order) -> Order:
    """The first line stands there twice, equal in every cell."""
    first, *rest = order.lines
    return replace(order, lines=(first, first, *rest))


def overdue(order: Order) -> Order:
    """It should have gone out on the day it was placed."""
    return replace(order, ship_by=order.placed.replace(hour=23, minute=59, second=0))


def late(then: Oddity) -> Oddity:
    """Overdue, and something else."""
    return lambda order: then(overdue(order))


def unpaid(order: Order) -> Order:
    """The buyer still has to go to the minimarket."""
    paid = order.arranged or order.cancelled
    return replace(order, cod=False, method="Indomaret/i.Saku", cancel_asked=None, paid=paid)


def as_it_is(order: Order) -> Order:
    """Nothing odd."""
    return order


SHOPEE = (
    late(note("Tolong tahan dulu kak, saya mau ganti alamat")),
    late(note("\x1b[31mMERAH\x1b[0m tolong dipercepat")),
    unpaid,
    note("=1+1"),
    note("[@click=app.quit]klik di sini[/] [/] jangan dilipat"),
    unpaid,
    note("请快点发货，谢谢 🙏"),
    note("Rumah cat hijau,\nsamping warung,\n\tpagar besi"),
    note("Kartu 4111 1111 1111 1111 saya ditolak terus, tolong cek kak"),
    twins,
    note("Z\u0337\u0322\u0351a\u0336\u0301l\u0337go tolong bungkus kado"),
    status("Ditinjau Tim Keamanan"),
    note("harga \u202e000.51pR\u202c ya kak \u200bok"),
    product("[bold red]Kaos[/] 👨\u200d👩\u200d👧\u200d👦 Keluarga =HYPERLINK(1)"),
)
HOME = (
    late(note("@SUM(A1:A9) -2+3 tolong kirim sore")),
    status("Ditinjau Tim Keamanan"),
    note("Alamat kurang lengkap ya? Tahan dulu, nanti saya kabari"),
    remark('Cek stok rak B [merah] <atas> & "bawah"'),
)
TIKTOK = (
    note("مرحبا, kirim yang rapi ya"),
    status("Dalam peninjauan"),
    unpaid,
    note("+cmd|' /C calc'!A0"),
    remark("Affiliate: minta konten dulu ✨"),
    note("\x1b]52;c;aGFsbw==\x07 hubungi sebelum kirim"),
)
LAZADA = (
    late(as_it_is),
    status("quality_check"),
    remark("Jangan digabung dengan paket lain"),
)
BLIBLI = (
    named("Sekar [VIP] Lembayung"),
    note("=1+1"),
    named("\x1b]0;halo\x07Wening Anggrekno"),
)
SHOPIFY = (
    named("李 美玲 Rembulan"),
    named("Jose\u0301 Cendanika 🌷"),
    note("Transfer dari rekening suami, a.n. beda ya [cek mutasi]"),
    note("\x1b[2JTolong\tpakai kardus\ntebal"),
    named("[/] Embun Padmana"),
)


def adorned(orders: Iterable[Order], odd: Sequence[Oddity], moment: datetime) -> Iterator[Order]:
    """The orders; those that wait to be packed at the moment get one oddity each, in turn."""
    supply = chain(odd, repeat(as_it_is))
    for order in orders:
        waiting = seen_at(order, moment).state in {State.TO_PACK, State.TO_VERIFY}
        yield next(supply)(order) if waiting else order
