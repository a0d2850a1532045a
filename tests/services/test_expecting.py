"""What is on its way: never sellable before it came, booked by the delivery, or cancelled."""

import pytest
from tests.rig import NOW, dump, open_store
from tests.services.stocking import level

from shopdesk.clock import DAY
from shopdesk.refusal import Refusal
from shopdesk.services import journal, products, stock
from shopdesk.services.products.editing import NewVariant
from shopdesk.services.stock import Piece


@pytest.fixture
def store(tmp_path):
    """Ten mugs and five plates are expected by PO-7."""
    made = open_store(tmp_path)
    made.do(products.add, "Mug", [NewVariant("MUG-1"), NewVariant("PLATE-1", "Piring")])
    pieces = [Piece("MUG-1", 10, cost=800_000), Piece("PLATE-1", 5)]
    made.do(stock.expect, pieces, "PO-7", due=NOW + 3 * DAY)
    yield made
    made.close()


def left(store, **options):
    with store.read() as read:
        return [(row.sku, row.left, row.over) for row in stock.expected(read, **options)]


def test_what_is_expected_is_incoming_and_not_for_sale(store):
    now = level(store)
    assert (now.incoming, now.on_hand, now.available, now.sellable) == (10, 0, 0, 0)
    with pytest.raises(Refusal, match="0 pieces are available"):
        store.do(stock.reserve, "MUG-1", 1, "12.12")


def test_a_delivery_is_booked_against_its_document(store):
    change = store.do(stock.receive, [Piece("MUG-1", 4)], "PO-7")
    assert change.label == "Received 4 pieces (PO-7); 11 still to come"
    assert (level(store).on_hand, level(store).incoming) == (4, 6)
    journal.undo(store)
    assert (level(store).on_hand, level(store).incoming) == (0, 10)


def test_several_notes_fill_one_order_and_what_comes_over_is_said(store):
    store.do(stock.receive, [Piece("MUG-1", 4)], "SJ-1", against="PO-7")
    change = store.do(stock.receive, [Piece("MUG-1", 8), Piece("PLATE-1", 5)], "SJ-2",
                      against="PO-7")  # fmt: skip
    assert change.label == "Received 13 pieces (SJ-2); 2 more than expected"
    assert (level(store).on_hand, level(store).incoming) == (12, 0)
    assert left(store) == []
    assert left(store, all_=True) == [("MUG-1", 0, 2), ("PLATE-1", 0, 0)]


def test_a_sku_that_nobody_ordered_comes_in_and_is_said(store):
    store.do(products.add, "Gelas", [NewVariant("GLASS-1")])
    change = store.do(stock.receive, [Piece("GLASS-1", 3)], "PO-7")
    assert change.label == "Received 3 pieces (PO-7); 3 more than expected; 15 still to come"
    assert level(store, "GLASS-1").available == 3


def test_a_note_that_names_an_order_of_nobody_is_refused(store):
    with pytest.raises(Refusal, match="Nothing is expected by PO-8"):
        store.do(stock.receive, [Piece("MUG-1", 3)], "SJ-9", against="PO-8")


def test_the_agreed_cost_comes_with_the_goods(store):
    store.do(stock.receive, [Piece("MUG-1", 4)], "PO-7")
    with store.read() as read:
        assert read.connection.exec_driver_sql("SELECT cost FROM movements").scalar() == 800_000


def test_what_will_not_come_is_cancelled_and_undo_is_exact(store):
    store.do(stock.receive, [Piece("MUG-1", 4)], "PO-7")
    before = dump(store)
    store.do(stock.cancel_expected, "PO-7", ["MUG-1"])
    assert left(store) == [("PLATE-1", 5, 0)]
    change = store.do(stock.cancel_expected, "PO-7")
    assert change.label == "5 pieces of PO-7 are expected no longer"
    assert left(store, all_=True) == [("MUG-1", 0, 0)]
    with pytest.raises(Refusal, match="Nothing is expected by PO-7"):
        store.do(stock.cancel_expected, "PO-7")
    journal.undo(store)
    journal.undo(store)
    assert dump(store) == before


def test_one_document_is_expected_once(store):
    with pytest.raises(Refusal, match="expected already"):
        store.do(stock.expect, [Piece("MUG-1", 1)], "PO-7")
    with pytest.raises(Refusal, match="at least 1 piece"):
        store.do(stock.expect, [Piece("MUG-1", 0)], "PO-8")
