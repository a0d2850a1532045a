"""Lots: what expires first leaves first, what is expired never does."""

import pytest
from tests.rig import NOW, dump, open_store
from tests.services.stocking import by_lots, level, order, taken, tell, variant

from shopdesk.clock import DAY
from shopdesk.refusal import Refusal
from shopdesk.services import journal, products, stock
from shopdesk.services.products.editing import NewVariant
from shopdesk.services.stock import Piece

SOON, LATER = NOW + 5 * DAY, NOW + 50 * DAY


@pytest.fixture
def store(tmp_path):
    """A tea that is kept by lots: 3 expire soon, 4 later, 2 never, 5 are expired."""
    opened = open_store(tmp_path)
    opened.do(products.add, "Teh", [NewVariant("TEH-1", price=1_500_000)])
    by_lots(opened, "TEH-1")
    pieces = [Piece("TEH-1", 2, lot="NEVER"), Piece("TEH-1", 4, lot="LATER", expires=LATER),
              Piece("TEH-1", 5, lot="OLD", expires=NOW - 3 * DAY),
              Piece("TEH-1", 3, lot="SOON", expires=SOON)]  # fmt: skip
    opened.do(stock.receive, pieces, "SJ-1")
    yield opened
    opened.close()


def sell(store, number, qty, sku="TEH-1"):
    order(store, number, {sku: qty})
    tell(store, number, fulfilment="in_transit")


def left(store, sku="TEH-1"):
    key = variant(store, sku)
    with store.read() as read:
        return [(lot.code, lot.qty) for lot in stock.lots_of(read, key)]


def test_a_sale_takes_the_lot_that_expires_first_and_is_split_over_lots(store):
    sell(store, "A1", 2)
    sell(store, "A2", 4)
    assert taken(store, "A1", "TEH-1") == [("SOON", 2)]
    assert taken(store, "A2", "TEH-1") == [("SOON", 1), ("LATER", 3)]
    assert left(store) == [("OLD", 5), ("LATER", 1), ("NEVER", 2)]


def test_orders_of_one_import_share_the_lots_in_the_order_in_which_they_left(store):
    from tests.services.stocking import places

    from shopdesk.services.stock.following import ended

    def take(work):
        gone = {"fulfilment": "in_transit", "placed_at": NOW - 90}
        places(work, "B2", {"TEH-1": 3}, shipped_at=NOW + 20, **gone)
        places(work, "B1", {"TEH-1": 2}, shipped_at=NOW + 10, **gone)
        return ended(work, "two")

    store.run("import", take)
    assert taken(store, "B1", "TEH-1") == [("SOON", 2)]
    assert taken(store, "B2", "TEH-1") == [("SOON", 1), ("LATER", 2)]


def test_expired_pieces_are_never_sold_and_what_no_lot_covers_leaves_without_one(store):
    sell(store, "A1", 11)
    assert taken(store, "A1", "TEH-1") == [("SOON", 3), ("LATER", 4), ("NEVER", 2), ("", 2)]
    assert left(store) == [("OLD", 5)]


def test_a_lot_is_good_through_its_last_day(store):
    for expires, lot in ((NOW - DAY + 1, "TODAY"), (NOW - DAY, "OVER")):
        store.do(stock.receive, [Piece("TEH-1", 1, lot=lot, expires=expires)], lot)
    sell(store, "A1", 1)
    assert taken(store, "A1", "TEH-1") == [("TODAY", 1)]


def test_a_kit_takes_its_parts_from_their_lots(store):
    store.do(products.add, "Set", [NewVariant("SET", parts={"TEH-1": 2})])
    sell(store, "A1", 2, "SET")
    assert taken(store, "A1", "TEH-1") == [("SOON", 3), ("LATER", 1)]


def test_undo_puts_every_piece_back_into_its_lot(store):
    order(store, "A1", {"TEH-1": 5})
    before = dump(store), left(store)
    tell(store, "A1", fulfilment="in_transit")
    journal.undo(store)
    assert (dump(store), left(store)) == before


def test_the_same_order_taken_in_twice_leaves_once(store):
    sell(store, "A1", 5)
    tell(store, "A1", fulfilment="delivered")
    assert sum(n for _lot, n in taken(store, "A1", "TEH-1")) == 5


def test_what_is_damaged_carried_or_lost_says_which_lot(store):
    store.do(stock.sort, "TEH-1", 2, "damaged", lot="LATER")
    store.do(stock.transfer, [Piece("TEH-1", 6)], "", "Toko")
    assert left(store) == [("OLD", 5), ("SOON", 3), ("LATER", 2), ("NEVER", 2)]
    with store.read() as read:
        places = stock.at_locations(read, variant(store, "TEH-1"))
    assert [(there.location, there.on_hand) for there in places] == [("Gudang", 8), ("Toko", 6)]
    store.do(stock.adjust, "TEH-1", -1, "pecah", lot="NEVER")
    assert left(store)[-1] == ("NEVER", 1)
    with pytest.raises(Refusal, match="TEH-1 NEVER: 1 pieces lie there"):
        store.do(stock.adjust, "TEH-1", -2, "pecah", lot="NEVER")
    with pytest.raises(Refusal, match="name the lot"):
        store.do(stock.adjust, "TEH-1", 2, "ketemu")


def test_one_lot_has_one_day(store):
    with pytest.raises(Refusal, match="Lot SOON of TEH-1 expires on"):
        store.do(stock.receive, [Piece("TEH-1", 1, lot="SOON", expires=LATER)], "SJ-2")


def test_expired_lots_are_listed_and_put_with_the_damaged(store):
    with store.read() as read:
        assert [(lot.code, lot.qty) for lot in stock.lots(read, expired=True)] == [("OLD", 5)]
    store.do(stock.discard_expired)
    now = level(store, "TEH-1")
    assert (now.on_hand, now.damaged, now.available) == (14, 5, 9)
    assert left(store) == [("SOON", 3), ("LATER", 4), ("NEVER", 2)]
    assert store.do(stock.discard_expired).entry is None
