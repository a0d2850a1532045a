"""Columns: which are shown, how wide, in whose order, and what stands in a head or a cell."""

import pytest
from rich.cells import cell_len
from tests.hostile import HOSTILE

from shopdesk.widgets.arrangement import Arrangement
from shopdesk.widgets.columns import LONGEST, Column, fit, place

SIX = tuple(
    Column(name, name.title(), lambda row, name=name: f"{name}{row.id}", 10, at, whole=at == 1)
    for at, name in enumerate(("number", "status", "shop", "buyer", "resi", "placed"), 1)
)


def names(placed):
    return [one.column.id for one in placed]


async def test_columns_drop_by_priority_and_identifiers_stay_whole(shelf, bench):
    long = "SO-" + "9" * 30
    app = bench(shelf(rows=[(1, long, "Ana", 5), (2, "B", "Budi", 6)]))
    async with app.run_test(size=(60, 10)) as pilot:
        await pilot.pause()
        text = "\n".join(app.lines())
        assert long in text
        assert "Spare" not in text
        await pilot.resize_terminal(40, 10)
        await pilot.pause()
        text = "\n".join(app.lines())
        assert long in text
        assert "Buyer" not in text
        await pilot.resize_terminal(120, 10)
        await pilot.pause()
        assert "spare" in "\n".join(app.lines())


async def test_columns_that_do_not_fit_are_reached_one_by_one(shelf, bench):
    app = bench(shelf(count=20), columns=SIX)
    async with app.run_test(size=(50, 10)) as pilot:
        await pilot.pause()
        heads = [app.lines()[0]]
        while "»" in heads[-1]:
            await pilot.press("l")
            heads.append(app.lines()[0])
        assert len(heads) < 9
        assert "«" not in heads[0]
        assert all("«" in head for head in heads[1:])
        assert all("Number" in head for head in heads)
        seen = " ".join(heads)
        assert all(column.title in seen for column in SIX)
        assert "Placed" in heads[-1]
        await pilot.press("l")
        assert app.lines()[0] == heads[-1]
        await pilot.press(*["h"] * 9)
        assert app.lines()[0] == heads[0]


async def test_wide_characters_keep_every_column_in_its_place(shelf, bench):
    names = ("ブルーマグ" * 5, "👨‍👩‍👧‍👦 keluarga", "abc")
    rows = [(at, f"蓝色马克杯-{at}", name, at) for at, name in enumerate(names, 1)]
    app = bench(shelf(rows=rows))
    async with app.run_test(size=(44, 8)) as pilot:
        for _step in range(3):
            assert {cell_len(line) for line in app.lines()} == {43}
            await pilot.press("l")


@pytest.mark.parametrize("room", [5, 12, 30, 44, 61, 200])
@pytest.mark.parametrize("skip", [0, 1, 2, 4])
def test_the_first_column_stays_and_what_is_shown_fits(room, skip):
    placed = place(SIX, room, widest={"number": 14}, skip=skip)
    assert names(placed)[0] == "number"
    assert placed[0].width == 14
    taken = sum(one.width + 1 for one in placed) - 1
    assert taken <= room or len(placed) == 1
    if skip:
        at = [column.id for column in SIX].index
        rest = names(placed)[1:]
        assert rest == [column.id for column in SIX[1 + skip :][: len(rest)]]
        assert sorted(rest, key=at) == rest


def test_a_cell_is_exactly_as_wide_as_it_must_be():
    for text in (*HOSTILE, "蓝", ""):
        for width in (1, 2, 7, 30):
            clean = text.encode("utf-8", "replace").decode().replace("\x00", "")
            assert cell_len(fit(clean, width)) == width


def test_whoever_moves_a_column_says_which_stay_longest():
    wish = Arrangement(("number", "placed", "buyer"), frozenset({"shop"}))
    order = [column.id for column in wish.of(SIX)]
    assert order[0] == "number"
    assert order.index("placed") < order.index("buyer")
    assert "shop" not in order
    assert set(order) == {"number", "status", "buyer", "resi", "placed"}
    narrow = place(wish.of(SIX), 21, widest={})
    assert names(narrow) == order[:2]


def test_a_width_holds_but_an_identifier_is_never_cut():
    columns = Arrangement(widths={"number": 3, "buyer": 4, "shop": 9_999}).of(SIX)
    by_name = {one.column.id: one.width for one in place(columns, 900, widest={"number": 20})}
    assert by_name["number"] == 20
    assert by_name["buyer"] == 4
    assert by_name["shop"] == LONGEST * 2


def test_what_names_the_row_is_never_put_away():
    assert Arrangement(hidden=frozenset(column.id for column in SIX)).of(SIX) == SIX[:1]


@pytest.mark.parametrize(
    "told",
    [None, 7, "x", [], {"order": 3}, {"order": [1, None, "shop", "shop", "nothing"]},
     {"hidden": {"a": 1}}, {"widths": {"buyer": "9", "shop": True, "resi": 6}}],
)  # fmt: skip
def test_a_broken_memory_is_no_wish(told):
    columns = Arrangement.read(told).of(SIX)
    assert {column.id for column in columns} == {column.id for column in SIX}


def test_a_wish_is_read_as_it_was_written():
    wish = Arrangement(("shop", "number"), frozenset({"resi"}), {"buyer": 30})
    assert Arrangement.read(wish.written()) == wish


async def test_hostile_heads_are_harmless(shelf, bench):
    columns = tuple(
        Column(f"c{at}", text.encode("utf-8", "replace").decode(), lambda _row: "x", 12, 1)
        for at, text in enumerate(HOSTILE)
    )
    app = bench(shelf(count=2), columns=columns)
    async with app.run_test(size=(600, 6)) as pilot:
        await pilot.pause()
        assert "[@click=app…" in app.lines()[0]
        shown = "".join(app.shown())
        assert not [c for c in shown if c < " " or "\x7f" <= c <= "\x9f" or c in "\u202e\u200b"]
