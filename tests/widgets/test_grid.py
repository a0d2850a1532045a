"""The grid under a real driver: moving, paging, marks, order, columns, and text that means harm."""

import pytest
from rich.cells import cell_len
from tests.hostile import HOSTILE

from shopdesk.widgets import glyphs


@pytest.fixture
async def thousand(shelf, bench):
    app = bench(shelf(count=1000))
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.pause()
        yield app, pilot


async def test_cursor_walks_and_turns_pages(thousand):
    app, pilot = thousand
    grid = app.grid
    await pilot.press("j", "j", "down")
    assert grid.cursor == 3
    assert grid.row.id == 4
    await pilot.press(*["j"] * 30)
    assert grid.cursor == 33
    assert grid.scroll_offset.y > 0
    assert "250000000034" in "".join(app.lines())
    await pilot.press("k")
    assert grid.row.id == 33
    await pilot.press("G")
    assert grid.cursor == 999
    assert "250000001000" in app.lines()[-1]
    await pilot.press("g")
    assert (grid.cursor, grid.scroll_offset.y) == (0, 0)


async def test_page_keys_stop_at_the_ends(thousand):
    app, pilot = thousand
    grid = app.grid
    await pilot.press("pagedown")
    assert grid.cursor == 23
    assert grid.scroll_offset.y == 23
    await pilot.press("pageup", "pageup")
    assert (grid.cursor, grid.scroll_offset.y) == (0, 0)


async def test_the_end_of_a_million_is_asked_from_the_end(shelf, bench):
    app = bench(shelf(count=1_000_000))
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.pause()
        await pilot.press("G")
        await pilot.pause()
        assert app.grid.row.id == 1_000_000
        assert max(wanted.skip for wanted in app.grid.source.asked) <= 100
        await pilot.press("pageup", "pageup", "pageup", "pageup", "pageup")
        assert app.grid.row.id == 1_000_000 - 5 * 23
        assert max(wanted.skip for wanted in app.grid.source.asked) <= 100


async def test_marks_survive_sort_and_filter(thousand):
    app, pilot = thousand
    grid = app.grid
    await pilot.press("space", "space")
    assert grid.marks.ids == {1, 2}
    assert grid.cursor == 2
    await pilot.press("G", "v", "k", "k", "v")
    assert grid.marks.ids == {1, 2, 998, 999, 1000}
    await pilot.press(">")
    assert grid.window.sort == "total"
    grid.load("Buyer 99")
    await pilot.pause()
    assert grid.window.total == 11
    assert len(grid.marks) == 5
    assert grid.marks.hidden == 3
    grid.load("")
    assert grid.marks.hidden == 0
    assert grid.step_back()
    assert not grid.marks
    assert not grid.step_back()


async def test_all_that_match_is_a_flag_until_ids_are_needed(thousand):
    app, pilot = thousand
    grid = app.grid
    grid.load("Buyer 99")
    await pilot.pause()
    await pilot.press("*", "space")
    assert len(grid.marks) == 10
    assert len(grid.marks.ids) == 1
    got = []
    grid.chosen(got.extend)
    assert got == [990, 991, 992, 993, 994, 995, 996, 997, 998, 999]
    await pilot.press("*")
    grid.load("")
    assert not grid.marks.everything
    assert len(grid.marks) == 11


async def test_without_marks_the_row_under_the_cursor_is_chosen(thousand):
    app, pilot = thousand
    await pilot.press("j", "enter")
    got = []
    app.grid.chosen(got.extend)
    assert got == [2]
    assert [row.id for row in app.opened] == [2]


async def test_order_turns_and_shows_its_arrow(thousand):
    app, pilot = thousand
    await pilot.press("o")
    assert app.grid.row.id == 1000
    assert "Number▼" in app.lines()[0]
    await pilot.press("<", "o")
    assert "Total▲" in app.lines()[0]
    glyphs.use(glyphs.ASCII)
    try:
        assert "Total^" in app.lines()[0]
    finally:
        glyphs.use(glyphs.DRAWN)


async def test_only_columns_with_an_order_are_sorted_by(thousand):
    app, pilot = thousand
    seen = []
    for _turn in range(4):
        await pilot.press(">")
        seen.append(app.grid.window.sort)
    assert seen == ["total", "id", "total", "id"]


async def test_sorting_keeps_the_cursor_on_its_row_unless_it_is_the_first(thousand):
    app, pilot = thousand
    grid, shelf = app.grid, app.grid.source
    await pilot.press(">")
    assert grid.cursor == 0
    await pilot.press("<", "j", "j")
    assert grid.row.id == 3
    shelf.late = True
    await pilot.press(">")
    while shelf.waiting:
        shelf.release()
        await pilot.pause()
        assert grid.row is None or grid.row.id == 3 or shelf.waiting
    assert grid.row.id == 3
    above = shelf.db.execute("select count(*) from o where total < ?", (grid.row.total,))
    assert grid.cursor == above.fetchone()[0]
    assert "Total▲" in app.lines()[0]


async def test_a_row_that_is_gone_leaves_the_cursor_in_its_place(thousand):
    app, pilot = thousand
    grid, shelf = app.grid, app.grid.source
    await pilot.press(*["j"] * 40)
    shelf.db.execute("delete from o where id between 30 and 45")
    grid.reload()
    await pilot.pause()
    assert grid.row.id == 46
    assert grid.cursor == 29


async def test_a_cursor_step_and_its_place_are_drawn_at_once(thousand):
    app, pilot = thousand
    told = []
    app.grid.stepped = lambda: told.append(app.grid.cursor)
    app.grid.do_down()
    assert told == [1]
    await pilot.pause()


async def test_all_that_match_counts_what_came_in_since(thousand):
    app, pilot = thousand
    grid = app.grid
    grid.load("Buyer 99")
    await pilot.press("*")
    grid.source.db.execute("insert into o values (2000, 'new', 'Buyer 99 b', 1)")
    grid.reload()
    await pilot.pause()
    assert len(grid.marks) == grid.window.total == 12


async def test_a_range_longer_than_the_pages_at_hand_is_marked_whole(shelf, bench):
    app = bench(shelf(count=5000))
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.press("v", "G")
        await pilot.press("k", "v")
        await pilot.pause()
        assert len(app.grid.marks) == 4999


async def test_hostile_text_stays_in_its_cell(shelf, bench):
    rows = [
        (at, f"N{at}", text.encode(errors="replace").decode(), at)
        for at, text in enumerate(HOSTILE, 1)
    ]
    app = bench(shelf(rows=rows))
    async with app.run_test(size=(100, 45)) as pilot:
        await pilot.pause()
        lines = app.lines()
        assert all(cell_len(line) == 99 for line in lines)
        text = "".join(lines)
        assert "Kaos [XL] [merah]" in text
        assert "[@click=app.quit]Diskon[/]" in text
        assert "蓝色马克杯" in text
        assert not [c for c in text if c < " " or "\x7f" <= c <= "\x9f" or c in "\u202e\u200b"]


async def test_reload_keeps_the_cursor_on_its_row(thousand):
    app, pilot = thousand
    grid, shelf = app.grid, app.grid.source
    await pilot.press("o", *["j"] * 40)
    row, line = grid.row.id, grid.cursor - grid.scroll_offset.y
    shelf.db.executemany(
        "insert into o values (?, 'new', 'New', 1)", [(i,) for i in range(2001, 2301)]
    )
    shelf.late = True
    grid.reload()
    while shelf.waiting:
        assert grid.row.id == row
        shelf.release()
        await pilot.pause()
        assert grid.row.id == row
        assert f"25{row:010}" in app.lines()[1 + line]
    assert grid.cursor == 340
    assert grid.cursor - grid.scroll_offset.y == line


async def test_late_answers_to_old_questions_are_dropped(thousand):
    app, _pilot = thousand
    shelf = app.grid.source
    shelf.late = True
    app.grid.load("Buyer 1")
    old, shelf.waiting = shelf.waiting, []
    app.grid.load("Buyer 999")
    shelf.release()
    for answer in old:
        answer()
    assert app.grid.window.total == 1
    assert app.grid.row.id == 999


async def test_three_empty_states(shelf, bench):
    source = shelf()
    source.late = True
    app = bench(source)
    async with app.run_test(size=(60, 10)) as pilot:
        await pilot.pause()
        assert "loading" in app.lines()[3]
        source.release()
        assert "none yet" in app.lines()[3]
        source.late = False
        app.grid.load("nobody")
        assert "none match" in app.lines()[3]
        await pilot.press("j", "k", "G", "space", "enter", "v", "pagedown", "*")


async def test_resize_keeps_the_cursor_in_view(thousand):
    app, pilot = thousand
    await pilot.press(*["j"] * 20)
    for size in ((1, 1), (30, 4), (200, 50), (60, 8)):
        await pilot.resize_terminal(*size)
        await pilot.pause()
    first, last = app.grid.in_view()
    assert first <= app.grid.cursor <= last
