"""Today's needs and figures: each one is exactly the rows that its filter shows."""

from fractions import Fraction

import pytest
from tests.rig import NOW, add_orders, open_store

from shopdesk import tables
from shopdesk.clock import Clock
from shopdesk.models.orders import Order, OrderLine
from shopdesk.models.shops import Arrival, Listing, Shop
from shopdesk.reports import figures
from shopdesk.services import orders, products, today
from shopdesk.store import Store

HOUR, DAY = 3_600, 86_400
MIDNIGHT = NOW - 16 * HOUR
MINE = {
    "late": ["L1", "L2"],
    "conflict": ["K1"],
    "cancelling": ["C1"],
    "due_soon": ["S1", "S2"],
    "due_today": ["T1"],
    "exception": ["E1"],
    "short": ["R1"],
    "to_verify": ["V1", "V2"],
    "unmapped": ["U1"],
    "held_long": ["H1"],
    "stuck": ["E1", "H1", "H2", "K1", "L1", "L2"],
}
QUEUE = [
    {"number": "L1", "ship_by": NOW - 60, "total": 3_000_000},
    {"number": "L2", "ship_by": NOW - DAY, "fulfilment": "packed"},
    {"number": "L0", "ship_by": NOW - DAY, "fulfilment": "in_transit"},
    {"number": "K1", "fulfilment": "in_transit", "conflict": "cancelled_after_packed"},
    {"number": "C1", "case_state": "cancel_requested"},
    {"number": "S1", "ship_by": NOW},
    {"number": "S2", "ship_by": NOW + 6 * HOUR - 1},
    {"number": "T1", "ship_by": NOW + 6 * HOUR},
    {"number": "T0", "ship_by": NOW + 8 * HOUR},
    {"number": "E1", "fulfilment": "lost", "total": 9_000_000},
    {"number": "V1", "payment": "unpaid"},
    {"number": "V2", "payment": "unpaid", "ship_by": NOW + 2 * DAY, "total": 2_500_000},
    {"number": "H1"},
    {"number": "H2"},
]


@pytest.fixture
def store(tmp_path):
    opened = open_store(tmp_path)
    yield opened
    opened.close()


def at(store, now):
    """Return the same store with its clock put to another moment."""
    return Store(store.home, store.engine, store.key, Clock("Asia/Jakarta", now=now))


def hold(store, number):
    with store.read() as read:
        found = orders.find(read, [number])
    store.do(orders.hold, found, "alamat kurang")


def fill(store):
    """Put one order or more of every kind into the store, beside some that need nothing."""
    store.do(add_orders, [dict(one) for one in QUEUE])
    hold(at(store, NOW - 25 * HOUR), "H1")
    hold(at(store, NOW - 23 * HOUR), "H2")

    def unmapped(work):
        change = add_orders(work, [{"number": "U1"}, {"number": "U0", "fulfilment": "delivered"}],
                            "tiktok")  # fmt: skip
        shop = work.session.query(Shop).filter(Shop.currency == "IDR").order_by(Shop.id.desc())
        work.session.query(Listing).filter(Listing.shop_id == shop.first().id).update({"sku": ""})
        return change

    def short(work):
        change = add_orders(work, [{"number": "R1"}], "lazada")
        shop = work.session.query(Shop).order_by(Shop.id.desc()).first()
        work.session.query(Listing).filter(Listing.shop_id == shop.id).update({"sku": "HABIS"})
        return change

    store.do(rename)
    store.do(unmapped)
    store.do(rename)
    store.do(short)
    store.do(products.add, "Mug Habis", [products.NewVariant("HABIS")])


def rename(work):
    """Make room for another shop of the same name."""
    work.session.query(Shop).update({"name": "Toko Lama"})
    return work.done("renamed")


def needs(store):
    with store.read() as read:
        return {(need.id, need.currency): need for need in today.needs(read)}


@pytest.mark.parametrize("kind", MINE)
def test_a_need_counts_exactly_the_orders_that_its_filter_shows(store, kind):
    fill(store)
    need = needs(store)[kind, "IDR"]
    with store.read() as read:
        rows = orders.page(read, need.where, size=0)
        assert orders.total(read, need.where) == need.orders
    assert sorted(row.number for row in rows) == MINE[kind]
    assert need.at_stake == sum(row.total for row in rows)


def test_every_kind_of_need_is_tried_here_and_has_its_name(store):
    fill(store)
    found = needs(store).values()
    assert {need.id for need in found} == {kind.id for kind in today.KINDS} == set(MINE)
    assert len({figures.title(need) for need in found}) == len(MINE)
    assert "within 6 hours" in figures.title(needs(store)["due_soon", "IDR"])


def test_what_costs_already_comes_first_then_the_larger_sum(store):
    fill(store)
    with store.read() as read:
        found = today.needs(read)
    assert [need.grade for need in found] == sorted(need.grade for need in found)
    assert [need.id for need in found][:4] == ["late", "conflict", "cancelling", "exception"]
    assert needs(store)["late", "IDR"].due == NOW - DAY
    assert needs(store)["exception", "IDR"].due is None


def test_a_quiet_shop_needs_nothing(store):
    assert needs(store) == {}
    store.do(add_orders, [{"number": "A1", "fulfilment": "delivered", "ship_by": NOW - DAY}])
    assert needs(store) == {}


def test_in_the_evening_the_six_hours_take_in_the_rest_of_the_day(store):
    store.do(add_orders, [{"number": "A1", "ship_by": MIDNIGHT + DAY + HOUR},
                          {"number": "A2", "ship_by": MIDNIGHT + DAY - 1}])  # fmt: skip
    late = needs(at(store, MIDNIGHT + 20 * HOUR))
    assert [(need.id, need.orders) for need in late.values()] == [("due_soon", 2)]


def test_a_shop_may_say_how_long_is_long(store, tmp_path):
    (tmp_path / "waits.toml").write_text('[[rows]]\nname = "held_long"\nhours = 20\n')
    fill(store)
    tables.use(tmp_path)
    try:
        need = needs(store)["held_long", "IDR"]
    finally:
        tables.use(None)
    assert (need.orders, need.hours) == (2, 20)


def test_currencies_are_never_added_together(store):
    peso = {"number": "P1", "ship_by": NOW - 60, "currency": "PHP", "total": 700}
    store.do(add_orders, [{"number": "A1", "ship_by": NOW - 60}, peso])
    found = needs(store)
    assert found["late", "IDR"].at_stake == 1_500_000
    assert found["late", "PHP"].at_stake == 700
    with store.read() as read:
        for need in found.values():
            shown = orders.page(read, need.where)
            assert [row.currency for row in shown] == [need.currency] * need.orders
        totals = today.day(read).totals
    assert [(one.currency, one.today.gmv) for one in totals] == [("IDR", 1_500_000), ("PHP", 700)]


# The figures of the day

PLACED = [
    {"number": "D1", "placed_at": MIDNIGHT, "total": 1_000_000},
    {"number": "D2", "placed_at": NOW - 60, "total": 2_000_001},
    {"number": "D3", "placed_at": NOW - HOUR, "total": 5_000_000, "payment": "denied"},
    {"number": "Y1", "placed_at": MIDNIGHT - DAY, "total": 700},
    {"number": "Y2", "placed_at": NOW - DAY, "total": 800},
    {"number": "Y3", "placed_at": NOW - DAY + 1, "total": 900},
    {"number": "Y4", "placed_at": MIDNIGHT - 1, "total": 100},
    {"number": "W1", "placed_at": NOW - 7 * DAY, "total": 4_000},
    {"number": "W2", "placed_at": MIDNIGHT - 7 * DAY - 1, "total": 50},
]


def test_the_figures_of_the_day_stand_beside_the_same_hours_of_other_days(store):
    store.do(add_orders, PLACED)
    with store.read() as read:
        (found,) = today.day(read).totals
    assert _shown(found.today) == (2, 2, 3_000_001, 1, 5_000_000)
    assert _shown(found.yesterday) == (2, 2, 1_500, 0, 0)
    assert _shown(found.last_week) == (1, 1, 4_000, 0, 0)
    assert found.today.gmv_with_cancelled == 8_000_001
    assert found.today.aov == 1_500_001
    assert found.today.cancel_rate == Fraction(1, 3)
    assert (today.Tally().aov, today.Tally().cancel_rate) == (None, None)


def _shown(tally):
    return tally.orders, tally.units, tally.gmv, tally.cancelled, tally.cancelled_gmv


@pytest.mark.parametrize("span", ["today", "yesterday", "last_week"])
@pytest.mark.parametrize("figure", figures.FIGURES, ids=lambda one: one.id)
def test_a_figure_is_made_of_the_rows_that_its_filter_shows(store, figure, span):
    store.do(add_orders, PLACED)
    with store.read() as read:
        day = today.day(read)
        (totals,) = day.totals
        where = f"{getattr(day, span).where} {figure.where}"
        cards = [orders.show(read, one) for one in orders.ids(read, where)]
    goods = sum(item.qty * item.price for card in cards for item in card.items)
    made = {
        "orders": len(cards),
        "cancelled": len(cards),
        "gmv": goods,
        "gmv_with_cancelled": goods,
        "units": sum(item.qty for card in cards for item in card.items),
        "net_sales": goods,
        "return_rate": Fraction(0) if cards else None,
        "aov": round(Fraction(goods, len(cards) or 1)) if cards else None,
        "cancel_rate": Fraction(sum(c.row.status == "cancelled" for c in cards), len(cards) or 1),
    }
    assert figure.value(getattr(totals, span)) == made[figure.id]


def test_gmv_is_deal_price_times_quantity_and_no_fee_of_the_order(store):
    store.do(add_orders, [{"number": "A1", "units": 4}])

    def more(work):
        line = work.session.query(OrderLine).one()
        line.qty, line.price = 3, 200_000
        listing = Listing(shop_id=1, name="Bonus", sku="B")
        work.session.add(listing)
        work.session.flush()
        work.session.add(OrderLine(order_id=line.order_id, listing_id=listing.id, line_key="2",
                                   qty=1, price=50_000, subtotal=50_000))  # fmt: skip
        return work.done("more")

    store.do(more)
    with store.read() as read:
        (found,) = today.day(read).totals
        assert _shown(found.today) == (1, 4, 650_000, 0, 0)
        assert today.trend(read).days[0][1][-1].gmv == 650_000


def test_an_order_without_lines_counts_and_adds_nothing(store):
    def bare(work):
        shop = Shop(channel="shopify", name="Kosong")
        work.session.add(shop)
        work.session.flush()
        work.session.add(Order(shop_id=shop.id, channel="shopify", number="A1", payment="paid",
                               fulfilment="ready", told_payment="paid", told_fulfilment="ready",
                               status="to_pack", placed_at=NOW))  # fmt: skip
        return work.done("bare")

    store.do(bare)
    with store.read() as read:
        assert today.day(read).totals[0].today == today.Tally(1, 0, 0)


def test_channels_share_the_day(store):
    store.do(add_orders, [{"number": "A1", "total": 100}], "shopee")
    store.do(rename)
    store.do(add_orders, [{"number": "B1", "total": 300}, {"number": "B2", "payment": "denied"}],
             "tiktok")  # fmt: skip
    with store.read() as read:
        (found,) = today.day(read).totals
    assert [(one.channel, one.today.gmv) for one in found.channels] == [
        ("tiktok", 300), ("shopee", 100)
    ]  # fmt: skip
    assert sum((one.today for one in found.channels), today.Tally()) == found.today


# The last days


def test_the_trend_has_every_day_and_every_hour_of_the_shop(store):
    store.do(
        add_orders,
        [
            {"number": "A1", "placed_at": MIDNIGHT, "total": 100},
            {"number": "A2", "placed_at": MIDNIGHT + 16 * HOUR - 1, "total": 200},
            {"number": "A3", "placed_at": NOW, "payment": "denied"},
            {"number": "B1", "placed_at": MIDNIGHT - 1, "total": 400},
            {"number": "C1", "placed_at": MIDNIGHT - 3 * DAY, "total": 800},
            {"number": "Z1", "placed_at": MIDNIGHT - 14 * DAY - 1},
        ],
    )
    with store.read() as read:
        found = today.trend(read)
    ((currency, days),) = found.days
    assert (currency, [day.gmv for day in days]) == ("IDR", [800, 0, 400, 300])
    assert [day.day.day for day in days] == [20, 21, 22, 23]
    assert [hour for hour in range(24) if found.hours[hour]] == [0, 15]
    assert [hour for hour in range(24) if found.before[hour]] == [0, 23]
    assert found.since == 3


def test_the_trend_of_an_empty_shop_is_empty(store):
    with store.read() as read:
        assert today.trend(read) == today.Trend((0,) * 24, (0,) * 24, 0, ())


# How fresh it is


def test_each_shop_tells_its_newest_export(store):
    def arrive(work):
        shops = [Shop(channel="shopee", name="A"), Shop(channel="tiktok", name="B"),
                 Shop(channel="lazada", name="C")]  # fmt: skip
        work.session.add_all(shops)
        work.session.flush()
        told = [
            (shops[0], NOW - 5 * DAY, NOW - HOUR),
            (shops[0], NOW - 2 * DAY, NOW - 3 * HOUR),
            (shops[1], NOW + 8 * HOUR, NOW - 2 * HOUR),  # a name that tells the end of today
            (shops[1], None, NOW - 4 * HOUR),
        ]
        for n, (shop, taken, applied) in enumerate(told):
            work.session.add(Arrival(sha256=str(n), name=f"{n}.xlsx", format="x.orders",
                                     shop_id=shop.id, taken_at=taken,
                                     applied_at=applied))  # fmt: skip
        return work.done("arrived")

    store.do(arrive)
    with store.read() as read:
        found = today.sources(read)
    assert [(one.shop, one.taken, one.imported) for one in found] == [
        ("C", None, None),
        ("A", NOW - 2 * DAY, NOW - HOUR),
        ("B", NOW - 2 * HOUR, NOW - 2 * HOUR),
    ]
    assert [one.stale(NOW) for one in found] == [True, True, False]
