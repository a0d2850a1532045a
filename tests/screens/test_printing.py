"""Printing from a desk: which paper, which size, and a label asks once more."""

import re
import subprocess

from tests.rig import NOW

ORDERS = tuple(
    {"number": f"A-{n}", "ship_by": NOW + n * 3600, "tracking": f"JX000{n}"} for n in range(1, 6)
)


def words_of(path):
    run = subprocess.run(["pdftotext", "-raw", path, "-"], check=True, capture_output=True)
    return run.stdout.decode().removesuffix("\f").split("\f")


async def test_labels_of_marked_orders_ask_once_more_and_say_copy_the_next_time(shop, tmp_path):
    async with shop(ORDERS, folders=[tmp_path]) as it:
        for turn in (1, 2):
            await it.press("p", "l")
            await it.until(lambda: "Write to" in it.text())
            assert ("was printed before" in it.text()) == (turn == 2)
            await it.press("enter")
            await it.until(lambda: "This cannot be undone." in it.text())
            assert "A-1" in it.text()
            await it.press("tab", "enter")
            await it.until(lambda turn=turn: len(list(tmp_path.glob("label-*.pdf"))) == turn)
        await it.said_so("Printed 1 label", "copy", "Wrote")
        first, second = sorted(tmp_path.glob("label-*.pdf"), key=lambda path: len(path.name))
        assert "COPY" not in words_of(first)[0]
        assert "COPY 2" in words_of(second)[0]


async def test_a_careless_enter_prints_no_label(shop, tmp_path):
    async with shop(ORDERS, folders=[tmp_path]) as it:
        await it.press("p", "l")
        await it.until(lambda: "Write to" in it.text())
        await it.press("enter")
        await it.until(lambda: "This cannot be undone." in it.text())
        await it.press("enter")
        await it.until(lambda: "This cannot be undone." not in it.text())
        assert not list(tmp_path.glob("*.pdf"))


async def test_invoices_lie_as_the_list_stands(shop, tmp_path):
    async with shop(ORDERS, folders=[tmp_path]) as it:
        await it.press("o")
        await it.until(lambda: it.grid.row.number == "A-5")
        await it.press("space", "space", "space", "p", "i")
        await it.until(lambda: "Write to" in it.text())
        assert "3 papers" in it.text()
        await it.press("shift+tab", "enter", "down", "enter")
        await it.until(lambda: "As the list stands" in it.text())
        await it.press("tab", "enter")
        await it.said_so("Printed 3 invoices")
        (paper,) = tmp_path.glob("invoice-*.pdf")
        assert [re.search(r"A-\d", page)[0] for page in words_of(paper)] == ["A-5", "A-4", "A-3"]


async def test_the_pick_list_is_written_as_before(shop, tmp_path):
    async with shop(ORDERS, folders=[tmp_path]) as it:
        await it.press("p", "p")
        await it.until(lambda: "Write to" in it.text())
        await it.press("enter")
        await it.said_so("Wrote", "picklist-")
