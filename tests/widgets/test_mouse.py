"""The mouse on the grid: the same as the keys do, and never needed."""

import pytest
from textual.events import MouseScrollDown, MouseScrollUp


@pytest.fixture
async def thousand(shelf, bench):
    app = bench(shelf(count=1000))
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.pause()
        yield app, pilot


async def wheel(pilot, kind, times=1, **keys):
    for _turn in range(times):
        await pilot._post_mouse_events([kind], offset=(20, 10), button=0, **keys)
    await pilot.pause()


async def test_a_click_moves_and_a_double_click_opens(thousand):
    app, pilot = thousand
    await pilot.click(app.grid, offset=(20, 5))
    assert app.grid.cursor == 4
    assert not app.opened
    await pilot.click(app.grid, offset=(20, 3), times=2)
    assert [row.id for row in app.opened] == [3]


async def test_a_head_sorts_and_turns(thousand):
    app, pilot = thousand
    await pilot.click(app.grid, offset=(20, 0))
    assert app.grid.window.sort == "total"
    await pilot.click(app.grid, offset=(20, 0))
    assert app.grid.window.sort == "-total"
    await pilot.click(app.grid, offset=(40, 0))
    assert app.grid.window.sort == "-total"  # a column without an order


async def test_gutter_ctrl_and_shift_mark(thousand):
    app, pilot = thousand
    grid = app.grid
    await pilot.click(grid, offset=(1, 7))
    assert grid.marks.ids == {7}
    await pilot.click(grid, offset=(30, 9), control=True)
    assert grid.marks.ids == {7, 9}
    await pilot.click(grid, offset=(30, 12), shift=True)
    assert grid.marks.ids == {7, 9, 10, 11, 12}
    await pilot.click(grid, offset=(30, 9), control=True)
    assert grid.marks.ids == {7, 10, 11, 12}


async def test_the_wheel_scrolls_and_takes_the_cursor_along(thousand):
    app, pilot = thousand
    grid = app.grid
    await wheel(pilot, MouseScrollDown, 10)
    first, last = grid.in_view()
    assert first == 20
    assert first <= grid.cursor <= last
    assert "250000000021" in app.lines()[1]
    await pilot.press("G")
    await wheel(pilot, MouseScrollUp, 3)
    first, last = grid.in_view()
    assert grid.cursor == last < 999


async def test_the_scrollbar_of_a_million_can_be_clicked_and_dragged(shelf, bench):
    app = bench(shelf(count=1_000_000))
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.pause()
        grid = app.grid
        await pilot.click(offset=(99, 12))
        assert grid.scroll_offset.y > 0  # a page on
        await pilot.press("g")
        await pilot.mouse_down(offset=(99, 0))
        await pilot.hover(offset=(99, 12))
        await pilot.mouse_up(offset=(99, 12))
        await pilot.pause()
        first, last = grid.in_view()
        assert 400_000 < first < 600_000
        assert first <= grid.cursor <= last
        assert grid.row.id == grid.cursor + 1
        assert len(grid.source.asked) < 60


async def test_hints_of_more_columns_are_clicked(shelf, bench):
    app = bench(shelf(count=5))
    async with app.run_test(size=(40, 8)) as pilot:
        await pilot.pause()
        assert "»" in app.lines()[0]
        await pilot.click(app.grid, offset=(38, 0))
        assert app.grid.skip == 1
        await pilot.click(app.grid, offset=(1, 0))
        assert app.grid.skip == 0
