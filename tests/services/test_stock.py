"""The ledger and what follows from it."""

import random

import pytest
from tests import racing
from tests.rig import NOW, add_orders, dump, open_store

from shopdesk.refusal import Refusal
from shopdesk.services import journal, orders, products, stock
from shopdesk.services.products.editing import NewVariant


@pytest.fixture
def store(tmp_path):
    opened = open_store(tmp_path)
    opened.do(products.add, "Mug Biru", [NewVariant("MUG-1", price=1_500_000)])
    yield opened
    opened.close()


def level(store, sku="MUG-1"):
    with store.read() as read:
        from shopdesk.models.products import Variant

        found = stock.levels(read)
        ids = dict(read.connection.execute(Variant.__table__.select().with_only_columns(
            Variant.sku, Variant.id)).fetchall())  # fmt: skip
        return found[ids[sku]]


def numbers(store, *wanted):
    with store.read() as read:
        return orders.find(read, list(wanted))


def test_goods_come_in_once(store):
    store.do(stock.receive, [stock.Piece("mug-1", 10, cost=800_000)], "SJ-17")
    assert level(store).on_hand == level(store).available == 10
    with pytest.raises(Refusal, match="posted before"):
        store.do(stock.receive, [stock.Piece("MUG-1", 10)], "SJ-17")


def test_orders_hold_pieces_ship_takes_them_and_undo_gives_them_back(store):
    store.do(stock.receive, [stock.Piece("MUG-1", 5)], "SJ-1")

    def seed(work):
        change = add_orders(work, [{"number": "A1"}, {"number": "A2"}])
        stock.follow(work)
        return change

    store.run("seed", seed)
    assert (level(store).reserved, level(store).available) == (2, 3)
    one = numbers(store, "A1")
    store.do(orders.pack, one)
    store.do(orders.ship, one, tracking={one[0]: "JX1"})
    assert (level(store).on_hand, level(store).reserved, level(store).available) == (4, 1, 3)
    store.do(orders.cancel, numbers(store, "A2"), "habis", "seller")
    assert (level(store).on_hand, level(store).reserved, level(store).available) == (4, 0, 4)
    for _turn in range(3):
        journal.undo(store)
    assert (level(store).on_hand, level(store).reserved, level(store).available) == (5, 2, 3)


def test_a_kit_is_made_of_its_parts_and_reserves_only_them(store):
    store.do(products.add, "Set", [NewVariant("SET", parts={"MUG-1": 2})])
    store.do(stock.receive, [stock.Piece("MUG-1", 7)], "SJ-1")
    assert level(store, "SET").available == 3
    with pytest.raises(Refusal, match="kit"):
        store.do(stock.receive, [stock.Piece("SET", 1)], "SJ-2")


def test_pools_and_the_identity_of_the_whole(store):
    store.do(stock.receive, [stock.Piece("MUG-1", 10)], "SJ-1")
    store.do(stock.sort, "MUG-1", 3, "damaged")
    store.do(stock.sort, "MUG-1", 2, "quality")
    store.do(stock.adjust, "MUG-1", -1, "hilang")
    now = level(store)
    assert (now.on_hand, now.unsellable, now.available) == (9, 5, 4)
    assert now.on_hand == now.available + now.reserved + now.promised + now.unsellable
    with pytest.raises(Refusal, match="4 pieces lie there"):
        store.do(stock.adjust, "MUG-1", -5, "x")


def test_what_was_shipped_before_counting_began_takes_no_stock(store):
    def seed(work):
        facts = {"fulfilment": "delivered", "shipped_at": NOW - 9}
        change = add_orders(work, [{"number": "OLD"} | facts])
        stock.follow(work)
        return change

    store.run("seed", seed)
    store.do(stock.receive, [stock.Piece("MUG-1", 5)], "SJ-1")
    assert level(store).on_hand == 5


def test_a_count_makes_the_ledger_agree_and_undo_takes_it_back(store):
    store.do(stock.receive, [stock.Piece("MUG-1", 10)], "SJ-1")
    before = dump(store)
    store.do(stock.post_count, {"MUG-1": 7}, "opname-11")
    assert level(store).on_hand == 7
    journal.undo(store)
    assert level(store).on_hand == 10
    assert dump(store) == before


def test_the_sums_equal_the_ledger_after_anything(store):
    draw = random.Random(7)
    store.do(products.add, "Set", [NewVariant("SET", parts={"MUG-1": 2})])
    for n in range(60):
        act = draw.choice(["in", "out", "sort", "undo"])
        try:
            if act == "in":
                store.do(stock.receive, [stock.Piece("MUG-1", draw.randint(1, 9))], f"SJ-{n}")
            elif act == "out":
                store.do(stock.adjust, "MUG-1", -draw.randint(1, 6), "acak")
            elif act == "sort":
                store.do(
                    stock.sort, "MUG-1", draw.randint(1, 3), draw.choice(["damaged", "quality"])
                )
            else:
                journal.undo(store)
        except Refusal:
            continue
        with store.read() as read:
            summed = read.connection.exec_driver_sql(
                "SELECT coalesce(sum(qty), 0), "
                "coalesce(sum(CASE pool WHEN 'damaged' THEN qty END), 0) FROM movements"
            ).one()
        now = level(store)
        assert (now.on_hand, now.damaged) == tuple(summed)
        assert now.on_hand >= now.unsellable >= 0
        assert now.on_hand == now.free + now.reserved + now.promised + now.unsellable


def test_what_is_set_aside_is_not_available_until_it_is_let_go(store):
    store.do(stock.receive, [stock.Piece("MUG-1", 5)], "SJ-1")
    store.do(stock.reserve, "MUG-1", 3, "12.12")
    assert (level(store).promised, level(store).available) == (3, 2)
    with pytest.raises(Refusal, match="2 pieces are available"):
        store.do(stock.reserve, "MUG-1", 3, "12.12")
    store.do(stock.release, "12.12")
    assert level(store).available == 5


def test_the_ledger_tells_each_movement_and_the_balance_after_it(store):
    store.do(stock.receive, [stock.Piece("MUG-1", 5)], "SJ-1")
    store.do(stock.adjust, "MUG-1", -2, "pecah")
    with store.read() as read:
        rows = stock.ledger(read, "mug-1")
    assert [(row.kind, row.qty, row.balance) for row in rows] == [
        ("adjustment", -2, 3), ("receipt", 5, 5),
    ]  # fmt: skip
    assert rows[0].note == "pecah"


def test_of_many_who_want_the_last_piece_exactly_one_gets_it(tmp_path):
    """By every verb that must not oversell, round by round."""
    rounds = len(racing.WAYS)
    store = racing.stocked(tmp_path, rounds)
    for n, said in enumerate(racing.race(tmp_path, 8, rounds)):
        assert sorted(said) == ["lost"] * 7 + ["won"], racing.way(n)
    with store.read() as read:
        assert not any(level.oversold for level in stock.levels(read).values())
    store.close()


def test_a_sku_that_an_open_order_or_a_kit_needs_is_not_archived(store):
    store.do(products.add, "Set", [NewVariant("SET", parts={"MUG-1": 2})])
    with pytest.raises(Refusal, match="kit SET contains it"):
        store.do(products.archive, ["MUG-1"])
    store.do(products.archive, ["SET"])
    store.run("seed", lambda work: add_orders(work, [{"number": "A1"}]))
    with pytest.raises(Refusal, match="order A1 still needs it"):
        store.do(products.archive, ["MUG-1"])


def test_a_wrong_check_digit_is_refused(store):
    with pytest.raises(Refusal, match="check digit"):
        store.do(products.add, "Teh", [NewVariant("TEH", barcode="4006381333932")])
    store.do(products.add, "Teh", [NewVariant("TEH", barcode="4006381333931")])
