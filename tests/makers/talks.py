"""What the demo shop's customers write: chats of two marketplaces, exports of WhatsApp.

They are about orders of the demo, by their numbers. Some wait too long already, some were answered,
and the parcels of one weekend are missed by six buyers at once.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from tests.makers.shop import Order, State

SHOPEE = "chat_shopee_20261123.csv"
TIKTOK = "chat_tiktok_20261123.csv"
HERE = "Toko Melati"
HOUR = 60
SHOPEE_HEADER = (
    "ID Percakapan", "Waktu Kirim", "Username Pembeli", "Pengirim", "Tipe Pengirim", "Isi Pesan",
)  # fmt: skip
TIKTOK_HEADER = ("Conversation ID", "Message ID", "Sent at", "Buyer", "Sender type", "Message")

Said = tuple[int, str, str]
"""Minutes before the anchor, who ("b": the buyer, "s": the shop, "a": a machine), the text."""


@dataclass(frozen=True, slots=True)
class Talk:
    """One conversation: about the n-th newest order of a state, and what was said."""

    state: State
    nth: int
    said: tuple[Said, ...]


def _asks(nth: int, ago: int, text: str) -> Talk:
    return Talk(State.SHIPPED, nth, ((ago, "b", text),))


AUTO = "Halo kak, terima kasih sudah menghubungi kami. Admin membalas pukul 08.00-17.00 ya."
IN_SHOPEE = (
    _asks(0, 16 * HOUR, "Kak, paket {number} kok belum sampai ya? Resi {resi} gak gerak"),
    _asks(1, 15 * HOUR, "Min pesanan saya {number} belum datang, resinya {resi}"),
    _asks(2, 14 * HOUR, "kak paketnya sampai mana ya, {resi} statusnya dari kemarin sama terus"),
    _asks(3, 13 * HOUR, "Halo, kapan sampai ya pesanan {number}? Buat kado hari Rabu"),
    _asks(4, 3 * HOUR, "Paket saya belum sampai kak, tolong dicek resi {resi} 🙏"),
    _asks(5, 50, "kak {number} kok stuck di hub ya?"),
    Talk(State.DELIVERED, 0, (
        (11 * HOUR, "b", "Kak {product} yang datang rusak, ada yang sobek 😭 pesanan {number}"),
        (11 * HOUR - 1, "a", AUTO),
        (11 * HOUR - 3, "b", "Ada video unboxingnya kak, minta refund bisa?"),
    )),
    Talk(State.DELIVERED, 1, (
        (20 * HOUR, "b", "kok yang datang salah warna kak? saya pesan {variation}"),
        (19 * HOUR, "s", "Mohon maaf kak, boleh kirim fotonya? Nanti kami kirim gantinya"),
        (2 * HOUR, "b", "Sudah saya kirim fotonya ya. Ini yang datang malah hijau"),
    )),
    Talk(State.DELIVERED, 2, (
        (26 * HOUR, "b", "Sudah sampai, bagus banget. Makasih kak, recommended 👍"),
        (25 * HOUR, "s", "Terima kasih kak, senang sekali mendengarnya 🙏"),
    )),
    Talk(State.DELIVERED, 3, (
        (30, "b", "kak isinya kurang 1 ya, harusnya dapat 2. Pesanan {number}"),
    )),
    Talk(State.TO_PACK, 1, (
        (12 * HOUR, "b", "Kapan dikirim kak pesanan {number}?"),
        (12 * HOUR - 1, "a", AUTO),
    )),
    Talk(State.TO_PACK, 2, (
        (70, "b", "Bisa ganti alamat? Tolong kirim ke kantor aja, pesanan {number}"),
    )),
    Talk(State.TO_PACK, 3, (
        (95, "b", "min saya mau batalkan pesanan {number}, salah pilih ukuran"),
    )),
    Talk(State.TO_PACK, 4, (
        (40, "b", "tolong dipacking yang aman ya kak pakai bubble wrap"),
        (35, "s", "Siap kak, kami tambah bubble wrap"),
    )),
    Talk(State.TO_PACK, 5, ((150, "b", "Kak ini ready kan? Bahannya adem gak ya?"),)),
    Talk(State.TO_SHIP, 0, (
        (5 * HOUR, "b", "Resi {resi} belum bisa dilacak kak, sudah dikirim belum?"),
    )),
    Talk(State.TO_SHIP, 1, (
        (28 * HOUR, "b", "Bisa ditambah kartu ucapan kak?"),
        (27 * HOUR, "s", "Bisa kak, mau ditulis apa?"),
    )),
    Talk(State.COMPLETED, 0, (
        (22, "b", "{product} yang 1 lagi ready gak kak? Mau repeat order 3 pcs"),
    )),
    Talk(State.COMPLETED, 1, (
        (45 * HOUR, "b", "Warnanya tidak sesuai foto, saya mau retur"),
        (44 * HOUR, "s", "Baik kak, silakan ajukan retur di aplikasi ya, kami bantu proses"),
        (43 * HOUR, "b", "oke kak"),
    )),
    Talk(State.COMPLETED, 2, (
        (18 * HOUR, "b", "kak minta nota untuk pesanan {number} dong buat kantor"),
    )),
)  # fmt: skip
IN_TIKTOK = (
    Talk(State.SHIPPED, 0, (
        (9 * HOUR, "b", "kak pesanan {number} blm sampe, resi {resi}"),
        (9 * HOUR - 1, "a", AUTO),
    )),
    Talk(State.SHIPPED, 2, (
        (42 * HOUR, "b", "Paketnya nyangkut ya kak? {resi}"),
        (41 * HOUR, "s", "Sedang kami tanyakan ke kurir ya kak"),
        (2 * HOUR, "b", "gimana kak ada kabar?"),
    )),
    Talk(State.DELIVERED, 0, ((13 * HOUR, "b", "Lampunya gak nyala kak, garansi gimana?"),)),
    Talk(State.DELIVERED, 1, (
        (21 * HOUR, "b", "mantap barangnya, terima kasih"),
        (20 * HOUR, "s", "Sama-sama kak, ditunggu order berikutnya 🙏"),
    )),
    Talk(State.TO_PACK, 1, ((15, "b", "kak live nanti malam jam berapa? ada promo lagi gak"),)),
    Talk(State.TO_PACK, 3, ((55, "b", "Bisa kirim hari ini? Butuh cepat kak, {number}"),)),
)  # fmt: skip
IN_WHATSAPP = (
    Talk(State.SHIPPED, 0, (
        (25 * HOUR, "b", "Halo kak, saya {name}. Pesanan {number} sudah dikirim?"),
        (24 * HOUR, "s", "Halo kak, sudah ya. Resinya {resi}"),
        (2 * HOUR, "b", "Kok belum bergerak ya kak?\nSaya butuh sebelum Kamis 🙏"),
    )),
    Talk(State.TO_PACK, 4, (
        (65, "b", "Kak, pesanan {number} bisa ganti jadi ukuran L?"),
        (63, "b", "<Media tidak disertakan>"),
    )),
    Talk(State.DELIVERED, 2, (
        (3 * 24 * HOUR, "b", "Kak mau tanya, untuk reseller ada harga khusus?"),
        (3 * 24 * HOUR - 20, "s", "Ada kak, minimal 12 pcs ya"),
        (23 * HOUR, "b", "Oke saya ambil 12, bisa transfer BCA?"),
    )),
)  # fmt: skip


def write(
    folder: Path, latest: Mapping[tuple[str, str], Order], anchor: datetime
) -> dict[str, str]:
    """Write all of them; return the files, each with the shop that it belongs to."""
    made = {}
    for talk, order in _orders(IN_WHATSAPP, latest, "Melati Web"):
        name = f"Chat WhatsApp dengan {order.buyer.name}.txt"
        (folder / name).write_text(_exported(talk, order, anchor), encoding="utf-8")
        made[name] = "Melati Web"
    _sheet(folder / SHOPEE, SHOPEE_HEADER, _shopee(latest, anchor))
    _sheet(folder / TIKTOK, TIKTOK_HEADER, _tiktok(latest, anchor))
    return made | {SHOPEE: HERE, TIKTOK: "Melati Live"}


def _orders(
    talks: Iterable[Talk], latest: Mapping[tuple[str, str], Order], shop: str
) -> Iterator[tuple[Talk, Order]]:
    """Each talk with its order: nobody has two, and nobody has an odd name."""
    known = [order for (name, _number), order in latest.items() if name == shop]
    known.sort(key=lambda order: (order.placed, order.number), reverse=True)
    taken: set[str] = set()
    for talk in talks:
        fit = [order for order in known if order.state is talk.state and _plain(order)
               and order.buyer.username not in taken]  # fmt: skip
        order = fit[talk.nth % len(fit)]
        taken.add(order.buyer.username)
        yield talk, order


def _plain(order: Order) -> bool:
    return order.buyer.name.replace(" ", "").isascii() and order.buyer.name[0].isalpha()


def said_of(text: str, order: Order) -> str:
    """A text with the facts of its order."""
    good = order.lines[0].good
    product = good.name.removeprefix("[PROMO] ").split(" [")[0]
    return text.format(
        number=order.number, resi=order.tracking or "-", product=product, name=order.buyer.name,
        variation=good.variation.split(",")[0] or "yang lain",
    )  # fmt: skip


def _exported(talk: Talk, order: Order, anchor: datetime) -> str:
    """WhatsApp's text export from an Indonesian phone."""
    first = anchor - timedelta(minutes=talk.said[0][0])
    lines = [f"{first:%d/%m/%y %H.%M} - Pesan dan panggilan terenkripsi secara end-to-end."]
    for ago, who, text in talk.said:
        name = order.buyer.name if who == "b" else HERE
        at = anchor - timedelta(minutes=ago)
        lines.append(f"{at:%d/%m/%y %H.%M} - {name}: {said_of(text, order)}")
    return "\n".join([*lines, ""])


def _shopee(latest: Mapping[tuple[str, str], Order], anchor: datetime) -> Iterator[tuple[str, ...]]:
    sides = {"b": "Pembeli", "s": "Penjual", "a": "Balasan Otomatis"}
    for n, (talk, order) in enumerate(_orders(IN_SHOPEE, latest, HERE), 1):
        user = order.buyer.username
        for ago, who, text in talk.said:
            at = f"{anchor - timedelta(minutes=ago):%Y-%m-%d %H:%M}"
            author = user if who == "b" else HERE
            yield f"71{n:05}", at, user, author, sides[who], said_of(text, order)


def _tiktok(latest: Mapping[tuple[str, str], Order], anchor: datetime) -> Iterator[tuple[str, ...]]:
    sides = {"b": "BUYER", "s": "SELLER", "a": "BOT"}
    for n, (talk, order) in enumerate(_orders(IN_TIKTOK, latest, "Melati Live"), 1):
        for at, (ago, who, text) in enumerate(talk.said, 1):
            moment = f"{anchor - timedelta(minutes=ago):%d/%m/%Y %H:%M:%S}"
            yield (f"73{n:05}", f"74{n:04}{at:02}", moment, order.buyer.username, sides[who],
                   said_of(text, order))  # fmt: skip


def _sheet(path: Path, header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([header, *rows])
