"""The score, whose rules are asked, and the table that is kept in step with every entry."""

import contextlib
import random

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.rig import add_orders, open_store

from shopdesk import tables
from shopdesk.models.products import Offer, Product, Variant
from shopdesk.models.shops import Shop
from shopdesk.refusal import Refusal
from shopdesk.services import journal, products, stock
from shopdesk.services.products import NewOffer, NewVariant, completeness, ready
from shopdesk.services.products.touched import touched


@pytest.fixture
def store(tmp_path):
    opened = open_store(tmp_path)
    yield opened
    opened.close()
    tables.use(None)


@pytest.fixture
def few(store):
    """Two rules alone, so that a score can be reckoned by hand."""
    store.home.tables.mkdir()
    shipped = {(row["channel"], row["rule"]) for row in tables.rows("listing_rules")}
    off = "".join(
        f'[[rows]]\nchannel = "{channel}"\nrule = "{rule}"\nseverity = "off"\nweight = 0\n'
        for channel, rule in shipped
    )
    (store.home.tables / "listing_rules.toml").write_text(
        off + '[[rows]]\nchannel = ""\nrule = "brand"\nseverity = "hint"\nweight = 2\n'
        '[[rows]]\nchannel = "tiktok"\nrule = "brand"\nseverity = "error"\nweight = 4\n'
        '[[rows]]\nchannel = ""\nrule = "category"\nseverity = "warning"\nweight = 3\n'
        '[[rows]]\nchannel = "shopee"\nrule = "weight"\nseverity = "error"\nweight = 5\n'
    )
    tables.use(store.home.tables)
    return store


def add_shop(work, channel, name="Toko"):
    work.session.add(Shop(channel=channel, name=name))
    stock.follow(work)
    return work.done(name)


def scores(store):
    with store.read() as read:
        rows = read.connection.exec_driver_sql(
            "SELECT v.sku, c.score, c.errors FROM completeness AS c "
            "LEFT JOIN variants AS v ON v.id = c.variant_id ORDER BY c.variant_id"
        )
        return {sku: (score, errors) for sku, score, errors in rows}


def afresh(store):
    """What a check of everything would write, written nowhere."""
    told = {}

    def act(work):
        work.connection.exec_driver_sql("DELETE FROM completeness")
        completeness.check(work)
        rows = work.connection.exec_driver_sql(
            "SELECT v.sku, c.score, c.errors FROM completeness AS c "
            "JOIN variants AS v ON v.id = c.variant_id ORDER BY c.variant_id"
        )
        told.update({sku: (score, errors) for sku, score, errors in rows})
        return work.done("")

    store.run("check", act, keep=False)
    return told


def test_the_score_is_the_share_of_the_weights_that_is_kept(few):
    few.do(products.add, "Mug", [NewVariant("A")], category="Dapur")
    assert scores(few) == {"A": (60, 0)}  # brand 2 and category 3 are asked, 2 is broken
    few.run("shop", lambda work: add_shop(work, "shopee"))
    assert scores(few) == {"A": (30, 1)}  # the weight, 5, is asked and broken too
    few.run("shop", lambda work: add_shop(work, "tiktok"))
    assert scores(few) == {"A": (25, 2)}  # the brand counts once, with its greater weight: 3 of 12
    few.do(products.edit, [1], {"brand": "K", "weight_g": "300"})
    assert scores(few) == {"A": (100, 0)}


def test_rules_of_the_channels_that_offer_it_else_of_all_shops(few):
    for channel in ("shopee", "tiktok"):
        few.run("shop", lambda work, channel=channel: add_shop(work, channel))
    few.do(products.add, "Mug", [NewVariant("A"), NewVariant("B")], category="Dapur")
    few.do(products.offer, "tiktok", "Toko", [NewOffer("1", "1", "a", "Mug", "")])
    with few.read() as read:
        gaps = completeness.gaps(read, [1, 2])
    assert [(gap.rule, gap.channel) for gap in gaps[1]] == [("brand", "tiktok")]
    assert [(gap.rule, gap.channel) for gap in gaps[2]] == [
        ("brand", "tiktok"), ("weight", "shopee"),
    ]  # fmt: skip


def test_what_several_channels_refuse_is_one_gap(store):
    for channel in ("shopee", "lazada", "shopify"):
        store.run("shop", lambda work, channel=channel: add_shop(work, channel))
    store.do(products.add, "Mug", [NewVariant("A")])
    with store.read() as read:
        (gap,) = [gap for gap in completeness.gaps(read, [1])[1] if gap.field == "weight_g"]
        pictures = [gap for gap in completeness.gaps(read, [1])[1] if gap.field == "pictures"]
    assert (gap.severity, gap.channels) == ("error", ("lazada", "shopee"))
    assert [(gap.rule, gap.severity, gap.channels) for gap in pictures] == [
        ("pictures", "error", ())
    ]


def test_the_fix_list_tells_what_skus_share_once_and_can_be_of_one_channel(store):
    for channel in ("shopee", "blibli"):
        store.run("shop", lambda work, channel=channel: add_shop(work, channel))
    store.do(products.add, "Mug", [NewVariant("A", price=100), NewVariant("B")], brand="K")
    with store.read() as read:
        every = completeness.fixes(read, [1, 2])
        shopee = completeness.fixes(read, [1, 2], "blibli")
    assert [fix.sku for fix in every if fix.gap.rule == "description_length"] == ["A"]
    assert [fix.sku for fix in every if fix.gap.rule == "weight"] == ["A", "B"]
    grades = [completeness.SEVERITIES.index(fix.gap.severity) for fix in every]
    assert grades == sorted(grades)
    assert {fix.gap.rule for fix in every} - {fix.gap.rule for fix in shopee} == {
        "price_range", "name_length",
    }  # fmt: skip


def test_a_shops_own_price_is_the_one_that_is_looked_at(store):
    store.run("shop", lambda work: add_shop(work, "shopee"))
    store.do(products.add, "Mug Biru", [NewVariant("A", price=1_500_000)])
    store.do(products.offer, "shopee", "Toko", [NewOffer("1", "1", "A", "Mug", "")])
    before = scores(store)["A"][1]
    store.do(products.edit, [1], {"price@1": "50"})
    assert scores(store)["A"][1] == before + 1
    assert scores(store) == afresh(store)
    journal.undo(store)
    assert scores(store)["A"][1] == before


def test_a_twin_is_scored_again_when_the_other_gets_another_name(store):
    store.do(products.add, "Mug Biru", [NewVariant("A")])
    alone = scores(store)["A"]
    store.do(products.add, "MUG biru ", [NewVariant("B")])
    assert scores(store)["A"] < alone
    store.do(products.edit, [2], {"name": "Mug Hijau"})
    assert scores(store)["A"] == alone
    journal.undo(store)
    assert scores(store)["A"] < alone
    store.do(products.archive, ["B"])
    assert scores(store) == {"A": alone}


def test_archived_skus_have_neither_gaps_nor_score(store):
    store.do(products.add, "Mug", [NewVariant("A")])
    store.do(products.archive, ["A"])
    with store.read() as read:
        assert completeness.gaps(read, [1]) == {1: ()}
    assert scores(store) == {}
    store.do(products.restore, ["A"])
    assert scores(store) == afresh(store) != {}


def test_rules_that_changed_count_after_a_check(store):
    store.do(products.add, "Mug", [NewVariant("A")], brand="K")
    store.home.tables.mkdir()
    (store.home.tables / "listing_rules.toml").write_text(
        '[[rows]]\nchannel = ""\nrule = "name_length"\nseverity = "error"\nweight = 90\nmin = 9\n'
    )
    tables.use(store.home.tables)
    old = scores(store)
    change = store.do(completeness.check)
    assert change.entry is None  # a score is no act of anybody's
    assert scores(store) == afresh(store) != old


def concerned(store, sql):
    """Return the products that an entry with this write would score anew."""
    told = []

    def act(work):
        work.connection.exec_driver_sql(sql)
        told.extend(touched(work))
        return work.done("")

    store.run("try", act, keep=False)
    return told


@pytest.mark.parametrize(
    ("sql", "products_"),
    [
        ("UPDATE variants SET price = price * 2", []),
        ("UPDATE variants SET cost = 5, buffer = 3, low_at = 9", []),
        ("UPDATE products SET state = 'ready'", []),
        ("UPDATE offers SET told_price = 7, told_stock = 2", []),
        ("UPDATE variants SET price = 9899 WHERE id = 1", [1]),
        ("UPDATE variants SET price = NULL WHERE id = 2", [2]),
        ("UPDATE variants SET compare_at = price WHERE id = 2", [2]),
        ("UPDATE variants SET compare_at = price + 1 WHERE id = 2", []),
        ("UPDATE variants SET weight_g = 3 WHERE id = 1", [1]),
        ("UPDATE products SET description = 'x' WHERE id = 2", [2]),
        ("UPDATE offers SET own_price = 1", [1]),
        ("UPDATE offers SET sku = 'b'", [1, 2]),
        ("DELETE FROM offers", [1]),
        ("INSERT INTO shops(channel, name, currency) VALUES ('shopee', 'Dua', 'IDR')", []),
        ("INSERT INTO shops(channel, name, currency) VALUES ('blibli', 'Dua', 'IDR')", [2]),
        ("INSERT INTO pictures(product_id, position, source, kind) VALUES (2, 1, 'a', '')", [2]),
    ],
)
def test_only_what_the_rules_read_is_scored_anew(store, sql, products_):
    store.run("shop", lambda work: add_shop(work, "shopee"))
    store.do(products.add, "Mug Biru", [NewVariant("A", price=1_500_000)])
    store.do(products.add, "Mug Hijau", [NewVariant("B", price=1_500_000)])
    store.do(products.offer, "shopee", "Toko", [NewOffer("1", "1", "A", "Mug", "")])
    assert concerned(store, sql) == products_


def test_orders_that_come_in_concern_no_product(store):
    store.do(products.add, "Mug Biru", [NewVariant("MUG-1", price=1_500_000)])
    told = []

    def act(work):
        add_orders(work, [{"number": f"A{n}"} for n in range(5)])
        work.connection.exec_driver_sql("DELETE FROM shops WHERE channel = 'none'")
        told.extend(touched(work))
        return work.done("")

    store.run("shop", lambda work: add_shop(work, "shopify", "Dulu"))
    store.run("try", act, keep=False)
    assert told == []


FIELDS = {
    "name": ["Mug 0", "mug 1", "Mug Keramik Kabut Biru 350 ml"], "price": ["1", "15000", ""],
    "description": ["", "wa.me", "x" * 200], "brand": ["", "K"], "compare_at": ["", "2", "9jt"],
    "weight_g": ["", "300"], "height_mm": ["", "30"], "barcode": ["", "X1"],
    "category": ["", "A"], "variation": ["", "x" * 30],
}  # fmt: skip


def edit(store, draw, one, _sku, _n):
    field = draw.choice(list(FIELDS))
    store.do(products.edit, [one], {field: draw.choice(FIELDS[field])})


def offer(store, draw, one, sku, _n):
    new = NewOffer(str(one), "1", draw.choice(["", sku]), "x", "")
    store.do(products.offer, draw.choice(["shopee", "tiktok"]), "Toko", [new])


def shop(store, draw, _one, _sku, n):
    channel = draw.choice(["blibli", "lazada"])
    store.run("shop", lambda work: add_shop(work, channel, str(n)))


def picture(store, _draw, one, _sku, n):
    store.do(products.pictures.add, (one + 1) // 2, [f"https://t.example/{n}.gif"])


def product(store, draw, _one, _sku, n):
    store.do(products.add, draw.choice(["Mug 0", "Baru"]), [NewVariant(f"N{n}")])


ACTS = [
    *[edit] * 4, offer, shop, picture, product,
    lambda store, *_more: journal.undo(store),
    lambda store, *_more: journal.redo(store),
    lambda store, _draw, _one, sku, _n: store.do(products.archive, [sku]),
    lambda store, _draw, _one, sku, _n: store.do(products.restore, [sku]),
]  # fmt: skip


def test_the_table_is_in_step_after_anything(store):
    draw = random.Random(4)
    for channel in ("shopee", "tiktok"):
        store.run("shop", lambda work, channel=channel: add_shop(work, channel))
    for n in range(4):
        store.do(products.add, f"Mug {n}", [NewVariant(f"S{n}"), NewVariant(f"T{n}", price=99_00)])
    for n in range(70):
        one = draw.randint(1, 8)
        sku = f"{'ST'[one % 2 - 1]}{(one - 1) // 2}"
        with contextlib.suppress(Refusal):
            draw.choice(ACTS)(store, draw, one, sku, n)
        assert scores(store) == afresh(store), n


@pytest.fixture(scope="module")
def one(tmp_path_factory):
    opened = open_store(tmp_path_factory.mktemp("texts"))
    for channel in ("shopee", "tiktok", "lazada"):
        opened.run("shop", lambda work, channel=channel: add_shop(work, channel))
    opened.do(products.add, "Mug", [NewVariant("A")])
    yield opened
    opened.close()


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=300)


@given(name=TEXT, description=TEXT, variation=TEXT, barcode=TEXT)
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_text_stops_the_rules(one, name, description, variation, barcode):
    told = []

    def act(work):
        write = work.connection.execute
        write(sa.update(Product).values(name=name, description=description))
        write(sa.update(Variant).values(variation=variation, barcode=barcode))
        completeness.follow(work)
        told.extend(completeness.gaps(work, [1])[1])
        told.append(work.connection.exec_driver_sql(
            "SELECT score, errors FROM completeness").one())  # fmt: skip
        return work.done("")

    one.run("try", act, keep=False)
    score, errors = told.pop()
    assert 0 <= score < 100
    assert errors == sum(gap.severity == "error" for gap in told)


SOUND = {
    "name": "Mug Keramik Kabut Biru 350 ml", "description": "Mug tebal untuk kopi hangat. " * 9,
    "category": "Dapur", "weight_g": "400", "price": "35000", "brand": "K",
}  # fmt: skip


def test_ready_is_refused_with_the_field_named_until_it_is_mended(store):
    store.run("shop", lambda work: add_shop(work, "shopee"))
    store.do(products.add, "Mug", [NewVariant("A"), NewVariant("B", weight_g=1)])
    with pytest.raises(Refusal) as refused:
        store.do(ready.make_ready, ["a"])
    assert str(refused.value).startswith("A is not ready: ")
    assert "The description is missing; There is no picture" in str(refused.value)
    assert "1 more SKU is not ready either." in str(refused.value)
    with pytest.raises(Refusal, match="A is not ready"):
        store.do(products.edit, [1], {"state": "ready"})
    store.do(products.edit, [1, 2], SOUND)
    with pytest.raises(Refusal, match="A is not ready: There is no picture"):
        store.do(ready.make_ready, ["A"])
    store.do(products.pictures.add, 1, ["https://t.example/a.jpg"])
    change = store.do(ready.make_ready, ["A", "B"])
    assert change.label == "1 product is ready"

    def state():
        with store.read() as read:
            return read.connection.scalar(sa.select(Product.state))

    assert state() == "ready"
    store.do(ready.make_draft, ["B"])
    assert state() == "draft"
    store.do(products.edit, [1], {"state": "ready"})
    assert state() == "ready"
    assert store.do(ready.make_ready, ["A"]).entry is None


def test_warnings_do_not_keep_a_product_back(store):
    store.do(products.add, "Mug", [NewVariant("A", price=1)], description="Mug.")
    store.do(products.pictures.add, 1, ["https://t.example/a.jpg"])
    with store.read() as read:
        assert {gap.severity for gap in completeness.gaps(read, [1])[1]} == {"warning", "hint"}
    store.do(ready.make_ready, ["A"])


def test_an_offer_says_whose_channel_asks_whatever_the_case_of_its_sku(store):
    store.run("shop", lambda work: add_shop(work, "shopee"))
    store.do(products.add, "Mug", [NewVariant("Mug-A")])
    store.run("offer", lambda work: _offer(work, "MUG-a"))
    with store.read() as read:
        assert any(gap.channel == "shopee" for gap in completeness.gaps(read, [1])[1])
    assert scores(store) == afresh(store)


def _offer(work, sku):
    work.session.add(Offer(shop_id=1, product_code="9", sku=sku))
    stock.follow(work)
    return work.done("")
