"""The import desk: pick, plan, apply, take back; and what was refused is told and saved."""

import csv
import shutil
from pathlib import Path

import pytest

from shopdesk.screens.imports.plan import PlanDialog

DEMO = Path(__file__).parents[2] / "data" / "demo"
SHOPIFY, BLIBLI = "orders_export_1.csv", "Blibli_Order_20261123.csv"


@pytest.fixture
def downloads(tmp_path):
    folder = tmp_path / "downloads"
    folder.mkdir()
    for name in (SHOPIFY, BLIBLI):
        shutil.copy(DEMO / name, folder / name)
    (folder / "notes.pdf").write_bytes(b"%PDF")
    return folder


async def plan(it):
    await it.until(lambda: isinstance(it.app.screen, PlanDialog))
    return it.app.screen._paper.content().plain


async def test_marked_files_are_planned_applied_and_taken_back(shop, downloads):
    async with shop(folders=[downloads]) as it:
        await it.press("i")
        await it.until(lambda: it.desk.PLACE == "imports" and it.desk.files.window.total == 2)
        assert "notes.pdf" not in it.text()
        await it.press("*", "i")
        said = await plan(it)
        assert "2 files" in said
        assert "shopify.orders" in said
        assert "blibli.orders" in said
        assert it.desk.history.window.total == 0
        await it.press("enter")
        await it.said_so("Imported", "u undoes it")
        await it.until(lambda: it.desk.history.window.total == 1)
        assert not it.desk.files.marks
        await it.press("2")
        await it.until(lambda: it.desk.PLACE == "orders" and it.grid.window.total > 0)
        await it.press("0", "tab", "x")
        await it.said_so("Undid: Imported")
        await it.until(lambda: "undone" in it.text())
        await it.press("2")
        await it.until(lambda: it.desk.PLACE == "orders" and "No orders yet" in it.text())


async def test_esc_discards_the_plan_and_changes_nothing(shop, downloads):
    async with shop(folders=[downloads]) as it:
        await it.press("0")
        await it.until(lambda: it.desk.PLACE == "imports" and it.desk.files.window.total == 2)
        await it.press("enter")
        await plan(it)
        await it.press("escape")
        await it.until(lambda: it.app.screen is it.desk)
        await it.press("r")
        assert it.desk.history.window.total == 0


async def test_a_refused_file_says_where_and_its_rejects_can_be_saved(shop, downloads, tmp_path):
    lines = (downloads / SHOPIFY).read_text("utf-8").splitlines()
    head = next(csv.reader(lines[:1]))
    row = next(csv.reader(lines[1:2]))
    row[head.index("Total")] = "not [money]"
    with (downloads / SHOPIFY).open("w", newline="") as file:
        csv.writer(file).writerows([head, row])
    async with shop(folders=[downloads]) as it:
        await it.press("0", "/")
        await it.press("ctrl+u")
        await it.type(str(downloads / SHOPIFY))
        await it.press("enter")
        said = await plan(it)
        assert "Total" in said
        assert "not [money]" in said
        await it.press("s", "ctrl+u")
        await it.type(str(tmp_path / "rejects.xlsx"))
        await it.press("enter")
        await it.said_so("Saved the rejects")
        assert (tmp_path / "rejects.xlsx").stat().st_size > 1000
        await it.press("escape")


async def test_an_unknown_sheet_is_mapped_once(shop, tmp_path):
    folder = tmp_path / "d"
    folder.mkdir()
    with (folder / "own.csv").open("w", newline="") as file:
        csv.writer(file).writerows(
            [("Nomor Nota", "Tanggal", "Barang", "Jumlah", "Harga", "Nilai", "Pembeli")]
            + [(f"N-{n}", "2026-11-20 10:00", "Mug", 1, "15.000", "15.000", "Ana") for n in (1, 2)]
        )
    async with shop(folders=[folder]) as it:
        await it.press("0")
        await it.until(lambda: it.desk.PLACE == "imports" and it.desk.files.window.total == 1)
        await it.press("enter")
        assert "not taken" in await plan(it)
        await it.press("m")
        await it.until(lambda: "What do the columns mean?" in it.text())
        ask = it.app.screen
        for field, column in (
            ("number", "Nomor Nota"), ("placed_at", "Tanggal"), ("name", "Barang"),
            ("qty", "Jumlah"), ("price", "Harga"), ("total", "Nilai"), ("buyer", "Pembeli"),
        ):  # fmt: skip
            ask.query_one(f"#ask-{field}").value = column
        await it.pilot.pause()
        await it.pilot.click("#yes")
        said = await plan(it)
        assert "2 new" in said
        await it.press("enter")
        await it.said_so("Imported 2 orders")


async def test_a_folder_that_is_not_there_is_told(shop, downloads):
    async with shop(folders=[downloads]) as it:
        await it.press("0", "/", "ctrl+u")
        await it.type(str(downloads / "nowhere"))
        await it.press("enter")
        await it.said_so("There is no", "nowhere")
