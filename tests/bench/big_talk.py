"""A store of 50,000 tickets and 200,000 messages to read from, beside a year's orders.

Invented, seeded, journalled like any other, made once. A small share of the tickets is live: the
newest. Words follow Zipf's law, as they do in any language: few are in every second message, most
in a handful.
"""

import sys
from itertools import accumulate
from pathlib import Path
from random import Random

from tests.bench import big_store
from tests.makers.people import FAMILY, GIVEN, pick
from tests.rig import NOW, open_store

from shopdesk.models.orders import NEVER
from shopdesk.models.tickets import CHANNELS
from shopdesk.store import Change, Store, Work

HOUR = 3_600
DAYS = 365
BATCH = 10_000
ORDERS = 100_000
MESSAGES = 4
"""On the average ticket."""
COMMON = (
    "kak", "paket", "pesanan", "barang", "saya", "belum", "sampai", "kapan", "dikirim", "resi",
    "tolong", "mohon", "dicek", "ya", "terima", "kasih", "rusak", "salah", "ukuran", "warna",
    "retur", "refund", "dana", "kembali", "stok", "ready", "bisa", "ganti", "alamat", "kurir",
    "sudah", "bayar", "batalkan", "komplain", "bonus", "kurang", "lama", "sekali", "admin", "toko",
    "order", "please", "when", "arrive", "broken", "video", "unboxing", "garansi", "charger",
    "mati",
)  # fmt: skip
STARTS = ("ba", "ke", "mu", "ra", "si", "to", "wa", "pe", "la", "gu", "ni", "do", "ja", "ce", "hu")
ENDS = ("kan", "ri", "lang", "tas", "mu", "der", "nya", "sok", "bat", "lin", "po", "gam", "wi")
WORDS = (*COMMON, *(a + b + c for a in STARTS for b in STARTS for c in ENDS))
"""About three thousand, the common ones first."""
WEIGHTS = tuple(accumulate(1 / (rank + 3) for rank in range(len(WORDS))))
TAGS = ("vip", "reseller", "komplain", "refund", "grosir", "hadiah", "prioritas")
PEOPLE = ("rina", "budi", "sari", "")
STATES = (("new", 20), ("open", 45), ("pending", 25), ("on_hold", 10))
TICKETS = (
    "id", "channel", "shop_id", "thread", "subject", "customer", "address", "language", "state",
    "priority", "assignee", "reason", "order_id", "opened_at", "last_at", "last_in_at",
    "first_reply_at", "waiting_since", "solved_at", "snoozed_until", "messages", "policy", "due",
    "breached", "csat_score", "csat_said",
)  # fmt: skip
TALK = (
    "id", "ticket_id", "kind", "at", "arrived_at", "author", "from_address", "to_address",
    "subject", "body", "auto", "canned", "key", "answers", "state", "tries",
)  # fmt: skip
Cells = tuple[object, ...]


def stock(folder: Path, tickets: int, share_live: float, orders: int = ORDERS) -> Store:
    """Open the store in a folder, made first where it is missing."""
    store = big_store.stock(folder, orders, 0.03)
    ready = folder / f"talk-{tickets}-{share_live}"
    if not ready.exists():
        make(store, tickets, share_live, orders)
        ready.touch()
    return store


def small(folder: Path, tickets: int) -> Store:
    """Open a store of tickets alone."""
    store = open_store(folder)
    make(store, tickets, 0.2, 0)
    return store


def make(store: Store, tickets: int, share_live: float, orders: int) -> None:
    """Fill a store, batch by batch, each batch one journal entry."""
    dice = Random(11)
    spoken = 0
    for first in range(1, tickets + 1, BATCH):
        told, talk, tags = [], [], []
        for number in range(first, min(first + BATCH, tickets + 1)):
            live = number > tickets * (1 - share_live)
            row, said = _ticket(dice, number, tickets, orders, spoken, live=live)
            told.append(row)
            talk.extend(said)
            spoken += len(said)
            if dice.random() < 0.3:
                tags.append((number, pick(dice, TAGS)))
        store.run("import", lambda work, rows=(told, talk, tags): _batch(work, *rows))  # type: ignore[misc]
        sys.stderr.write(f"\r{spoken:,} messages")
    sys.stderr.write("\n")


def _batch(work: Work, told: list[Cells], talk: list[Cells], tags: list[Cells]) -> Change:
    for table, columns, rows in (
        ("tickets", TICKETS, told), ("ticket_messages", TALK, talk),
        ("ticket_tags", ("ticket_id", "tag"), tags),
    ):  # fmt: skip
        marks = ", ".join("?" * len(columns))
        into = f"INSERT INTO {table}({', '.join(columns)}) VALUES ({marks})"
        work.connection.exec_driver_sql(into, rows)
    return work.done(f"Took in {len(talk)} messages")


def _ticket(
    dice: Random, number: int, tickets: int, orders: int, spoken: int, *, live: bool
) -> tuple[Cells, list[Cells]]:
    opened = NOW - DAYS * 24 * HOUR + int(number / tickets * (DAYS * 24 - 2) * HOUR)
    name = f"{pick(dice, GIVEN)} {pick(dice, FAMILY)}"
    address = f"{name.lower().replace(' ', '.')}{number % 30_000}@contoh.example"
    subject = sentence(dice, 4).capitalize()
    count = 1 + int(dice.random() * (2 * MESSAGES - 1))
    talk = [
        _message(dice, spoken + at + 1, number, opened + at * HOUR, name, address, subject, at)
        for at in range(count)
    ]
    last = opened + (count - 1) * HOUR
    state = _state(dice) if live else "spam" if dice.random() < 0.02 else "closed"
    waits = live and count % 2 == 1
    return (
        number, CHANNELS[number % len(CHANNELS)], 1 + number % 4 if orders else None,
        f"thread-{number}", subject, name, address, "id", state,
        ("normal", "normal", "high", "urgent", "low")[number % 5], pick(dice, PEOPLE),
        "where" if number % 3 else "damaged",
        1 + int(dice.random() * orders) if orders and dice.random() < 0.7 else None, opened, last,
        last, opened + HOUR if count > 1 else None, last if waits else None,
        None if live else last, None, count, "usual",
        NOW + int((dice.random() * 3 - 1) * 24 * HOUR) if waits else NEVER,
        int(dice.random() < 0.06), 1 + number % 5 if number % 4 == 0 and not live else None, "",
    ), talk  # fmt: skip


def _state(dice: Random) -> str:
    at = dice.random() * sum(weight for _state, weight in STATES)
    for state, weight in STATES:
        at -= weight
        if at < 0:
            return state
    return "open"


def _message(
    dice: Random, number: int, ticket: int, at: int, name: str, address: str, subject: str, nth: int
) -> Cells:  # fmt: skip
    ours = nth % 2 == 1
    body = sentence(dice, 12 + int(dice.random() * 40))
    return (
        number, ticket, "out" if ours else "in", at, at, "rina" if ours else name,
        "" if ours else address, address if ours else "", subject, body, 0, "",
        f"bench:{number}", "", "sent" if ours else "", 0,
    )  # fmt: skip


def sentence(dice: Random, length: int) -> str:
    """Return so many words, the common ones often, now and then a number."""
    words = dice.choices(WORDS, cum_weights=WEIGHTS, k=length)
    if dice.random() < 0.15:
        words.append(str(int(dice.random() * 10**6)))
    return " ".join(words)
