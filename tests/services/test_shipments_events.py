"""Events decide where parcels are, and parcels where orders are."""

from random import Random

import pytest
from tests.rig import NOW, dump, open_store
from tests.services.shipping import DAY, HOUR, order, order_ids, orders_in, parcels, store, told

from shopdesk.refusal import Refusal
from shopdesk.services import journal, orders, shipments
from shopdesk.services.shipments import Reported, manual
from shopdesk.services.stock.following import ended

__all__ = ["store"]
MEANS = {
    "Paket telah diterima oleh BEKASI": "picked_up", "Paket akan dikirimkan ke TEGAL": "in_transit",
    "Paket telah sampai di TEGAL": "in_transit", "Paket telah diterima": "delivered",
    "Paket akan dikirim ke alamat penerima": "out_for_delivery",
    "Penerima tidak di tempat": "failed_attempt", "Package returned to seller": "returned",
    "Paket disimpan di gudang J&T": "on_hold", "Return in progress": "returning",
    "Sesuatu terjadi": None,
}  # fmt: skip


def replayed(events):
    """Where a parcel is after its events, in plain Python: a second opinion."""
    at = "info_received"
    for _when, text in sorted(events):
        means = MEANS[text]
        over = at in {"delivered", "returned", "lost", "cancelled"}
        if means and (not over or (at == "delivered" and means == "returning")):
            at = means
    return at


@pytest.mark.parametrize("seed", [1, 2])
def test_events_in_any_order_lead_where_a_replay_leads(tmp_path, seed):
    """2,000 events of 250 parcels come mixed, in five files, some of them twice."""
    dice = Random(seed)
    resi = [f"JX{n:010d}" for n in range(250)]
    store = open_store(tmp_path)
    orders_in(store, [{"number": one, "tracking": one, "courier": "J&T Express"} for one in resi])
    events = {
        (dice.choice(resi), NOW - seconds, dice.choice(list(MEANS)))
        for seconds in dice.sample(range(20 * DAY), 2_000)
    }
    mixed = sorted(events, key=lambda _one: dice.random())
    for at in range(0, len(mixed), 400):
        part = mixed[at : at + 400] + dice.sample(mixed[: at + 1], min(40, at + 1))
        store.run(
            "events",
            lambda work, part=part: (
                shipments.record(work, [Reported(r, "", when, text) for r, when, text in part]),
                ended(work, "Events"),
            )[1],
        )
    now = parcels(store)
    for one in resi:
        mine = [(when, text) for r, when, text in events if r == one]
        assert now[one].status == replayed(mine), sorted(mine)
        if mine:
            assert (now[one].last_at, now[one].raw) == max(mine)
    with store.read() as read:
        kept = read.connection.exec_driver_sql("SELECT count(*) FROM parcel_events").scalar()
    assert kept == len(events)
    store.close()


def test_the_same_event_counts_once_and_a_strange_resi_is_named(store):
    once = ("JX0000000001", 5, "Paket telah sampai di BEKASI")
    first = told(store, once, once, (" jx 9999999999 ", 5, "Paket telah diterima"))
    assert (first.new, first.known, first.unmatched) == (1, 1, ("JX9999999999",))
    again = told(store, once)
    assert (again.new, again.known, again.changed) == (0, 1, 0)


def test_an_event_that_comes_late_does_not_turn_a_parcel_back(store):
    told(store, ("JX0000000001", 2, "Paket akan dikirim ke alamat penerima"))
    told(store, ("JX0000000001", 8, "Paket telah sampai di BEKASI"))
    one = parcels(store)["JX0000000001"]
    assert (one.status, one.last_at) == ("out_for_delivery", NOW - 2 * HOUR)
    assert one.handed_at == NOW - 8 * HOUR


def test_orders_follow_their_parcels_to_the_door(store):
    told(store, ("JX0000000001", 8, "Paket telah diterima oleh BEKASI"))
    on_its_way = order(store, "A1")
    assert (on_its_way.status, on_its_way.fulfilment) == ("shipped", "in_transit")
    assert on_its_way.shipped_at == NOW - 8 * HOUR
    told(store, ("JX0000000001", 2, "Paket telah diterima"))
    there = order(store, "A1")
    assert (there.status, there.delivered_at) == ("delivered", NOW - 2 * HOUR)
    row = parcels(store)["JX0000000001"]
    assert (row.delivered_at, row.status) == (NOW - 2 * HOUR, "delivered")


def test_cash_that_the_courier_collected_is_still_due(store):
    told(store, ("JX0000000004", 2, "Paket telah diterima"))
    assert (order(store, "A4").status, order(store, "A4").payment) == ("delivered", "cod_due")
    assert parcels(store, "is:cod").keys() == {"JX0000000004"}


@pytest.mark.parametrize(
    ("text", "status", "word"),
    [
        ("lost", "lost", "exception"),
        ("Package returned to seller", "returned", "returned"),
        ("Penerima tidak di tempat", "failed_attempt", "shipped"),
        ("Cancelled AWB", "cancelled", "to_pack"),
        ("Cancelled AWB by Seller", "cancelled", "to_pack"),
    ],
)
def test_what_else_can_become_of_a_parcel(store, text, status, word):
    told(store, ("JX0000000001", 2, text))
    assert parcels(store)["JX0000000001"].status == status
    assert order(store, "A1").status == word


def test_an_ended_parcel_is_left_only_by_a_person_or_back_to_the_sender(store):
    told(store, ("JX0000000001", 9, "Paket telah diterima"), ("CM00000000002", 9, "lost"))
    told(
        store,
        ("JX0000000001", 5, "Paket telah sampai di BEKASI"),
        ("CM00000000002", 5, "DELIVERED TO BUDI"),
    )
    now = parcels(store)
    assert (now["JX0000000001"].status, now["CM00000000002"].status) == ("delivered", "lost")
    told(store, ("JX0000000001", 3, "Return in progress"))
    assert parcels(store)["JX0000000001"].status == "returning"
    assert order(store, "A1").status == "delivered"
    told(store, ("JX0000000001", 1, "Package returned to seller"))
    assert order(store, "A1").status == "returned"
    found = parcels(store)["CM00000000002"]
    store.do(manual.set_status, [found.id], "in_transit", "the courier found it")
    assert parcels(store)["CM00000000002"].status == "in_transit"
    assert order(store, "A2").status == "shipped"


def test_what_a_person_set_stands_until_it_is_taken_back(store):
    told(store, ("JX0000000001", 9, "Paket telah sampai di BEKASI"))
    one = parcels(store)["JX0000000001"]
    store.do(manual.set_status, [one.id], "delivered", "the buyer called")
    told(store, ("JX0000000001", 1, "Paket telah sampai di TEGAL"))
    now = parcels(store)["JX0000000001"]
    assert (now.status, now.by_hand, now.delivered_at) == ("delivered", "delivered", NOW)
    assert order(store, "A1").status == "delivered"
    with store.read() as read:
        timeline = shipments.timeline(read, one.id)
    assert (timeline[0].source, timeline[0].status) == ("hand", "delivered")
    store.do(manual.release, [one.id])
    now = parcels(store)["JX0000000001"]
    assert (now.status, now.by_hand, now.delivered_at) == ("in_transit", None, None)
    assert (order(store, "A1").status, order(store, "A1").delivered_at) == ("shipped", None)


def test_a_parcel_without_events_is_released_to_where_its_order_says(store):
    ids = order_ids(store, "A1")
    store.do(orders.pack, ids)
    store.do(orders.ship, ids)
    one = parcels(store)["JX0000000001"]
    store.do(manual.set_status, [one.id], "lost")
    assert order(store, "A1").status == "exception"
    store.do(manual.release, [one.id])
    assert parcels(store)["JX0000000001"].status == "picked_up"
    assert order(store, "A1").status == "shipped"
    with pytest.raises(Refusal):
        store.do(manual.release, [one.id])
    with pytest.raises(Refusal):
        store.do(manual.set_status, [one.id], "nowhere")


def test_an_order_that_a_person_delivered_stays_so_against_older_news(store):
    ids = order_ids(store, "A1")
    store.do(orders.pack, ids)
    store.do(orders.ship, ids)
    store.do(orders.deliver, ids)
    told(store, ("JX0000000001", 5, "Paket telah sampai di BEKASI"))
    assert parcels(store)["JX0000000001"].status == "delivered"
    assert order(store, "A1").status == "delivered"


def test_an_import_of_events_is_taken_back_whole(store):
    before = dump(store)
    told(
        store,
        ("JX0000000001", 8, "Paket telah diterima oleh BEKASI"),
        ("JX0000000004", 2, "Paket telah diterima"),
    )
    with store.read() as read:
        last = read.connection.exec_driver_sql("SELECT max(id) FROM journal_entries").scalar()
    assert dump(store) != before
    journal.undo(store, last)
    assert dump(store) == before


def test_a_resi_that_two_orders_share_reaches_both(store):
    orders_in(
        store,
        [
            {"number": "B1", "tracking": "SPXID0123456789", "courier": "SPX"},
            {"number": "B2", "tracking": "SPXID0123456789", "courier": "SPX"},
        ],
        "shopee",
    )
    told(store, ("SPXID0123456789", 2, "Delivered"))
    assert order(store, "B1").status == order(store, "B2").status == "delivered"


def test_the_newest_promise_of_the_courier_counts(store):
    told(store, ("JX0000000001", 8, "Paket telah sampai di A", {"eta": NOW + DAY}))
    told(store, ("JX0000000001", 6, "Paket telah sampai di B", {"eta": NOW + 2 * DAY}))
    assert parcels(store)["JX0000000001"].eta == NOW + 2 * DAY
