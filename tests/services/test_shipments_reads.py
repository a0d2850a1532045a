"""Parcels as a list: filters, sorts, pages, and where one stands; and where the days go."""

import pytest
from tests.rig import NOW, open_store
from tests.services.shipping import DAY, HOUR, order_ids, orders_in, parcels, told

from shopdesk.filters import FilterError
from shopdesk.services import orders, shipments, tasks
from shopdesk.services.shipments import days, facts


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """Parcels late, silent, both, fresh, ended and waiting."""
    opened = open_store(tmp_path_factory.mktemp("shipments"))

    def sent(number, resi, ago, total, **more):
        left = NOW - ago * DAY
        return {
            "number": number, "tracking": resi, "fulfilment": "in_transit", "total": total,
            "shipped_at": left, "placed_at": left - DAY, **more,
        }  # fmt: skip

    orders_in(
        opened,
        [
            sent("P1", "JX0000000001", 2, 100, courier="J&T Express", buyer="sriayu"),
            sent("P2", "JX0000000002", 9, 500, courier="JNT REG"),
            sent("P3", "CM00000000003", 4, 900, courier="JNE"),
            sent("P4", "CM00000000004", 1, 300, courier="JNE REG"),
            sent("P5", "POS1", 9, 700, courier="POS Indonesia", payment="cod_due", cod=1),
            {"number": "P6", "tracking": "JX0000000006", "total": 250, "courier": "J&T Express"},
            sent("P7", "GK-11-170563", 2, 150, courier="GoSend"),
        ],
    )
    orders_in(opened, [sent("T1", "JX0000000009", 5, 400, courier="J&T Express")], "tiktok")
    told(
        opened,
        ("JX0000000001", 10, "Paket telah sampai di BEKASI"),
        ("JX0000000002", 10, "Paket telah sampai di BEKASI"),
        ("JX0000000009", 10, "Paket telah diterima"),
        ("CM00000000004", 10, "Apa saja"),
        ("POS1", 10, "Penerima tidak di tempat"),
    )
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("where", "numbers"),
    [
        ("", "P1 P2 P3 P4 P5 P6 P7 T1"),
        ("is:late", "P2 P7"),
        ("is:silent", "P3 P7"),
        ("is:late,silent", "P2 P3 P7"),
        ("is:moving", "P1 P2 P3 P4 P5 P6 P7"),
        ("-is:moving", "T1"),
        ("is:ended", "T1"),
        ("is:unmapped", "P4"),
        ("is:failed", "P5"),
        ("is:cod", "P5"),
        ("is:merged", ""),
        ("is:manual", ""),
        ("status:delivered", "T1"),
        ("status:info_received,failed_attempt", "P5 P6"),
        ("courier:jnt", "P1 P2 P6 T1"),
        ("courier:JNE", "P3 P4"),
        ("-courier:JNE is:late", "P2 P7"),
        ("channel:tiktok", "T1"),
        ("shop:uji order:P1", "P1"),
        ("order:T1", "T1"),
        ("tracking:CM0000", "P3 P4"),
        ("JX0000000002", "P2"),
        ("sria", "P1"),
        ("value>=5", "P2 P3 P5"),
        ("age>=4", "P2 P3 P5 T1"),
        ("age<2", "P4 P6"),
        ("last:today", "P1 P2 P4 P5 T1"),
        ("handed<2026-11-15", "P2 P5"),
        ("delivered:today", "T1"),
        ("raw:bekasi", "P1 P2"),
        ("@late", "P2 P7"),
        ("@failed", "P5"),
    ],
)
def test_filters_choose_parcels(store, where, numbers):
    with store.read() as read:
        found = sorted(row.order for row in shipments.page(read, where, size=0))
        assert found == numbers.split()
        assert shipments.total(read, where) == len(found)
        ids = shipments.ids(read, where)
        assert len(ids) == len(found) == shipments.among(read, where, ids)


@pytest.mark.parametrize("where", ["nosuch:1", "is:nonsense", "status:gone", "sort:buyer"])
def test_a_filter_that_means_nothing_is_refused_with_its_place(store, where):
    with store.read() as read, pytest.raises(FilterError) as caught:
        shipments.page(read, where)
    assert caught.value.end > caught.value.start


def test_late_and_silent_parcels_come_first_then_the_dearest_then_the_ended(store):
    with store.read() as read:
        rows = shipments.page(read)
    assert [row.order for row in rows] == ["P3", "P2", "P7", "P5", "P4", "P6", "P1", "T1"]
    assert [(row.late, row.silent) for row in rows[:4]] == [
        (False, True), (True, False), (True, True), (False, False),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "where", ["", "is:moving", "-is:late", "status:delivered,in_transit", "sort:-last"]
)
@pytest.mark.parametrize("sort", ["-risk", "risk", "-value", "value", "-last", "made", "-made"])
def test_pages_join_without_a_gap_in_both_directions(store, sort, where):
    with store.read() as read:
        whole = shipments.page(read, where, sort, size=0)
        keys = [row.key for row in whole]
        for at in range(1, len(whole)):
            after = shipments.page(read, where, sort, after=keys[at - 1], size=3)
            assert after == whole[at : at + 3]
            before = shipments.page(read, where, sort, before=keys[at], size=3)
            assert before == whole[max(0, at - 3) : at]
            assert shipments.page(read, where, sort, skip=at, size=2) == whole[at : at + 2]
        places = [shipments.place(read, where, sort, row.id, row.key) for row in whole]
        assert places == list(range(len(whole)))
        posts = shipments.signposts(read, where, sort, 3)
        assert list(posts) == keys[2::3]
        assert shipments.ids(read, where, sort) == [row.id for row in whole]


def test_a_row_that_is_gone_is_found_by_its_key(store):
    with store.read() as read:
        rows = shipments.page(read)
        assert shipments.place(read, "", "-risk", 999, rows[3].key) == 3
        assert shipments.place(read, "", "-risk", 999) is None


def test_counts_labels_and_names(store):
    with store.read() as read:
        told_counts = shipments.counts(read)
        assert (told_counts["in_transit"], told_counts["failed_attempt"]) == (6 - 1, 1)
        ids = shipments.find(read, ["jx0000000002", "P1"])
        assert shipments.labels(read, ids) == [("P2", "JX0000000002"), ("P1", "JX0000000001")]


def test_a_promise_of_the_courier_outranks_its_usual_days(tmp_path):
    opened = open_store(tmp_path)
    orders_in(
        opened,
        [{"number": "E1", "tracking": "JX1", "fulfilment": "in_transit",
          "shipped_at": NOW - 10 * DAY}],
    )  # fmt: skip
    assert parcels(opened)["JX1"].late
    one = parcels(opened)["JX1"].id
    opened.do(facts.set_eta, [one], NOW + HOUR)
    assert not parcels(opened)["JX1"].late
    opened.do(facts.set_eta, [one], NOW - HOUR)
    assert parcels(opened)["JX1"].late
    opened.close()


def test_a_card_tells_all_of_a_parcel(store):
    with store.read() as read:
        (one,) = shipments.find(read, ["POS1"])
        card = shipments.show(read, one)
    assert (card.row.order, card.items[0].name, len(card.events)) == ("P5", "Mug Biru", 1)
    assert (card.orders[0].number, card.row.cod) == ("P5", 700)
    assert card.events[0].status == "failed_attempt"


def test_tasks_of_a_parcel_stand_on_its_card(tmp_path):
    opened = open_store(tmp_path)
    orders_in(opened, [{"number": "E1", "tracking": "JX1"}])
    one = parcels(opened)["JX1"]

    def act(work):
        tasks.add(work, "call_buyer", one.order_id, parcel_id=one.id, about="ring twice")
        return work.done("Task")

    opened.run("task", act)
    with opened.read() as read:
        assert [t.about for t in shipments.show(read, one.id).tasks] == ["ring twice"]
    opened.close()


def test_where_the_days_go(tmp_path):
    """Ten parcels of JNE took 1 to 10 days, two of J&T one day; the slow tenth is the tenth."""
    opened = open_store(tmp_path)
    orders_in(
        opened,
        [
            {"number": f"D{n}", "tracking": f"R{n}", "courier": "JNE", "fulfilment": "delivered",
             "placed_at": NOW - 20 * DAY, "shipped_at": NOW - 19 * DAY,
             "delivered_at": NOW - 19 * DAY + n * DAY}
            for n in range(1, 11)
        ]
        + [
            {"number": f"E{n}", "tracking": f"S{n}", "courier": "JNT", "fulfilment": "delivered",
             "placed_at": NOW - 5 * DAY, "shipped_at": NOW - 3 * DAY, "delivered_at": NOW - 2 * DAY}
            for n in range(2)
        ],
    )  # fmt: skip
    with opened.read() as read:
        taken = {(row.courier, row.step): row for row in days.days(read)}
        assert set(taken) == {(c, s) for c in ("", "JNE", "J&T Express")
                              for s in ("house", "way", "all")}  # fmt: skip
        way = taken["JNE", "way"]
        assert (way.n, way.median, way.p90) == (10, int(5.5 * DAY), 10 * DAY)
        assert shipments.total(read, way.where) == 10
        assert (taken["J&T Express", "house"].median, taken["", "way"].n) == (2 * DAY, 12)
        assert days.days(read, "courier:sicepat") == ()
    opened.close()


def test_the_desk_of_packing_tells_when_goods_were_picked(tmp_path):
    opened = open_store(tmp_path)
    orders_in(opened, [{"number": "K1"}])
    ids = order_ids(opened, "K1")
    opened.do(orders.pack, ids)
    with opened.read() as read:
        moments = read.connection.exec_driver_sql("SELECT picked_at, packed_at FROM parcels").one()
    assert tuple(moments) == (None, NOW)
    opened.close()
