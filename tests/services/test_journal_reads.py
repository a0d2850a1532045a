"""The history as people read it: one page of it, what an entry did, and what blocks an undo."""

import json

import pytest
from tests.rig import NOW, add_orders, open_store

from shopdesk.refusal import Refusal
from shopdesk.services import journal, orders
from shopdesk.services.journal import touched


@pytest.fixture
def store(tmp_path):
    opened = open_store(tmp_path)
    opened.do(add_orders, [{"number": f"A{i}", "payment": "unpaid"} for i in range(8)])
    yield opened
    opened.close()


def everything(store):
    with store.read() as read:
        return orders.ids(read, "sort:number")


def told(store, entry, where=""):
    """Return what an entry did: (what, name, op, {field: (before, after)})."""
    with store.read() as read:
        return [
            (one.what, one.name, one.op, {c.field: (c.before, c.after) for c in one.cells})
            for one in touched.page(read, f"entry:{entry} {where}", size=0)
        ]


def test_an_entry_tells_every_fact_before_and_after(store):
    first, *_rest = everything(store)
    entry = store.do(orders.verify, [first]).entry
    [(what, name, op, facts)] = told(store, entry)
    assert (what, name, op) == ("order", "A0", "changed")
    assert facts["status"] == ("to_verify", "to_pack")
    assert facts["own_payment"] == (None, "paid")
    assert facts["paid_at"] == (None, NOW)


def test_what_came_after_is_what_the_next_change_found_and_not_what_stands_now(store):
    first, *_rest = everything(store)
    verified = store.do(orders.verify, [first]).entry
    store.do(orders.pack, [first])
    store.do(orders.hold, [first], "address")
    assert told(store, verified)[0][3]["status"] == ("to_verify", "to_pack")


def test_a_new_record_tells_what_it_was_when_it_came(store):
    store.do(orders.verify, everything(store)[:1])
    first = next(one for one in told(store, 1) if one[:2] == ("order", "A0"))
    assert first[2] == "new"
    assert first[3]["status"] == (None, "to_verify")
    assert "facts" not in first[3]
    line = next(one for one in told(store, 1) if one[0] == "line of order")
    assert line[1] == "A0 · Mug Biru"


def test_a_record_that_is_gone_keeps_its_name(store):
    undone = journal.undo(store).entry
    gone = {one[1] for one in told(store, undone) if one[0] == "order" and one[2] == "gone"}
    assert gone == {f"A{i}" for i in range(8)}
    assert ("line of order", "A3 · Mug Biru") in {one[:2] for one in told(store, undone)}


def test_columns_that_nobody_maps_are_told_by_their_own_titles(store):
    def keep(work, extra):
        change = "UPDATE orders SET extra = ? WHERE number = 'A1'"
        work.connection.exec_driver_sql(change, (json.dumps(extra),))
        return work.done("extra")

    store.do(keep, {"Gift": "Y", "Tax": "0"})
    entry = store.do(keep, {"Gift": "N", "Tax": "0"}).entry
    assert told(store, entry)[0][3] == {"Gift": ("Y", "N")}


def test_records_come_in_pages_and_can_be_looked_through(store):
    store.do(orders.verify, everything(store))
    with store.read() as read:
        total = touched.total(read, "entry:1")
        assert total == journal.entry(read, 1).rows == 18
        rows = touched.page(read, "entry:1", size=5)
        rows += touched.page(read, "entry:1", after=rows[-1].key, size=100)
        assert len({row.id for row in rows}) == total
        back = touched.page(read, "entry:1", before=rows[5].key, size=2)
        assert [row.id for row in back] == [rows[3].id, rows[4].id]
        assert touched.place(read, "entry:1", "row", rows[7].id) == 7
        assert touched.total(read, "entry:1 what:order A7") == 1
        assert {r.what for r in touched.page(read, "entry:1 A7")} == {"order", "line of order"}
        assert touched.total(read, "entry:2 is:new") == 0
        assert touched.total(read, "entry:2 is:changed") == 8


def test_the_history_is_filtered_in_the_language_of_all_lists(store):
    first, second, *_rest = everything(store)
    store.do(orders.verify, [first, second])
    store.do(orders.note, [second], "call back")
    journal.undo(store)

    def found(where):
        with store.read() as read:
            return [entry.entry for entry in journal.page(read, where)]

    assert found("") == [4, 3, 2, 1]
    assert found("verb:verify") == [2]
    assert found("order:A1") == [4, 3, 2, 1]
    assert found("order:A0") == [2, 1]
    assert found("is:undone") == [3]
    assert found("is:standing sort:entry") == [1, 2]
    assert found("-is:undo rows>10") == [1]
    assert found("verified") == [2]
    assert found("#2") == [2]
    assert found("@imports at:today") == []
    assert found("at:yesterday") == []
    with store.read() as read:
        assert journal.total(read, "order:A0") == 2
        assert journal.place(read, "", "-entry", 2) == 2
        assert journal.among(read, "verb:verify", [1, 2, 9]) == 1
        with pytest.raises(Refusal, match="frob"):
            journal.page(read, "frob:1")


def test_what_stands_in_the_way_of_an_undo_is_named_record_by_record(store):
    first, second, *_rest = everything(store)
    entry = store.do(orders.verify, [first, second]).entry
    packed = store.do(orders.pack, [first, second]).entry
    held = store.do(orders.hold, [first], "address").entry
    with store.read() as read:
        found = journal.blockers(read, entry)
    assert [(one.entry, one.what, one.name) for one in found] == [
        (held, "order", "A0"), (packed, "order", "A0"), (packed, "order", "A1"),
    ]  # fmt: skip
    with pytest.raises(Refusal, match="order A0 by entry"):
        journal.undo(store, entry)


def test_an_undone_entry_is_done_again_by_its_number(store):
    first, second, *_rest = everything(store)
    one = store.do(orders.verify, [first]).entry
    other = store.do(orders.verify, [second]).entry
    journal.undo(store, one)
    journal.undo(store, other)
    with pytest.raises(Refusal, match="not undone"):
        journal.redo(store, 1)
    journal.redo(store, one)
    with store.read() as read:
        assert not journal.entry(read, one).undone
        assert journal.entry(read, other).undone
    with pytest.raises(Refusal, match="no entry 99"), store.read() as read:
        journal.entry(read, 99)
