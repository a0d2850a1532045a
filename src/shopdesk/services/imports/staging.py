"""From converted rows to scratch tables: one row per order, one per line, one per listing."""

import hashlib
import marshal
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

import sqlalchemy as sa

from shopdesk.channels.convert import LINE_FIELDS, ORDER_FIELDS, Batch
from shopdesk.clock import Clock
from shopdesk.deadlines import ship_by
from shopdesk.models.states import Axes, Own, merge, progress, queue_word
from shopdesk.store.staging import Staging

DERIVED = ("status", "told_progress", "taken_at", "facts", "lines", "units")
FATE = (
    "seq", "order_id", "state", "status", "payment", "fulfilment", "case_state", "cancelled",
    "conflict",
)  # fmt: skip
"""What becomes of a staged order: worked out against the store, and forgotten with the plan."""
ORDER_COLUMNS = ("seq", *ORDER_FIELDS, *DERIVED)
LINE_COLUMNS = (
    "seq", "listing", "line_key", "occurrence", "position", "qty", "returned",
    "list_price", "price", "subtotal", "discount", "weight_g", "line_status", "extra",
)  # fmt: skip
LISTING_COLUMNS = ("listing", "market_sku", "parent_sku", "seller_sku", "name", "variation", "id")
MASK = (1 << 62) - 1

_o = {name: place for place, name in enumerate(ORDER_FIELDS)}
_l = {name: place for place, name in enumerate(LINE_FIELDS)}
SHIP_BY, PLACED, PAID = _o["ship_by"], _o["placed_at"], _o["paid_at"]
DUE_STATUSES = ("to_pack", "to_ship", "to_verify")
PARENT, QTY = _l["parent_sku"], _l["qty"]
APART = 1000
"""Lines of each further part are numbered from the next multiple, apart from those before."""
_LISTING_OF = itemgetter(*(_l[n] for n in ("market_sku", "sku", "name", "variation")))
_AXES_OF = itemgetter(*(_o[n] for n in ("payment", "fulfilment", "case_state", "cancelled")))
_TAIL_OF = itemgetter(*(_l[n] for n in LINE_COLUMNS[5:]))


class Tables(NamedTuple):
    """The names of a stage's tables."""

    orders: str
    lines: str
    listings: str
    fates: str


class Stage:
    """One file's scratch tables: ``orders_N``, ``lines_N``, ``listings_N`` and ``fates_N``."""

    def __init__(self, scratch: Staging, n: int, *, channel: str, taken: int, clock: Clock) -> None:
        self.scratch, self.n, self.channel, self.taken = scratch, n, channel, taken
        self.tables = Tables(*(f"{kind}_{n}" for kind in Tables._fields))
        self.beside = Tables(*(scratch.beside(name) for name in self.tables))
        self._clock = clock
        self._listings: dict[tuple[Any, ...], int] = {}
        self._words: dict[tuple[Any, ...], tuple[str, int]] = {}
        self._seq = 0
        self._known: dict[str, int] = {}
        self._begun = (0, 0, 0)
        self._grown: list[tuple[Any, ...]] = []
        self._parts = -1
        scratch.table(self.tables.orders, ORDER_COLUMNS, key="seq")
        scratch.table(self.tables.lines, ("id", *LINE_COLUMNS), key="id")
        scratch.table(self.tables.listings, LISTING_COLUMNS, key="listing")
        scratch.table(self.tables.fates, FATE, key="seq")
        self._grow_order = (
            f"UPDATE {self.tables.orders} SET facts = (facts + ?) & {MASK}, lines = lines + ?, "
            "units = units + ? WHERE seq = ?"
        )

    def begin_part(self) -> None:
        """Say that a file begins: a refused one leaves what earlier parts of its export brought."""
        lines = self.scratch.connection.execute(f"SELECT max(id) FROM {self.tables.lines}")
        self._begun = self._seq, lines.fetchone()[0] or 0, len(self._listings)
        self._grown.clear()
        self._parts += 1
        if self._seq:
            rows = self.scratch.connection.execute(f"SELECT number, seq FROM {self.tables.orders}")
            self._known = dict(rows)

    def add(self, batch: Batch) -> None:
        """Stage the orders of the batch with their lines."""
        lines_of = {n: list(group) for n, group in groupby(batch.lines, itemgetter(0))}
        fresh: list[tuple[Any, ...]] = []
        lines: list[tuple[Any, ...]] = []
        orders: list[tuple[Any, ...]] = []
        grown: list[tuple[Any, ...]] = []
        for order in batch.orders:
            found = lines_of.get(order[0], [])
            again = self._known.get(order[0])
            if again is None:
                self._seq += 1
            seq = again or self._seq
            self._lines(seq, found, lines, fresh, apart=0 if again is None else APART * self._parts)
            row = self._order(order, found)
            if again is None:
                orders.append((seq, *row))
            else:
                grown.append((*row[-3:], seq))
        self.scratch.add(self.tables.listings, LISTING_COLUMNS, fresh)
        self.scratch.add(self.tables.orders, ORDER_COLUMNS, orders)
        self.scratch.change(self._grow_order, grown)
        self._grown += grown
        self.scratch.add(self.tables.lines, LINE_COLUMNS, lines)

    def take_back(self) -> None:
        """Forget every row that came since the file began."""
        seq, line, listing = self._begun
        for table, key, last in (
            (self.tables.orders, "seq", seq),
            (self.tables.lines, "id", line),
            (self.tables.listings, "listing", listing - 1),
        ):
            self.scratch.connection.execute(f"DELETE FROM {table} WHERE {key} > ?", (last,))
        shrunk = [(-facts, -lines, -units, of) for facts, lines, units, of in self._grown]
        self.scratch.change(self._grow_order, shrunk)
        self._grown.clear()
        self._listings = dict(list(self._listings.items())[:listing])
        self._seq = seq

    def index_lines(self, connection: sa.Connection) -> None:
        """Make the lines of an order quick to find, from the store's connection."""
        self.scratch.index(connection, self.tables.lines, "seq")

    @property
    def filled(self) -> bool:
        """Whether any order was staged."""
        return bool(
            self.scratch.connection.execute(
                f"SELECT 1 FROM {self.tables.orders} LIMIT 1"
            ).fetchone()
        )

    def _lines(
        self,
        seq: int,
        found: list[tuple[Any, ...]],
        lines: list[tuple[Any, ...]],
        fresh: list[tuple[Any, ...]],
        apart: int,
    ) -> None:
        seen: dict[tuple[Any, ...], int] = {}
        for position, line in enumerate(found, apart):
            key = _LISTING_OF(line)
            listing = self._listings.get(key)
            if listing is None:
                listing = self._listings[key] = len(self._listings)
                market, sku, name, variation = (part or "" for part in key)
                parent = line[PARENT] or ""
                fresh.append((listing, market, parent, sku, name, variation, None))
            tail = _TAIL_OF(line)
            same = (line[2], listing, tail[3])
            occurrence = seen[same] = seen.get(same, apart - 1) + 1
            lines.append((seq, listing, line[2] or "", occurrence, position, *tail))

    def _order(self, order: tuple[Any, ...], lines: list[tuple[Any, ...]]) -> tuple[Any, ...]:
        axes = _AXES_OF(order)
        problem = order[_o["problem"]] is not None
        known = self._words.get((axes, problem))
        if known is None:
            told = Axes(axes[0], axes[1], axes[2], bool(axes[3]))
            merged, _conflict = merge(told, Own())
            word = queue_word(merged, channel=self.channel, held=False, problem=problem)
            known = self._words[axes, problem] = (word, progress(told))
        told_at = order[_o["updated_at"]] or self.taken
        content: bytes = marshal.dumps((order, [line[:1] + line[2:] for line in lines]), 2)
        facts = int.from_bytes(hashlib.blake2b(content, digest_size=8).digest()) & MASK
        if order[SHIP_BY] is None and known[0] in DUE_STATUSES and order[PLACED]:
            due = ship_by(self.channel, order[PLACED], order[PAID], clock=self._clock)
            order = (*order[:SHIP_BY], due, *order[SHIP_BY + 1 :])
        units = sum(line[QTY] for line in lines)
        return (*order, *known, told_at, facts, len(lines), units)
