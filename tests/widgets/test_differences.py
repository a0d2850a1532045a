"""What a change sends: only what differs, and never half of a wide sign."""

import pytest
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from tests.hostile import HOSTILE
from textual.strip import Strip

from shopdesk.widgets.differences import differing
from shopdesk.widgets.line import Line, Piece

RED = Style(color="red")


def strip(text, style=None, width=30):
    return Strip([Segment(text, style)]).adjust_cell_length(width)


def text_of(part):
    return "".join(segment.text for segment in part)


@pytest.mark.parametrize(
    ("old", "new", "span"),
    [
        ("12 / 60", "13 / 60", (1, 1)),
        ("9 / 60", "10 / 60", (0, 7)),
        ("Total  Rp10", "Total  Rp25", (9, 2)),
        ("same", "same", None),
        ("马克杯 1", "马克杯 2", (7, 1)),
        ("马克杯", "马可杯", (2, 2)),
        ("a马", "ab马", (1, 3)),
        ("flag 🇮🇩 1", "flag 🇮🇩 2", (0, 30)),
    ],
)
def test_only_what_differs_is_sent(old, new, span):
    assert differing(strip(old), strip(new)) == span


def test_a_new_colour_is_a_difference():
    assert differing(strip("abc"), strip("abc", RED)) == (0, 3)
    assert differing(strip("abc", width=3), strip("abc", width=4)) == (0, 4)


@pytest.mark.parametrize("old", HOSTILE[::3])
@pytest.mark.parametrize("new", HOSTILE[::4])
def test_the_old_line_with_the_difference_is_the_new_line(old, new):
    from shopdesk.text import safe

    before, after = strip(safe(old, 28)), strip(safe(new, 28))
    span = differing(before, after)
    if span is None:
        assert text_of(before) == text_of(after)
        return
    first, width = span
    parts = before.crop(0, first), after.crop(first, first + width), before.crop(first + width)
    assert text_of(Strip.join(parts)) == text_of(after)
    assert sum(cell_len(text_of(part)) for part in parts) == 30


async def test_a_position_that_counts_along_costs_the_digits_that_change(shelf, bench):
    line = Line(id="place")

    class WithPlace(bench):
        def compose(self):
            yield line
            yield self.grid

    app = WithPlace(shelf(count=1000))
    async with app.run_test(size=(60, 10)) as pilot:
        line.show(right=[Piece("411 / 1,000 ")])
        await pilot.pause()
        drawn = []
        line.refresh = lambda *regions, **_options: drawn.extend(regions)
        line.show(right=[Piece("412 / 1,000 ")])
        line.show(right=[Piece("412 / 1,000 ")])
        assert [(region.x, region.width) for region in drawn] == [(50, 1)]


async def test_a_step_draws_two_lines_and_a_page_the_rows_alone(shelf, bench):
    app = bench(shelf(count=1_000_000))
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.pause()
        drawn = []
        refresh, bar = app.grid.refresh, app.grid.vertical_scrollbar
        app.grid.refresh = lambda *regions, **options: (
            drawn.extend(regions) or refresh(*regions, **options)
        )
        app.grid.do_down()
        assert sorted(region.y for region in drawn) == [1, 2]
        assert all(region.height == 1 for region in drawn)
        drawn.clear()
        before = bar.position
        app.grid.do_page_down()
        assert max(region.height for region in drawn) == 23
        assert min(region.y for region in drawn) == 1
        assert bar.position == before  # a page of a million moves no thumb
        await pilot.press("G")
        assert bar.position > 900_000
