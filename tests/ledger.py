"""Somebody who does anything to stock, and the seven identities that hold whatever they do."""

import random
from collections import Counter, defaultdict

from tests.rig import NOW
from tests.services.stocking import by_lots, order, tell

from shopdesk.clock import DAY, Clock
from shopdesk.models.stock import HOLDS
from shopdesk.refusal import Refusal
from shopdesk.services import journal, products, stock
from shopdesk.services.products import NewOffer
from shopdesk.services.products.editing import NewVariant
from shopdesk.services.stock import Piece, counting, pushing
from shopdesk.store import Store

PLAIN = [f"MUG-{n}" for n in range(6)]
LOTS = ["TEH-0", "TEH-1"]
KITS = {"SET-A": {"MUG-0": 2, "TEH-0": 1}, "SET-B": {"MUG-1": 3}}
SKUS = [*PLAIN, *LOTS]
RULES = {"Satu": (50, 1, 4), "Dua": (100, 0, None)}
"""Percent, pieces added and cap of two shops."""


def shop(store):
    """Put a catalogue with lots, kits and two shops that offer it into a store."""
    for sku in SKUS:
        store.do(products.add, sku, [NewVariant(sku, cost=500_000)])
    by_lots(store, *LOTS)
    for sku, parts in KITS.items():
        store.do(products.add, sku, [NewVariant(sku, parts=parts)])
    store.run("shops", _shops)
    for at, (name, (percent, extra, cap)) in enumerate(RULES.items()):
        offers = [NewOffer(f"P{at}{sku}", "", sku, sku, "") for sku in [*SKUS, *KITS]]
        store.do(products.offer, "shopee", name, offers)
        store.do(pushing.set_rule, name, percent=percent, extra=extra,
                 cap=-1 if cap is None else cap)  # fmt: skip


def _shops(work):
    from shopdesk.models.shops import Shop

    for name in RULES:
        work.session.add(Shop(channel="shopee", name=name, currency="IDR"))
    return work.done("Two shops")


class Someone:
    """Who does anything at any time, and takes back nothing that was there before them.

    ``name`` tells several of them apart.
    """

    def __init__(self, store: Store, seed: int, name: str = "a"):
        self.store, self.name = store, name
        self.dice = random.Random(seed)
        self.turn = 0
        self.done = self.refused = 0
        with store.read() as read:
            self.made = journal.history(read, 1)[0].entry
        store.clock = Clock("Asia/Jakarta", now=lambda: NOW + self.turn * 600)

    def acts(self):
        """Return what can be done, by its name and weight."""
        return {
            "receive": 8, "adjust": 4, "sort": 4, "transfer": 3, "reserve": 3, "release": 2,
            "expect": 3, "cancel_expected": 1, "arrive": 4, "place": 14, "pay": 8, "ship": 10,
            "deliver": 2, "cancel": 4, "count": 3, "discard": 1, "lapse": 1, "undo": 6, "redo": 2,
        }  # fmt: skip

    def one(self, act: str = "") -> str:
        """Do one thing and return its name; a refusal is an answer too."""
        self.turn += 1
        acts = self.acts()
        act = act or self.dice.choices(list(acts), list(acts.values()))[0]
        try:
            getattr(self, f"_{act}")()
            self.done += 1
        except Refusal:
            self.refused += 1
        return act

    def _number(self) -> str:
        return f"{self.name}{self.turn}"

    def _pieces(self) -> list[Piece]:
        made = []
        for sku in self.dice.sample(SKUS, self.dice.choice((1, 1, 2))):
            lot = f"L{self.dice.randrange(4)}" if sku in LOTS else ""
            expires = NOW + (int(lot[1:]) * 20 - 10) * DAY if lot in {"L0", "L1", "L2"} else None
            made.append(Piece(sku, self.dice.randint(1, 9), 400_000, lot, expires))
        return made

    def _receive(self):
        self.store.do(stock.receive, self._pieces(), f"SJ-{self._number()}",
                      location=self.dice.choice(("", "", "", "Toko")))  # fmt: skip

    def _adjust(self):
        sku, qty = self.dice.choice(SKUS), self.dice.randint(-4, 3)
        lot = "L3" if sku in LOTS and qty > 0 else ""
        self.store.do(stock.adjust, sku, qty, "acak", lot=lot)

    def _sort(self):
        one, other = self.dice.sample(("sellable", "damaged", "quality"), 2)
        sku = self.dice.choice(SKUS)
        self.store.do(stock.sort, sku, self.dice.randint(1, 3), one, source=other)

    def _transfer(self):
        origin, target = self.dice.sample(("", "Toko"), 2)
        piece = Piece(self.dice.choice(SKUS), self.dice.randint(1, 4))
        self.store.do(stock.transfer, [piece], origin, target)

    def _reserve(self):
        until = self.dice.choice((None, NOW + (self.turn + 50) * 600))
        sku = self.dice.choice([*SKUS, "SET-A"])
        self.store.do(stock.reserve, sku, self.dice.randint(1, 3), f"R{self.turn % 5}", until)

    def _release(self):
        self.store.do(stock.release, f"R{self.dice.randrange(5)}")

    def _expect(self):
        pieces = [Piece(self.dice.choice(SKUS), self.dice.randint(1, 9))]
        self.store.do(stock.expect, pieces, f"PO-{self._number()}", due=NOW + 9 * DAY)

    def _documents(self):
        with self.store.read() as read:
            rows = stock.expected(read)
        return rows[self.dice.randrange(len(rows))] if rows else None

    def _cancel_expected(self):
        if row := self._documents():
            self.store.do(stock.cancel_expected, row.document)

    def _arrive(self):
        if row := self._documents():
            lot = "L3" if row.sku in LOTS else ""
            piece = Piece(row.sku, self.dice.randint(1, row.left + 1), lot=lot)
            self.store.do(stock.receive, [piece], f"SJ-{self._number()}", against=row.document)

    def _place(self):
        wanted = self.dice.sample([*SKUS, *KITS], self.dice.choice((1, 1, 2)))
        payment = self.dice.choice(("unpaid", "unpaid", "paid", "cod_due"))
        placed = NOW + self.turn * 600 - self.dice.randint(0, DAY)
        lines = {sku: self.dice.randint(1, 3) for sku in wanted}
        order(self.store, self._number(), lines, payment=payment, placed_at=placed)

    def _some_order(self, *statuses: str) -> str:
        marks = ", ".join("?" * len(statuses))
        query = (
            f"SELECT number FROM orders WHERE status IN ({marks}) AND cancelled = 0 "
            "ORDER BY id DESC LIMIT 40"
        )
        with self.store.read() as read:
            numbers = list(read.connection.exec_driver_sql(query, statuses).scalars())
        if not numbers:
            raise Refusal("nothing here")
        return self.dice.choice(numbers)

    def _pay(self):
        tell(self.store, self._some_order("unpaid"), payment="paid")

    def _ship(self):
        tell(self.store, self._some_order("to_pack", "unpaid"), payment="paid",
             fulfilment="in_transit")  # fmt: skip

    def _deliver(self):
        tell(self.store, self._some_order("shipped"), fulfilment="delivered")

    def _cancel(self):
        tell(self.store, self._some_order("to_pack", "unpaid"), cancelled="yes")

    def _count(self):
        name = f"C-{self._number()}"
        skus = self.dice.sample(SKUS, 2)
        self.store.do(counting.make, name, skus=skus)
        with self.store.read() as read:
            lines = counting.lines(read, name)
        tallies = [
            counting.Tally(line.code, max(0, (line.expected or 0) + self.dice.randint(-1, 1)))
            for line in lines
            if line.sku not in LOTS or line.lot
        ]
        self.store.do(counting.enter, name, tallies)
        self.store.do(counting.post_sheet, name)

    def _discard(self):
        self.store.do(stock.discard_expired)

    def _lapse(self):
        self.store.do(stock.release_expired)

    def _undo(self):
        with self.store.read() as read:
            rows = [
                one.entry for one in journal.history(read, 30)
                if one.entry > self.made and not one.undone and not one.undoes
            ]  # fmt: skip
        if rows:
            journal.undo(
                self.store, rows[0] if self.dice.random() < 0.5 else self.dice.choice(rows)
            )

    def _redo(self):
        journal.redo(self.store)


def identities(store: Store) -> list[str]:
    """Return which of the seven identities do not hold; nothing if all do."""
    with store.read() as read:
        look = _Look(read)
        return [*look.sums(), *look.pools(), *look.shops(), *look.once(), *look.kits()]


class _Look:
    """The store, added up again from its rows by other means than the house's own."""

    def __init__(self, read):
        self.read = read
        self.rows = lambda query: [tuple(row) for row in read.connection.exec_driver_sql(query)]
        self.skus = dict(self.rows("SELECT id, sku FROM variants"))
        self.levels = stock.levels(read)
        self.moved, self.held = defaultdict(Counter), defaultdict(Counter)
        for variant, place, pool, qty in self.rows(
            "SELECT variant_id, location_id, pool, qty FROM movements"
        ):
            self.moved[variant, place][pool] += qty
        for variant, place, kind, qty in self.rows(
            "SELECT variant_id, location_id, kind, qty FROM promises"
        ):
            self.held[variant, place]["promo" if kind == "promo" else "reserved"] += qty

    def sums(self):
        """1: on hand is the sum of the ledger, per SKU and location."""
        kept = {
            (row[0], row[1]): row[2:]
            for row in self.rows(
                "SELECT variant_id, location_id, on_hand, damaged, quality, reserved, promised "
                "FROM stock_levels"
            )
        }
        for key in {*kept, *self.moved, *self.held}:
            moved, held = self.moved[key], self.held[key]
            wanted = (moved.total(), moved["damaged"], moved["quality"], held["reserved"],
                      held["promo"])  # fmt: skip
            if kept.get(key, (0,) * 5) != wanted:
                yield f"1: {key}: {kept.get(key)} is not {wanted}"

    def whole(self, variant):
        """Return on hand, unsellable, reserved and promised of a SKU over all locations."""
        moved, held = Counter(), Counter()
        for key, counted in self.moved.items():
            if key[0] == variant:
                moved.update(counted)
        for key, counted in self.held.items():
            if key[0] == variant:
                held.update(counted)
        return moved.total(), moved["damaged"] + moved["quality"], held["reserved"], held["promo"]

    def pools(self):
        """2, 3, 5: what adds up to on hand; the buffer; what is on its way is in none of it."""
        coming = Counter()
        for variant, left in self.rows("SELECT variant_id, qty - received FROM expected"):
            coming[variant] += max(0, left)
        kits = {row[0] for row in self.rows("SELECT id FROM variants WHERE kit = 1")}
        for variant, level in self.levels.items():
            if variant in kits:
                continue
            on_hand, unsellable, reserved, promised = self.whole(variant)
            free = on_hand - unsellable - reserved - promised
            parts = (level.available, level.reserved, level.promised, level.damaged,
                     level.quality, level.oversold)  # fmt: skip
            added = level.available - level.oversold + reserved + promised + unsellable
            if min(parts) < 0 or level.on_hand != on_hand or added != on_hand:
                yield f"2: {self.skus[variant]}: {level}"
            if level.sellable != free - level.buffer:
                yield f"3: {self.skus[variant]}: {level.sellable}"
            if level.incoming != coming[variant] or level.free != free:
                yield f"5: {self.skus[variant]}: {level.incoming} is not {coming[variant]}"

    def shops(self):
        """4: what a shop is told is its share of what is sellable, within its cap."""
        for told in pushing.told(self.read):
            percent, extra, cap = RULES[told.shop]
            level = self.levels[told.variant_id]
            wanted = max(0, (level.free - level.buffer) * percent // 100 + extra)
            wanted = wanted if cap is None else min(wanted, cap)
            if told.qty != wanted:
                yield f"4: {told.shop} {told.sku}: {told.qty} is not {wanted}"

    def once(self):
        """6: a document posts once; an order holds, or took, just what it wants."""
        wanted = self.wanted()
        sold, held = defaultdict(Counter), defaultdict(Counter)
        for order_, variant, qty in self.rows(
            "SELECT line, variant_id, -qty FROM movements WHERE kind = 'sale'"
        ):
            sold[order_][variant] += qty
        for order_, variant, qty in self.rows(
            "SELECT order_id, variant_id, qty FROM promises WHERE kind <> 'promo'"
        ):
            held[order_][variant] += qty
        for order_, (status, parts) in wanted.items():
            if sold[order_] and sold[order_] != parts:
                yield f"6: order {order_} ({status}) took {sold[order_]}, wants {parts}"
            if status in HOLDS and held[order_] != parts:
                yield f"6: order {order_} ({status}) holds {held[order_]}, wants {parts}"
            if held[order_] and (status not in (*HOLDS, "unpaid") or held[order_] != parts):
                yield f"6: order {order_} ({status}) still holds {held[order_]}"
        for document, entries in self.rows(
            "SELECT m.document, count(DISTINCT j.entry) FROM movements AS m JOIN journal_rows AS j "
            "ON j.tab = 'movements' AND j.op = 'I' AND j.pk = m.id JOIN journal_entries AS e "
            "ON e.id = j.entry AND e.undoes IS NULL AND e.undone_by IS NULL "
            "WHERE m.kind IN ('receipt', 'count') GROUP BY m.document"
        ):
            if entries > 1:
                yield f"6: {document} was posted {entries} times"

    def wanted(self):
        """Return each order's status and the pieces that it is made of, kits in their parts."""
        parts = defaultdict(dict)
        for kit, part, qty in self.rows("SELECT kit_id, part_id, qty FROM kit_parts"):
            parts[kit][part] = qty
        by_key = {sku.lower(): key for key, sku in self.skus.items()}
        found = {}
        for order_, status, sku, qty in self.rows(
            "SELECT o.id, o.status, g.sku, l.qty FROM orders AS o "
            "JOIN order_lines AS l ON l.order_id = o.id JOIN listings AS g ON g.id = l.listing_id"
        ):
            made = found.setdefault(order_, (status, Counter()))[1]
            variant = by_key[sku.lower()]
            for part, n in (parts.get(variant) or {variant: 1}).items():
                made[part] += qty * n
        return found

    def kits(self):
        """7: a kit has no ledger of its own, and is what its scarcest part allows."""
        able = {}
        for kit, part, qty in self.rows("SELECT kit_id, part_id, qty FROM kit_parts"):
            on_hand, unsellable, reserved, promised = self.whole(part)
            n = (on_hand - unsellable - reserved - promised) // qty
            able[kit] = min(able.get(kit, n), n)
        for kit, n in able.items():
            level = self.levels[kit]
            own = any(key[0] == kit for key in (*self.moved, *self.held) if self.moved[key]
                      or self.held[key])  # fmt: skip
            if own or level.available != max(0, n):
                yield f"7: {self.skus[kit]}: {level.available} is not {n}"
