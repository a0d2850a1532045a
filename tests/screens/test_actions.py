"""Every desk, walked: its keys, its methods, its words."""

import re

import pytest

from shopdesk.app import DESKS, ShopDeskApp
from shopdesk.screens.dialogs.reader import Reader
from shopdesk.screens.imports.plan import PlanDialog
from shopdesk.widgets.action import FOOTER, swallowed
from shopdesk.widgets.grid import Grid

PLACES = (*DESKS, ShopDeskApp, Grid, Reader, PlanDialog)
VERBS = {
    "/": "filter folder", "n": "note", "x": "cancel take_back", "y": "copy", "w": "why",
    "p": "print", "i": "imports plan", "u": "undo", "U": "redo", "r": "reload",
}  # fmt: skip


def named(place):
    return getattr(place, "__name__", str(place))


@pytest.mark.parametrize("place", PLACES, ids=named)
def test_no_key_twice_in_a_scope(place):
    keys = [key for action in place.actions() for key in action.keys]
    if place in (Reader, PlanDialog):
        keys = [key for action in place.__dict__["ACTIONS"] for key in action.keys]
    assert len(keys) == len(set(keys)), keys


@pytest.mark.parametrize("desk", DESKS, ids=named)
def test_a_desk_leaves_the_grid_and_the_house_their_keys(desk):
    own = {key for action in desk.actions() for key in action.keys}
    grid = {key for action in Grid.actions() for key in action.keys}
    house = {key for action in ShopDeskApp.actions() for key in action.keys}
    assert not own & grid
    assert not grid & house
    assert own & house <= ({"i"} if desk.PLACE == "imports" else set())


@pytest.mark.parametrize("place", PLACES, ids=named)
def test_no_action_lives_only_on_a_key_that_terminals_swallow(place):
    for action in place.actions():
        assert any(not swallowed(key) for key in action.keys), action.id


@pytest.mark.parametrize("place", PLACES, ids=named)
def test_every_action_has_its_method_its_word_and_its_line(place):
    for action in place.actions():
        there = hasattr(place, f"do_{action.id}") or action.id in getattr(place, "MODES", {})
        assert there, action.id
        assert re.fullmatch(r"\S.{0,18}", action.label), action.label
        assert action.help
        assert action.help[0].isupper()
        assert not action.help.endswith(".")


@pytest.mark.parametrize("place", PLACES, ids=named)
def test_a_verb_has_the_same_key_everywhere(place):
    for action in place.actions():
        for key in action.keys:
            if key in VERBS and place not in (Reader, PlanDialog):
                assert action.id in VERBS[key].split(), (key, action.id)


@pytest.mark.parametrize("desk", DESKS, ids=named)
def test_the_footer_carries_at_most_eight(desk):
    assert sum(action.footer for action in desk.actions()) <= FOOTER


def test_desks_stand_on_their_digits():
    assert [desk.DIGIT for desk in DESKS] == list("1234567890")


async def test_every_desk_opens_and_its_help_lists_every_action(shop):
    async with shop([{"number": "A-1"}], size=(100, 30)) as it:
        for desk in DESKS:
            await it.press(desk.DIGIT)
            await it.until(lambda desk=desk: it.desk.PLACE == desk.PLACE)
            await it.press("?")
            await it.until(lambda: isinstance(it.app.screen, Reader))
            said = it.app.screen._paper.content().plain
            for action in (*desk.actions(), *ShopDeskApp.actions()):
                assert action.help in said
            await it.press("escape")
        await it.press("[", "[")
        await it.until(lambda: it.desk.PLACE == "suppliers")
        await it.press("]")
        await it.until(lambda: it.desk.PLACE == "reports")


async def test_the_palette_finds_an_action_by_its_name_and_runs_it(shop):
    async with shop([{"number": "A-1"}]) as it:
        await it.press(":")
        await it.until(lambda: it.app.screen is not it.desk)
        await it.type("retur")
        await it.pilot.pause(0.4)
        await it.press("enter")
        await it.until(lambda: it.app.current_mode == "returns")


async def test_a_key_that_is_off_stays_in_place_and_tells_why(shop):
    async with shop([{"number": "A-1"}]) as it:
        await it.until(lambda: "s Ship" in it.text())
        await it.press("s")
        await it.said_so("A-1 is “to pack”, not “to ship”.")


async def test_a_read_only_desk_looks_but_does_not_touch(shop):
    async with shop([{"number": "A-1"}]) as it:
        it.desk.read_only = True
        await it.press("b")
        await it.said_so("You may look")
