"""Pages, totals and places of the queue: whatever way they are found, they are the same orders."""

import random

import pytest
from tests.rig import NOW, add_orders, open_store

from shopdesk.models.orders import NEVER, OrderLine
from shopdesk.models.shops import Listing
from shopdesk.services import orders
from shopdesk.services.orders import walking
from shopdesk.services.orders.finding import Finder

DAY = 86_400
SORTS = ("placed", "-placed", "ship_by", "-ship_by", "total", "-total", "number", "-number")
WORK = "status:to_verify,to_pack,to_ship,on_hold,exception"
FILTERS = (
    "",
    "@work",
    WORK,
    "@late",
    "@stuck",
    "-is:stuck",
    "-is:late",
    "is:late,held",
    "is:waiting,conflict",
    "is:held",
    "is:conflict",
    "is:sample",
    "is:cancelling",
    "is:unmapped",
    "-is:unmapped",
    "is:cod",
    "-is:mine",
    "status:to_pack",
    "status:to_pack,completed",
    "-status:completed",
    "status:to_verify status:to_pack",
    "channel:shopify",
    "channel:tiktok,shopify status:to_pack",
    "shop:dua",
    "placed:today",
    "placed:yesterday,today @work",
    "placed>=2026-11-22 total>300k",
    "ship_by:today",
    "-ship_by:today",
    "total<200k",
    "number:A1",
    "number:A10,A11",
    "tracking:jx0 status:to_ship",
    "buyer:sri",
    "city:bandung",
    "sku:mug-1",
    "product:kaos @work",
    "mug",
    "kaos biru",
    "a1",
    "s",
    "sr",
    "sri",
    "sria",
    "-sria",
    "A10",
    "A100",
    "jx00",
    '"budi santoso"',
    "李",
    "李明",
    "李明珠",
    "zzz",
    "@work sri mug",
)


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """Keep a thousand and a half orders of three shops in every state there is."""
    opened = open_store(tmp_path_factory.mktemp("reads"))
    dice = random.Random(11)
    for channel, many in (("shopify", 700), ("shopee", 500), ("tiktok", 300)):
        opened.run("seed", lambda work, c=channel, n=many: _trade(work, dice, c, n))
    yield opened
    opened.close()


def _trade(work, dice, channel, many):
    made = [_facts(dice, number) for number in range(many)]
    change = add_orders(work, [dict(facts) for facts in made], channel)
    connection = work.connection
    if channel == "shopee":
        connection.exec_driver_sql("UPDATE shops SET name = 'Toko Dua' WHERE channel = 'shopee'")
    shop = connection.exec_driver_sql("SELECT max(id) FROM shops").scalar()
    odd = Listing(shop_id=shop, name="Kaos Biru", seller_sku="KAOS", sku="")
    work.session.add(odd)
    work.session.flush()
    newest = connection.exec_driver_sql(f"SELECT id FROM orders WHERE shop_id = {shop}").scalars()
    for order_id in [one for one in newest if dice.random() < 0.2]:
        work.session.add(
            OrderLine(order_id=order_id, listing_id=odd.id, qty=1, price=1, subtotal=1)
        )
    work.session.flush()
    return change


def _facts(dice, number):
    payment, fulfilment = dice.choice(
        [("paid", "ready"), ("paid", "ready"), ("unpaid", "new"), ("paid", "packed"),
         ("paid", "in_transit"), ("paid", "delivered"), ("paid", "failed"), ("expired", "new"),
         ("refunded", "returned_to_sender")]
    )  # fmt: skip
    facts = {
        "number": f"A{number:04}",
        "payment": payment,
        "fulfilment": fulfilment,
        "placed_at": NOW - dice.randrange(5) * DAY - dice.randrange(40) * 60,
        "ship_by": dice.choice([None, NOW + dice.randrange(-4, 4) * DAY // 2, NOW - 60]),
        "total": dice.choice([10_000_000, 15_000_000, dice.randrange(90_000_000)]),
        "cod": dice.randrange(2),
        "buyer": dice.choice([None, "sriayu", "budi.s", "李明珠", "Sri", "ana"]),
        "recipient": dice.choice([None, "Budi Santoso", "Ana Sri"]),
        "tracking": dice.choice([None, f"JX{dice.randrange(10**6):08}"]),
        "city": dice.choice([None, "KOTA BANDUNG", "Medan"]),
        "sample": int(dice.random() < 0.05),
    }
    rare = dice.random()
    if rare < 0.04:
        facts |= {"hold_reason": "alamat"}
    elif rare < 0.08:
        facts |= {"conflict": "cancelled_after_packed"}
    elif rare < 0.12:
        facts |= {"case_state": "cancel_requested"}
    return facts


def expected(read, where, sort):
    """Fetch every row, keep what the condition keeps, sort in Python: slow, and plain to see."""
    finder = Finder(where, read.clock, sort)
    rows = read.connection.execute(walking.sa.select(*walking.ORDER).where(finder.condition)).all()
    column = {"placed": "placed_at"}.get(finder.sort, finder.sort)

    def stands(row):
        value = getattr(row, column)
        return (NEVER if value is None else value, row.id)

    return sorted(map(stands, rows), reverse=finder.descending)


@pytest.fixture(params=["as it is", "few are many", "nothing is small"])
def way(request, monkeypatch):
    """Make the store choose each of its ways for lists of this size."""
    if request.param == "few are many":
        monkeypatch.setattr(walking, "FEW", 5)
        monkeypatch.setattr(walking, "STRETCH", 20)
    elif request.param == "nothing is small":
        monkeypatch.setattr(walking, "STRETCH", 0)


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize("where", FILTERS)
def test_every_way_finds_the_same_orders(store, where):
    """Pages downwards and upwards, jumps, totals and ids agree with a plain sort of all rows."""
    with store.read() as read:
        for sort in SORTS:
            told = expected(read, where, sort)
            assert orders.total(read, where) == len(told)
            assert orders.ids(read, where, sort) == [one for _stands, one in told]
            at = len(told) // 2
            page = orders.page(read, where, sort, skip=at, size=30)
            assert [row.key for row in page] == told[at : at + 30]
            if not told:
                continue
            edge = told[at]
            below = orders.page(read, where, sort, after=edge, size=30)
            assert [row.key for row in below] == told[at + 1 : at + 31]
            above = orders.page(read, where, sort, before=edge, size=30)
            assert [row.key for row in above] == told[max(0, at - 30) : at]
            far = orders.page(read, where, sort, before=edge, skip=7, size=5)
            assert [row.key for row in far] == told[max(0, at - 12) : max(0, at - 7)]
            assert orders.place(read, where, sort, edge[1]) == at
            posts = orders.signposts(read, where, sort, 100)
            assert list(posts) == told[99::100]


@pytest.mark.parametrize("sort", SORTS)
def test_pages_join_without_a_gap_from_end_to_end(store, sort):
    with store.read() as read:
        whole, last = [], None
        while page := orders.page(read, WORK, sort, after=last, size=37):
            whole += page
            last = page[-1].key
        assert [row.key for row in whole] == expected(read, WORK, sort)
        first = whole[-1].key
        upwards = []
        while page := orders.page(read, WORK, sort, before=first, size=41):
            upwards = [*page, *upwards]
            first = page[0].key
        assert upwards == whole[:-1]


def test_states_mean_what_they_say(store):
    """The states are compared with what the rows themselves say, not with another query."""
    meant = {
        "is:late": lambda o: (
            o.status in ("to_verify", "to_pack", "to_ship", "on_hold")
            and o.ship_by is not None
            and o.ship_by < NOW
        ),
        "is:held": lambda o: o.hold is not None,
        "is:conflict": lambda o: o.conflict is not None,
        "is:cod": lambda o: o.cod,
        "channel:tiktok": lambda o: o.channel == "tiktok",
        "shop:dua": lambda o: o.shop == "Toko Dua",
        "tracking:JX00": lambda o: "JX00" in (o.tracking or ""),
        "total>=200k total<=300k": lambda o: 20_000_000 <= o.total <= 30_000_000,
    }
    with store.read() as read:
        every = orders.page(read, "", size=0)
        assert len(every) == 1500
        for where, means in meant.items():
            told = {o.id for o in every if means(o)}
            assert told
            assert set(orders.ids(read, where)) == told, where
            if " " not in where:
                assert orders.total(read, f"-{where}") == len(every) - len(told), where


def test_an_order_that_says_nothing_of_it_is_among_the_others(store):
    """Without a deadline it is not late, without a resi it has not that resi."""
    with store.read() as read:
        punctual = orders.page(read, "-is:late", size=0)
        assert any(order.ship_by is None and order.status == "to_pack" for order in punctual)
        assert any(o.tracking is None for o in orders.page(read, "-tracking:JX00", size=0))


def test_one_or_two_letters_begin_a_word(store):
    with store.read() as read:
        found = orders.page(read, "sr", size=0)
        assert {order.buyer for order in found} >= {"sriayu", "Sri"}
        assert orders.total(read, "ri") == 0


def test_totals_of_plain_statuses_need_no_counting(store):
    """They are added up from the counters: the same, whatever the rows say."""
    with store.read() as read:
        counts = orders.counts(read)
        assert orders.total(read) == sum(counts.values()) == 1500
        assert orders.total(read, "status:to_pack,to_ship") == counts["to_pack"] + counts["to_ship"]


def test_the_queue_is_walked_along_its_indexes(store):
    """No page of a view looks at rows that it does not show, whatever the sort."""
    with store.read() as read:
        for where in ("", WORK, "status:to_pack", "is:late", f"channel:shopify {WORK}"):
            for sort in SORTS:
                if where == "is:late" and "ship_by" not in sort:
                    continue
                for step in _plan(read, where, sort):
                    assert "SCAN orders" not in step or "COVERING INDEX" in step, (where, sort)
                    assert "TEMP B-TREE" not in step, (where, sort, step)


def _plan(read, where, sort):
    """Return what the store means to do for a page, its rows left out."""
    asked = []

    def listen(_connection, _cursor, statement, parameters, *_rest):
        asked.append((statement, parameters))

    walking.sa.event.listen(read.connection.engine, "before_cursor_execute", listen)
    try:
        walking.walk(read, where, sort).keys(100)
    finally:
        walking.sa.event.remove(read.connection.engine, "before_cursor_execute", listen)
    return [
        row[3]
        for statement, parameters in asked
        if "ORDER BY" in statement
        for row in read.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
    ]
