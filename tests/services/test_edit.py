"""What the shop itself says of an order: its resi and its courier, changed one field at a time."""

import pytest
from tests.hostile import HOSTILE
from tests.rig import NOW, add_orders, open_store

from shopdesk.refusal import Refusal
from shopdesk.services import journal, orders


@pytest.fixture
def store(tmp_path):
    opened = open_store(tmp_path)
    opened.do(
        add_orders,
        [
            {"number": "A-1", "courier": "JNE", "tracking": "JX0001"},
            {"number": "A-2", "ship_by": NOW + 60},
            {"number": "A-3", "total": 9_000_000, "ship_by": NOW + 30},
            {"number": "A-4", "fulfilment": "delivered"},
        ],
    )
    yield opened
    opened.close()


def ids(store, *numbers):
    with store.read() as read:
        return orders.find(read, numbers)


def row(store, number):
    with store.read() as read:
        return orders.show(read, orders.find(read, [number])[0]).row


def test_a_resi_is_changed_tidied_found_and_taken_back(store):
    change = store.do(orders.edit, ids(store, "A-2"), "tracking", " 'jx 0002 ")
    assert change.label == "Changed the resi of 1 order A-2"
    assert row(store, "A-2").tracking == "JX0002"
    with store.read() as read:
        assert [found.number for found in orders.page(read, "JX0002")] == ["A-2"]
    journal.undo(store)
    assert row(store, "A-2").tracking is None


def test_the_courier_of_many_is_one_entry(store):
    change = store.do(orders.edit, ids(store, "A-1", "A-2", "A-3"), "courier", "  SiCepat   REG ")
    assert change.label == "Changed the courier of 3 orders"
    assert {row(store, n).courier for n in ("A-1", "A-2", "A-3")} == {"SiCepat REG"}


def test_the_same_value_again_is_no_entry(store):
    assert store.do(orders.edit, ids(store, "A-1"), "courier", "JNE").entry is None


def test_what_was_set_here_can_be_taken_away_but_not_what_the_marketplace_told(store):
    store.do(orders.edit, ids(store, "A-2"), "courier", "JNE")
    store.do(orders.edit, ids(store, "A-2"), "courier", "")
    assert row(store, "A-2").courier is None
    with pytest.raises(Refusal, match="A-1: the marketplace told this"):
        store.do(orders.edit, ids(store, "A-1"), "tracking", "")


@pytest.mark.parametrize(
    ("numbers", "field", "value", "said"),
    [
        (["A-2"], "tracking", "5.41980E+14", "A-2: resi 5.41980E\\+14 lost digits"),
        (["A-2"], "tracking", "jx0001", "Resi JX0001 already belongs to A-1"),
        (["A-2", "A-3"], "tracking", "JX9", "belongs to one order, not to 2"),
        (["A-4"], "courier", "JNE", "A-4: it was delivered already"),
        (["A-2"], "courier", "x" * 61, "is too long"),
        (["A-2"], "total", "1", "is not changed by hand. Fields: tracking, courier"),
        ([], "courier", "JNE", "No order is chosen"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_changes(store, numbers, field, value, said):
    before = [row(store, number) for number in ("A-1", "A-2", "A-3", "A-4")]
    with pytest.raises(Refusal, match=said):
        store.do(orders.edit, ids(store, *numbers) if numbers else [], field, value)
    assert [row(store, number) for number in ("A-1", "A-2", "A-3", "A-4")] == before


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_kept_or_refused_whole(store, text):
    text = text.encode("utf-8", "replace").decode()
    try:
        store.do(orders.edit, ids(store, "A-2"), "courier", text)
    except Refusal:
        assert row(store, "A-2").courier is None
    else:
        assert row(store, "A-2").courier == (" ".join(text.split()) or None)


@pytest.mark.parametrize("sort", ["number", "-number", "placed", "ship_by", "-total"])
def test_the_place_of_every_order_is_the_one_that_its_page_shows(store, sort):
    with store.read() as read:
        shown = orders.page(read, "", sort)
        assert [orders.place(read, "", sort, order.id) for order in shown] == [0, 1, 2, 3]
        hidden = shown[2]
        without = orders.place(read, f"-number:{hidden.number}", sort, hidden.id)
        assert without == 2  # it does not match, and this is where it would stand


def test_the_place_of_an_order_that_is_gone_is_where_it_stood(store):
    with store.read() as read:
        assert orders.place(read, "", "number", 99, ("A-25", 99)) == 2
        assert orders.place(read, "", "number", 99) is None


def test_marked_orders_are_counted_where_they_match(store):
    with store.read() as read:
        every = orders.ids(read)
        assert orders.among(read, "status:to_pack", every) == 3
        assert orders.among(read, "courier:jne", every[:0]) == 0
        assert orders.among(read, "number:a-1", [*every, *range(10_000, 20_000)]) == 1


def test_labels_come_in_the_asked_order(store):
    with store.read() as read:
        asked = orders.find(read, ["A-3", "A-1"])
        assert orders.labels(read, asked) == [("A-3", ""), ("A-1", "JX0001")]
