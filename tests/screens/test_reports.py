"""The Reports desk: a report is opened, asked otherwise, walked, written into a file, scheduled."""

from contextlib import asynccontextmanager
from dataclasses import replace
from itertools import pairwise

import pytest
from tests import reported

from shopdesk import locale
from shopdesk.reports import catalogue
from shopdesk.reports.document import Opens
from shopdesk.screens.reports.layout import lay_out

HERE = "Report by hand"


@pytest.fixture
def reports(shop, monkeypatch):
    """Open the desk with one report in the catalogue: ``async with reports() as it``."""
    monkeypatch.setattr(catalogue, "every", lambda: (reported.REPORT,))
    monkeypatch.setattr(catalogue, "named", lambda _name: reported.REPORT)

    @asynccontextmanager
    async def opened(size=(80, 24), *, report=True, **more):
        async with shop([], size, **more) as it:
            await it.press("9")
            await it.until(lambda: it.desk.PLACE == "reports" and it.grid.row is not None)
            if report:
                await it.press("enter")
                await it.until(lambda: it.desk.shown)
                await it.pilot.pause()
            yield it

    return opened


def texts(width):
    return ["".join(piece.text for piece in line.pieces) for line in lay_out(SHEET, width)]


SHEET = reported.document()


@pytest.mark.parametrize("width", [40, 50, 77, 117, 197])
def test_no_line_is_wider_than_the_terminal(width):
    assert max(map(len, texts(width))) <= width


def test_an_identifier_is_never_cut_and_columns_go_from_the_right():
    narrow, broad = "\n".join(texts(50)), "\n".join(texts(117))
    assert "MUG-BLUE-0014" in narrow
    assert "15 Oct 2026" not in narrow
    assert "15 Oct 2026" in broad


def test_numbers_stand_right_and_speak_the_language_of_the_report():
    locale.use("id")
    rows = ["".join(piece.text for piece in line.pieces)
            for line in lay_out(replace(SHEET, language="id"), 117)]  # fmt: skip
    ends = {
        row.index(sign) + len(sign) for row in rows for sign in ("1,0 %", "8,0 %") if sign in row
    }
    assert len(ends) == 1
    assert any("Rp300.000.000  100,0 %" in row for row in rows)


async def test_the_cursor_walks_what_opens_rows_and_comes_back_to_its_place(reports):
    async with reports() as it:
        preview, seen = it.desk.preview, []
        while not (preview.here and preview.here.opens == Opens("orders", WANTED)):
            await it.press("down")
            seen.append(preview.scroll_offset.y)
            assert len(seen) < 40
        assert max(b - a for a, b in pairwise(seen)) < preview.size.height
        place = preview.scroll_offset.y, preview.here
        assert "Share" in it.text().splitlines()[1], "the head of the table stays"
        await it.press("d")
        assert "Mug Biru Keramik Besar 14" in it.text(), "the row uncut"
        await it.press("escape", "enter")
        await it.until(lambda: it.desk.PLACE == "orders" and it.desk.where == WANTED)
        await it.press("[")
        await it.until(lambda: it.desk.PLACE == "reports")
        await it.pilot.pause()
        assert (preview.scroll_offset.y, preview.here) == place
        await it.press("g", *["tab"] * 5)
        assert "Products by GMV" in it.text().splitlines()[1]
        assert "2 Oct 2026" not in it.text()
        await it.press(*["right"] * 4)
        assert "2 Oct 2026" in it.text(), "columns out of sight were moved in"
        await it.press(*["left"] * 4, "shift+tab")
        assert "Orders by hour" in it.text().splitlines()[1]
        await it.press("escape")
        assert not it.desk.shown


WANTED = "placed:2026-10 sku:MUG-BLUE-0014"


async def test_answers_make_the_report_anew_and_are_remembered(reports):
    async with reports() as it:
        await it.press("minus")
        await it.until(lambda: "Monthly report 2026-09" in it.text())
        await it.press("e")
        await it.until(lambda: "Names of customers" in it.text())
        await it.type("9")
        await it.press("enter")
        assert "is not a date" in it.text()
        await it.press("backspace", "enter")
        await it.press("escape", "0", "9", "ctrl+l")
        await it.until(lambda: it.desk.PLACE == "reports" and it.desk.grid.row is not None)
        await it.press("enter")
        await it.until(lambda: it.desk.shown)
        assert "Monthly report 2026-09" in it.text()


async def test_a_report_that_cannot_be_made_says_why_and_what_to_do(reports, monkeypatch):
    broken = replace(reported.REPORT, build=refuse)
    monkeypatch.setattr(catalogue, "named", lambda _name: broken)
    async with reports(report=False) as it:
        await it.press("enter")
        await it.said_so("no shop like that")
        assert "e changes the answers" in it.text()


def refuse(_read, _answers):
    from shopdesk.refusal import Refusal

    raise Refusal("There is no shop like that.")


async def test_a_report_is_written_and_listed_then_scheduled_and_removed(reports, tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()
    async with reports(folders=[folder]) as it:
        it.app.memory.put("reports.format", "txt")
        await it.press("E")
        await it.until(lambda: "Write Report by hand" in it.text())
        await it.press("enter")
        await it.said_so("hand-2026-10")
        assert "Monthly report 2026-10" in (folder / "hand-2026-10.txt").read_text("utf-8")
        await it.press("W")
        await it.until(lambda: "Files of the reports" in it.text() and "hand-2026-10." in it.text())
        await it.press("enter")
        await it.until(lambda: "SHA-256" in it.text())
        await it.press("escape", "escape", "S")
        await it.until(lambda: "No report comes by itself" in it.text())
        await it.press("a")
        await it.until(lambda: "New schedule" in it.text())
        await it.press("enter")
        await it.until(lambda: "every month, day 1" in it.text())
        await it.press("x")
        await it.until(lambda: "No report comes by itself" in it.text())
