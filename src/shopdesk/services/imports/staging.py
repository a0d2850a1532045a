"""From converted rows to scratch tables: one row per order, one per line, one per listing."""

import hashlib
import marshal
from itertools import groupby
from operator import itemgetter
from typing import Any

from shopdesk.channels.convert import LINE_FIELDS, ORDER_FIELDS, Batch
from shopdesk.clock import Clock
from shopdesk.deadlines import ship_by
from shopdesk.models.states import Axes, Own, merge, progress, queue_word
from shopdesk.store.staging import Staging

DERIVED = ("status", "told_progress", "taken_at", "facts", "lines", "units")
STATE = ("order_id", "state", "e_payment", "e_fulfilment", "e_case", "e_cancelled", "conflict")
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
"""Lines of a later part are numbered from here, apart from those of the first."""
_LISTING_OF = itemgetter(*(_l[n] for n in ("market_sku", "sku", "name", "variation")))
_AXES_OF = itemgetter(*(_o[n] for n in ("payment", "fulfilment", "case_state", "cancelled")))
_TAIL_OF = itemgetter(*(_l[n] for n in LINE_COLUMNS[5:]))


class Stage:
    """One file's scratch tables, ``orders_N``, ``lines_N`` and ``listings_N``."""

    def __init__(self, scratch: Staging, n: int, *, channel: str, taken: int, clock: Clock) -> None:
        self.scratch, self.n, self.channel, self.taken = scratch, n, channel, taken
        self.orders, self.lines_table = f"orders_{n}", f"lines_{n}"
        self.listings_table = f"listings_{n}"
        self._clock = clock
        self._listings: dict[tuple[Any, ...], int] = {}
        self._words: dict[tuple[Any, ...], tuple[str, int]] = {}
        self._seq = 0
        self._known: dict[str, int] | None = None
        columns = ("seq", *ORDER_FIELDS, *DERIVED)
        scratch.table(self.orders, (*columns, *STATE), key="seq")
        scratch.table(self.lines_table, LINE_COLUMNS)
        scratch.table(self.listings_table, LISTING_COLUMNS, key="listing")
        self._add_order = (
            f"INSERT INTO {self.orders} ({', '.join(columns)}) "
            f"VALUES ({', '.join('?' * len(columns))})"
        )
        self._grow_order = (
            f"UPDATE {self.orders} SET facts = (facts + ?) & {MASK}, lines = lines + ?, "
            "units = units + ? WHERE seq = ?"
        )
        self._add_line = (
            f"INSERT INTO {self.lines_table} VALUES ({', '.join('?' * len(LINE_COLUMNS))})"
        )
        self._add_listing = (
            f"INSERT INTO {self.listings_table} VALUES ({', '.join('?' * len(LISTING_COLUMNS))})"
        )

    def continued(self) -> None:
        """Say that another part of the same export follows: its orders may be known already."""
        rows = self.scratch.connection.execute(f"SELECT number, seq FROM {self.orders}")
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
            again = self._known.get(order[0]) if self._known else None
            if again is None:
                self._seq += 1
            seq = again or self._seq
            self._lines(seq, found, lines, fresh, apart=0 if again is None else APART)
            row = self._order(order, found)
            if again is None:
                orders.append((seq, *row))
            else:
                grown.append((*row[-3:], seq))
        self.scratch.add(self._add_listing, fresh)
        self.scratch.add(self._add_order, orders)
        self.scratch.add(self._grow_order, grown)
        self.scratch.add(self._add_line, lines)

    def clear(self) -> None:
        """Forget every row that was staged."""
        for name in (self.orders, self.lines_table, self.listings_table):
            self.scratch.connection.execute(f"DELETE FROM {name}")
        self._listings.clear()
        self._seq = 0

    @property
    def filled(self) -> bool:
        """Whether any order was staged."""
        return bool(
            self.scratch.connection.execute(f"SELECT 1 FROM {self.orders} LIMIT 1").fetchone()
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
