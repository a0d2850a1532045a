"""``shopdesk stock count``: a count from the sheet to the posting, as scripts and two people do."""

import pytest
from openpyxl import load_workbook
from tests.desk import Desk


@pytest.fixture
def desk(tmp_path):
    """Two SKUs with ten pieces each, and a sheet over them; ani counts."""
    made = Desk(tmp_path, SHOPDESK_USER="ani")
    made.json("products", "add", "Mug", "--sku", "MUG-1", "--cost", "8000", "--barcode",
              "4006381333931")  # fmt: skip
    made.json("products", "add", "Piring", "--sku", "PLATE-1")
    made.json("stock", "receive", "MUG-1=10", "PLATE-1=10", "--document", "SJ-1")
    made.json("stock", "count", "make", "--name", "opname")
    return made


def test_from_the_sheet_to_the_posting(desk):
    assert desk.json("stock", "count", "list")["rows"][0]["state"] == "open"
    done = desk.json("stock", "count", "enter", "opname", "4006381333931", "mug-1", "PLATE-1=10")
    assert done["label"] == "Counted 3 times on opname"
    shown = desk.json("stock", "count", "show", "opname")
    assert [(r["sku"], r["expected"], r["counted"]) for r in shown["rows"]] == [
        ("MUG-1", 10, 2), ("PLATE-1", 10, 10),
    ]  # fmt: skip
    found = desk.json("stock", "count", "variance", "opname")
    assert (found["missing"], found["worth"], found["uncounted"]) == (8, "-64000.00", 0)
    assert [row["sku"] for row in found["rows"]] == ["MUG-1"]
    code, _out, err = desk.run("stock", "count", "post", "opname")
    assert (code, "somebody else posts it" in err) == (1, True)
    assert desk.json("--user", "budi", "stock", "count", "post", "opname")["entry"]
    row = desk.json("stock", "count", "list")["rows"][0]
    assert (row["state"], row["counted_by"], row["posted_by"]) == ("posted", "ani", "budi")
    assert desk.json("stock", "ledger", "MUG-1")["rows"][0]["document"] == "count:opname"


def test_who_works_alone_sets_it_once(desk):
    desk.json("stock", "count", "enter", "opname", "MUG-1=9")
    desk.run("config", "set", "count_alone", "true")
    assert desk.json("stock", "count", "post", "opname")["entry"]


def test_the_short_form_still_posts_at_once(desk):
    assert desk.json("stock", "count", "MUG-1=7", "--sheet", "cepat")["entry"]
    assert desk.json("stock", "count", "--sheet", "cepat-2", "PLATE-1=7")["entry"]
    code, _out, err = desk.run("stock", "count", "MUG-1=7", "--sheet", "cepat")
    assert (code, "posted before" in err) == (1, True)


def test_a_filled_sheet_comes_in_and_wrong_cells_are_named(desk, tmp_path):
    path = tmp_path / "opname.xlsx"
    assert desk.json("stock", "count", "export", "opname", "--out", path)["rows"] == 2
    book = load_workbook(path)
    cells = book.active
    at = [cell.value for cell in cells[1]].index("Counted") + 1
    cells.cell(2, at).value, cells.cell(3, at).value = 9, "sepuluh"
    book.save(path)
    words = ("stock", "count", "import", "opname", path, "--rejects", tmp_path / "salah.csv")
    assert desk.json(*words, "--plan")["entry"] is None
    made = desk.json(*words)
    assert made["entry"]
    assert [(bad["row"], bad["value"]) for bad in made["rejects"]] == [(3, "sepuluh")]
    assert "sepuluh" in (tmp_path / "salah.safe.csv").read_text("utf-8")
    code, _out, err = desk.run(*words)
    assert code == 1
    assert "opname.xlsx, sheet Count opname, row 3, column" in err


def test_paper_recount_and_throwing_away(desk, tmp_path):
    pdf = tmp_path / "opname.pdf"
    assert desk.json("stock", "count", "print", "opname", "--out", pdf)["file"] == str(pdf)
    assert pdf.read_bytes().startswith(b"%PDF")
    desk.json("stock", "count", "enter", "opname", "MUG-1=7")
    assert desk.json("stock", "count", "recount", "opname")["entry"]
    assert desk.json("stock", "count", "show", "opname")["rows"][0]["counted"] is None
    assert desk.json("stock", "count", "drop", "opname")["entry"]
    assert desk.json("stock", "count", "list")["rows"] == []
