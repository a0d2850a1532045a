"""What shops are told: the rules, the numbers, the simulation of all of it."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.rig import NOW, dump, open_store

from shopdesk.models.products import Offer, Variant
from shopdesk.models.shops import Shop
from shopdesk.models.stock import PushRule
from shopdesk.refusal import Refusal
from shopdesk.services import journal, products, stock
from shopdesk.services.stock import pushing, simulating
from shopdesk.services.stock.told import CAUSES, Keeper, Rule, cause, keeper_of, told, told_each

SHOPS = (("shopee", "Toko A"), ("shopee", "Toko B"), ("tiktok", "Toko C"), ("lazada", "Toko A"))


@pytest.fixture
def store(tmp_path):
    opened = open_store(tmp_path)
    fill(opened)
    yield opened
    opened.close()


def fill(store, pieces=10, buffer=0):
    mug = products.NewVariant("MUG-1", buffer=buffer)
    store.do(products.add, "Mug Biru", [mug])
    store.do(products.add, "Set", [products.NewVariant("SET", parts={"MUG-1": 3})])
    if pieces:
        store.do(stock.receive, [stock.Piece("MUG-1", pieces)], "SJ-1")
    store.do(offer)


def offer(work):
    for channel, name in SHOPS:
        shop = Shop(channel=channel, name=name)
        work.session.add(shop)
        work.session.flush()
        for sku in ("mug-1", "SET", ""):
            work.session.add(Offer(
                shop_id=shop.id, product_code=f"P{sku}", sku=sku, seller_sku=sku, name="Mug",
                told_stock=5 if sku == "mug-1" else None,
            ))  # fmt: skip
    return work.done("offered")


def numbers(store, sku="MUG-1", **options):
    with store.read() as read:
        rows = pushing.told(read, **options)
    return {f"{row.channel}:{row.shop}": row.qty for row in rows if row.sku == sku}


def simulated(store, *written, **options):
    with store.read() as read:
        made = simulating.simulate(read, ruled=pushing.supposed(read, written), **options)
        return list(made), made.totals


def test_without_rules_every_shop_is_told_all_and_kits_come_from_their_parts(store):
    assert set(numbers(store).values()) == {10}
    assert set(numbers(store, "SET").values()) == {3}
    with store.read() as read:
        first = pushing.told(read)[0]
        assert len(pushing.skipped(read)) == len(SHOPS)
        assert {one.reason for one in pushing.skipped(read)} == {"stands for no SKU yet"}
    assert (first.sku, first.channel, first.was, first.qty) == ("MUG-1", "lazada", 5, 10)


def test_the_published_example_of_a_buffer_tells_nothing(tmp_path):
    opened = open_store(tmp_path)
    fill(opened, 10, buffer=3)
    opened.do(stock.reserve, "MUG-1", 8, "terkunci")
    with opened.read() as read:
        row = pushing.told(read)[0]
    assert (row.qty, row.why) == (0, "buffer")
    opened.close()


def test_a_threshold_keeps_the_last_pieces_for_one_shop(store):
    store.do(pushing.set_rule, "Toko C", keeps=10)
    assert set(numbers(store).values()) == {10}
    store.do(stock.adjust, "MUG-1", -1, "pecah")
    assert numbers(store) == {
        "tiktok:Toko C": 9, "shopee:Toko A": 0, "shopee:Toko B": 0, "lazada:Toko A": 0,
    }  # fmt: skip
    store.do(pushing.set_rule, "Toko B", keeps=5)
    store.do(stock.adjust, "MUG-1", -6, "pecah")
    assert numbers(store)["shopee:Toko B"] == 3
    assert numbers(store)["tiktok:Toko C"] == 0


def test_rules_are_of_a_shop_or_of_one_sku_in_it(store):
    store.do(pushing.set_rule, "shopee:Toko A", percent=50, extra=1, cap=5)
    store.do(pushing.set_rule, "shopee:Toko A", "set", percent=100, extra=-1, cap=pushing.NONE)
    assert numbers(store)["shopee:Toko A"] == 5
    assert numbers(store, "SET")["shopee:Toko A"] == 2
    with store.read() as read:
        rows = [row for row in pushing.rules(read) if row.id]
        assert len(pushing.rules(read)) == len(SHOPS) + 1
    assert [(row.sku, row.percent, row.extra, row.cap) for row in rows] == [
        ("", 50, 1, 5), ("SET", 100, -1, None),
    ]  # fmt: skip
    store.do(pushing.drop_rule, "shopee:Toko A", "SET")
    assert numbers(store, "SET")["shopee:Toko A"] == 2
    journal.undo(store)
    journal.undo(store)
    journal.undo(store)
    assert set(numbers(store).values()) == {10}


def test_what_is_no_longer_sold_is_told_as_none_left(store):
    store.do(products.archive, ["SET"])
    with store.read() as read:
        rows = [row for row in pushing.told(read) if row.sku == "SET"]
    assert {(row.qty, row.why) for row in rows} == {(0, "archived")}


def test_only_what_is_asked_for_is_told(store):
    with store.read() as read:
        kit = read.connection.scalar(Variant.__table__.select().where(Variant.sku == "SET"))
    assert numbers(store, ids=[kit]) == {}
    assert set(numbers(store, "SET", ids=[kit]).values()) == {3}


@pytest.mark.parametrize(
    ("shop", "changes", "said"),
    [("Toko X", {}, "no shop “Toko X”"), ("Toko A", {}, "lazada:Toko A, shopee:Toko A"),
     ("Toko B", {"percent": 101}, "101 percent"), ("Toko B", {"sku": "NIX"}, "no SKU “NIX”"),
     ("Toko B", {"cap": 9_999_999}, "too many")],
)  # fmt: skip
def test_a_rule_that_makes_no_sense_is_refused(store, shop, changes, said):
    before = dump(store)
    with pytest.raises(Refusal, match=said):
        store.do(pushing.set_rule, shop, **changes)
    assert dump(store) == before


def test_what_was_told_is_remembered_until_it_is_undone(store):
    with store.read() as read:
        rows = pushing.told(read)
    store.do(pushing.note_told, rows, "stok.xlsx")
    lines, totals = simulated(store)
    assert not totals.changed
    assert {line.told.was for line in lines if line.told.sku == "SET"} == {3}
    with store.read() as read:
        assert read.connection.scalar(Offer.__table__.select().with_only_columns(
            Offer.told_at).where(Offer.told_stock == 3)) == NOW  # fmt: skip
    journal.undo(store)
    assert simulated(store)[1].changed == len(rows)
    with pytest.raises(Refusal, match="nothing to tell"):
        store.do(pushing.note_told, [])


def test_a_simulation_supposes_rules_and_changes_nothing(store):
    before = dump(store)
    lines, totals = simulated(store, "Toko C=50%+1<=4", "Toko B/MUG-1=0%")
    assert dump(store) == before
    told_c = next(one for one in lines if one.told.channel == "tiktok" and one.told.sku == "MUG-1")
    assert (told_c.told.was, told_c.told.qty, told_c.told.why) == (5, 4, "cap")
    told_b = next(one for one in lines if one.told.shop == "Toko B" and one.told.sku == "MUG-1")
    assert (told_b.told.qty, told_b.told.why) == (0, "percent")
    assert told_b.dangers == ("sum", "sells_out", "zero")
    assert (totals.skus, totals.offers, totals.dangers["sum"]) == (2, 8, 8)
    assert sum(shop.qty for shop in totals.shops.values()) == 10 + 10 + 4 + 0 + 3 * 4 - 1


def test_a_simulation_of_one_shop_still_adds_up_all(store):
    lines, totals = simulated(store, shop=1)
    assert {line.told.shop_id for line in lines} == {1}
    assert lines[0].sum == 40
    assert list(totals.shops) == [1]


def test_dangers_of_more_than_there_is_and_of_oversold(store):
    lines, _totals = simulated(store, "Toko B=100%+5")
    assert {line.told.shop for line in lines if "above" in line.dangers} == {"Toko B"}
    store.do(stock.reserve, "MUG-1", 10, "12.12")
    store.do(stock.adjust, "MUG-1", -2, "pecah")
    lines, _totals = simulated(store)
    mug = [line for line in lines if line.told.sku == "MUG-1"]
    assert {line.oversold for line in mug} == {2}
    assert {line.told.why for line in mug} == {"oversold"}
    assert {line.dangers for line in mug} == {("sells_out", "oversold")}


@pytest.mark.parametrize(
    "text", ["", "x", "50", "150%", "Toko B", "Toko B=", "Toko B=half", "Nix=50%", "Toko B/NIX=5%"]
)
def test_a_supposed_rule_that_cannot_be_read_is_refused(store, text):
    with pytest.raises(Refusal):
        simulated(store, text)


RULES = st.builds(
    Rule, st.integers(0, 100), st.integers(-20, 20), st.none() | st.integers(0, 30),
    st.none() | st.integers(1, 30), st.booleans(),
)  # fmt: skip


@given(RULES)
def test_a_rule_is_read_as_it_is_written(rule):
    from dataclasses import replace

    assert pushing.parse(pushing.write(rule)) == replace(rule, own=False)


@given(st.integers(-30, 60), st.integers(0, 15), st.lists(RULES, min_size=1, max_size=5))
def test_no_shop_is_told_more_than_its_rule_allows_and_none_a_negative_number(free, buffer, ruled):
    rules = dict(enumerate(ruled))
    keeper = keeper_of(free, rules)
    said = told_each(free, buffer, rules, keeper)
    for shop, qty in said.items():
        rule = rules[shop]
        alone = None if keeper is None else keeper.shop == shop
        assert 0 <= qty <= (rule.cap if rule.cap is not None else qty)
        assert qty <= max(0, free - buffer) + (0 if keeper else max(0, rule.offset))
        assert cause(free, buffer, rule, qty, alone=alone) in CAUSES
    if keeper:
        assert sum(said.values()) == said[keeper.shop] <= max(0, free - buffer)
    assert sum(said.values()) <= sum(
        max(0, told(free - buffer, rule), free - buffer) for rule in ruled
    )


def test_a_skus_own_keeper_comes_before_that_of_a_shop():
    rules = {"A": Rule(keeps=5), "B": Rule(keeps=20, own=True), "C": Rule(keeps=9)}
    assert keeper_of(4, rules) == Keeper(20, "B")
    del rules["B"]
    assert [keeper_of(n, rules) for n in (4, 8, 9)] == [Keeper(5, "A"), Keeper(9, "C"), None]


@settings(max_examples=15, deadline=None,
          suppress_health_check=[HealthCheck.function_scoped_fixture])  # fmt: skip
@given(
    st.integers(0, 12), st.integers(0, 4),
    st.dictionaries(st.tuples(st.integers(1, 4), st.sampled_from(["", "mug-1", "set"])), RULES,
                    max_size=6),
)  # fmt: skip
def test_the_store_tells_what_the_formula_tells(tmp_path_factory, pieces, buffer, ruled):
    opened = open_store(tmp_path_factory.mktemp("push"))
    fill(opened, pieces, buffer)

    def rule(work):
        for (shop, key), one in ruled.items():
            work.session.add(PushRule(
                shop_id=shop, sku_key=key, percent=one.percent, extra=one.offset, cap=one.cap,
                keeps=one.keeps,
            ))  # fmt: skip
        return work.done("ruled")

    opened.run("rule", rule)
    for key, free, kept in (("mug-1", pieces, buffer), ("set", (pieces // 3), 0)):
        rules = {}
        for shop in (1, 2, 3, 4):
            one = ruled.get((shop, key)) or ruled.get((shop, "")) or Rule()
            rules[shop] = Rule(one.percent, one.offset, one.cap, one.keeps, (shop, key) in ruled)
        in_order = {shop: rules[shop] for shop in (4, 1, 2, 3)}
        expected = told_each(free, kept, in_order, keeper_of(free, in_order))
        with opened.read() as read:
            found = {row.shop_id: row.qty for row in pushing.told(read) if row.sku.lower() == key}
        assert found == expected
    opened.close()
