"""A thousand verbs at random, and the undo of every one of them: the store is as it was."""

import random
from itertools import count

from tests.rig import add_orders, dump, open_store
from tests.services.test_imports import export, line

from shopdesk.refusal import Refusal
from shopdesk.services import imports, journal, mapping, orders, views
from shopdesk.store import sums

VERBS = 1000
BETWEEN = 150
"""Tries between two imports; each reads its file in a process of its own."""
CHECKED = 50
"""Tries after which the sums that are kept are held against the orders again."""


class Someone:
    """Who does anything at any time."""

    def __init__(self, store, files):
        self.store, self.files = store, files
        self.dice = random.Random(7)
        with store.read() as read:
            self.ids = orders.ids(read, "sort:number")

    def one(self):
        """Do one thing, and return its journal entry, None where it changed nothing."""
        verb = self.dice.choice([
            "verify", "pack", "release", "deliver", "complete", "hold", "note", "cancel", "ship",
            "edit", "map", "save_view", "rename_view", "remove_view",
        ])  # fmt: skip
        return getattr(self, f"_{verb}", self._plain)(verb).entry

    def take_in(self):
        """Import one of the exports."""
        return imports.run(self.store, [self.dice.choice(self.files)])[1].entry

    def _chosen(self, most=2):
        return self.dice.sample(self.ids, self.dice.choice((1, 1, most)))

    def _plain(self, verb):
        return self.store.do(getattr(orders, verb), self._chosen())

    def _hold(self, _verb):
        return self.store.do(orders.hold, self._chosen(), "alamat")

    def _note(self, _verb):
        return self.store.do(orders.note, self._chosen(), "catatan")

    def _cancel(self, _verb):
        return self.store.do(orders.cancel, self._chosen(), "habis", "seller")

    def _resi(self):
        return f"JX{self.dice.randrange(10**13):013d}"

    def _ship(self, _verb):
        chosen = self._chosen()
        return self.store.do(orders.ship, chosen, tracking={i: self._resi() for i in chosen})

    def _edit(self, _verb):
        field = self.dice.choice(("tracking", "courier"))
        value = self._resi() if field == "tracking" else self.dice.choice(("JNE", "SiCepat", ""))
        return self.store.do(orders.edit, self._chosen(1), field, value)

    def _map(self, _verb):
        return self.store.do(mapping.assign, [("listing", 1, f"MUG-{self.dice.randrange(9)}")])

    def _view(self):
        return f"view{self.dice.randrange(4)}"

    def _save_view(self, _verb):
        where = self.dice.choice(("is:late", "status:to_pack", "total>5000"))
        return self.store.do(views.save, "orders", self._view(), where)

    def _rename_view(self, _verb):
        return self.store.do(views.rename, "orders", self._view(), self._view())

    def _remove_view(self, _verb):
        return self.store.do(views.remove, "orders", self._view())


def test_a_thousand_random_verbs_undone_leave_the_store_as_it_was(tmp_path):
    store = open_store(tmp_path)
    store.do(add_orders, [{"number": f"R{i}", "payment": "unpaid"} for i in range(60)], "shopee")
    start = dump(store)
    states = ("Belum Bayar", "Perlu Dikirim", "Sedang Dikirim", "Selesai", "Batal")
    files = [
        export(tmp_path, f"Order.all.20261101_202611{10 + n}.xlsx",
               *(line(f"R{i}", state) for i in range(n, 60, 5)), line(f"NEW{n}", state))
        for n, state in enumerate(states)
    ]  # fmt: skip
    someone, done, refused, undone = Someone(store, files), 0, 0, 0
    for turn in count():
        if not turn % CHECKED:
            assert not _differing(store)
        if done == VERBS:
            break
        act = someone.one if turn % BETWEEN else someone.take_in
        try:
            done += act() is not None
        except Refusal:
            refused += 1
            if refused % 40 == 0:
                undone += journal.undo(store).entry is not None
    assert refused > 100
    for turn in range(done - undone):
        journal.undo(store)
        if not turn % CHECKED:
            assert not _differing(store)
    assert not _differing(store)
    assert dump(store) == start
    assert journal.verify(store).ok
    with store.read() as read:
        assert not [
            e for e in journal.history(read, 0) if e.entry > 1 and not e.undone and not e.undoes
        ]
    store.close()


def _differing(store):
    with store.read() as read:
        return sums.differences(read.connection, read.clock)
