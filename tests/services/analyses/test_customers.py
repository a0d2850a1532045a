"""Customers, cohorts, RFM and baskets against a plain count of the same orders in Python."""

from collections import Counter, defaultdict
from datetime import date
from fractions import Fraction
from itertools import combinations

import pytest
from tests.rig import NOW, open_store
from tests.services.analyses.buying import DAY, fill, told

from shopdesk import tables
from shopdesk.clock import Clock
from shopdesk.services import orders
from shopdesk.services.analyses import basket, cohorts, kept, newcomers, reckoning, rfm
from shopdesk.services.analyses.segments import segment_of, segments
from shopdesk.services.figures.scope import Scope, Span
from shopdesk.store import Store

CLOCK = Clock("Asia/Jakarta", now=NOW)
TODAY = CLOCK.today()
YEAR = Span(date(2025, 12, 1), TODAY)
SCOPES = {
    "all": Scope(YEAR, alone=False),
    "october": Scope(Span(date(2026, 10, 1), date(2026, 10, 31)), alone=False),
    "a channel": Scope(YEAR, channel="shopee", alone=False),
    "a shop": Scope(YEAR, channel="shopify", shop_id=3, shop="web", alone=False),
    "pesos": Scope(YEAR, currency="PHP", alone=False),
}


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    """A store for which nothing was ever summed up."""
    made = open_store(tmp_path_factory.mktemp("plain"))
    fill(made)
    yield made
    made.close()


@pytest.fixture(scope="module")
def ready(tmp_path_factory):
    """The same orders, with everything kept."""
    made = open_store(tmp_path_factory.mktemp("ready"))
    fill(made)
    assert reckoning.keep(made)
    yield made
    made.close()


@pytest.fixture(params=("plain", "ready"))
def store(request):
    return request.getfixturevalue(request.param)


def ask(store, read_it, *args):
    with store.read() as read:
        return read_it(read, *args)


def standing(store):
    return [one for one in told(store) if one["status"] != "cancelled"]


def within(one, scope):
    start, end = scope.span.instants(CLOCK)
    return start <= one["placed_at"] < end and here(one, scope)


def here(one, scope):
    return (
        one["currency"] == scope.currency
        and scope.channel in {"", one["channel"]}
        and scope.shop_id in {None, one["shop_id"]}
    )


@pytest.mark.parametrize("scope", SCOPES.values(), ids=SCOPES)
def test_new_and_returning_customers_are_those_of_a_plain_count(store, scope):
    all_of = standing(store)
    first = {}
    for one in all_of:
        first.setdefault(one["who"], one["id"])
    _start, end = scope.span.instants(CLOCK)
    ever = Counter(one["who"] for one in all_of if one["placed_at"] < end)
    mine = [one for one in all_of if within(one, scope)]
    named = [one for one in mine if one["who"]]
    fresh = [one for one in named if first[one["who"]] == one["id"]]
    people = {one["who"] for one in named}
    found = ask(store, newcomers.counts, scope)
    assert found.new == len(fresh)
    assert found.customers == len(people)
    assert found.returning == len(people) - len(fresh)
    assert found.again == sum(ever[name] > 1 for name in people)
    assert found.first.gmv == sum(one["gmv"] for one in fresh)
    assert found.repeat.orders == len(named) - len(fresh)
    assert found.unknown.orders == len(mine) - len(named)
    bought = found.first.gmv + found.repeat.gmv + found.unknown.gmv
    assert bought == sum(one["gmv"] for one in mine)
    assert found.unknown.orders


def test_nobody_bought_nothing_and_no_rate_is_made_of_it(store):
    found = ask(store, newcomers.counts, Scope(Span(date(2020, 1, 1), date(2020, 1, 31))))
    assert (found.new, found.customers, found.repeat_rate) == (0, 0, None)


@pytest.mark.parametrize("scope", SCOPES.values(), ids=SCOPES)
def test_cohorts_are_those_of_a_plain_count(store, scope):
    def month(instant):
        return CLOCK.day(instant).replace(day=1)

    _start, end = scope.span.instants(CLOCK)
    born, cells = {}, defaultdict(list)
    for one in standing(store):
        if one["who"] and one["placed_at"] < end:
            born.setdefault(one["who"], month(one["placed_at"]))
            if here(one, scope):
                cells[born[one["who"]], month(one["placed_at"])].append(one)
    sizes = Counter(born.values())
    found = ask(store, cohorts.cohorts, scope)
    months = [one.first for one in found]
    assert months[0] == scope.span.first.replace(day=1)
    assert months[-1] == scope.span.last.replace(day=1)
    for at, one in enumerate(found):
        assert one.size == sizes[one.first]
        expected = [cells[one.first, later] for later in months[at:]]
        assert [(m.customers, m.orders, m.gmv) for m in one.months] == [
            (len({o["who"] for o in some}), len(some), sum(o["gmv"] for o in some))
            for some in expected
        ]
    if scope.span is YEAR and not scope.channel and scope.currency == "IDR":
        assert found[3].share(1) == Fraction(found[3].months[1].customers, found[3].size)
        assert found[-1].share(1) is None


@pytest.mark.parametrize("scope", SCOPES.values(), ids=SCOPES)
def test_rfm_is_that_of_a_plain_count(store, scope):
    start, end = rfm.window(scope.span.last).instants(CLOCK)
    mine = defaultdict(list)
    for one in standing(store):
        if one["who"] and start <= one["placed_at"] < end and here(one, scope):
            mine[one["who"]].append(one)
    measures = (
        {who: max(o["placed_at"] for o in some) for who, some in mine.items()},
        {who: len(some) for who, some in mine.items()},
        {who: sum(o["gmv"] for o in some) for who, some in mine.items()},
    )
    found = ask(store, rfm.scores, scope)
    assert [one.identity for one in found] == sorted(mine)
    ranked = [
        {who: at for at, who in enumerate(sorted(mine, key=lambda who, m=m: (m[who], who)))}
        for m in measures
    ]
    fifths = _fifths(len(mine))
    for one in found:
        scores = [fifths[places[one.identity]] for places in ranked]
        assert [one.recency, one.frequency, one.monetary] == scores
        assert (one.last_at, one.orders, one.gmv) == tuple(m[one.identity] for m in measures)
        assert one.segment == segment_of(*scores)
    assert len(found) > 5


def _fifths(many):
    """Return 1 to 5 for every place in a row of so many, the longer parts first."""
    size, more = divmod(many, 5)
    return [part for part in range(1, 6) for _ in range(size + (part <= more))]


@pytest.mark.parametrize("scope", SCOPES.values(), ids=SCOPES)
def test_baskets_are_those_of_a_plain_count(ready, scope):
    start, end = basket.window(scope.span.last).instants(CLOCK)
    baskets = [
        one["skus"]
        for one in standing(ready)
        if one["skus"] and start <= one["placed_at"] < end and here(one, scope)
    ]
    alone = Counter(sku for some in baskets for sku in some)
    both = Counter(pair for some in baskets for pair in combinations(sorted(some), 2))
    found = {(one.sku, one.other): one for one in ask(ready, basket.pairs, scope)}
    least = max(3, -(-len(baskets) // 10_000))
    kept_pairs = {pair for pair, times in both.items() if times >= least}
    assert set(found) == kept_pairs | {(b, a) for a, b in kept_pairs}
    for (one, other), pair in found.items():
        times = both[min(one, other), max(one, other)]
        assert pair.support == Fraction(times, len(baskets))
        assert pair.confidence == Fraction(times, alone[one])
        assert pair.lift == pair.confidence / Fraction(alone[other], len(baskets))


def test_every_score_has_a_segment_and_every_segment_a_score():
    made = {segment_of(r, f, m) for r in range(1, 6) for f in range(1, 6) for m in range(1, 6)}
    assert made == {one.id for one in segments()}


def test_a_shop_may_bound_segments_in_its_own_way(tmp_path):
    own = '[[rows]]\nsegment = "vip"\nr = [5, 5]\nfm = [5, 5]\nname = "VIP"\nname_id = "VIP"\n'
    (tmp_path / "segments.toml").write_text(own + 'todo = ""\ntodo_id = ""\n')
    tables.use(tmp_path)
    try:
        assert (segment_of(5, 5, 5), segment_of(5, 5, 4)) == ("vip", "vip")
        assert segment_of(5, 4, 4) == "champions"
    finally:
        tables.use(None)


def everything(store):
    with store.read() as read:
        return [
            read.connection.exec_driver_sql(f"SELECT * FROM {name} ORDER BY 1, 2, 3").all()
            for name in (kept.KEPT.name, rfm.SCORES.name, basket.PAIRS.name)
        ]


def test_what_is_kept_follows_the_orders_and_makes_no_entry(tmp_path):
    """Each kind of change: status, buyer, line, a new order, one taken back; the next day."""
    store = open_store(tmp_path)
    fill(store, orders=120)

    def change(*statements):
        def act(work):
            for statement in statements:
                work.connection.exec_driver_sql(statement)
            return work.done("Changed")

        assert store.run("change", act).entry

    with store.read() as read:
        entries = read.connection.exec_driver_sql("SELECT max(id) FROM journal_entries").scalar()
    assert reckoning.keep(store)
    assert not reckoning.keep(store)
    with store.read() as read:
        assert read.connection.exec_driver_sql(
            "SELECT max(id) FROM journal_entries"
        ).scalar() == entries  # fmt: skip
    change(
        "UPDATE orders SET status = 'cancelled' WHERE id % 7 = 0",
        "UPDATE orders SET buyer = 'baru' WHERE id % 11 = 1",
        "UPDATE order_lines SET qty = 5 WHERE order_id % 5 = 2",
        "DELETE FROM order_lines WHERE order_id = 4",
        "UPDATE order_lines SET order_id = 9 WHERE order_id = 10",
    )
    assert reckoning.keep(store)
    followed = everything(store)
    reckoning.rebuild(store)
    assert followed == everything(store)
    change("UPDATE shops SET name = 'Lain' WHERE id = 1")
    assert not reckoning.keep(store)
    later = Store(store.home, store.engine, store.key, Clock("Asia/Jakarta", now=NOW + DAY))
    assert reckoning.keep(later)
    assert not reckoning.keep(later)
    store.close()


def test_others_write_while_it_is_made_and_what_they_change_is_stale(tmp_path, monkeypatch):
    """What takes long is made in a view: a verb in the middle of it goes through."""
    store = open_store(tmp_path)
    fill(store, orders=60)
    made = basket.made

    def move(work):
        work.connection.exec_driver_sql("UPDATE orders SET placed_at = placed_at - 60")
        return work.done("Moved")

    def interrupted(read):
        assert store.run("change", move).entry
        return made(read)

    monkeypatch.setattr(basket, "made", interrupted)
    assert reckoning.keep(store)
    with store.read() as read:
        assert reckoning.stale(read)
    monkeypatch.undo()
    assert reckoning.keep(store)
    with store.read() as read:
        assert not reckoning.stale(read)
    store.close()


def found_by(store, where):
    return set(ask(store, orders.ids, where))


def test_filters_open_the_orders_of_customers(ready):
    """First orders, later ones, those of nobody told, a cohort's month and a segment."""
    october = "placed:2026-10-01..2026-10-31 currency:IDR -status:cancelled"
    scope = SCOPES["october"]
    mine = [one for one in standing(ready) if within(one, scope)]
    first = {}
    for one in standing(ready):
        first.setdefault(one["who"], (one["placed_at"], one["id"]))
    fresh = {one["id"] for one in mine if one["who"] and first[one["who"]][1] == one["id"]}
    unknown = {one["id"] for one in mine if not one["who"]}
    assert found_by(ready, f"is:first {october}") == fresh
    assert found_by(ready, f"is:stranger {october}") == unknown
    assert found_by(ready, f"is:repeat {october}") == {one["id"] for one in mine} - fresh - unknown
    month = CLOCK.at(date(2026, 8, 1)), CLOCK.at(date(2026, 9, 1))
    assert found_by(ready, f"first:2026-08 {october}") == {
        one["id"] for one in mine if one["who"] and month[0] <= first[one["who"]][0] < month[1]
    }
    scored = {one.identity: one.segment for one in ask(ready, rfm.scores, SCOPES["all"])}
    for segment in segments():
        ids = {one["id"] for one in mine if scored.get(one["who"]) == segment.id}
        assert found_by(ready, f"segment:{segment.id} {october}") == ids
    assert found_by(ready, "-segment:lost") >= unknown


def test_a_pair_opens_its_baskets(ready):
    scope = SCOPES["october"]
    pair = ask(ready, basket.pairs, scope)[0]
    span = basket.window(scope.span.last).where
    where = f"sku={pair.sku} sku={pair.other} {span} currency:IDR -status:cancelled"
    assert len(found_by(ready, where)) == pair.both
