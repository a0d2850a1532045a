"""The clocks of seller health: worked examples, and the same sums in plain Python."""

from datetime import date, timedelta
from fractions import Fraction
from random import Random

import pytest
from tests.rig import NOW, add_orders, home, open_store
from tests.services.shipping import DAY, HOUR, orders_in, told

from shopdesk import tables
from shopdesk.clock import Clock
from shopdesk.deadlines import ship_by
from shopdesk.refusal import Refusal
from shopdesk.reports import health as words
from shopdesk.services import health, orders
from shopdesk.services.health.rules import rules_of

CLOCK = Clock("Asia/Jakarta", now=NOW)  # Monday, 23 November 2026, 16:00
AWAY = {"handed_over", "in_transit", "delivered"}


@pytest.fixture
def store(tmp_path):
    store = open_store(tmp_path)
    yield store
    store.close()
    tables.use(None)


def stand(store, measure, channel="tiktok"):
    with store.read() as read:
        return next(
            one for one in health.clocks(read)
            if (one.rule.measure, one.channel) == (measure, channel)
        )  # fmt: skip


def numbers(store, where):
    with store.read() as read:
        return {row.number for row in orders.page(read, where, size=0)}


def placed(n, **facts):
    return {"number": f"T{n}", "placed_at": NOW - DAY, "ship_by": NOW + DAY, **facts}


def test_the_sample_of_the_marketplaces_page(store):
    """100 orders placed, 20 cancelled by the seller, 5 automatically: 25 %."""
    mine = {"cancelled": 1, "cancelled_at": NOW, "cancel_by": "seller"}
    theirs = {"cancelled": 1, "cancelled_at": NOW, "cancel_by": "system"}
    buyers = {"cancelled": 1, "cancelled_at": NOW, "cancel_by": "buyer"}
    unpaid = {**theirs, "payment": "expired"}
    kinds = [mine] * 20 + [theirs] * 5 + [buyers] * 3 + [unpaid] * 2 + [{}] * 70
    orders_in(store, [placed(n, **kind) for n, kind in enumerate(kinds)], "tiktok")
    one = stand(store, "seller_cancellation")
    assert (one.against, one.total, one.rate) == (25, 100, Fraction(1, 4))
    assert (one.grade, one.spare, words.percent(one.rate)) == ("missed", -23, "25 %")
    assert numbers(store, one.where) == {f"T{n}" for n in range(25)}


def test_a_clock_stands_at_the_edge_when_one_more_breaks_it(store):
    """3 of 100 are under 4 %, and 4 of 100 are not: the target says under."""
    late = {"ship_by": NOW - HOUR}
    kinds = [late] * 3 + [{}] * 97
    orders_in(store, [placed(n, **kind) for n, kind in enumerate(kinds)], "tiktok")
    one = stand(store, "late_dispatch")
    assert (one.rate, one.spare, one.grade) == (Fraction(3, 100), 0, "edge")
    orders_in(store, [placed(n, **late) for n in range(200, 201)], "tokopedia")
    assert stand(store, "late_dispatch", "tokopedia").grade == "penalty"


@pytest.mark.parametrize(
    ("late", "grade", "spare"), [(0, "good", 3), (3, "edge", 0), (4, "missed", -1),
                                 (9, "missed", -6), (10, "penalty", -7)],
)  # fmt: skip
def test_the_target_and_the_penalty_of_late_dispatch(store, late, grade, spare):
    kinds = [{"ship_by": NOW - 1}] * late + [{}] * (100 - late)
    orders_in(store, [placed(n, **kind) for n, kind in enumerate(kinds)], "tiktok")
    one = stand(store, "late_dispatch")
    assert (one.grade, one.spare) == (grade, spare)


@pytest.mark.parametrize(
    ("facts", "counts"),
    [
        ({"ship_by": NOW + 1}, (0, 1)),
        ({"ship_by": NOW - 1}, (1, 1)),
        ({"ship_by": NOW - 10, "shipped_at": NOW - 10, "fulfilment": "handed_over"}, (0, 1)),
        ({"ship_by": NOW - 10, "shipped_at": NOW - 9, "fulfilment": "delivered"}, (1, 1)),
        ({"ship_by": NOW - 10, "shipped_at": None, "fulfilment": "delivered"}, (0, 0)),
        ({"ship_by": None}, (0, 0)),
        ({"ship_by": NOW - 10, "payment": "unpaid"}, (0, 0)),
        ({"ship_by": NOW - 10, "cancelled": 1, "cancelled_at": NOW - 10}, (0, 0)),
        ({"ship_by": NOW - 10, "cancelled": 1, "cancelled_at": NOW - 9}, (1, 1)),
        ({"ship_by": NOW - 10, "cancelled": 1, "cancelled_at": None}, (0, 0)),
        ({"ship_by": NOW - 10, "placed_at": NOW - 7 * DAY}, (0, 0)),
        ({"ship_by": NOW - 10, "placed_at": CLOCK.at(date(2026, 11, 17))}, (1, 1)),
        ({"ship_by": NOW - 10, "placed_at": CLOCK.at(date(2026, 11, 17)) - 1}, (0, 0)),
    ],
    ids=["still time", "over", "in the last second", "a second late", "nobody knows when",
         "no deadline", "never paid", "cancelled in time", "cancelled too late",
         "cancelled some time", "last week", "first second", "a second before"],
)  # fmt: skip
def test_what_counts_as_dispatched_late(store, facts, counts):
    orders_in(store, [placed(1, **facts)], "tiktok")
    one = stand(store, "late_dispatch")
    assert (one.against, one.total) == counts
    assert numbers(store, "health:late_dispatch") == ({"T1"} if counts[0] else set())


def test_weekends_and_holidays_do_not_run(store):
    """Placed on Friday at 13:00 it is due on Monday's last second; a holiday moves it on."""
    friday = CLOCK.read("2026-11-20T13:00")
    monday = CLOCK.read("2026-11-23T23:59:59")
    assert ship_by("tiktok", friday, clock=CLOCK) == monday
    orders_in(store, [
        placed(1, placed_at=friday, ship_by=monday),
        placed(2, placed_at=friday, ship_by=monday, shipped_at=monday, fulfilment="handed_over"),
    ], "tiktok")  # fmt: skip
    assert stand(store, "late_dispatch").against == 0
    home(store.home.root.parent).tables.mkdir()
    (store.home.tables / "holidays.toml").write_text(
        '[[rows]]\nday = 2026-11-23\nname = "Libur"\nchange = "add"\n'
    )
    tables.use(store.home.tables)
    assert ship_by("tiktok", friday, clock=CLOCK) == monday + DAY


def test_fast_dispatch_waits_for_the_couriers_first_scan(store):
    """Told as shipped in time, but scanned a day later: not fast, and not late either."""
    there = {"courier": "J&T Express", "fulfilment": "handed_over", "ship_by": NOW - 2 * DAY,
             "shipped_at": NOW - 3 * DAY, "placed_at": NOW - 4 * DAY}  # fmt: skip
    orders_in(store, [placed(n, tracking=f"JP{n:010d}", **there) for n in (1, 2, 3)], "tiktok")
    text = "Paket telah diterima oleh BEKASI"
    told(store, ("JP0000000001", 24, text), ("JP0000000002", 71, text))
    one = stand(store, "fast_dispatch")
    assert (one.against, one.total, one.rate) == (1, 3, Fraction(2, 3))
    assert (one.grade, one.spare, words.target(one)) == ("missed", -1, "> 95 %")
    assert numbers(store, one.where) == {"T1"}
    assert stand(store, "late_dispatch").against == 0


def test_what_is_not_decided_yet_does_not_make_fast_dispatch_worse(store):
    orders_in(store, [placed(1), placed(2, ship_by=NOW + 1)], "tiktok")
    one = stand(store, "fast_dispatch")
    assert (one.total, one.rate, one.spare, one.grade) == (0, None, None, "blank")
    assert (words.percent(one.rate), words.spare(one), words.grade(one)) == ("", "", "")


def test_shopee_counts_its_own_way(store):
    """Late ones among those shipped this week; unfulfilled ones among them and net orders."""
    week = {"shipped_at": NOW - DAY, "fulfilment": "handed_over", "placed_at": NOW - 9 * DAY}
    kinds = (
        [{**week, "ship_by": NOW - 2 * DAY}] * 2 + [{**week, "ship_by": NOW}] * 18
        + [{"ship_by": NOW - 1}]  # late, and not shipped: it is not among the shipped
        + [{"cancelled": 1, "cancelled_at": NOW - DAY, "placed_at": NOW - 9 * DAY,
            "cancel_by": "seller"}] * 3
        + [{"cancelled": 1, "cancelled_at": NOW, "cancel_by": "buyer"}] * 5
        + [{}] * 26
    )  # fmt: skip
    orders_in(store, [placed(n, **kind) for n, kind in enumerate(kinds)], "shopee")
    late = stand(store, "late_dispatch", "shopee")
    assert (late.against, late.total, late.rule.secondary) == (2, 20, True)
    assert (late.rate, late.grade) == (Fraction(1, 10), "missed")  # a penalty is above 10 %
    unfilled = stand(store, "non_fulfilment", "shopee")
    assert (unfilled.against, unfilled.total, unfilled.spare) == (3, 30, -1)


def test_the_penalty_is_dated():
    old, new = date(2025, 10, 10), date(2025, 10, 11)
    assert rules_of("tiktok", old)["late_dispatch"].penalty == Fraction(1, 5)
    assert rules_of("tokopedia", new)["late_dispatch"].penalty == Fraction(1, 10)
    assert [rules_of("blibli", new)[m].target for m in ("seller_cancellation", "on_time")] == [
        None, None,
    ]  # fmt: skip


def test_each_shop_has_its_own_clocks_and_the_window_before(store):
    orders_in(store, [placed(1, ship_by=NOW - 1), placed(2)], "tiktok")
    orders_in(store, [placed(3), placed(4, placed_at=NOW - 9 * DAY, ship_by=NOW - 8 * DAY)],
              "tokopedia")  # fmt: skip
    mine, theirs = stand(store, "late_dispatch"), stand(store, "late_dispatch", "tokopedia")
    assert (mine.against, theirs.against) == (1, 0)
    assert (mine.before, theirs.before) == (None, Fraction(1))
    assert numbers(store, theirs.where) == set()
    with store.read() as read:
        assert health.orders(read, "late_dispatch", "tiktok") == health.orders(
            read, "late_dispatch"
        )
        assert [(one.channel, one.rule.measure) for one in health.red(read)] == [
            ("tiktok", "late_dispatch"), ("tiktok", "fast_dispatch"),
            ("tokopedia", "fast_dispatch"),
        ]  # fmt: skip
        with pytest.raises(Refusal, match="no clock"):
            health.orders(read, "speed")
        with pytest.raises(Refusal, match="no shop"):
            health.clocks(read, "nowhere")
    with pytest.raises(Refusal, match="no clock"):
        numbers(store, "health:speed")


def test_a_shop_may_write_rules_of_its_own(store):
    store.home.tables.mkdir()
    (store.home.tables / "health.toml").write_text(
        '[[rows]]\nchannel = "tiktok"\nmeasure = "late_dispatch"\ndays = 3\nby = "placed"\n'
        'of = "placed"\ncounts = "late"\nbetter = "low"\ntarget = 50.5\ngrade = "secondary"\n'
    )
    tables.use(store.home.tables)
    orders_in(store, [placed(1, ship_by=NOW - 1), placed(2), placed(3, placed_at=NOW - 3 * DAY)],
              "tiktok")  # fmt: skip
    one = stand(store, "late_dispatch")
    assert (one.against, one.total, one.grade) == (1, 2, "edge")


def by_hand(rows, measure, days):
    """The sums once more, in plain Python, row by row: (against, total) now and before."""
    today = CLOCK.today()
    found = []
    for back in (0, days):
        last = today - timedelta(days=back)
        first = last - timedelta(days=days - 1)
        against = total = 0
        for row in rows:
            if not first <= CLOCK.day(row["placed_at"]) <= last:
                continue
            paid = row["payment"] not in ("unpaid", "expired")
            out = row.get("cancelled") and not row.get("shipped_at")
            left, due = row.get("shipped_at"), row["ship_by"]
            if measure == "seller_cancellation":
                total += 1
                against += bool(out and paid and row["cancel_by"] in ("seller", "system"))
                continue
            ended = row["cancelled_at"] if out else NOW
            if not paid or due is None or (out and ended <= due):
                continue
            if row["fulfilment"] in AWAY and left is None:
                continue
            if measure == "fast_dispatch" and left is None and due >= NOW:
                continue
            total += 1
            against += (ended if left is None else left) > due
        found.append((against, total))
    return found


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_month_of_orders_is_counted_as_by_hand(store, seed):
    dice = Random(seed)
    rows = []
    for n in range(1500):
        at = NOW - dice.randrange(70 * DAY)
        due = dice.choice([None, *[at + dice.randrange(4 * DAY)] * 9])
        row = {"number": f"T{n}", "placed_at": at, "ship_by": due, "fulfilment": "ready",
               "payment": dice.choice(["paid"] * 8 + ["unpaid", "expired", "cod_due"])}  # fmt: skip
        if dice.random() < 0.2:
            row |= {"cancelled": 1, "cancelled_at": at + dice.randrange(5 * DAY),
                    "cancel_by": dice.choice(["seller", "system", "buyer", None])}  # fmt: skip
        elif dice.random() < 0.8:
            row |= {
                "fulfilment": dice.choice(sorted(AWAY)),
                "shipped_at": dice.choice([None, *[at + dice.randrange(5 * DAY)] * 9]),
            }
        rows.append(row)
    store.run("seed", lambda work: add_orders(work, [dict(row) for row in rows], "tiktok"))
    for measure, days in (
        ("seller_cancellation", 7), ("late_dispatch", 7), ("fast_dispatch", 30),
    ):  # fmt: skip
        one = stand(store, measure)
        assert [(one.against, one.total), (one.before_against, one.before_total)] == by_hand(
            rows, measure, days
        )
        assert len(numbers(store, one.where)) == one.against
