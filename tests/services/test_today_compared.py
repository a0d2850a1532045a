"""Figures beside other spans, busy hours, best products, and what is too old to trust them."""

from collections import Counter
from datetime import date

import pytest
from tests.rig import NOW, add_orders, open_store

from shopdesk.clock import Clock
from shopdesk.models.orders import Order
from shopdesk.models.reporting import ShopStat
from shopdesk.models.shops import Arrival, Shop
from shopdesk.models.tickets import Ticket
from shopdesk.services import orders, tickets, today
from shopdesk.services.figures import Span
from shopdesk.services.tickets.arriving import take_in
from shopdesk.services.tickets.following import ended
from shopdesk.services.tickets.rows import Incoming
from shopdesk.services.today.compared import MODES

HOUR, DAY = 3_600, 86_400
ORDERS = [
    {"number": f"N{back}-{hour}", "placed_at": NOW - back * DAY + hour * HOUR, "total": back * 700,
     "payment": "denied" if back % 5 == 3 else "paid"}
    for back in (*range(40), 355, 366, 372)
    for hour in (0, -7)
]  # fmt: skip
FOREIGN = [{"number": "P1", "currency": "PHP", "placed_at": NOW - DAY, "total": 900}]


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    opened = open_store(tmp_path_factory.mktemp("compared"))
    opened.do(add_orders, [dict(one) for one in ORDERS], "shopee")
    opened.do(lambda work: _renamed(add_orders(work, [dict(one) for one in FOREIGN]), work))
    yield opened
    opened.close()


def _renamed(change, work):
    work.session.query(Shop).filter(Shop.channel == "shopify").update({"name": "Web"})
    return change


@pytest.mark.parametrize("mode", MODES)
def test_every_span_is_the_sum_of_its_orders_and_of_its_channels(store, mode):
    with store.read() as read:
        found = today.compared(read, mode)
        part = found.parts[0]
        shown = orders.page(read, f"{part.where} -status:cancelled", size=1_000)
        assert (part.tallies[0].orders, part.tallies[0].gmv) == (
            len(shown), sum(row.total for row in shown),
        )  # fmt: skip
        for at in range(3):
            assert sum(tallies[at].gmv for _name, tallies in part.channels) == part.tallies[at].gmv
        others = [one.currency for one in found.parts[1:]]
    assert others == ([] if mode == "day" and not others else ["PHP"])


@pytest.mark.parametrize(
    ("on", "mode", "spans"),
    [
        ("2026-11-23", "week", ["2026-11-16..2026-11-22", "2026-11-09..2026-11-15",
                                "2026-10-19..2026-10-25"]),
        ("2026-11-23", "month", ["2026-11-01..2026-11-22", "2026-10-01..2026-10-22",
                                 "2025-11-01..2025-11-22"]),
        ("2026-12-01", "month", ["2026-11-01..2026-11-30", "2026-10-01..2026-10-30",
                                 "2025-11-01..2025-11-30"]),
        ("2026-04-01", "month", ["2026-03-01..2026-03-31", "2026-02-01..2026-02-28",
                                 "2025-03-01..2025-03-31"]),
        ("2028-03-01", "month", ["2028-02-01..2028-02-29", "2028-01-01..2028-01-29",
                                 "2027-02-01..2027-02-28"]),
    ],
)  # fmt: skip
def test_whole_days_stand_beside_as_many_whole_days(on, mode, spans):
    clock = Clock("Asia/Jakarta")
    then = Clock("Asia/Jakarta", now=clock.at(date.fromisoformat(on)) + 9 * HOUR)
    assert [f"{one.first}..{one.last}" for one in MODES[mode](then)] == spans


def test_busy_hours_are_counted_over_four_whole_weeks(store):
    with store.read() as read:
        found = today.rhythm(read)
        clock, last = read.clock, read.clock.today()
        made = Counter()
        for row in orders.page(read, "-status:cancelled", size=1_000):
            local = clock.local(row.placed)
            if 1 <= (last - local.date()).days <= 28:
                made[local.weekday(), local.hour] += 1
    assert {(day, hour): n for day, hours in enumerate(found.hours)
            for hour, n in enumerate(hours) if n} == made  # fmt: skip


def test_the_best_products_open_the_orders_that_they_are_in(store):
    with store.read() as read:
        span = Span(date(2026, 11, 16), date(2026, 11, 22))
        (top,) = today.best(read, span).tops
        where = f"{span.where} currency:IDR -status:cancelled {top.where}"
        shown = orders.page(read, where, size=1_000)
    assert (top.name, top.orders, top.gmv) == (
        "Mug Biru", len(shown), sum(row.total for row in shown),
    )  # fmt: skip


def _old(work, shop_id):
    work.session.add(Arrival(sha256="x", name="x", format="x.orders", shop_id=shop_id,
                             applied_at=NOW - 3 * DAY))  # fmt: skip
    work.session.add(ShopStat(shop_id=shop_id, source="shopee", day=20_775, visitors=1))
    return work.done("old")


def test_old_exports_and_statistics_need_a_hand_with_the_queue_at_stake(tmp_path):
    store = open_store(tmp_path)
    store.do(add_orders, [{"number": "A1"}, {"number": "A2", "fulfilment": "delivered"}])
    store.do(lambda work: _old(work, work.session.query(Order.shop_id).first()[0]))
    with store.read() as read:
        found = {need.id: need for need in today.needs(read)}
    assert (found["exports_old"].orders, found["exports_old"].at_stake) == (1, 1_500_000)
    assert (found["stats_old"].orders, found["stats_old"].desk) == (1, "imports")
    store.close()


def test_an_answer_that_waits_to_be_copied_needs_a_hand(tmp_path):
    store = open_store(tmp_path)

    def asked(work):
        take_in(work, [Incoming("shopee", "k1", NOW - HOUR, "Halo kak", "in", "Budi", "budi")])
        return ended(work, "asked")

    store.run("fetch", asked)
    with store.read() as read:
        (ticket,) = read.connection.execute(Ticket.__table__.select()).all()
        assert "tickets_copy" not in {need.id for need in today.needs(read)}
    store.do(tickets.replying.reply, [ticket.id], "Siap kak")
    with store.read() as read:
        need = next(need for need in today.needs(read) if need.id == "tickets_copy")
        assert (need.where, tickets.total(read, need.where)) == ("is:uncopied", 1)
    store.close()
