import pytest
import sqlalchemy as sa
from tests.rig import add_orders, dump, open_store

from shopdesk.refusal import Refusal
from shopdesk.services import journal, orders


@pytest.fixture
def store(tmp_path):
    opened = open_store(tmp_path)
    opened.do(add_orders, [{"number": f"A{i}", "payment": "unpaid"} for i in range(8)])
    yield opened
    opened.close()


def everything(store):
    with store.read() as read:
        return orders.ids(read, "sort:number")


def test_a_write_outside_a_verb_is_refused(store):
    with (
        pytest.raises(sa.exc.IntegrityError, match="write outside a verb"),
        store.engine.begin() as connection,
    ):
        connection.exec_driver_sql("UPDATE orders SET total = 1")


def test_a_trigger_cannot_be_dropped_inside_a_verb(store):
    def evil(work):
        work.connection.exec_driver_sql("DROP TRIGGER journal_orders_update")
        return work.done("evil")

    with pytest.raises(sa.exc.DatabaseError, match="not authorized"):
        store.do(evil)


def test_undo_and_redo_survive_a_restart(tmp_path, store):
    before = dump(store)
    store.do(orders.verify, everything(store))
    after = dump(store)
    store.close()
    again = open_store(tmp_path)
    journal.undo(again)
    assert dump(again) == before
    again.close()
    third = open_store(tmp_path)
    journal.redo(third)
    assert dump(third) == after
    assert journal.verify(third).ok
    third.close()


def test_undo_names_the_rows_that_later_work_touched(store):
    first, second, *_rest = everything(store)
    entry = store.do(orders.verify, [first, second]).entry
    store.do(orders.pack, [first])
    with pytest.raises(Refusal, match=r"order A\d by entry"):
        journal.undo(store, entry)
    journal.undo(store)
    assert journal.undo(store, entry).entry


def test_a_verb_that_changes_nothing_leaves_no_entry(store):
    change = store.run("nothing", lambda work: work.done("nothing"))
    assert change.entry is None
    assert journal.verify(store).entries == 1


def test_a_plan_changes_nothing(store):
    before = dump(store)
    change = store.run("verify", lambda work: orders.verify(work, everything(store)), keep=False)
    assert change.rows == 8
    assert dump(store) == before


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal_entries SET label = 'other' WHERE id = 1",
        "UPDATE journal_entries SET at = at + 1 WHERE id = 2",
        "UPDATE journal_rows SET before = '{}' WHERE id = (SELECT max(id) FROM journal_rows)",
        "UPDATE journal_rows SET pk = pk + 1 WHERE id = 1",
        "DELETE FROM journal_rows WHERE id = 3",
        "DELETE FROM journal_rows WHERE entry = 3; ",
        "DELETE FROM journal_entries WHERE id = 2",
    ],
)
def test_any_change_of_the_audit_is_found(store, statement):
    ids = everything(store)
    store.do(orders.verify, ids)
    store.do(orders.pack, ids[:2])
    assert journal.verify(store).ok
    with store.engine.begin() as connection:
        connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        connection.exec_driver_sql(statement)
        if "entries WHERE id = 2" in statement:
            connection.exec_driver_sql("DELETE FROM journal_rows WHERE entry = 2")
    assert not journal.verify(store).ok


def test_a_cut_tail_is_found(store):
    store.do(orders.verify, everything(store))
    with store.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM journal_rows WHERE entry = 2")
        connection.exec_driver_sql("DELETE FROM journal_entries WHERE id = 2")
    found = journal.verify(store)
    assert not found.ok
    assert "cut off" in found.wrong[0]
