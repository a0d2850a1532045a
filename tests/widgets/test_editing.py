"""Cells changed in place: opened, typed, refused, kept, left, found again after a dropped line."""

import json

import pytest
from tests.hostile import HOSTILE
from textual.events import Key, Paste

from shopdesk.widgets.cells import Edit, amount, chosen, count
from shopdesk.widgets.columns import Column
from shopdesk.widgets.draft import Draft

LEVELS = {"gold": "Gold member", "silver": "Silver member", "guest": "Guest"}
COLUMNS = (
    Column("number", "Number", lambda row: row.number, 10, priority=1, sort="id", whole=True),
    Column("buyer", "Buyer", lambda row: row.buyer, 16, priority=2,
           edit=Edit("buyer", lambda row: row.buyer, hints=lambda: ("Ana", "Anggrek"))),
    Column("total", "Total", lambda row: str(row.total), 10, priority=3, align="right",
           sort="total", edit=Edit("total", lambda row: str(row.total), count)),
    Column("level", "Level", lambda _row: "Guest", 14, priority=9,
           edit=Edit("level", lambda _row: "Guest", choices=lambda: LEVELS)),
    Column("code", "Code", lambda row: row.number, 12, priority=10,
           edit=Edit("number", lambda row: row.number, own=True)),
)  # fmt: skip


@pytest.fixture
async def thousand(shelf, bench):
    app = bench(shelf(count=1000), columns=COLUMNS)
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.pause()
        yield app, pilot


def field(app):
    return app.grid._open.editor._field


async def test_a_cell_is_changed_where_it_stands(thousand):
    app, pilot = thousand
    await pilot.press("j", "j", "e")
    assert field(app).value == "Buyer 3"
    assert field(app).region.y == 3
    assert field(app).content_region.x == app.grid.where_is("buyer")[0]
    await pilot.press("ctrl+u", *"Sri", "enter")
    await pilot.pause()
    assert app.edited == [([3], "buyer", "Sri")]
    assert app.grid.has_focus
    assert not app.grid.editing
    assert "Sri" in app.lines()[3]
    assert app.grid.row.id == 3


async def test_keys_typed_ahead_go_into_the_cell(thousand):
    app, pilot = thousand
    await pilot.press("e", "j", "j", "G", "enter")
    assert app.edited == [([1], "buyer", "Buyer 1jjG")]


async def test_keys_typed_ahead_of_an_answer_go_into_the_next_cell(thousand):
    app, pilot = thousand
    app.late = True
    await pilot.press("e", "z", "tab")
    await pilot.press("ctrl+u", *"77", "enter", "j")
    assert [edited[1] for edited in app.edited] == ["buyer"]
    app.release()
    await pilot.pause()
    assert app.edited[1][1:] == ("total", 77)
    app.release()
    await pilot.pause()
    assert app.grid.cursor == 1


async def test_keys_sent_in_one_burst_all_arrive_where_they_belong(thousand):
    """A scanner, a slow line: nothing waits for the screen between two keys."""
    app, pilot = thousand
    for key in ("e", "ctrl+u", *"ABx", "backspace", "left", "C", "tab", *"12", "enter", *"je"):
        app.post_message(Key(key, key if len(key) == 1 else None))
    for _turn in range(20):
        await pilot.pause()
    assert app.edited[0][1:] == ("buyer", "ACB")
    assert app.edited[1][1] == "total"
    assert str(app.edited[1][2]).endswith("12")
    assert app.grid.cursor == 1
    assert app.grid._open.row == 2


async def test_esc_leaves_the_cell_as_it_was_and_an_unchanged_one_is_no_change(thousand):
    app, pilot = thousand
    await pilot.press("e", "x", "escape", "e", "enter")
    assert not app.edited
    assert app.drafts[0].text == "Buyer 1x"
    assert app.drafts[-1] is None
    assert app.grid.has_focus


async def test_tab_keeps_a_cell_and_opens_the_next_one(thousand):
    app, pilot = thousand
    await pilot.press("e", "z", "tab")
    await pilot.pause()
    assert app.edited == [([1], "buyer", "Buyer 1z")]
    assert field(app).value == str(app.grid.row.total)
    await pilot.press("shift+tab")
    await pilot.press("shift+tab")
    assert app.grid._open.column.id == "code"
    await pilot.press("escape", "e")
    assert app.grid._open.column.id == "code"  # the cell changed last comes first


async def test_a_cell_out_of_view_is_scrolled_to_and_back(shelf, bench):
    app = bench(shelf(count=5), columns=COLUMNS)
    async with app.run_test(size=(40, 10)) as pilot:
        await pilot.pause()
        assert app.grid.where_is("code") is None
        await pilot.press("e", "shift+tab")
        assert app.grid._open.column.id == "code"
        left, _width = app.grid.where_is("code")
        assert field(app).region.right <= 39
        assert field(app).region.x <= left
        await pilot.press("escape")
        assert app.grid.skip == 0


async def test_what_is_wrong_is_said_at_the_cell_until_it_is_mended(thousand):
    app, pilot = thousand
    await pilot.press("e", "tab", "ctrl+u", *"12 much", "enter")
    await pilot.pause()
    assert not app.edited
    line = next(line for line in app.shown() if "“12 much” is not a number" in line)
    assert app.shown().index(line) == 2
    app.refuses = "Total of 250000000001: Rp1 is [too] little."
    await pilot.press("ctrl+u", "1", "enter")
    await pilot.pause()
    assert "is [too] little." in app.shown()[2]
    assert field(app).has_focus
    app.refuses = ""
    await pilot.press("2", "enter")
    assert app.edited[-1] == ([1], "total", 12)
    assert not app.grid.editing


async def test_on_the_last_line_the_sentence_stands_above(shelf, bench):
    app = bench(shelf(count=5), columns=COLUMNS)
    async with app.run_test(size=(60, 6)) as pilot:
        await pilot.pause()
        await pilot.press("G", "e", "tab", "x", "enter")
        await pilot.pause()
        shown = app.shown()
        assert field(app).region.y == 5
        assert "is not a number" in shown[4]


async def test_all_marks_are_changed_and_it_says_how_many(thousand):
    app, pilot = thousand
    await pilot.press("space", "space", "space", "e")
    await pilot.pause()
    assert field(app).value == ""
    assert any("changes 3 marked rows" in line for line in app.shown())
    await pilot.press(*"Ana", "enter")
    await pilot.pause()
    assert app.edited == [([1, 2, 3], "buyer", "Ana")]
    assert not app.grid.marks


async def test_what_every_row_has_of_its_own_is_not_given_to_several(thousand):
    app, pilot = thousand
    await pilot.press("space", "space", "e", "shift+tab")
    assert app.grid._open.column.id == "level"


async def test_all_that_match_are_changed(thousand):
    app, pilot = thousand
    app.grid.load("Buyer 99")
    await pilot.press("*", "e", *"Ana", "enter")
    assert len(app.edited[0][0]) == 11


async def test_choices_are_completed_gone_through_and_checked(thousand):
    app, pilot = thousand
    app.grid._last = "level"
    await pilot.press("e", "ctrl+u", *"sil", "enter")
    assert app.edited[-1] == ([1], "level", "silver")
    await pilot.press("e", "down", "enter")
    assert app.edited[-1] == ([1], "level", "gold")
    await pilot.press("e")
    await pilot.press("ctrl+u", *"g", "enter")
    await pilot.pause()
    assert any("“g” is not one of: Gold member" in line for line in app.shown())


async def test_what_is_typed_survives_whatever_happens_to_the_rows(thousand):
    app, pilot = thousand
    grid, shelf = app.grid, app.grid.source
    await pilot.press(*["j"] * 5, "e", *" abc")
    shelf.db.executemany("insert into o values (?, 'x', 'New', 1)", [(-i,) for i in range(1, 8)])
    grid.reload()
    await pilot.pause()
    assert grid.row.id == 6
    assert field(app).value == "Buyer 6 abc"
    assert field(app).region.y == grid.cursor + 1 - grid.scroll_offset.y
    shelf.db.execute("delete from o where id = 6")
    grid.reload()
    await pilot.pause()
    assert field(app).value == "Buyer 6 abc"
    assert any("250000000006 is no longer in this list" in line for line in app.shown())
    await pilot.press("enter")
    assert app.edited == [([6], "buyer", "Buyer 6 abc")]


async def test_a_resize_and_a_click_elsewhere_lose_nothing(thousand):
    app, pilot = thousand
    await pilot.press("e", "x")
    for size in ((3, 2), (200, 50), (30, 8), (60, 20)):
        await pilot.resize_terminal(*size)
        await pilot.pause()
    assert field(app).value == "Buyer 1x"
    await pilot.click(app.grid, offset=(20, 6))
    assert field(app).value == "Buyer 1x"
    assert field(app).has_focus
    assert app.grid.cursor == 0
    await pilot.press("backspace")
    await pilot.click(app.grid, offset=(20, 6))
    assert not app.grid.editing
    assert app.grid.cursor == 5


async def test_a_draft_comes_back_with_its_row_and_its_marks(thousand):
    app, pilot = thousand
    await pilot.press("space", "space", *["j"] * 300, "e", *"half a na")
    draft = app.drafts[-1]
    read = Draft.read(json.loads(json.dumps(draft.written())))
    assert read == draft
    assert read.marks == (1, 2)
    await pilot.press("escape", "escape", "g", "o")
    heard = []
    app.grid.marks.clear()
    app.grid.resume(read, heard.append)
    await pilot.pause()
    assert heard == [True]
    assert app.grid.row.id == 303
    assert app.grid.marks.ids == {1, 2}
    assert field(app).value == "half a na"
    assert app.drafts[-1].text == "half a na"


async def test_a_draft_of_another_shop_is_not_put_into_this_one(thousand):
    app, pilot = thousand
    heard = []
    app.grid.resume(Draft(5, "INV/7", "buyer", "x", 4), heard.append)
    await pilot.pause()
    assert heard == [False]
    assert not app.grid.editing


@pytest.mark.parametrize(
    "told", [None, 3, {}, {"id": "1"}, {"id": True, "name": "", "column": "", "text": "", "at": 1}]
)
def test_a_draft_that_cannot_be_understood_is_none(told):
    assert Draft.read(told) is None


async def test_a_list_without_such_cells_tells_so(shelf, bench):
    app = bench(shelf(count=3))
    async with app.run_test(size=(60, 10)) as pilot:
        await pilot.press("e")
        assert app.told == ["Nothing in this list is changed in its cells."]


@pytest.mark.parametrize("text", HOSTILE)
async def test_hostile_text_in_an_input_is_harmless(shelf, bench, text):
    text = text.encode("utf-8", "replace").decode()
    app = bench(shelf(rows=[(1, "N1", text, 5)]), columns=COLUMNS)
    async with app.run_test(size=(100, 8)) as pilot:
        await pilot.pause()
        await pilot.press("e")
        field(app).post_message(Paste(text))
        await pilot.pause()
        shown = "".join(app.shown())
        assert not [c for c in shown if c < " " or "\x7f" <= c <= "\x9f" or c in "\u202e\u200b"]
        assert len(app.shown()) == 8


def test_counts_and_amounts_are_read_as_the_filter_reads_them():
    assert (count("1.200"), count("1,5k"), amount("15rb"), amount("Rp15.000")) == (
        1200, 1500, 1_500_000, 1_500_000,
    )  # fmt: skip
    for wrong in ("", "x", "-5", "1..9", "1.5"):
        with pytest.raises(ValueError, match="“"):
            count(wrong)


def test_a_choice_is_meant_by_its_word_or_its_only_beginning():
    assert chosen(" gold MEMBER ", LEVELS) == "gold"
    assert chosen("gu", LEVELS) == "guest"
    with pytest.raises(ValueError, match="not one of"):
        chosen("", LEVELS)
