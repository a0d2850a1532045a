"""The filter bar by itself, with a language of three words: nothing in it knows orders."""

import pytest
from textual.app import App
from textual.widgets import Input

from shopdesk.widgets.filter_bar import FilterBar
from shopdesk.widgets.offers import SHOWN, Choice

WORDS = ("merah", "merah:muda", "melati [XL]")


class Tongue:
    """Words that begin so; whatever holds a "?" is wrong there."""

    def check(self, text):
        at = text.find("?")
        return None if at < 0 else ("no question marks [here]", at, at + 1)

    def offers(self, text, cursor, *, asked=False):
        start = text.rfind(" ", 0, cursor) + 1
        typed = text[start:cursor]
        known = [*WORDS, *(f"many-{n}" for n in range(20))]
        wanted = known if asked and not typed else [w for w in known if typed and w != typed]
        return [Choice(w, start, cursor, "hint") for w in wanted if w.startswith(typed)]


class House(App):
    def __init__(self):
        super().__init__()
        self.bar = FilterBar(Tongue())
        self.bar.left = self.left
        self.told, self.closed = [], []

    def compose(self):
        yield self.bar
        other = Input(id="list")
        other.can_focus = True
        yield other

    def on_filter_bar_changed(self, message):
        self.told.append(message.where)

    def left(self, where, kept):
        self.told.append(where)
        self.closed.append((where, kept))
        self.set_focus(self.query_one("#list"))


@pytest.fixture
async def opened():
    app = House()
    async with app.run_test(size=(60, 16)) as pilot:
        app.bar.put("lama")
        app.bar.open()
        await pilot.pause()
        yield app, pilot


def shown(app):
    return [
        "".join(segment.text for segment in strip).rstrip()
        for strip in app.screen._compositor.render_strips()
    ]


def value(app):
    return app.bar.query_one("#filter").value


async def test_it_opens_behind_the_filter_in_force(opened):
    app, pilot = opened
    assert value(app) == "lama "
    await pilot.press("m", "e", "l")
    assert "melati [XL]  hint" in shown(app)[1]
    await pilot.press("tab")
    assert value(app) == "lama melati [XL]"
    await pilot.press("enter")
    await pilot.pause()
    assert app.closed == [("lama melati [XL]", True)]
    assert app.told[-1] == "lama melati [XL]"


async def test_down_and_up_choose_and_enter_takes(opened):
    app, pilot = opened
    await pilot.press("m", "e", "down", "down", "down", "down", "up", "up", "enter")
    assert value(app) == "lama merah:muda"
    assert app.bar.editing
    await pilot.press("escape")
    await pilot.pause()
    assert app.closed == [("lama", False)]


async def test_the_chosen_one_of_many_stays_in_view(opened):
    app, pilot = opened
    await pilot.press("tab", *["up"] * 3)
    lines = [line for line in shown(app) if "hint" in line]
    assert len(lines) == SHOWN
    assert any("many-17" in line for line in lines)


async def test_what_is_wrong_stands_below_its_place_and_is_not_taken(opened):
    app, pilot = opened
    await pilot.press("a", "?")
    lines = shown(app)
    assert lines[0].index("?") == lines[1].index("no question marks [here]")
    await pilot.press("enter")
    await pilot.pause(0.3)
    assert app.bar.editing
    assert app.told == []
    await pilot.press("backspace")
    await pilot.pause(0.3)
    assert app.told == ["lama a"]


async def test_filters_from_before_are_walked_up_and_down_while_nothing_is_typed(opened):
    app, pilot = opened
    app.bar.past = ["baru", "tua"]
    await pilot.press("up", "up", "up")
    assert value(app) == "tua"
    await pilot.press("down")
    assert value(app) == "baru"
    await pilot.press("down")
    assert value(app) == "lama "
    await pilot.press("ctrl+u", "up")
    assert value(app) == "baru"
    await pilot.press("x", "up")
    assert value(app) == "barux"


async def test_down_goes_to_the_list_with_what_was_typed(opened):
    app, pilot = opened
    await pilot.press("x", "down")
    await pilot.pause()
    assert app.closed == [("lama x", True)]
    assert app.query_one("#list").has_focus


async def test_the_mouse_takes_a_choice_and_a_click_elsewhere_keeps_the_text(opened):
    app, pilot = opened
    await pilot.press("m", "e")
    await pilot.click(offset=(10, 2))
    assert value(app) == "lama merah:muda"
    assert app.bar.editing
    await pilot.click("#list")
    await pilot.pause()
    assert app.closed == [("lama merah:muda", True)]


async def test_other_words_are_offered_for_what_is_nowhere(opened):
    app, pilot = opened
    await pilot.press("q")
    app.bar.suggest([Choice("kaos", 5, 6)], "similar:")
    await pilot.pause()
    assert " similar: " in shown(app)[1]
    await pilot.press("tab")
    assert value(app) == "lama kaos"


@pytest.mark.parametrize("size", [(1, 1), (8, 3), (200, 50)])
async def test_any_terminal_is_survived(opened, size):
    app, pilot = opened
    await pilot.press("m", "e")
    await pilot.resize_terminal(*size)
    await pilot.press("down", "tab", "?", "backspace", "escape")
    await pilot.pause()
    assert app.is_running
