"""What is spoken for: unpaid orders softly and for a while, paid ones for good, promotions."""

import pytest
from tests.rig import NOW, dump, open_store
from tests.services.stocking import level, order, tell

from shopdesk.clock import HOUR
from shopdesk.services import journal, products, stock
from shopdesk.services.products.editing import NewVariant
from shopdesk.services.stock import Piece


def opened(folder, now=NOW, **said):
    home = folder / "data"
    home.mkdir(exist_ok=True)
    lines = "".join(f"{name} = {value}\n" for name, value in said.items())
    (home / "settings.toml").write_text(lines, "utf-8")
    return open_store(folder, now)


@pytest.fixture
def store(tmp_path):
    """Ten mugs."""
    made = opened(tmp_path)
    made.do(products.add, "Mug", [NewVariant("MUG-1", price=1_500_000)])
    made.do(stock.receive, [Piece("MUG-1", 10)], "SJ-1")
    yield made
    made.close()


def promises(store):
    with store.read() as read:
        rows = read.connection.exec_driver_sql("SELECT kind, qty, until FROM promises ORDER BY id")
        return [tuple(row) for row in rows]


def test_an_unpaid_order_holds_softly_until_a_day_after_it_was_placed(store):
    order(store, "A1", {"MUG-1": 3}, payment="unpaid", placed_at=NOW - 5 * HOUR)
    assert promises(store) == [("unpaid", 3, NOW + 19 * HOUR)]
    assert (level(store).reserved, level(store).available) == (3, 7)


def test_the_same_pieces_are_its_own_once_it_is_paid(store):
    order(store, "A1", {"MUG-1": 3}, payment="unpaid")
    tell(store, "A1", payment="paid")
    assert promises(store) == [("order", 3, None)]
    journal.undo(store)
    assert [kind for kind, _qty, _until in promises(store)] == ["unpaid"]


def test_cash_on_delivery_holds_at_once(store):
    order(store, "A1", {"MUG-1": 3}, payment="cod_due")
    assert promises(store) == [("order", 3, None)]


def test_a_payment_that_we_verify_ourselves_holds_until_we_did(store):
    order(store, "A1", {"MUG-1": 3}, payment="unpaid", channel="shopify")
    assert promises(store) == [("order", 3, None)]


def test_an_unpaid_order_that_is_cancelled_lets_go(store):
    order(store, "A1", {"MUG-1": 3}, payment="unpaid")
    tell(store, "A1", cancelled="yes")
    assert promises(store) == []


def test_an_unpaid_order_that_is_shipped_after_all_takes_its_pieces(store):
    order(store, "A1", {"MUG-1": 3}, payment="unpaid")
    tell(store, "A1", payment="paid", fulfilment="in_transit")
    assert promises(store) == []
    assert level(store).on_hand == 7


def test_what_was_placed_too_long_ago_holds_nothing(store):
    order(store, "A1", {"MUG-1": 3}, payment="unpaid", placed_at=NOW - 24 * HOUR)
    assert promises(store) == []
    tell(store, "A1", payment="paid")
    assert promises(store) == [("order", 3, None)]


def test_time_over_is_let_go_by_the_next_act_or_by_hand_and_undo_is_exact(store, tmp_path):
    order(store, "A1", {"MUG-1": 3}, payment="unpaid")
    store.do(stock.reserve, "MUG-1", 2, "12.12", NOW + 2 * HOUR)
    store.close()
    store = opened(tmp_path, NOW + 2 * HOUR)
    before = dump(store)
    change = store.do(stock.release_expired)
    assert (change.label, level(store).promised) == ("Let go of 2 pieces whose time was over", 0)
    assert store.do(stock.release_expired).entry is None
    journal.undo(store)
    assert dump(store) == before
    store.close()
    store = opened(tmp_path, NOW + 30 * HOUR)
    order(store, "A2", {"MUG-1": 1})
    assert promises(store) == [("order", 1, None)]
    store.close()


def test_the_last_pieces_of_a_lapsed_order_can_be_set_aside(store, tmp_path):
    order(store, "A1", {"MUG-1": 10}, payment="unpaid")
    store.close()
    store = opened(tmp_path, NOW + 30 * HOUR)
    store.do(stock.reserve, "MUG-1", 10, "12.12")
    assert level(store).available == 0
    store.close()


def test_the_hours_are_a_setting_and_0_holds_nothing(store, tmp_path):
    store.close()
    store = opened(tmp_path, reserve_unpaid_hours=2)
    order(store, "A1", {"MUG-1": 3}, payment="unpaid", placed_at=NOW)
    assert promises(store) == [("unpaid", 3, NOW + 2 * HOUR)]
    store.close()
    store = opened(tmp_path, reserve_unpaid_hours=0)
    order(store, "A2", {"MUG-1": 3}, payment="unpaid", placed_at=NOW)
    tell(store, "A1", payment="unpaid", fulfilment="new")
    assert promises(store) == []
    store.close()


def test_a_kit_that_is_made_of_something_else_holds_something_else(store):
    store.do(products.add, "Set", [NewVariant("SET", parts={"MUG-1": 2})])
    order(store, "A1", {"SET": 1})
    store.do(products.set_parts, "SET", {"MUG-1": 3})
    assert promises(store) == [("order", 3, None)]
