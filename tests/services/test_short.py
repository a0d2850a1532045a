"""Orders that cannot be filled: who gets the last pieces, and what the others are told."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.rig import NOW, add_orders, open_store

from shopdesk.models.products import Variant
from shopdesk.models.stock import Expected, Promise
from shopdesk.services import journal, orders, products, stock, today
from shopdesk.services.orders import short

DAY = 86_400


@pytest.fixture
def store(tmp_path):
    opened = open_store(tmp_path)
    opened.do(products.add, "Mug Biru", [products.NewVariant("MUG-1")])
    yield opened
    opened.close()


def seed(store, facts, channel="shopify"):
    def put(work):
        change = add_orders(work, [dict(one) for one in facts], channel)
        stock.follow(work)
        return change

    store.run("seed", put)


def numbers(store, where="is:short"):
    with store.read() as read:
        return [row.number for row in orders.page(read, where, size=0)]


def ask(store, number):
    with store.read() as read:
        return orders.why(read, orders.find(read, [number])[0])


def expect(store, qty, due, received=0, document="PO-17"):
    def put(work):
        variant = work.session.query(Variant).first()
        work.session.add(Expected(
            variant_id=variant.id, location_id=1, qty=qty, received=received, document=document,
            due=due, line=qty,
        ))  # fmt: skip
        return work.done("expected")

    store.run("expect", put)


LATER = [{"number": "C", "ship_by": NOW + 3 * DAY}, {"number": "A", "ship_by": NOW + DAY},
         {"number": "B", "ship_by": NOW + 2 * DAY}, {"number": "Z"}]  # fmt: skip


@pytest.mark.parametrize(
    ("pieces", "waiting"), [(0, ["A", "B", "C", "Z"]), (1, ["B", "C", "Z"]), (3, ["Z"]), (4, [])]
)
def test_the_earliest_deadline_gets_the_pieces_and_none_comes_last(store, pieces, waiting):
    if pieces:
        store.do(stock.receive, [stock.Piece("MUG-1", pieces)], "SJ-1")
    seed(store, LATER)
    assert numbers(store, "is:short sort:ship_by") == waiting
    assert sorted(numbers(store, "is:waiting -is:short")) == sorted(
        {"A", "B", "C", "Z"} - {*waiting}
    )
    assert numbers(store, "@short") == waiting


def test_what_is_packed_here_keeps_its_pieces(store):
    store.do(stock.receive, [stock.Piece("MUG-1", 1)], "SJ-1")
    seed(store, LATER)
    with store.read() as read:
        found = orders.find(read, ["Z"])
    store.do(orders.pack, found)
    assert numbers(store, "is:short sort:ship_by") == ["A", "B", "C"]


def test_an_order_that_lacks_pieces_keeps_its_place(store):
    store.do(stock.receive, [stock.Piece("MUG-1", 2)], "SJ-1")
    seed(
        store, [{"number": "BIG", "ship_by": NOW + DAY}, {"number": "S", "ship_by": NOW + 2 * DAY}]
    )

    def enlarge(work):
        promise = work.session.query(Promise).order_by(Promise.id).first()
        promise.qty = 3
        return work.done("enlarged")

    store.run("enlarge", enlarge)
    assert numbers(store, "is:short sort:ship_by") == ["BIG", "S"]


def test_pieces_kept_for_a_promotion_are_for_nobody(store):
    store.do(stock.receive, [stock.Piece("MUG-1", 2)], "SJ-1")
    store.do(stock.reserve, "MUG-1", 1, "12.12")
    seed(store, LATER[:2])
    assert numbers(store) == ["C"]
    store.do(stock.release, "12.12")
    assert numbers(store) == []
    journal.undo(store)
    assert numbers(store) == ["C"]


def test_a_kit_lacks_what_its_parts_lack(store):
    store.do(products.add, "Set", [products.NewVariant("SET", parts={"MUG-1": 2})])
    store.do(stock.receive, [stock.Piece("MUG-1", 1)], "SJ-1")

    def as_kit(work):
        from shopdesk.models.shops import Listing

        work.session.query(Listing).update({"sku": "SET"})
        stock.follow(work)
        return work.done("kit")

    seed(store, [{"number": "K"}])
    store.run("kit", as_kit)
    with store.read() as read:
        lack = short.lacks(read, orders.find(read, ["K"])[0])
    assert [(one.sku, one.qty, one.missing) for one in lack] == [("MUG-1", 2, 1)]


def test_why_names_the_sku_the_pieces_and_the_delivery(store):
    seed(store, LATER[:2])
    assert "MUG-1: 1 of 1 pieces are missing, and none are on their way" in ask(store, "A").reason
    expect(store, 5, NOW + 9 * DAY, document="PO-9")
    expect(store, 10, NOW + 4 * DAY, received=8)
    expect(store, 4, NOW + DAY, received=4, document="PO-DONE")
    answer = ask(store, "C")
    assert "2 are due on 27 Nov 2026 (PO-17)" in answer.reason
    assert answer.clock == NOW + 3 * DAY
    store.do(stock.receive, [stock.Piece("MUG-1", 2)], "SJ-1")
    assert "packed" in ask(store, "C").reason


def test_today_counts_them_by_deadline_with_the_money_at_risk(store):
    seed(store, [one | {"total": 2_000_000} for one in LATER])
    store.do(stock.receive, [stock.Piece("MUG-1", 1)], "SJ-1")
    with store.read() as read:
        need = next(one for one in today.needs(read) if one.id == "short")
    assert (need.orders, need.at_stake, need.due) == (3, 6_000_000, NOW + 2 * DAY)
    assert need.where == "is:short"


def test_an_order_that_left_or_was_cancelled_lacks_nothing(store):
    seed(store, LATER[:2])
    with store.read() as read:
        a, c = orders.find(read, ["A", "C"])
    store.do(orders.cancel, [a], "habis", "seller")
    assert numbers(store) == ["C"]
    store.do(orders.pack, [c])
    store.do(orders.ship, [c], tracking={c: "JX1"})
    assert numbers(store) == []


ONE = st.tuples(st.integers(1, 4), st.none() | st.integers(1, 5))


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(ONE, min_size=1, max_size=9), st.integers(0, 12))
def test_the_queue_is_the_same_as_giving_out_pieces_by_hand(tmp_path_factory, asked, pieces):
    opened = open_store(tmp_path_factory.mktemp("short"))
    opened.do(products.add, "Mug", [products.NewVariant("MUG-1")])
    if pieces:
        opened.do(stock.receive, [stock.Piece("MUG-1", pieces)], "SJ-1")
    seed(opened, [{"number": str(at), "ship_by": day and NOW + day * DAY}
                  for at, (_qty, day) in enumerate(asked)])  # fmt: skip

    def resize(work):
        for promise, (qty, _day) in zip(
            work.session.query(Promise).order_by(Promise.order_id), asked, strict=True
        ):
            promise.qty = qty
        return work.done("resized")

    opened.run("resize", resize)
    left, waiting = pieces, []
    turn = sorted(range(len(asked)), key=lambda at: (asked[at][1] is None, asked[at][1] or 0, at))
    for at in turn:
        left -= asked[at][0]
        if left < 0:
            waiting.append(str(at))
    assert numbers(opened, "is:short sort:ship_by") == waiting
    opened.close()
