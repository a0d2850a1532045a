"""Small charts: heights and lengths carry the numbers, also without colour and without blocks."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.app import App

from shopdesk.widgets.charts import ALONG, SHADES, UP, Chart, bar, bars, heat, shares, stacked
from shopdesk.widgets.line import Piece
from shopdesk.widgets.plain import face


def drawn(rows):
    return ["".join(piece.text for piece in row) for row in rows]


def test_bars_stand_from_the_top_line_down():
    assert bars([0, 1, 2, 4], 2) == ["   █", " ▄██"]
    assert bars([8, 1], 1, cells=3) == ["██ ▁▁ "]
    assert bars([], 3) == ["", "", ""]


def test_what_is_above_zero_shows_and_zero_does_not():
    assert bars([1_000_000, 1, 0], 1) == ["█▁ "]
    assert bars([0, 0], 1) == ["  "]


def test_bars_share_a_top_that_is_given():
    assert bars([2, 4], 1, top=8) == ["▂▄"]


@given(st.lists(st.integers(0, 10**15), min_size=1, max_size=40), st.integers(1, 9))
def test_a_higher_value_never_has_a_lower_bar(values, height):
    lines = bars(values, height)
    heights = [sum(UP.index(line[at]) for line in lines) for at in range(len(values))]
    for value, high in zip(values, heights, strict=True):
        for other, low in zip(values, heights, strict=True):
            assert value <= other or high >= low
    assert max(heights) == (8 * height if max(values) else 0)


@given(st.integers(0, 10**12), st.integers(1, 10**12), st.integers(1, 60))
def test_a_lying_bar_has_its_width_and_its_share(value, top, width):
    text = bar(min(value, top), top, width)
    eighths = sum(ALONG.index(sign) for sign in text)
    assert len(text) == width
    exact = Fraction(min(value, top) * width * 8, top)
    assert abs(eighths - exact) <= (1 if value else 0)


def test_rows_of_bars_are_on_one_scale_and_named():
    lines = drawn(stacked([("now", [4, 0]), ("usual", [2, 1])], {0: "a", 1: "b"}, 8, 3))
    assert lines == ["now   █ ", "usual ▄▂", "      a"]


def test_names_on_the_axis_never_run_into_each_other():
    ticks = {0: "9", 2: "11", 3: "12", 5: "14"}
    lines = drawn(stacked([("", [1] * 6)], ticks, 7, 2))
    assert lines[-1] == " 9 11 14"


def test_a_chart_without_room_or_without_bars_draws_nothing():
    assert stacked([("a name", [1] * 24)], {}, 20, 4) == []
    assert stacked([("a", [1]), ("b", [1])], {}, 20, 2) == []
    assert stacked([], {}, 20, 4) == []


def test_shares_have_names_bars_and_words():
    lines = drawn(shares([("Shopee", 3, "75 %"), ("Web", 1, "25 %")], 20))
    assert lines == ["Shopee ██████   75 %", "Web    ██       25 %"]
    assert drawn(shares([("Shopee", 3, "75 %")], 12)) == ["Shopee  75 %"]
    assert drawn(shares([("Web", 1, "1")], 12, top=2)) == ["Web ███    1"]
    assert shares([], 20) == []


def test_heat_tells_its_values_by_shades_and_says_what_they_stand_for():
    lines = drawn(heat([("Mon", [0, 1, 4]), ("Tue", [None, 8, 3])], {0: "0", 2: "9"}, 40, str))
    assert lines[:3] == ["Mon ····· ░░░░░ ▒▒▒▒▒ ", "Tue       █████ ▒▒▒▒▒ ", "    0           9"]
    assert lines[3] == "    ░░ ≤ 2  ▒▒ ≤ 4  ▓▓ ≤ 6  ██ ≤ 8  "
    assert len(drawn(heat([("Mon", [0, 1, 4])], {}, 20, str))) == 2, "no room for the legend"
    assert heat([("Mon", [0, 0])], {}, 40, str) == []


def test_every_shade_has_a_plain_face_of_its_own():
    assert len({face(shade) for shade in SHADES}) == len(SHADES)


@pytest.mark.parametrize("sign", [*UP, *ALONG])
def test_every_sign_has_a_plain_face_and_the_faces_still_tell_heights(sign):
    assert face(sign).isascii()
    plain = [face(one) for one in UP]
    assert plain[0] == " "
    assert plain[1] != plain[5] != plain[8]


class Bench(App):
    """One chart and nothing else."""

    CSS = "Chart { width: 30; height: 3; }"

    def compose(self):
        yield Chart()


def lines(chart):
    return ["".join(segment.text for segment in chart.render_line(y)) for y in range(3)]


class Counted(Chart):
    """A chart that notes which lines it draws anew."""

    def __init__(self):
        super().__init__()
        self.drawn = []

    def refresh(self, *regions, **more):
        self.drawn += [region.y for region in regions]
        return super().refresh(*regions, **more)


async def test_a_new_drawing_draws_only_the_lines_that_differ():
    app = Bench()
    async with app.run_test() as pilot:
        chart = Counted()
        await app.mount(chart)
        await pilot.pause()
        chart.show(lambda _width, _height: [[Piece("a", "", print)], [Piece("b")]])
        assert chart.drawn == [0, 1]
        chart.show(lambda _width, _height: [[Piece("a", "", lambda: None)], [Piece("b", "late")]])
        assert chart.drawn == [0, 1, 1]
        chart.show(lambda _width, _height: [[Piece("a")]])
        assert chart.drawn == [0, 1, 1, 1]
        assert lines(chart)[1].strip() == ""


async def test_a_chart_draws_for_its_room_and_safely():
    app = Bench()
    async with app.run_test() as pilot:
        chart = app.query_one(Chart)
        assert "".join(lines(chart)).strip() == ""
        clicked = []
        chart.show(
            lambda width, height: [
                [
                    Piece(f"{width}×{height}"),
                    Piece(" [b]\x1b[31m", "late", lambda: clicked.append(1)),
                ]
            ]
        )
        assert lines(chart)[0].startswith("28×3 [b]\ufffd[31m")
        chart.styles.width = 20
        for _turn in range(100):  # the screen lays itself out when it draws next
            await pilot.pause(0.01)
            if lines(chart)[0].startswith("18×3"):
                break
        assert lines(chart)[0].startswith("18×3")
        await pilot.click(chart, offset=(1, 0))
        assert not clicked
        await pilot.click(chart, offset=(7, 0))
        assert clicked
