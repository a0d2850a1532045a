"""Orders that travel in one parcel, and orders that go in several."""

import pytest
from tests.rig import dump, open_store
from tests.services.shipping import order, order_ids, orders_in, parcels, told

from shopdesk.models.shipments import Print
from shopdesk.refusal import Refusal
from shopdesk.services import journal, orders, shipments
from shopdesk.services.shipments import facts, handing, merging, splitting

HOME = {"buyer": "sriayu", "recipient": "Sri Ayu", "address": "Jl. Melati 3", "city": "Bandung",
        "postcode": "40111"}  # fmt: skip


@pytest.fixture
def store(tmp_path):
    """Three orders of one buyer, and one each of another buyer, street, and shop."""
    opened = open_store(tmp_path)
    orders_in(
        opened,
        [
            {"number": "M1", **HOME, "placed_at": 1_795_400_000, "total": 100_000},
            {"number": "M2", **HOME, "placed_at": 1_795_300_000, "total": 200_000},
            {"number": "M3", **HOME | {"buyer": "SriAyu", "address": "jl.  melati 3,"},
             "total": 300_000, "payment": "cod_due", "cod": 1},
            {"number": "X1", **HOME | {"buyer": "budi"}},
            {"number": "X2", **HOME | {"address": "Jl. Mawar 9"}},
            {"number": "X3", **HOME, "fulfilment": "in_transit"},
            {"number": "X4", **HOME, "cancelled": 1},
        ],
    )  # fmt: skip
    orders_in(opened, [{"number": "Y1", **HOME}], "tiktok")
    yield opened
    opened.close()


def pack(store, *numbers):
    store.do(orders.pack, order_ids(store, *numbers))


def bundle(store):
    with store.read() as read:
        return [
            tuple(row)
            for row in read.connection.exec_driver_sql(
                "SELECT o.number, l.number FROM bundled AS b JOIN orders AS o ON o.id = b.order_id "
                "JOIN orders AS l ON l.id = b.lead_id ORDER BY o.number"
            )
        ]


def test_why_an_order_does_not_fit_is_said_of_each(store):
    ids = order_ids(store, "M2", "M1", "M3", "X1", "X2", "X3", "X4", "Y1")
    with store.read() as read:
        reasons = list(merging.why_not(read, ids).values())
        numbers = [label for label, _resi in orders.labels(read, list(merging.why_not(read, ids)))]
        assert merging.mates(read, ids[0]) == (ids[1], ids[2])
    told_of = dict(zip(numbers, reasons, strict=True))
    assert (told_of["M1"], told_of["M2"], told_of["M3"]) == (None, None, None)
    assert told_of["X1"] == "its buyer is another one"
    assert told_of["X2"] == "its address is another one"
    assert told_of["X3"] == "it was handed over already"
    assert told_of["X4"] == "it is cancelled"
    assert told_of["Y1"] == "it is of another shop"


def test_merged_orders_share_a_parcel_a_resi_and_a_handover(store):
    pack(store, "M1", "M2", "M3")
    store.do(merging.merge, order_ids(store, "M1", "M2", "M3"))
    assert bundle(store) == [("M1", "M2"), ("M2", "M2"), ("M3", "M2")]
    (parcel,) = parcels(store, "order:M1").values()
    assert (parcel.order, parcel.value, parcel.cod) == ("M2", 600_000, 300_000)
    assert parcels(store, "order:M").keys() == {"M2"}

    change = store.do(
        orders.ship, order_ids(store, "M3"), tracking={order_ids(store, "M3")[0]: "JX77"}
    )
    assert [order(store, n).tracking for n in ("M1", "M2", "M3")] == ["JX77"] * 3
    assert {order(store, n).status for n in ("M1", "M2", "M3")} == {"shipped"}
    (parcel,) = parcels(store, "order:M1").values()
    assert (parcel.tracking, parcel.status) == ("JX77", "picked_up")
    with store.read() as read:
        card = shipments.show(read, parcel.id)
    assert ([one.number for one in card.orders], len(card.items)) == (["M2", "M1", "M3"], 3)

    told(store, ("JX77", 0, "Paket telah diterima", {"courier": "jnt"}))
    assert {order(store, n).status for n in ("M1", "M2", "M3")} == {"delivered"}
    with pytest.raises(Refusal):
        journal.undo(store, change.entry)


def test_a_resi_of_one_becomes_that_of_all_and_two_do_not_fit(store):
    store.do(orders.edit, order_ids(store, "M1"), "tracking", "JX1")
    store.do(merging.merge, order_ids(store, "M1", "M2"))
    assert order(store, "M2").tracking == "JX1"
    assert set(parcels(store)) >= {"JX1"}
    store.do(merging.unmerge, order_ids(store, "M1"))
    assert (order(store, "M2").tracking, order(store, "M1").tracking) == ("JX1", None)
    store.do(orders.edit, order_ids(store, "M1"), "tracking", "JX2")
    with pytest.raises(Refusal, match="another resi"):
        store.do(merging.merge, order_ids(store, "M1", "M2"))


def test_a_resi_that_is_given_to_one_is_given_to_its_company(store):
    store.do(merging.merge, order_ids(store, "M1", "M2"))
    store.do(orders.edit, order_ids(store, "M1"), "tracking", "JX1")
    assert [order(store, n).tracking for n in ("M1", "M2")] == ["JX1", "JX1"]
    assert parcels(store, "order:M1")["JX1"].order == "M2"
    with pytest.raises(Refusal, match="already belongs"):
        store.do(orders.edit, order_ids(store, "M3"), "tracking", "JX1")
    store.do(orders.edit, order_ids(store, "M2"), "tracking", "JX2")
    assert [order(store, n).tracking for n in ("M1", "M2")] == ["JX2", "JX2"]


def test_unmerged_orders_have_their_own_parcels_again(store):
    pack(store, "M1", "M2")
    store.do(merging.merge, order_ids(store, "M1", "M2"))
    store.do(merging.unmerge, order_ids(store, "M1"))
    assert bundle(store) == []
    assert {row.order: row.value for row in parcels(store, "order:M").values()} == {
        "M1": 100_000, "M2": 200_000,
    }  # fmt: skip
    with pytest.raises(Refusal, match="travels alone"):
        store.do(merging.unmerge, order_ids(store, "M1"))


def test_a_merge_is_taken_back_by_undo(store):
    pack(store, "M1", "M2")
    before = dump(store)
    change = store.do(merging.merge, order_ids(store, "M1", "M2"))
    journal.undo(store, change.entry)
    assert dump(store) == before


def test_one_order_and_a_printed_one_cannot_be_merged(store):
    with pytest.raises(Refusal):
        store.do(merging.merge, order_ids(store, "M1"))
    (one,) = order_ids(store, "M1")

    def print_it(work):
        work.session.add(Print(order_id=one, kind="label", copy=1, at=1, by="x"))
        return work.done("Printed")

    store.run("print", print_it)
    with pytest.raises(Refusal, match="printed"):
        store.do(merging.merge, order_ids(store, "M1", "M2"))
    with pytest.raises(Refusal, match="printed"):
        store.do(splitting.split, one, [{}, {}])


def test_an_order_that_is_cancelled_leaves_its_company(store):
    pack(store, "M1", "M2", "M3")
    store.do(merging.merge, order_ids(store, "M1", "M2", "M3"))
    store.do(orders.cancel, order_ids(store, "M2"), "no longer wanted", "buyer")
    assert bundle(store) == [("M1", "M1"), ("M3", "M1")]
    found = {row.order: row for row in parcels(store, "order:M").values()}
    assert (found["M1"].value, found["M2"].status) == (400_000, "cancelled")
    store.do(orders.cancel, order_ids(store, "M3"), "no longer wanted", "buyer")
    assert bundle(store) == []
    found = {row.order: row for row in parcels(store, "order:M").values()}
    assert (found["M1"].value, found["M1"].status) == (100_000, "pending")


@pytest.fixture
def big(tmp_path):
    """One packed order of two lines: three mugs and a shirt."""
    from shopdesk.models.orders import OrderLine

    opened = open_store(tmp_path)
    orders_in(opened, [{"number": "S1", "total": 1_000_001, "payment": "cod_due", "cod": 1}])
    (one,) = order_ids(opened, "S1")

    def more(work):
        first = work.session.query(OrderLine).one()
        first.qty, first.price = 3, 200_000
        work.session.add(
            OrderLine(order_id=one, listing_id=first.listing_id, line_key="2", position=1, qty=1,
                      price=400_000, subtotal=400_000)
        )  # fmt: skip
        return work.done("Lines")

    opened.run("more", more)
    opened.do(orders.pack, [one])
    yield opened
    opened.close()


def lines_of(store):
    with store.read() as read:
        return list(splitting.lines(read, order_ids(store, "S1")[0]))


def test_an_order_goes_in_parcels_that_hold_just_what_was_ordered(big):
    (one,), (mug, shirt) = order_ids(big, "S1"), lines_of(big)
    before = dump(big)
    change = big.do(splitting.split, one, [{mug: 2}, {mug: 1, shirt: 1}])
    with big.read() as read:
        rows = shipments.page(read, "order:S1", "made")
        held = [
            [(item.qty, item.price) for item in shipments.show(read, row.id).items] for row in rows
        ]
    assert [row.number for row in rows] == [1, 2]
    assert sum(row.value for row in rows) == sum(row.cod for row in rows) == 1_000_001
    assert held == [[(2, 200_000)], [(1, 200_000), (1, 400_000)]]
    journal.undo(big, change.entry)
    assert dump(big) == before


@pytest.mark.parametrize(
    "parts", [[(3, 1)], [(3, 0), (0, 0)], [(2, 1), (2, 0)], [(2, 1), (0, 0)], [(4, 1), (-1, 0)]]
)
def test_parts_that_do_not_add_up_are_refused(big, parts):
    (one,), (mug, shirt) = order_ids(big, "S1"), lines_of(big)
    with pytest.raises(Refusal, match="S1"):
        big.do(splitting.split, one, [{mug: m, shirt: s} for m, s in parts])
    with pytest.raises(Refusal, match="S1"):
        big.do(splitting.split, one, [{mug: 3}, {shirt: 1, 999: 1}])


def test_a_split_order_has_left_when_all_its_parcels_have(big):
    (one,), (mug, shirt) = order_ids(big, "S1"), lines_of(big)
    big.do(splitting.split, one, [{mug: 3}, {shirt: 1}])
    first, second = [row.id for row in parcels_by_number(big)]
    with pytest.raises(Refusal, match="parcel 1 has no resi"):
        big.do(orders.ship, [one])
    big.do(handing.ship_parcels, [first], resi={first: "JX1"}, courier="J&T Express")
    assert (order(big, "S1").status, order(big, "S1").tracking) == ("to_ship", None)
    assert [row.status for row in parcels_by_number(big)] == ["picked_up", "pending"]
    told(big, ("JX1", 0, "Paket telah sampai di BEKASI"))
    assert order(big, "S1").status == "to_ship"
    with pytest.raises(Refusal, match="already belongs"):
        big.do(facts.set_resi, {second: "jx1"})
    big.do(facts.set_resi, {second: "JX2"}, "JNE")
    big.do(orders.ship, [one])
    assert order(big, "S1").status == "shipped"
    told(big, ("JX1", 0, "Paket telah diterima"))
    assert order(big, "S1").status == "shipped"
    told(big, ("JX2", 0, "DELIVERED TO BUDI"))
    assert (order(big, "S1").status, order(big, "S1").payment) == ("delivered", "cod_due")


def parcels_by_number(store):
    with store.read() as read:
        return shipments.page(read, "order:S1", "made")


def test_a_split_order_becomes_one_parcel_again(big):
    (one,), (mug, shirt) = order_ids(big, "S1"), lines_of(big)
    big.do(splitting.split, one, [{mug: 3}, {shirt: 1}])
    with pytest.raises(Refusal, match="one by one"):
        big.do(orders.edit, [one], "tracking", "JX1")
    with pytest.raises(Refusal, match="several parcels"):
        big.do(splitting.split, one, [{mug: 3}, {shirt: 1}])
    big.do(splitting.unsplit, [one])
    (row,) = parcels_by_number(big)
    assert (row.value, row.cod, row.number) == (1_000_001, 1_000_001, 1)
    with pytest.raises(Refusal, match="one parcel already"):
        big.do(splitting.unsplit, [one])
