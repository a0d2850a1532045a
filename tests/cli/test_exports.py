"""``shopdesk export …`` as scripts use it: templates in, filled files out, one JSON document."""

import pytest
from tests.desk import Desk
from tests.makers import sellercentre as made
from tests.makers.templates import changed
from tests.rig import NOW
from tests.services.exporting import fill
from tests.services.test_exports import OFFERS, ROWS
from tests.services.test_exports_channels import LAZADA

from shopdesk.clock import Clock
from shopdesk.store import Store


@pytest.fixture
def desk(tmp_path):
    made_ = Desk(tmp_path)
    store = Store.open(made_.home, Clock("Asia/Jakarta", now=NOW))
    shops = (("shopee", "Toko Satu"), ("lazada", "Toko Tiga"))
    fill(store, shops, [*OFFERS, ("Toko Tiga", "7001", "70010", "MUG")])
    store.close()
    return made_


@pytest.fixture
def sales(tmp_path):
    return made.shopee_sales(ROWS).write(tmp_path / "mass_update_sales_info.xlsx")


def test_a_plan_prints_cells_before_and_after_and_writes_nothing(desk, sales, tmp_path):
    code, out, err = desk.run("export", "stock", "--template", sales, "--plan")
    assert code == 0, err
    head, line = out.splitlines()
    assert head.split() == ["Row", "SKU", "Product", "Column", "Before", "After"]
    assert line.split()[:2] == ["7", "KAOS-M"]
    assert line.split()[-3:] == ["Stok", "3", "12"]
    assert "row 9, ASING" in err
    assert "nothing was written" in err


def test_one_file_and_its_json(desk, sales, tmp_path):
    out = tmp_path / "out.xlsx"
    told = desk.json("export", "stock", "--format", "shopee.sales_info", "--template", sales,
                     "--out", out)  # fmt: skip
    assert changed(sales, out, "Sheet1") == {"I7": "12"}
    assert (told["shop"], told["rows"], told["unchanged"]) == ("Toko Satu", 1, 2)
    assert told["changes"] == [
        {"row": 7, "column": "Stok", "sku": "KAOS-M", "before": "3", "after": "12"}
    ]
    assert told["files"][0]["path"] == str(out)
    assert [one["why"] for one in told["left_out"]] == ["foreign"]
    assert told["told_entry"] == told["entry"] + 1
    assert desk.json("undo")["label"].startswith("Undid: Told stock")


def test_a_filter_chooses_the_skus(desk, sales, tmp_path):
    told = desk.json("export", "prices", "KAOS-L", "--template", sales, "--plan")
    assert [one["sku"] for one in told["changes"]] == ["KAOS-L"]


def test_every_template_of_a_folder_in_one_step(desk, sales, tmp_path):
    folder, out = tmp_path / "templates", tmp_path / "filled"
    folder.mkdir()
    sales.rename(folder / "shopee.xlsx")
    made.lazada_stock(LAZADA).write(folder / "lazada.xlsx")
    (folder / "catatan.xlsx").write_bytes(b"bukan lembar")
    told = desk.json("export", "stock", "--all", "--templates", folder, "--out", out)
    assert [one["format"] for one in told["exports"]] == [
        "lazada.price_stock", "shopee.sales_info",
    ]  # fmt: skip
    assert changed(folder / "lazada.xlsx", out / "lazada.xlsx", "template") == {"M4": 40.0}
    code, _out, err = desk.run("export", "stock", "--all", "--templates", folder, "--out", out)
    assert code == 0
    assert "catatan.xlsx: left out" in err


def test_what_breaks_a_limit_ends_with_1_and_is_named_on_stderr(desk, tmp_path):
    given = made.shopee_upload().write(tmp_path / "upload.xlsx")
    add = desk.run("products", "add", "Topi", "--sku", "TOPI", "--price", "50")
    assert add[0] == 0, add
    code, _out, err = desk.run("export", "products", "--template", given, "--out",
                               tmp_path / "o.xlsx")  # fmt: skip
    assert code == 1
    assert "TOPI, Nama Produk: 4 characters, 5 at least" in err
    assert "TOPI, Harga: 50 is less than 99" in err
    assert "Nothing to tell" in err


def test_fresh_files_and_orders_stand_in_the_same_family(desk, tmp_path):
    code, _out, err = desk.run("export", "products", "--format", "shopify.products", "--out",
                               tmp_path / "p.csv")  # fmt: skip
    assert code == 0, err
    assert (tmp_path / "p.csv").read_text("utf-8").startswith("Title,URL handle")
    code, _out, err = desk.run("export", "orders", "--out", tmp_path / "o.xlsx")
    assert code == 0, err


def test_a_place_to_write_is_needed(desk, sales):
    code, _out, err = desk.run("export", "stock", "--template", sales)
    assert (code, "--out" in err) == (1, True)
