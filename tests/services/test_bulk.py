"""Bulk edits: a plan with before and after of every SKU, then exactly that, as one entry."""

import pytest
from tests.rig import dump, open_store
from tests.services.test_products_edit import ids, one, ordered

from shopdesk import settings
from shopdesk.refusal import Refusal
from shopdesk.services import journal, products, stock
from shopdesk.services.products import bulk
from shopdesk.services.products.editing import NewVariant
from shopdesk.services.products.formula import FormulaError

SKUS = ("MUG-1", "MUG-2", "BAKI")


@pytest.fixture
def store(tmp_path):
    opened = open_store(tmp_path)
    opened.do(products.add, "Mug", [
        NewVariant("MUG-1", "biru", price=1_500_000, cost=1_550_000),
        NewVariant("MUG-2", "merah", price=1_600_000),
    ])  # fmt: skip
    opened.do(products.add, "Baki", [NewVariant("BAKI", price=5_000_000, cost=2_000_000)])
    opened.do(ordered)
    yield opened
    opened.close()


def plan(store, field, formula, skus=SKUS):
    with store.read() as read:
        return bulk.plan(read, ids(store, *skus), field, formula)


def test_a_plan_tells_before_after_and_why_a_sku_is_refused(store):
    made = plan(store, "price", "price*1.07 round 900 floor break_even")
    assert [(row.sku, row.before, row.after, row.refused) for row in made.rows] == [
        ("MUG-1", 1_500_000, 1_590_000, ""),
        ("MUG-2", 1_600_000, 1_600_000, "it has no cost, so nobody knows where it breaks even"),
        ("BAKI", 5_000_000, 5_390_000, ""),
    ]
    assert (made.changed, made.refused, made.unchanged) == (2, 1, 0)
    assert made.rows[0].name == "Mug · biru"


def test_the_plan_is_applied_as_one_entry_and_taken_back_by_one_undo(store):
    before = dump(store)
    change = store.do(bulk.apply, plan(store, "price", "+10%"))
    assert (change.label, change.rows) == ("3 SKUs: Price is “+10%”", 3)
    assert [one(store, sku)["price"] for sku in SKUS] == [1_650_000, 1_760_000, 5_500_000]
    journal.undo(store)
    assert dump(store) == before


def test_refused_skus_stay_as_they_are_and_all_refused_is_a_refusal(store):
    store.do(bulk.apply, plan(store, "price", "cost*2"))
    assert [one(store, sku)["price"] for sku in SKUS] == [3_100_000, 1_600_000, 4_000_000]
    with pytest.raises(Refusal, match=r"MUG-2: it has no cost\."):
        store.do(bulk.apply, plan(store, "price", "cost*2", ["MUG-2"]))
    with pytest.raises(Refusal, match="Nothing is to be changed"):
        store.do(bulk.apply, plan(store, "price", "price"))


def test_a_plan_that_would_differ_now_is_refused_and_one_that_would_not_is_not(store):
    made = plan(store, "price", "cost*2")
    store.do(products.edit, ids(store, "MUG-2"), {"brand": "Sari"})
    store.do(bulk.apply, made)
    made = plan(store, "price", "cost*3")
    store.do(products.edit, ids(store, "BAKI"), {"cost": 1})
    before = dump(store)
    with pytest.raises(Refusal, match="changed since this plan was made"):
        store.do(bulk.apply, made)
    assert dump(store) == before


def test_the_fee_of_the_marketplaces_is_a_setting(store, tmp_path):
    settings.put(store.home.settings_file, "fee", "8,5")
    store.settings = store.home.settings()
    made = plan(store, "price", "break_even", ["BAKI"])
    assert made.rows[0].after == 2_185_800  # 20000 / 0.915 = 21857.92
    with pytest.raises(Refusal, match="fee"):
        settings.put(store.home.settings_file, "fee", "viel")


def test_stock_and_counts_are_worked_out_in_whole_pieces(store):
    store.do(stock.receive, [stock.Piece("BAKI", 7)], "SJ-1")
    made = plan(store, "low_at", "stock*50%", ["BAKI", "MUG-2"])
    assert [row.after for row in made.rows] == [4, 0]
    store.do(bulk.apply, made)
    assert one(store, "BAKI")["low_at"] == 4


def test_texts_and_empty_numbers_are_set_by_value(store):
    made = plan(store, "brand", " Sari ")
    assert {(row.before, row.after) for row in made.rows} == {("", "Sari")}
    store.do(bulk.apply, made)
    assert one(store, "BAKI")["brand"] == "Sari"
    store.do(bulk.apply, plan(store, "cost", ""))
    assert one(store, "MUG-1")["cost"] is None
    store.do(bulk.apply, plan(store, "spec@Bahan", "keramik"))
    assert one(store, "MUG-1")["specs"] == '{"Bahan": "keramik"}'
    assert plan(store, "specs", "Bahan: kaca").rows[0].before == {"Bahan": "keramik"}


def test_prices_of_one_shop_go_on_from_the_price_of_all(store):
    store.do(products.offer, "shopify", "Toko Uji", [
        products.NewOffer("P1", "V1", "mug-1", "Mug", "biru"),
        products.NewOffer("P1", "V2", "MUG-2", "Mug", "merah"),
    ])  # fmt: skip
    made = plan(store, "price@1", "+5%")
    assert [(row.before, row.after, row.refused) for row in made.rows] == [
        (None, 1_575_000, ""), (None, 1_680_000, ""),
        (None, None, "it is not on offer in this shop"),
    ]  # fmt: skip
    store.do(bulk.apply, made)
    assert [row.before for row in plan(store, "price@1", "+5%").rows] == [
        1_575_000,
        1_680_000,
        None,
    ]


def test_archived_skus_are_refused_one_by_one(store):
    store.do(products.archive, ["BAKI"])
    made = plan(store, "price", "+1")
    assert [row.refused for row in made.rows] == ["", "", "it is archived"]
    store.do(bulk.apply, made)
    assert one(store, "BAKI")["price"] == 5_000_000


@pytest.mark.parametrize(
    ("field", "formula", "wrong", "said"),
    [
        ("price", "price*", FormulaError, "missing"),
        ("price", "round 0.001", FormulaError, "fewer decimals"),
        ("weight_g", "round 0.5", FormulaError, "fewer decimals"),
        ("name", "", Refusal, "Name: it cannot be empty"),
        ("sku", "X", Refusal, "every SKU has its own"),
        ("barcode", "A1", Refusal, "every SKU has its own"),
        ("on_hand", "5", Refusal, "is not changed by hand"),
    ],
)
def test_what_cannot_be_planned_is_refused(store, field, formula, wrong, said):
    with pytest.raises(wrong, match=said):
        plan(store, field, formula)


def test_too_large_a_price_is_refused_for_that_sku_alone(store):
    made = plan(store, "price", "price*price*price*price")
    assert {row.refused for row in made.rows} == {"it is too large"}
