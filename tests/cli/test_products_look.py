"""``products list`` and ``products show`` as scripts use them."""

import pytest
from tests.desk import Desk
from tests.rig import add_orders

from shopdesk.services import products, stock
from shopdesk.services.products.editing import NewVariant
from shopdesk.services.products.offering import NewOffer
from shopdesk.services.stock.following import ended
from shopdesk.store import Store

COUNTED_ON = [
    "sku", "name", "variation", "price", "cost", "on_hand", "reserved", "available", "incoming",
    "buffer", "score", "listings",
]  # fmt: skip


def seed(work):
    add_orders(work, [{"number": "A1"}])
    return ended(work, "seed")


@pytest.fixture
def desk(tmp_path):
    made = Desk(tmp_path)
    store = Store.open(made.home)
    store.do(
        products.add, "Mug Biru",
        [NewVariant("MUG-1", "Biru", price=1_500_050, cost=700_000, buffer=1)],
        category="Dapur", description="Mug keramik.", specs={"Bahan": "Keramik"},
    )  # fmt: skip
    store.do(products.add, "Set", [NewVariant("SET", parts={"MUG-1": 2})])
    store.do(stock.receive, [stock.Piece("MUG-1", 7)], "SJ-1")
    store.do(stock.expect, [stock.Piece("MUG-1", 5)], "PO-1")
    store.run("seed", seed)
    offer = NewOffer("P1", "V1", "MUG-1", "Mug", "Biru", 1_600_000, 4)
    store.do(products.offer, "shopify", "Toko Uji", [offer])
    store.close()
    return made


def test_rows_are_what_scripts_count_on(desk):
    told = desk.json("products", "list", "mug", "stock>0")
    assert told["total"] == 1
    (row,) = told["rows"]
    assert list(row)[: len(COUNTED_ON)] == COUNTED_ON
    assert [row[name] for name in COUNTED_ON[:10]] == [
        "MUG-1", "Mug Biru", "Biru", "15000.50", "7000.00", 7, 1, 6, 5, 1,
    ]  # fmt: skip
    assert 0 < row["score"] < 100
    assert row["listings"] == [
        {"channel": "shopify", "shop": "Toko Uji", "listing_id": "P1", "sku_id": "V1",
         "price": "16000.00", "stock": 4}
    ]  # fmt: skip


def test_a_list_is_cut_and_says_of_how_many(desk):
    code, out, err = desk.run("products", "list", "sort:-sku", "--limit", "1")
    assert (code, err.strip()) == (0, "1 of 2 SKUs")
    assert out.splitlines()[1].startswith("SET")
    assert len(out.splitlines()) == 2
    code, out, err = desk.run("products", "list", "-is:kit")
    assert (code, err.strip()) == (0, "1 of 1 SKUs")
    assert "Rp15.000,5" in out
    code, _out, err = desk.run("products", "list", "stok<5")
    assert code == 1
    assert "did you mean stock" in err
    assert "^^^^" in err


def test_one_sku_is_told_whole(desk):
    told = desk.json("products", "show", "mug-1")
    assert told["description"] == "Mug keramik."
    assert told["specs"] == {"Bahan": "Keramik"}
    assert told["pictures"] == []
    assert {gap["field"] for gap in told["gaps"]} >= {"pictures", "weight_g"}
    assert [(one["kind"], one["qty"], one["balance"]) for one in told["ledger"]] == [
        ("receipt", 7, 7)
    ]
    assert desk.json("products", "show", "SET")["parts"] == [
        {"sku": "MUG-1", "name": "Mug Biru", "qty": 2, "available": 6}
    ]
    code, out, _err = desk.run("products", "show", "MUG-1")
    assert code == 0
    assert "Mug keramik." in out
    assert "Toko Uji" in out
    assert "There is no picture" in out
    code, _out, err = desk.run("products", "show", "MUG-9")
    assert (code, err.strip()) == (1, "There is no SKU “MUG-9” in the catalogue.")
