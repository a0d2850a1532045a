"""``shopdesk stock`` rules, simulate, push, low, list, reorder, reserved."""

import json

import pytest
from tests.desk import Desk
from tests.rig import NOW

from shopdesk.clock import Clock
from shopdesk.models.products import Offer
from shopdesk.models.shops import Shop
from shopdesk.services import products, stock
from shopdesk.store import Store

CLOCK = Clock("Asia/Jakarta", now=NOW)


@pytest.fixture
def desk(tmp_path):
    made = Desk(tmp_path)
    store = Store.open(made.home, CLOCK)
    store.do(products.add, "Mug", [products.NewVariant("MUG-1", low_at=12)])
    store.do(products.add, "Topi", [products.NewVariant("TOPI")])
    store.do(stock.receive, [stock.Piece("MUG-1", 10), stock.Piece("TOPI", 4)], "SJ-1")
    store.do(stock.transfer, [stock.Piece("MUG-1", 3)], "", "Toko")

    def offer(work):
        for channel in ("shopee", "tiktok"):
            shop = Shop(channel=channel, name=f"Melati {channel}")
            work.session.add(shop)
            work.session.flush()
            for sku in ("MUG-1", "TOPI"):
                work.session.add(Offer(shop_id=shop.id, product_code=sku, sku=sku, told_stock=4))
        return work.done("offered")

    store.run("offer", offer)
    store.close()
    return made


def told(desk, *args):
    document = desk.json("stock", "simulate", *args)
    return document, {(row["sku"], row["channel"]): row["told"] for row in document["rows"]}


def test_rules_are_set_listed_and_dropped(desk):
    code, _out, err = desk.run("stock", "rules", "set", "shopee", "--percent", "50", "--cap", "4")
    assert (code, "50%<=4" in err) == (0, True)
    desk.run("stock", "rules", "set", "Melati shopee", "--sku", "topi", "--cap", "none")
    rows = desk.json("stock", "rules", "list")["rows"]
    names = ("channel", "sku", "percent", "cap", "set")
    assert [tuple(row[name] for name in names) for row in rows] == [
        ("shopee", None, 50, 4, True), ("shopee", "TOPI", 50, None, True),
        ("tiktok", None, 100, None, False),
    ]  # fmt: skip
    assert told(desk)[1]["MUG-1", "shopee"] == 4
    assert "Keeps last" in desk.run("stock", "rules", "list")[1]
    desk.run("stock", "rules", "drop", "shopee", "--sku", "TOPI")
    desk.run("stock", "rules", "drop", "shopee")
    assert told(desk)[1]["MUG-1", "shopee"] == 10
    assert desk.run("stock", "rules", "drop", "shopee")[0] == 1


def test_a_planned_rule_changes_nothing(desk):
    code, _out, err = desk.run("stock", "rules", "set", "shopee", "--percent", "10", "--plan")
    assert (code, "Plan only" in err) == (0, True)
    assert told(desk)[1]["MUG-1", "shopee"] == 10


def test_a_simulation_supposes_rules_and_names_dangers(desk):
    document, qty = told(desk, "--rule", "shopee=50%+1<=10", "--rule", "tiktok/MUG-1=0%")
    assert qty == {("MUG-1", "shopee"): 6, ("MUG-1", "tiktok"): 0, ("TOPI", "shopee"): 3,
                   ("TOPI", "tiktok"): 4}  # fmt: skip
    assert document["totals"]["dangers"] == {"sells_out": 1, "zero": 1, "sum": 2}
    assert document["totals"]["shops"][0] == {
        "channel": "shopee", "shop": "Melati shopee", "offers": 2, "changed": 2, "was": 8,
        "told": 9, "zero": 0,
    }  # fmt: skip
    code, out, err = desk.run("stock", "simulate", "--rule", "tiktok=0%", "--danger", "zero")
    assert (code, out.count("Melati tiktok"), "Melati shopee (shopee): 8" in err) == (0, 2, True)
    assert told(desk)[1]["MUG-1", "tiktok"] == 10


def test_a_filter_and_a_shop_narrow_a_simulation(desk):
    assert set(told(desk, "sku:topi")[1]) == {("TOPI", "shopee"), ("TOPI", "tiktok")}
    assert set(told(desk, "--shop", "tiktok")[1]) == {("MUG-1", "tiktok"), ("TOPI", "tiktok")}
    code, _out, err = desk.run("stock", "simulate", "--limit", "1")
    assert (code, "3 more rows" in err) == (0, True)


@pytest.mark.parametrize(
    ("args", "said"),
    [(["simulate", "--rule", "shopee"], "SHOP=RULE"), (["simulate", "--danger", "x"], "no danger"),
     (["simulate", "--shop", "Nix"], "no shop “Nix”"), (["push"], "--template"),
     (["rules", "set", "shopee"], "Say what changes"),
     (["rules", "set", "shopee", "--cap", "many"], "no number of pieces"),
     (["reorder", "--every", "30", "--purchase", "7"], "--daily"),
     (["reorder", "--every", "30", "--purchase", "7", "--daily", "x"], "pieces a day")],
)  # fmt: skip
def test_what_cannot_be_done_is_refused_with_a_sentence(desk, args, said):
    code, _out, err = desk.run("stock", *args)
    assert (code, said in err) == (1, True)


def test_a_planned_push_shows_what_is_new(desk):
    code, out, err = desk.run("stock", "push", "--shop", "shopee", "--plan")
    assert (code, "MUG-1" in out, "TOPI" in out) == (0, True, False)
    assert "8 → 14 pieces in 2 offers, 1 of them new" in err


def test_a_push_writes_the_file_and_remembers_what_was_told(desk, tmp_path):
    store = Store.open(desk.home, CLOCK)

    def open_web_shop(work):
        shop = Shop(channel="shopify", name="Web")
        work.session.add(shop)
        work.session.flush()
        work.session.add(Offer(shop_id=shop.id, product_code="mug", sku="MUG-1", name="Mug"))
        return work.done("opened")

    store.run("open", open_web_shop)
    store.close()
    out = tmp_path / "stock.csv"
    made = desk.json(
        "stock", "push", "--shop", "Web", "--format", "shopify.inventory", "--out", out
    )
    assert (made["rows"], made["files"]) == (1, [str(out)])
    assert "MUG-1" in out.read_text("utf-8")
    rows = desk.json("stock", "simulate", "--shop", "Web")["rows"]
    assert [(row["was"], row["told"]) for row in rows] == [(10, 10)]


def test_all_levels_by_location(desk):
    rows = desk.json("stock", "list", "sku:mug")["rows"]
    assert [(row["sku"], row["on_hand"], row["available"]) for row in rows] == [("MUG-1", 10, 10)]
    assert [(one["location"], one["free"]) for one in rows[0]["locations"]] == [
        ("Gudang", 7), ("Toko", 3),
    ]  # fmt: skip
    assert "Toko" in desk.run("stock", "list")[1]


def test_the_low_list_and_what_to_order(desk):
    rows = desk.json("stock", "low")["rows"]
    assert [(row["sku"], row["low_at"], row["cover_days"]) for row in rows] == [("MUG-1", 12, None)]
    args = ("stock", "reorder", "--every", "30", "--purchase", "7", "--safety", "3")
    advice = desk.json(*args, "--daily", "50", "--out-of-stock", "20", "--incoming", "200",
                       "--available", "15")  # fmt: skip
    assert (advice["qty"], advice["due"]) == (1805, True)
    assert advice["arithmetic"].endswith("= 1,805")
    code, out, _err = desk.run(*args, "MUG-1", "--daily", "1", "--pack", "24")
    assert (code, out.splitlines()[0]) == (
        0, "1 × (30 + 7 + 3) + 0 − 0 − 10 = 30; in packs of 24; order 48",
    )  # fmt: skip


def test_what_is_set_aside_is_listed_with_its_reason(desk):
    store = Store.open(desk.home, CLOCK)
    store.do(stock.reserve, "TOPI", 2, "12.12", NOW + 9)
    store.close()
    row = desk.json("stock", "reserved")["rows"][0]
    assert (row["sku"], row["qty"], row["reason"], row["days"], row["over"]) == (
        "TOPI", 2, "12.12", 0, False,
    )  # fmt: skip
    assert json.dumps(row["until"]).startswith('"2026-11-23T16:00:09')
