"""How long stock lasts: sold in the window / days in stock, and the day on which it runs out."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.rig import NOW, open_store

from shopdesk import tables
from shopdesk.models.products import Variant
from shopdesk.models.stock import Movement
from shopdesk.services import products, stock
from shopdesk.services.stock import cover
from shopdesk.services.stock.places import location_of

DAY = 86_400
TODAY = date(2026, 11, 23)


@pytest.fixture
def store(tmp_path):
    opened = open_store(tmp_path)
    yield opened
    opened.close()


def add(store, sku, moves, low_at=None):
    """Add a SKU with movements: (days ago, pieces); those taken are sold."""
    store.do(products.add, sku, [products.NewVariant(sku, low_at=low_at)])

    def put(work):
        place = location_of(work, "")
        variant = work.session.query(Variant).filter(Variant.sku == sku).one()
        for at, (ago, qty) in enumerate(moves):
            work.session.add(Movement(
                variant_id=variant.id, location_id=place, kind="sale" if qty < 0 else "receipt",
                qty=qty, at=NOW - ago * DAY, document=f"test:{sku}", line=at,
            ))  # fmt: skip
        return work.done("moved")

    store.run("put", put)


def covers(store, **options):
    with store.read() as read:
        return {one.sku: one for one in cover.cover(read, **options).values()}


def test_days_without_stock_say_nothing_about_demand(store):
    add(store, "A", [(9, 30), (8, -10), (7, -20), (2, 5), (1, -2)])
    one = covers(store)["A"]
    # In stock 9, 8 and 7 days ago, then 2, 1 and today: six days, on which 32 were sold.
    assert (one.sold, one.days_in_stock, one.level.available) == (32, 6, 3)
    assert one.daily == Fraction(32, 6)
    assert one.days == 3 / Fraction(32, 6)
    assert one.runs_out == TODAY
    assert one.low


def test_the_window_looks_no_further_back_but_knows_what_was_there(store):
    add(store, "OLD", [(90, 60), (60, -20), (10, -15)])
    one = covers(store)["OLD"]
    assert (one.sold, one.days_in_stock) == (15, 30)
    assert one.runs_out == TODAY + timedelta(days=50)
    assert not one.low
    assert covers(store, window=5)["OLD"].sold == 0
    assert covers(store, window=5)["OLD"].days is None


def test_a_day_on_which_it_was_sold_had_it_whatever_the_ledger_says(store):
    add(store, "NEVER", [(3, -2), (3, -1), (1, -1)])
    one = covers(store)["NEVER"]
    assert (one.sold, one.days_in_stock, one.level.available) == (4, 2, 0)
    assert one.low


def test_the_low_mark_of_a_sku_outranks_its_days(store):
    add(store, "FEW", [(9, 5)], low_at=5)
    add(store, "FAST", [(9, 40), (1, -30)], low_at=2)
    add(store, "STILL", [(40, 3)])
    found = covers(store)
    assert [sku for sku, one in found.items() if one.low] == ["FEW"]
    assert found["STILL"].days_in_stock == 30
    assert found["STILL"].runs_out is None


def test_the_low_list_begins_with_what_runs_out_first(store):
    add(store, "LATER", [(9, 40), (3, -30)])
    add(store, "GONE", [(9, 10), (3, -10)])
    add(store, "SOON", [(9, 40), (3, -38)])
    add(store, "MARK", [(9, 1)], low_at=3)
    with store.read() as read:
        assert [one.sku for one in cover.low(read)] == ["GONE", "SOON", "LATER", "MARK"]


def test_kits_and_archived_skus_are_left_out_and_one_can_be_asked_for(store):
    add(store, "A", [(9, 10)])
    store.do(products.add, "Set", [products.NewVariant("SET", parts={"A": 1})])
    add(store, "B", [])
    store.do(products.archive, ["B"])
    assert list(covers(store)) == ["A"]
    key = covers(store)["A"].id
    assert list(covers(store, ids=[key])) == ["A"]
    assert covers(store, ids=[]) == {}


def test_a_shop_sets_its_own_window(store, tmp_path):
    add(store, "OLD", [(90, 60), (20, -15)])
    (tmp_path / "cover.toml").write_text('[[rows]]\nname = "window"\ndays = 10\n')
    tables.use(tmp_path)
    try:
        assert covers(store)["OLD"].sold == 0
    finally:
        tables.use(None)
    assert covers(store)["OLD"].sold == 15


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.tuples(st.integers(0, 40), st.integers(-6, 9)), max_size=14))
def test_days_in_stock_are_counted_as_one_would_by_hand(tmp_path_factory, moves):
    moves = sorted((move for move in moves if move[1]), key=lambda move: -move[0])
    opened = open_store(tmp_path_factory.mktemp("cover"))
    add(opened, "A", moves)
    in_stock, sold = 0, 0
    for ago in range(29, -1, -1):
        pieces = sum(qty for at, qty in moves if at > ago)
        seen = pieces > 0
        for at, qty in moves:
            if at == ago:
                pieces += qty
                sold -= min(0, qty)
                seen = seen or pieces > 0 or qty < 0
        in_stock += seen
    one = covers(opened)["A"]
    assert (one.sold, one.days_in_stock) == (sold, in_stock)
    opened.close()


def test_what_a_reorder_needs_comes_from_the_same_figures(store):
    add(store, "A", [(9, 30), (8, -10), (7, -20), (2, 5), (1, -2)])
    need = stock.reorder.Need(covers(store)["A"].daily, 30, 7, 3, available=3)
    assert stock.reorder.advise(need).due
