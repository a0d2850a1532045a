"""Reading the inbox, measured: every kind of question at 200,000 messages of 50,000 tickets.

`python -m tests.bench talk [--tickets N] [--live SHARE] [--folder FOLDER]`. The store is made once
in the folder (a minute or two) and used again. The columns are those of the table of the queue.
"""

import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

from tests.bench.big_talk import COMMON, ORDERS, stock
from tests.bench.reads_bench import Ask, Kind, begin, table

from shopdesk.services import tickets
from shopdesk.services.tickets.finding import SORTS, views
from shopdesk.store import Store

WALKS = [sign + name for name in SORTS for sign in ("", "-")]
FILTERS = (
    "channel:email", "state:open,pending", "priority:urgent", "is:breached", "is:live",
    "tag:vip", "assignee:rina is:live", "reason:damaged", "opened:last-week", "score<3",
    "is:unanswered", "shop:satu is:live",
)  # fmt: skip
LINKED = ("order:260", "sku:mug", "courier:jne is:live", "courier:jne", "ticket:T-4711")


def tops(where: Sequence[str], sorts: Sequence[str] = WALKS) -> list[Ask]:
    """First pages; those of the turned order are the last."""
    return [lambda read, w=w, s=s: tickets.page(read, w, s) for w in where for s in sorts]


def inner(store: Store, dice: Random) -> list[Ask]:
    """Pages after and before a row somewhere in the list."""
    asks: list[Ask] = []
    with store.read() as read:
        for where in ("", "is:live", "channel:email"):
            for sort in WALKS:
                at = int(tickets.total(read, where) * dice.random())
                edge = tickets.page(read, where, sort, skip=max(0, at - 1), size=1)[0].key
                asks += [
                    lambda read, w=where, s=sort, k=edge: tickets.page(read, w, s, after=k),
                    lambda read, w=where, s=sort, k=edge: tickets.page(read, w, s, before=k),
                ]
    return asks


def sought(store: Store, dice: Random, letters: int) -> list[str]:
    """So many first letters of words, subjects, customers and addresses, as people type them."""
    with store.read() as read:
        rows = read.connection.exec_driver_sql(
            "SELECT subject, customer, address, (SELECT body FROM ticket_messages AS m "
            "WHERE m.ticket_id = t.id) FROM tickets AS t WHERE id % 997 = 5"
        ).all()
    words = {word[:letters] for row in rows for cell in row for word in cell.split()}
    told = sorted(word for word in words if len(word) == letters)
    return dice.sample(told, min(24, len(told)))


def searches(words: Sequence[str], sorts: Sequence[str] = ("due", "-last")) -> list[Ask]:
    """Ask for a page of what has these words."""
    return [lambda read, w=w, s=s: tickets.page(read, w, s) for w in words for s in sorts]


def kinds(store: Store) -> Iterator[Kind]:
    """All that is measured."""
    dice = Random(3)
    yield Kind("page of the inbox", 10, tops(["is:live"], ["due"]) * 20)
    yield Kind("page, every view and sort, top or end", 10, tops(list(views().values())))
    yield Kind("page, somewhere in the list", 10, inner(store, dice))
    yield Kind("page, fields of tickets", None, tops(FILTERS, ["due", "-last"]))
    yield Kind("page, fields of what they are about", None, tops(LINKED, ["due", "-last"]))
    yield Kind("counts per state", 1, [tickets.counts] * 30)
    yield Kind("totals of the views", None,
               [lambda read, w=w: tickets.total(read, w) for w in views().values()])  # fmt: skip
    yield Kind("one ticket whole", 10,
               [lambda read, n=n: tickets.show(read, n) for n in range(1, 9_000, 900)])  # fmt: skip
    like = "SELECT ticket_id FROM ticket_messages WHERE body LIKE '%gamsok%' LIMIT 100"
    for letters in (2, 3, 4, 6):
        words = sought(store, dice, letters)
        raw = like if letters == 3 else ""
        yield Kind(f"search, {letters} letters", 50, searches(words), raw)
    yield Kind("search, the commonest words", 50, searches(COMMON[:12]))
    yield Kind("search, two words", 50, searches([f"{one} rusak" for one in COMMON[2:14]]))
    yield Kind("search, what nobody wrote", 50, searches(["xyzzyq", "zzz", "qqqqqq"] * 4))
    yield Kind("search, a ticket's or an order's number", 50,
               searches(["T-4711", "49999", "2604", "#100", "57179"] * 3))  # fmt: skip
    for letters in (2, 3, 6):
        words = sought(store, dice, letters)
        yield Kind(f"total of a search, {letters} letters", None,
                   [lambda read, w=w: tickets.total(read, w) for w in words])  # fmt: skip


def main(arguments: Sequence[str] | None = None) -> None:
    """Make the store where it is missing, measure and print."""
    asked = begin("talk", __doc__)
    asked.add_argument("--tickets", type=int, default=50_000, help="tickets in the store")
    asked.add_argument("--live", type=float, default=0.03, help="share of them that is live")
    asked.add_argument("--orders", type=int, default=ORDERS, help="orders beside them")
    chosen = asked.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="shopdesk-bench-") as folder:
        store = stock(chosen.folder or Path(folder), chosen.tickets, chosen.live, chosen.orders)
        with store.read() as read:
            counted = "SELECT count(*) FROM ticket_messages"
            spoken = read.connection.exec_driver_sql(counted).scalar_one()
        sys.stdout.write(f"{chosen.tickets:,} tickets, {spoken:,} messages, ")
        sys.stdout.write(
            f"{chosen.live:.0%} live, {store.home.store.stat().st_size / 1e6:.0f} MB\n\n"
        )
        table(store, kinds(store), chosen.rounds)
        store.close()


if __name__ == "__main__":
    main()
