"""``products edit`` and ``products map`` as scripts use them."""

import json

import pytest
from tests.desk import Desk
from tests.rig import NOW, add_orders

from shopdesk.clock import Clock
from shopdesk.services import products, stock
from shopdesk.services.products.editing import NewVariant
from shopdesk.store import Store


def sell(work):
    """One order of a listing that nobody has mapped yet."""
    change = add_orders(work, [{"number": "A-1"}])
    work.connection.exec_driver_sql("UPDATE listings SET sku = '', seller_sku = '', name = 'Mug'")
    stock.follow(work)
    return change


@pytest.fixture
def desk(tmp_path):
    desk = Desk(tmp_path)
    store = Store.open(desk.home, Clock("Asia/Jakarta", now=NOW))
    store.do(products.add, "Mug", [
        NewVariant("MUG-1", "biru", price=1_500_000, cost=900_000),
        NewVariant("MUG-2", "merah", price=1_600_000),
    ])  # fmt: skip
    store.do(sell)
    store.do(products.offer, "shopify", "Toko Uji", [
        products.NewOffer("P1", "V1", "", "Mug merah", "")])  # fmt: skip
    store.run("seller", _seller)
    store.close()
    return desk


def _seller(work):
    work.connection.exec_driver_sql("UPDATE offers SET seller_sku = 'mug-2'")
    return work.done("Seller SKU")


def test_values_and_formulas_are_one_entry_and_a_formula_sees_what_was_set(desk):
    words = ("products", "edit", "mug-1", "--set", "cost=10.000", "--set", "brand=Sari Rasa",
             "--set-formula", "price=cost*1.6 round 900")  # fmt: skip
    planned = desk.json(*words, "--plan")
    assert planned["entry"] is None
    price = planned["plans"][2]
    assert (price["field"], price["formula"], price["changed"]) == (
        "price", "cost*1.6 round 900", 1,
    )  # fmt: skip
    assert price["rows"] == [
        {"sku": "MUG-1", "name": "Mug · biru", "before": "15000.00", "after": "15900.00",
         "refused": None},
    ]  # fmt: skip
    made = desk.json(*words)
    assert made["plans"] == planned["plans"]
    assert (made["entry"], made["rows"]) == (5, 3)
    assert made["label"].startswith("1 SKU: Cost is “10.000”; 1 SKU: Brand is “Sari Rasa”; ")
    assert desk.json("undo")["label"] == f"Undid: {made['label']}"


def test_a_plan_is_a_table_and_what_is_refused_is_told_with_exit_1(desk):
    words = ("products", "edit", "--where", "mug", "--set-formula", "price=+10% floor break_even")
    code, out, err = desk.run(*words, "--plan")
    assert code == 1
    assert "MUG-1  Mug · biru  Rp15.000  Rp16.500" in out
    assert "MUG-2" not in out
    assert "Plan only, nothing was changed" in err
    assert "MUG-2: it has no cost, so nobody knows where it breaks even" in err
    code, _out, err = desk.run(*words)
    assert code == 1
    assert "takes it back" in err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["MUG-1"], "Say --set FIELD=VALUE or --set-formula"),
        (["MUG-1", "--set", "price"], "--set wants NAME=VALUE, not “price”"),
        (["--set", "price=1"], "Name the SKUs"),
        (["NOPE", "--set", "price=1"], "no SKU “NOPE”"),
        (["MUG-1", "--set", "price=-1"], "MUG-1: Price: “-1” is below zero."),
        (["MUG-1", "--set", "fish=1"], "“fish” of a SKU is not changed by hand"),
        (["MUG-1", "--set-formula", "price=pric*2"], "  pric*2\n  ^^^^"),
        (["MUG-2", "--set-formula", "price=cost*2"], "MUG-2: it has no cost."),
    ],
)
def test_what_cannot_be_is_said_in_one_sentence(desk, words, said):
    code, out, err = desk.run("products", "edit", *words)
    assert (code, out) == (1, "")
    assert said in err
    assert "Traceback" not in err


def test_the_unmapped_list_suggestions_and_a_mapping(desk):
    listed = desk.json("products", "map", "list")
    assert [(row["id"], row["name"], row["lines"]) for row in listed["rows"]] == [
        ("L1", "Mug", 1), ("O1", "Mug merah", 0),
    ]  # fmt: skip
    assert listed["rows"][1]["best"] == {
        "sku": "MUG-2", "score": 100, "exact": True, "reason": "its seller SKU is this SKU",
    }  # fmt: skip
    found = desk.json("products", "map", "suggest", "l1")["rows"]
    assert {one["sku"] for one in found} == {"MUG-1", "MUG-2"}
    code, out, err = desk.run("products", "map", "assign", "L1=mug-1", "--plan")
    assert code == 0
    assert "Plan only" in err
    assert "MUG-1" in out
    made = desk.json("products", "map", "assign", "L1=mug-1")
    assert made["label"] == "Mapped “Mug” to MUG-1, 1 order line"
    assert made["rows"][0]["sku"] == "MUG-1"
    assert desk.json("orders", "show", "A-1")["items"][0]["sku"] == "MUG-1"
    assert desk.json("products", "map", "list")["total"] == 1


def test_exact_hits_are_mapped_when_asked_for(desk):
    assert desk.json("products", "map", "exact", "--plan")["entry"] is None
    made = desk.json("products", "map", "exact")
    assert [(row["id"], row["sku"]) for row in made["rows"]] == [("O1", "MUG-2")]
    code, out, err = desk.run("products", "map", "exact")
    assert (code, out) == (0, "")
    assert "tells for certain" in err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["suggest", "X1"], "“X1” names nothing"),
        (["suggest", "L99"], "There is no listing 99."),
        (["assign", "L1"], "ID wants NAME=VALUE, not “L1”"),
        (["assign", "O1=NOPE"], "There is no SKU “NOPE” in the catalogue"),
    ],
)
def test_a_mapping_that_cannot_be_is_said_in_one_sentence(desk, words, said):
    code, out, err = desk.run("products", "map", *words)
    assert (code, out) == (1, "")
    assert said in err


def test_lists_are_tables_without_json(desk):
    code, out, err = desk.run("products", "map", "list")
    assert code == 0
    assert "O1  Toko Uji  Mug merah" in out
    assert "2 stand for no SKU." in err
    with pytest.raises(json.JSONDecodeError):
        json.loads(out)
