"""`shopdesk import` of products, stock and deliveries: plan, choices, rejects, one document."""

import pytest
from openpyxl import load_workbook
from tests.desk import Desk
from tests.services.catalogue import SALES, sales, sheet
from tests.services.test_imports import OLD, export, line


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


def stock(desk):
    return {row["sku"]: row["on_hand"] for row in desk.json("products", "list")["rows"]}


def test_orders_and_products_are_one_plan_and_one_entry(desk, tmp_path):
    files = export(tmp_path, OLD, line("A1", sku="KAOS-M")), sales(tmp_path)
    told = desk.json("import", *files, "--plan")
    assert told["entry"] is None
    assert [(f["kind"], f["orders"]["new"], f["products"]["new"]) for f in told["files"]] == [
        ("orders", 1, 0), ("products", 0, 3),
    ]  # fmt: skip
    told = desk.json("import", *files)
    assert told["entry"] == 1
    again = desk.json("import", *files)
    assert again["entry"] is None
    assert again["files"][1]["products"]["unchanged"] == 3


def test_new_products_come_only_if_asked_once_there_is_a_catalogue(desk, tmp_path):
    path = sales(tmp_path)
    code, _out, err = desk.run("import", path, "--no-new-products")
    assert (code, "3 SKUs are not in the catalogue" in err) == (0, True)
    assert desk.json("products", "list")["rows"] == []
    told = desk.json("import", path, "--new-products")
    assert told["files"][0]["adds"] is True
    assert set(stock(desk)) == {"KAOS-M", "KAOS-L", "MUG-1"}


def test_what_is_refused_is_named_saved_and_told_by_the_exit_code(desk, tmp_path):
    rows = [list(row) for row in SALES]
    rows[1][6] = "15,5.0"
    rejects = tmp_path / "ditolak.xlsx"
    code, _out, err = desk.run("import", sales(tmp_path, rows), "--rejects", rejects)
    assert code == 1
    assert "Sheet1, row 8, et_title_variation_price, “15,5.0”" in err
    saved = list(load_workbook(rejects).active.values)
    assert saved[1][2:5] == (8, "et_title_variation_price", "15,5.0")


def test_a_delivery_and_a_count_say_what_they_are(desk, tmp_path):
    desk.run("import", sales(tmp_path))
    note = sheet(tmp_path, "SJ-1.csv", "SKU,Qty,Harga Beli", ["MUG-1", "10", "20.000"])
    code, _out, err = desk.run("import", note)
    assert (code, "no export that ShopDesk knows" in err) == (1, True)
    told = desk.json("import", note, "--as", "delivery")["files"][0]
    assert (told["kind"], told["products"]["new"]) == ("delivery", 1)
    counted = sheet(tmp_path, "opname.csv", "SKU,Stok", ["MUG-1", "8"])
    told = desk.json("import", counted, "--as", "stock")["files"][0]
    assert [tuple(change.values()) for change in told["changes"]] == [("MUG-1", "stock", "10", "8")]
    assert stock(desk)["MUG-1"] == 8
    code, _out, err = desk.run("undo")
    assert (code, stock(desk)["MUG-1"]) == (0, 10)


def test_a_sheet_is_mapped_as_what_a_person_says(desk, tmp_path):
    desk.run("import", sales(tmp_path))
    own = sheet(tmp_path, "own.csv", "Item,Jual", ["MUG-1", "47.500"])
    told = desk.json("import", own, "--as", "products", "--map", "sku=Item", "--map", "price=Jual")
    assert told["files"][0]["products"]["changed"] == 1
    assert desk.json("import", own)["files"][0]["kind"] == "products"
    told = desk.json("import", own, "--map", "sku=Item", "--map", "qty=Jual")
    assert told["files"][0]["kind"] == "delivery"


def test_a_difference_between_shop_and_desk_is_said(desk, tmp_path):
    desk.run("import", sales(tmp_path))
    rows = [list(row) for row in SALES]
    rows[2][6] = "50000"
    _code, _out, err = desk.run("import", sales(tmp_path, rows, "later.xlsx"))
    assert "MUG-1: price is 50000.00 there and 45000.00 here" in err
