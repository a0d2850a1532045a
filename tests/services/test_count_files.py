"""A count sheet on its way through a spreadsheet: out, filled by somebody, and in again."""

import pytest
from openpyxl import Workbook, load_workbook
from tests.rig import NOW, open_store
from tests.services.stocking import by_lots, order, tell

from shopdesk import locale
from shopdesk.clock import DAY
from shopdesk.refusal import Refusal
from shopdesk.services import products, stock
from shopdesk.services.products.editing import NewVariant
from shopdesk.services.stock import Piece, counting


@pytest.fixture
def store(tmp_path):
    """Ten mugs, four plates, and a tea in one lot, all on a sheet."""
    made = open_store(tmp_path)
    made.do(products.add, "=Mug", [NewVariant("MUG-1", barcode="4006381333931")])
    made.do(products.add, "Piring", [NewVariant("PLATE-1")])
    made.do(products.add, "Teh", [NewVariant("TEH-1")])
    by_lots(made, "TEH-1")
    pieces = [Piece("MUG-1", 10), Piece("PLATE-1", 4),
              Piece("TEH-1", 2, lot="007", expires=NOW + 9 * DAY)]  # fmt: skip
    made.do(stock.receive, pieces, "SJ-1")
    made.do(counting.make, "opname")
    yield made
    made.close()


def save(store, path, name="opname"):
    with store.read() as read:
        return counting.save(read, name, path)


def fill(path, told, column="Counted"):
    """Write what was counted beside the SKUs; whatever is told otherwise stands below."""
    book = load_workbook(path)
    cells = book.active
    titles = [cell.value for cell in cells[1]]
    at = titles.index(column) + 1
    for row in range(2, cells.max_row + 1):
        cells.cell(row, at).value = told.get(cells.cell(row, 1).value)
    book.save(path)


def take(store, path):
    filled = counting.read_filled(path)
    change = store.do(counting.fill_in, "opname", filled)
    return filled, change


def seen(store):
    with store.read() as read:
        return {line.sku: (line.expected, line.counted) for line in counting.lines(read, "opname")}


@pytest.mark.parametrize("language", ["en", "id"])
def test_what_is_filled_in_comes_back(store, tmp_path, language):
    path = tmp_path / "opname.xlsx"
    locale.use(language)
    try:
        save(store, path)
        cells = load_workbook(path).active
        titles = [cell.value for cell in cells[1]]
        fill(path, {"MUG-1": 9, "TEH-1": "2"}, titles[7])
        filled, change = take(store, path)
    finally:
        locale.use("en")
    assert change.entry
    assert (len(filled.counted), filled.blank, filled.wrong) == (2, 1, [])
    assert seen(store) == {"MUG-1": (10, 9), "PLATE-1": (4, None), "TEH-1": (2, 2)}


def test_a_blind_sheet_has_no_column_of_what_should_be_there(store, tmp_path):
    store.do(counting.make, "buta", blind=True, skus=["MUG-1"])
    save(store, tmp_path / "buta.xlsx", "buta")
    titles = [cell.value for cell in load_workbook(tmp_path / "buta.xlsx").active[1]]
    assert titles == ["SKU", "Barcode", "Product", "Variation", "Counted", "Note"]


def test_every_wrong_cell_is_named_and_every_other_row_is_taken(store, tmp_path):
    book = Workbook()
    cells = book.active
    cells.title = "Rak A"
    for row in (["opname toko"], ["Rak", "SKU", "Fisik"], ["A", "MUG-1", 9], ["A", "NONE-1", 3],
                ["B", "PLATE-1", "empat"], ["B", "PLATE-1", 2.5], ["B", "PLATE-1", -1],
                ["C", "", 4], ["C", "mug-1", 8], ["C", "TEH-1", None], []):  # fmt: skip
        cells.append(row)
    book.save(tmp_path / "isi.xlsx")
    filled, _change = take(store, tmp_path / "isi.xlsx")
    assert filled.blank == 1
    assert [(bad.sheet, bad.row, bad.column, bad.value, bad.reason) for bad in filled.wrong] == [
        ("Rak A", 5, "C (Fisik)", "empat", "write whole pieces, 0 or more"),
        ("Rak A", 6, "C (Fisik)", "2.5", "write whole pieces, 0 or more"),
        ("Rak A", 7, "C (Fisik)", "-1", "write whole pieces, 0 or more"),
        ("Rak A", 8, "B (SKU)", "", "there is a number, but no SKU beside it"),
        ("Rak A", 4, "B (SKU)", "NONE-1", "NONE-1 is no SKU and no barcode of the catalogue."),
        ("Rak A", 9, "B (SKU)", "mug-1", "stands in row 3 too"),
    ]  # fmt: skip
    assert seen(store)["MUG-1"] == (10, 9)


def test_a_file_never_adds_to_the_sheet(store, tmp_path):
    store.do(products.add, "Gelas", [NewVariant("GLASS-1")])
    (tmp_path / "isi.csv").write_text("sku,lot,counted\nGLASS-1,,3\nTEH-1,999,1\n", "utf-8")
    filled, change = take(store, tmp_path / "isi.csv")
    assert [bad.reason for bad in filled.wrong] == ["is not on this count sheet"] * 2
    assert change.entry is None
    assert set(seen(store)) == {"MUG-1", "PLATE-1", "TEH-1"}
    with store.read() as read:
        assert [lot.code for lot in stock.lots(read)] == ["007"]


def test_the_same_file_again_changes_nothing(store, tmp_path):
    (tmp_path / "isi.csv").write_text("sku;counted\nMUG-1;10\n", "utf-8")
    assert take(store, tmp_path / "isi.csv")[1].entry
    order(store, "A1", {"MUG-1": 3})
    tell(store, "A1", fulfilment="in_transit")
    assert take(store, tmp_path / "isi.csv")[1].entry is None
    assert seen(store)["MUG-1"] == (10, 10)


def test_a_file_without_the_columns_is_refused(store, tmp_path):
    (tmp_path / "isi.csv").write_text("kode,jumlah\nMUG-1,10\n", "utf-8")
    with pytest.raises(Refusal, match=r"isi.csv: no sheet in it has a column “SKU”"):
        counting.read_filled(tmp_path / "isi.csv")
