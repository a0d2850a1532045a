"""The import desk: pick or drop files, plan, apply, take back; unknown sheets; export."""

import csv
import json
import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook
from textual import events

from shopdesk.screens.dialogs.reader import Reader
from shopdesk.screens.history.entry import EntryDialog
from shopdesk.screens.imports.mapping import MappingDialog
from shopdesk.screens.imports.plan import PlanDialog
from shopdesk.screens.orders.exports import ExportForm

DEMO = Path(__file__).parents[2] / "data" / "demo"
SHOPIFY, BLIBLI = "orders_export_1.csv", "Blibli_Order_20261123.csv"
OLDER, NEWER = "Semua pesanan-2026-11-16-08_05.xlsx", "Semua pesanan-2026-11-23-09_12.csv"


@pytest.fixture
def downloads(tmp_path):
    folder = tmp_path / "down loads"
    folder.mkdir()
    for name in (SHOPIFY, BLIBLI):
        shutil.copy(DEMO / name, folder / name)
    (folder / "notes.pdf").write_bytes(b"%PDF")
    return folder


async def visit(it):
    """Go to the desk and wait for its files."""
    await it.press("i")
    await it.until(lambda: it.desk.PLACE == "imports" and it.desk.files.window.known)


async def plan(it):
    """Wait for the plan, and return what the screen says."""
    await it.until(lambda: isinstance(it.app.screen, PlanDialog) and it.app.screen.is_mounted)
    await it.until(lambda: it.app.screen.shown.window.known)
    await it.pilot.pause()
    return it.text()


async def drop(it, text):
    it.desk.files.post_message(events.Paste(text))
    await it.pilot.pause()


async def test_marked_files_are_planned_applied_and_taken_back(shop, downloads):
    async with shop(folders=[downloads]) as it:
        await visit(it)
        assert it.desk.files.window.total == 2
        assert "notes.pdf" not in it.text()
        await it.press("*", "i")
        said = await plan(it)
        for words in ("All 2 files", "Shopify orders", "Blibli orders", "as one entry"):
            assert words in said
        assert it.desk.history.window.total == 0
        await it.press("a")
        await it.said_so("Imported", "u undoes it")
        await it.until(lambda: it.desk.history.window.total == 1)
        await it.until(lambda: it.text().count("✓ 23 Nov") == 2)
        assert not it.desk.files.marks
        await it.press("2")
        await it.until(lambda: it.desk.PLACE == "orders" and it.grid.window.total > 0)
        await it.press("i", "tab", "x")
        await it.said_so("Undid: Imported")
        await it.until(lambda: "undone" in it.text())
        await it.until(lambda: "✓ 23 Nov" not in it.text())
        await it.press("X")
        await it.said_so("Did again")


async def test_files_are_recognised_by_their_content_without_being_asked(shop, downloads):
    (downloads / "mine.csv").write_text("Nota,Barang\nN-1,Mug\n")
    (downloads / "broken.xlsx").write_bytes(b"PK\x03\x04 broken")
    async with shop(folders=[downloads]) as it:
        await visit(it)
        for words in ("Shopify orders", "Blibli orders", "unknown", "cannot be read"):
            await it.until(lambda words=words: words in it.text())


async def test_esc_discards_the_plan_and_changes_nothing(shop, downloads):
    async with shop(folders=[downloads]) as it:
        await visit(it)
        await it.press("enter")
        await plan(it)
        await it.press("escape")
        await it.until(lambda: it.app.screen is it.desk)
        await it.press("r")
        assert it.desk.history.window.total == 0


@pytest.mark.parametrize("write", ["'{}' '{}'", "file://{}\nfile://{}"], ids=["quoted", "address"])
async def test_dropped_files_become_one_plan(shop, downloads, write):
    paths = [str(downloads / name) for name in (SHOPIFY, BLIBLI)]
    if write.startswith("file"):
        paths = [path.replace(" ", "%20") for path in paths]
    async with shop(folders=[]) as it:
        await visit(it)
        await drop(it, write.format(*paths))
        assert "All 2 files" in await plan(it)


async def test_a_dropped_folder_is_shown_and_other_text_is_none(shop, downloads):
    async with shop(folders=[]) as it:
        await visit(it)
        await drop(it, f"'{downloads}'")
        await it.until(lambda: it.desk.files.window.total == 2)
        await drop(it, "blue mug")
        await it.said_so("names no file")


async def test_files_pasted_into_the_path_field_come_quoted(shop, downloads):
    async with shop(folders=[downloads]) as it:
        await visit(it)
        await it.press("/")
        field = it.app.screen.query_one("#path")
        field.post_message(events.Paste(f"{downloads / SHOPIFY}\n{downloads / BLIBLI}\n"))
        await it.until(lambda: field.value.count("'") == 4)
        await it.press("enter")
        assert "All 2 files" in await plan(it)


async def test_a_plan_shows_what_changes_before_and_after(shop, downloads):
    for name in (OLDER, NEWER):
        shutil.copy(DEMO / name, downloads / name)
    async with shop(folders=[]) as it:
        await visit(it)
        await drop(it, str(downloads / OLDER))
        await plan(it)
        await it.press("a")
        await it.said_so("Imported")
        await drop(it, str(downloads / NEWER))
        said = await plan(it)
        assert "Marketplace says" in said
        assert "Dikirim / Delivered" in said
        assert "→ Selesai" in said
        assert it.app.screen.shown.id == "changed"
        row = it.app.screen.shown.row
        await it.press("enter")
        await it.until(lambda: isinstance(it.app.screen, Reader))
        assert f"Order {row.place}" in it.text()
        await it.press("H")
        await it.until(lambda: f"Who touched {row.place}" in it.text())
        await it.until(lambda: "Imported" in it.text())


async def test_what_is_refused_is_told_and_saved_and_the_rest_is_applied(shop, downloads, tmp_path):
    lines = (downloads / SHOPIFY).read_text("utf-8").splitlines()
    head = next(csv.reader(lines[:1]))
    good, bad = next(csv.reader(lines[1:2])), next(csv.reader(lines[1:2]))
    bad[head.index("Name")], bad[head.index("Total")] = "#9999", "not [money]"
    with (downloads / SHOPIFY).open("w", newline="") as file:
        csv.writer(file).writerows([head, good, bad])
    async with shop(folders=[downloads]) as it:
        await visit(it)
        await it.press("/", "ctrl+u")
        await it.type(str(downloads / SHOPIFY))
        await it.press("enter")
        said = await plan(it)
        for words in ("1 order is refused and stays out", "row 3", "Total", "not [money]"):
            assert words in said
        await it.press("y")
        await it.said_so("Save the rejects first")
        await it.press("s", "ctrl+u")
        await it.type(str(tmp_path / "rejects.xlsx"))
        await it.press("enter")
        await it.said_so("Saved the rejects")
        rows = list(load_workbook(tmp_path / "rejects.xlsx").active.values)
        assert rows[1][2:5] == (3, "Total", "not [money]")
        await it.press("y")
        assert it.app.clipboard == str(tmp_path / "rejects.xlsx")
        await it.press("a")
        await it.said_so("Imported 1 order")


@pytest.fixture
def own(tmp_path):
    folder = tmp_path / "d"
    folder.mkdir()
    with (folder / "own.csv").open("w", newline="") as file:
        csv.writer(file).writerows(
            [("Nomor Nota", "Tanggal", "Barang", "Jumlah", "Harga", "Nilai", "Pembeli"),
             ("N-1", "11/25/2026 10:00", "Mug", 2, "15,000.50", "30,001.00", "Ana"),
             ("N-2", "11/26/2026 10:00", "Kaos", 1, "9,000.00", "9,000.00", "Budi")]
        )  # fmt: skip
    return folder


async def mean(it, column, field):
    """Say what a column means, as a person does: open it, go to the field, enter."""
    mapping = it.app.screen
    rows = [row.title for row in mapping._rows.rows]
    await it.press("home", *["down"] * rows.index(column), "enter")
    await it.until(lambda: it.app.screen is not mapping)
    options = [option.id for option in it.app.screen.query_one("OptionList").options]
    await it.press("home", *["down"] * options.index(field), "enter")
    await it.until(lambda: it.app.screen is mapping and mapping.mapped.get(field) == column)


async def test_an_unknown_sheet_is_mapped_once(shop, own):
    async with shop(folders=[own]) as it:
        await visit(it)
        await it.press("enter")
        assert "1 file is not taken at all" in await plan(it) or "nothing new" in it.text()
        await it.press("m")
        await it.until(lambda: isinstance(it.app.screen, MappingDialog))
        await it.until(lambda: "Choose a column for: Order number." in it.text())
        assert "N-1 · N-2" in it.text()
        await it.press("s")
        await it.said_so("Choose a column for")
        await mean(it, "Nomor Nota", "number")
        await mean(it, "Nilai", "total")
        await it.until(lambda: "Rp30.001" in it.text())
        assert "1,234.56" in it.text()
        assert "month/day/year" in it.text()
        await it.press("n", "n")
        await it.until(lambda: "is not written 1.234,56" in it.text())
        await it.press("n")
        await it.until(lambda: "Rp30.001" in it.text())
        await it.press("s")
        said = await plan(it)
        assert "Applying writes 2 orders" in said
        await it.press("a")
        await it.said_so("Imported 2 orders")
        await it.press("2")
        await it.until(lambda: it.desk.PLACE == "orders" and it.grid.window.total == 2)
        await it.until(lambda: "Rp30.001" in it.text())


async def test_a_column_can_be_said_to_mean_nothing_and_the_currency_told(shop, own):
    async with shop(folders=[own]) as it:
        await visit(it)
        await it.until(lambda: "unknown" in it.text())
        await it.press("m")
        await it.until(lambda: "Choose a column for" in it.text())
        mapping = it.app.screen
        await mean(it, "Nomor Nota", "number")
        await mean(it, "Pembeli", "recipient")
        assert "buyer" not in mapping.mapped
        await it.press("x")
        assert "recipient" not in mapping.mapped
        await it.press("m", "ctrl+u")
        await it.type("rupiah")
        await it.press("enter")
        await it.until(lambda: "three letters" in it.text())
        await it.press("ctrl+u")
        await it.type("php")
        await it.press("enter")
        await it.until(lambda: "₱15,000.50" in it.text())


async def test_a_sheet_that_is_known_is_not_mapped(shop, downloads):
    async with shop(folders=[downloads]) as it:
        await visit(it)
        await it.until(lambda: "Shopify orders" in it.text() and "Blibli orders" in it.text())
        await it.press("m")
        await it.said_so("is known already")


async def test_a_path_that_is_not_there_is_told(shop, downloads):
    async with shop(folders=[downloads]) as it:
        await visit(it)
        await it.press("/", "ctrl+u")
        await it.type(str(downloads / "nowhere"))
        await it.press("enter")
        await it.said_so("There is no", "nowhere")


async def test_an_import_of_the_list_opens_and_tells_its_records(shop, downloads):
    async with shop(folders=[downloads]) as it:
        await visit(it)
        await drop(it, f"'{downloads / BLIBLI}'")
        await plan(it)
        await it.press("a")
        await it.said_so("Imported")
        await it.until(lambda: it.desk.history.window.total == 1)
        await it.press("tab", "enter")
        await it.until(lambda: isinstance(it.app.screen, EntryDialog))
        await it.until(lambda: "Orders 50" in it.text())


ORDERS = [{"number": f"A-{n}", "total": n * 100_000} for n in range(1, 6)]


async def test_the_marks_are_exported_in_the_columns_that_were_chosen(shop, tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()
    async with shop(ORDERS, folders=[folder]) as it:
        await it.press("space", "space", "E")
        await it.until(lambda: isinstance(it.app.screen, ExportForm))
        assert "The 2 marked orders" in it.text()
        form = it.app.screen
        form.query_one("#ask-columns").value = "resi"
        form.query_one("#ask-format").value = "json"
        await it.press("enter")
        await it.said_so("Wrote 2 orders as", "orders-2026-11-23.json")
        rows = json.loads((folder / "orders-2026-11-23.json").read_text())
        rows = rows if isinstance(rows, list) else rows["rows"]
        assert {row["number"] for row in rows} <= {f"A-{n}" for n in range(1, 6)}
        assert len(rows) == 2
        assert "total" not in rows[0]


async def test_a_file_that_is_there_is_not_overwritten_by_an_export(shop, tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "orders-2026-11-23.xlsx").write_text("mine")
    async with shop(ORDERS, folders=[folder]) as it:
        await it.press("i", "E")
        await it.until(lambda: isinstance(it.app.screen, ExportForm))
        field = it.app.screen.query_one("#ask-path")
        assert field.value.endswith("orders-2026-11-23-2")
        field.value = str(folder / "orders-2026-11-23.xlsx")
        await it.press("enter")
        await it.until(lambda: "already" in it.text())
        field.value = str(folder / "all")
        it.app.screen.query_one("#ask-where").value = "total>=3rb"
        await it.press("enter")
        await it.said_so("Wrote 3 orders as", "all.xlsx")
        assert (folder / "orders-2026-11-23.xlsx").read_text() == "mine"


async def test_an_export_of_nothing_is_refused(shop, tmp_path):
    async with shop(ORDERS, folders=[tmp_path]) as it:
        await it.press("i", "E")
        await it.until(lambda: isinstance(it.app.screen, ExportForm))
        it.app.screen.query_one("#ask-where").value = "status:cancelled"
        await it.press("enter")
        await it.said_so("No order matches")
        assert not list(tmp_path.glob("orders-*"))
