"""Waves, the pick list, and what goes back to its rack when an order is cancelled."""

from functools import partial

import pytest
from tests import packing as table
from tests.packing import scan, state
from tests.rig import NOW, open_store

from shopdesk.clock import DAY
from shopdesk.models.orders import Order
from shopdesk.refusal import Refusal
from shopdesk.services import journal, orders, packing, products, stock, tasks
from shopdesk.services.packing import waves
from shopdesk.services.products import NewVariant


@pytest.fixture
def store(tmp_path, monkeypatch):
    monkeypatch.setenv("SHOPDESK_USER", "ani")
    opened = open_store(tmp_path)
    table.furnish(opened)
    yield opened
    opened.close()


def listed(store, *, all_=True):
    with store.read() as read:
        return packing.listed(read, all_=all_)


def put_away(store):
    with store.read() as read:
        return [(one.order, one.sku, one.qty) for one in tasks.listed(read, kind="put_away")]


def test_a_wave_takes_what_can_be_picked_and_says_what_it_leaves_out(store):
    made = table.orders(store, {f"A-{n}": {"MUG-1": 1} for n in range(3)})
    held = table.order(store, "H-1", {"MUG-1": 1})
    store.do(orders.hold, [held], "alamat")
    change = store.do(waves.make, [*made, held])
    assert change.label.startswith("Made wave 2026-11-23-1: 3 orders; left out: 1 (H-1: it is on")
    assert state(store, made[0]) == ("to_pack", "picking")
    with pytest.raises(Refusal, match="A-0: it is in wave 2026-11-23-1"):
        store.do(waves.make, made)


def test_an_order_is_in_one_open_wave_at_most_and_undo_frees_it(store):
    made = table.orders(store, {"A-1": {"MUG-1": 1}, "A-2": {"MUG-1": 1}})
    store.do(waves.make, [made[0]], "pagi")
    change = store.do(waves.make, made, "siang")
    assert "1 order; left out: 1 (A-1: it is in wave pagi)" in change.label
    journal.undo(store)
    assert state(store, made[1]) == ("to_pack", None)
    store.do(waves.make, [made[1]], "siang")


def test_orders_that_travel_together_go_into_a_wave_together_or_not_at_all(store):
    made = table.orders(store, {f"A-{n}": {"MUG-1": 1} for n in range(3)})
    table.bundle(store, made[0], made[1])
    store.do(orders.hold, [made[1]], "alamat")
    change = store.do(waves.make, [made[0], made[2]])
    assert "1 order; left out: 2" in change.label
    store.do(orders.release, [made[1]])
    store.do(waves.make, [made[1]])
    assert state(store, made[0])[1] == "picking"


def test_a_wave_ends_with_its_last_order_and_tells_how_far_it_is(store):
    made = table.orders(store, {"A-1": {"MUG-1": 1}, "A-2": {"MUG-1": 1}})
    store.do(waves.make, made, "pagi")
    scan(store, "A-1", "MUG-1")
    (wave,) = listed(store)
    assert (wave.state, wave.orders, wave.packed, wave.left) == ("open", 2, 1, 1)
    store.do(orders.pack, [made[1]])
    (wave,) = listed(store)
    assert (wave.state, wave.left) == ("done", 0)
    assert listed(store, all_=False) == ()


def test_a_walk_that_is_over_keeps_its_orders_from_another_walk(store):
    one = table.order(store, "A-1", {"MUG-1": 1})
    store.do(waves.make, [one], "pagi")
    store.do(waves.done, "pagi")
    with pytest.raises(Refusal, match=r"picked already .wave pagi"):
        store.do(waves.make, [one])
    assert packing.open_next(store, wave="pagi").box.number == "A-1"


def test_a_wave_that_is_dropped_lets_its_orders_go(store):
    made = table.orders(store, {"A-1": {"MUG-1": 1}, "A-2": {"MUG-1": 1}})
    store.do(waves.make, made, "pagi")
    scan(store, "A-1", "MUG-1")
    store.do(waves.drop, "pagi")
    assert state(store, made[0]) == ("to_ship", "packed")
    assert state(store, made[1]) == ("to_pack", None)
    with pytest.raises(Refusal, match="not open"):
        store.do(waves.drop, "pagi")


def test_the_next_order_comes_from_a_wave_first(store):
    table.order(store, "A-1", {"MUG-1": 1}, ship_by=NOW + 60)
    late = table.order(store, "A-2", {"MUG-1": 1}, ship_by=NOW + 900)
    store.do(waves.make, [late])
    assert packing.open_next(store).box.number == "A-2"


def test_the_pick_list_goes_rack_by_rack_with_kits_in_parts(store):
    made = table.orders(store, {
        "A-1": {"PAKET": 1, "KAOS-M": 1}, "A-2": {"MUG-1": 3}, "A-3": {"KAOS-M": 2},
    })  # fmt: skip
    with store.read() as read:
        rows = packing.fetch(read, made)
    assert [(one.rack, one.sku, one.qty, one.numbers) for one in rows] == [
        ("A-1", "KOPI", 1, ("A-1",)),
        ("B-2", "KAOS-M", 3, ("A-1", "A-3")),
        ("B-10", "MUG-1", 5, ("A-1", "A-2")),
    ]


def test_what_expires_first_is_fetched_first_and_never_what_expired(store):
    store.do(products.add, "Selai", [NewVariant("SELAI", lots=True)])
    lots = (("OLD", -2, 5), ("SOON", 9, 2), ("LATER", 90, 5))
    for n, (lot, days, qty) in enumerate(lots):
        piece = stock.Piece("SELAI", qty, lot=lot, expires=NOW + days * DAY)
        store.do(stock.receive, [piece], f"SJ-{n + 9}")
    store.run("listing", _list_selai)
    one, two = table.orders(store, {"A-1": {"SELAI": 1}, "A-2": {"SELAI": 3}})
    store.do(waves.make, [one])
    with store.read() as read:
        rows = packing.fetch(read, [two])
    assert [(row.lot, row.qty) for row in rows] == [("SOON", 1), ("LATER", 2)]


def _list_selai(work):
    from shopdesk.models.shops import Listing

    work.session.add(Listing(shop_id=1, name="Selai", seller_sku="SELAI", sku="SELAI"))
    return work.done("Listed")


def test_what_was_picked_for_a_cancelled_order_goes_back_to_its_rack(store):
    one = table.order(store, "A-1", {"PAKET": 1})
    scan(store, "A-1", "MUG-1", "MUG-1", "KOPI")
    assert put_away(store) == []
    store.do(orders.cancel, [one], "habis")
    assert put_away(store) == [("A-1", "MUG-1", 2), ("A-1", "KOPI", 1)]
    assert state(store, one) == ("cancelled", "put_back")
    journal.undo(store)
    assert put_away(store) == []
    assert state(store, one) == ("to_ship", "packed")


def test_only_what_was_scanned_goes_back_when_packing_had_just_begun(store):
    one = table.order(store, "A-1", {"MUG-1": 3})
    scan(store, "A-1", "MUG-1", "MUG-1")
    store.do(orders.cancel, [one], "habis")
    assert put_away(store) == [("A-1", "MUG-1", 2)]
    with store.read() as read:
        assert packing.held(read) == ()


def test_an_order_that_was_never_picked_leaves_no_task(store):
    one = table.order(store, "A-1", {"MUG-1": 1})
    scan(store, "A-1")
    store.do(orders.cancel, [one], "habis")
    assert put_away(store) == []


def test_an_order_cancelled_during_the_walk_goes_back_when_the_walk_is_over(store):
    one, two = table.orders(store, {"A-1": {"MUG-1": 1}, "A-2": {"MUG-1": 1}})
    store.do(waves.make, [one, two], "pagi")
    store.do(orders.cancel, [one], "habis")
    assert put_away(store) == []
    store.do(waves.done, "pagi")
    assert put_away(store) == [("A-1", "MUG-1", 1)]
    assert state(store, two)[1] == "picked"


def test_what_an_import_cancels_after_it_was_packed_goes_back_too(store):
    one = table.order(store, "A-1", {"MUG-1": 2})
    scan(store, "A-1", "MUG-1", "MUG-1")
    store.run("import", partial(_told_cancelled, order_id=one))
    assert state(store, one) == ("cancelled", "put_back")
    assert put_away(store) == [("A-1", "MUG-1", 2)]


def _told_cancelled(work, order_id):
    from shopdesk.services.orders.verbs import settle
    from shopdesk.services.stock.following import ended

    order = work.session.get(Order, order_id)
    order.told_cancelled = 1
    settle(order)
    return ended(work, "Imported 1 order")
