"""Tasks: made once, done, dropped and opened again; the next step of a parcel in trouble."""

import pytest
from tests.goods import stock_up
from tests.rig import NOW, add_orders, open_store

from shopdesk.clock import HOUR
from shopdesk.models.orders import Order
from shopdesk.models.products import Variant
from shopdesk.models.shipments import Parcel
from shopdesk.refusal import Refusal
from shopdesk.services import journal, tasks


@pytest.fixture
def store(tmp_path):
    """Return a store with the small catalogue and two orders."""
    store = open_store(tmp_path)
    stock_up(store)
    store.run("seed", lambda work: add_orders(work, [{"number": "A-1"}, {"number": "A-2"}]))
    yield store
    store.close()


def made(store, kind="call_buyer", number="A-1", **more):
    """Make a task as a part of a verb."""

    def act(work):
        order = work.session.query(Order).filter(Order.number == number).one()
        tasks.add(work, kind, order.id, **more)
        return work.done("made")

    return store.run("made", act)


def listed(store, **asked):
    """Return the tasks."""
    with store.read() as read:
        return tasks.listed(read, **asked)


def parcel(store, status, **more):
    """Make a parcel of A-1 that stands there, and return its id."""

    def act(work):
        order = work.session.query(Order).filter(Order.number == "A-1").one()
        facts = {"value": 1_500_000, "tracking": "JX1", "courier": "J&T Express"} | more
        work.session.add(Parcel(order_id=order.id, status=status, **facts))
        return work.done("parcel")

    store.run("parcel", act)
    with store.read() as read:
        return read.connection.execute(Parcel.__table__.select()).one().id


def test_a_task_tells_all_that_it_is_about(store):
    def act(work):
        mug = work.session.query(Variant).filter(Variant.sku == "MUG-1").one()
        mug.rack = "B-03"
        order = work.session.query(Order).filter(Order.number == "A-1").one()
        tasks.add(work, "put_away", order.id, variant_id=mug.id, qty=2, about="Cancelled")
        return work.done("put away")

    store.run("act", act)
    (task,) = listed(store)
    assert (task.kind, task.order, task.sku, task.rack, task.qty) == (
        "put_away", "A-1", "MUG-1", "B-03", 2,
    )  # fmt: skip
    assert (task.product, task.about, task.state, task.age_days) == (
        "Mug Biru", "Cancelled", "open", 0,
    )  # fmt: skip


def test_the_same_task_is_open_once_and_a_done_one_does_not_count(store):
    made(store, about="one")
    made(store, about="two")
    (task,) = listed(store)
    assert task.about == "two"
    store.do(tasks.done, [task.id])
    made(store)
    assert [one.state for one in listed(store, state="")] == ["done", "open"]


def test_what_is_due_comes_first(store):
    made(store, number="A-1")
    made(store, "claim", number="A-2", due=NOW - HOUR, amount=500)
    assert [(one.order, one.overdue) for one in listed(store)] == [("A-2", True), ("A-1", False)]


def test_done_names_its_order_and_undo_opens_it_again(store):
    made(store)
    (task,) = listed(store)
    change = store.do(tasks.done, [task.id])
    assert change.label == "Did 1 task A-1"
    assert listed(store) == ()
    with pytest.raises(Refusal, match="A-1: it is done already"):
        store.do(tasks.done, [task.id])
    journal.undo(store)
    assert len(listed(store)) == 1


def test_dropped_keeps_why_and_can_be_opened_again(store):
    made(store, about="Rumah kosong")
    (task,) = listed(store)
    store.do(tasks.drop, [task.id], "buyer came by")
    (task,) = listed(store, state="dropped")
    assert task.about == "Rumah kosong · buyer came by"
    store.do(tasks.reopen, [task.id])
    assert listed(store)[0].done_at is None
    with pytest.raises(Refusal, match="it is open"):
        store.do(tasks.reopen, [task.id])


def test_counts_are_of_open_ones(store):
    made(store)
    made(store, "claim")
    made(store, "claim", number="A-2")
    with store.read() as read:
        assert tasks.counts(read) == {"call_buyer": 1, "claim": 2}


def test_an_unknown_kind_is_a_fault_of_the_program(store):
    with pytest.raises(ValueError, match="dance"):
        made(store, "dance")


@pytest.mark.parametrize(
    ("status", "kind", "amount", "hours"),
    [("failed_attempt", "call_buyer", None, 24), ("lost", "claim", 1_500_000, 72),
     ("returned", "take_back", None, 168), ("returning", "take_back", None, 168)],
)  # fmt: skip
def test_the_state_of_a_parcel_chooses_its_next_step(store, status, kind, amount, hours):
    one = parcel(store, status, raw="Penerima tidak di tempat")
    assert store.do(tasks.take, [one]).label.startswith("To do: ")
    (task,) = listed(store, parcel_ids=[one])
    assert (task.kind, task.amount, task.about) == (kind, amount, "Penerima tidak di tempat")
    assert task.due == NOW + hours * HOUR
    assert (task.tracking, task.courier) == ("JX1", "J&T Express")


def test_a_step_is_taken_once_and_only_where_something_is_wrong(store):
    one = parcel(store, "lost")
    store.do(tasks.take, [one])
    with pytest.raises(Refusal, match="on the list already"):
        store.do(tasks.take, [one])
    with pytest.raises(Refusal, match="no longer here"):
        store.do(tasks.take, [one + 1])


def test_a_parcel_on_its_way_has_no_step(store):
    one = parcel(store, "in_transit")
    with pytest.raises(Refusal, match="JX1: nothing is wrong"):
        store.do(tasks.take, [one])
