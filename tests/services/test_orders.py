import pytest
from tests.rig import NOW, add_orders, open_store

from shopdesk.filters import FilterError
from shopdesk.refusal import Refusal
from shopdesk.services import journal, mapping, orders


@pytest.fixture
def store(tmp_path):
    opened = open_store(tmp_path)
    opened.do(
        add_orders,
        [
            {"number": "W1", "payment": "unpaid", "buyer": "sriayu", "ship_by": NOW - 60},
            {"number": "W2", "payment": "paid", "recipient": "Budi", "phone": "+62812777888"},
            {"number": "W3", "payment": "paid", "tracking": "JX0011223344", "ship_by": NOW + 7200},
            {"number": "W4", "payment": "paid", "total": 9_000_000},
        ],
    )
    yield opened
    opened.close()


def ids(store, where=""):
    with store.read() as read:
        return orders.ids(read, where)


def words(store):
    with store.read() as read:
        return {row.number: row.status for row in orders.page(read)}


@pytest.mark.parametrize(
    ("where", "numbers"),
    [
        ("", "W1 W2 W3 W4"),
        ("status:to_verify", "W1"),
        ("-status:to_verify", "W2 W3 W4"),
        ("sria", "W1"),
        ("11223", "W3"),
        ("777888", "W2"),
        ("mug", "W1 W2 W3 W4"),
        ("sku:mug-1", "W1 W2 W3 W4"),
        ("W2", "W2"),
        ("is:late", "W1"),
        ("total>50000", "W4"),
        ("total<=15000", "W1 W2 W3"),
        ("ship_by:today", "W1 W3"),
        ("placed:today total>50000", "W4"),
        ("placed:yesterday", ""),
        ("shop:uji channel:shopify number:3", "W3"),
        ("@late", "W1"),
        ("is:unmapped", ""),
    ],
)
def test_filters_choose_orders(store, where, numbers):
    with store.read() as read:
        found = sorted(row.number for row in orders.page(read, where))
        assert found == numbers.split()
        assert orders.total(read, where) == len(found)


@pytest.mark.parametrize(
    "where", ["nosuch:1", "is:nonsense", "status:lost_word", "sort:buyer", "@no"]
)
def test_a_filter_that_means_nothing_is_refused_with_its_place(store, where):
    with store.read() as read, pytest.raises(FilterError) as caught:
        orders.page(read, where)
    assert caught.value.end > caught.value.start


@pytest.mark.parametrize("sort", ["-placed", "placed", "total", "-total", "ship_by", "number"])
def test_pages_join_without_a_gap_in_both_directions(store, sort):
    with store.read() as read:
        whole = orders.page(read, "", sort)
        first = orders.page(read, "", sort, size=2)
        assert first + orders.page(read, "", sort, after=first[-1].key) == whole
        assert orders.page(read, "", sort, before=whole[3].key, size=2) == whole[1:3]
        assert orders.page(read, "", sort, after=whole[0].key, skip=1, size=1) == whole[2:3]


def test_the_way_of_an_order(store):
    order = ids(store, "W1")
    store.do(orders.verify, order)
    store.do(orders.pack, order)
    store.do(orders.ship, order, tracking={order[0]: " jx 9988 "}, courier="J&T")
    store.do(orders.deliver, order)
    store.do(orders.complete, order)
    assert words(store)["W1"] == "completed"
    with store.read() as read:
        card = orders.show(read, order[0])
    assert card.row.tracking == "JX9988"
    assert [h.entry for h in card.history if h.entry] == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize(
    ("verb", "number", "more", "reason"),
    [
        (orders.pack, "W1", {}, "not paid yet"),
        (orders.verify, "W2", {}, "already"),
        (orders.ship, "W2", {}, "not packed yet"),
        (orders.deliver, "W2", {}, "not shipped yet"),
        (orders.complete, "W2", {}, "not delivered yet"),
        (orders.release, "W2", {}, "not on hold"),
        (orders.hold, "W2", {"reason": " "}, "needs a reason"),
        (orders.cancel, "W2", {"reason": "habis", "fault": "moon"}, "Fault must be"),
    ],
)
def test_an_illegal_step_is_refused_with_its_reason(store, verb, number, more, reason):
    with pytest.raises(Refusal, match=reason):
        store.do(verb, ids(store, number), **more)


def test_one_bad_order_refuses_all_of_them(store):
    before = words(store)
    with pytest.raises(Refusal, match="W1: it is not paid yet"):
        store.do(orders.pack, ids(store))
    assert words(store) == before


def test_a_resi_is_checked(store):
    order = ids(store, "W2")
    store.do(orders.pack, order)
    with pytest.raises(Refusal, match="no resi"):
        store.do(orders.ship, order)
    with pytest.raises(Refusal, match="W3"):
        store.do(orders.ship, order, tracking={order[0]: "JX0011223344"})
    with pytest.raises(Refusal, match="lost digits"):
        store.do(orders.ship, order, tracking={order[0]: "5.41980E+14"})
    store.do(orders.ship, order, tracking={order[0]: "JX1"})


def test_hold_stops_everything_and_release_lets_go(store):
    order = ids(store, "W2")
    store.do(orders.hold, order, "alamat kurang")
    assert words(store)["W2"] == "on_hold"
    with pytest.raises(Refusal, match="alamat kurang"):
        store.do(orders.pack, order)
    store.do(orders.release, order)
    store.do(orders.pack, order)
    assert words(store)["W2"] == "to_ship"


def test_an_unmapped_item_keeps_an_order_from_being_packed(store):
    def forget(work):
        work.connection.exec_driver_sql("UPDATE listings SET sku = ''")
        return work.done("forgot")

    store.do(forget)
    with pytest.raises(Refusal, match="1 item is unmapped"):
        store.do(orders.pack, ids(store, "W2"))
    with store.read() as read:
        listing = mapping.unmapped(read)[0]
        assert "unmapped" in orders.why(read, ids(store, "W2")[0]).reason
    assert listing.lines == 4
    store.do(mapping.assign, [("listing", listing.record, "MUG-2")])
    store.do(orders.pack, ids(store, "W2"))


def test_why_names_reason_turn_clock_and_fix(store):
    with store.read() as read:
        unpaid = orders.why(read, orders.find(read, ["W1"])[0])
        ready = orders.why(read, orders.find(read, ["W3"])[0])
    assert (unpaid.key, unpaid.clock) == ("f", NOW - 60)
    assert "verify W1" in unpaid.fix
    assert "pack W3" in ready.fix


def test_counts_follow_every_change_and_undo(store):
    with store.read() as read:
        before = orders.counts(read)
    store.do(orders.cancel, ids(store, "W2"), "habis", "seller")
    with store.read() as read:
        assert orders.counts(read)["cancelled"] == 1
    journal.undo(store)
    with store.read() as read:
        assert orders.counts(read) == before


def test_a_note_stays_with_its_order(store):
    store.do(orders.note, ids(store, "W2"), "titip satpam")
    with store.read() as read:
        assert orders.show(read, ids(store, "W2")[0]).notes[0].what == "titip satpam"
