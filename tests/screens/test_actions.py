"""Every place that acts, walked: its keys, its methods, its words, in both languages."""

import importlib
import pkgutil
import re
from gettext import translation
from pathlib import Path

import pytest

from shopdesk import locale, screens
from shopdesk.app import DESKS, ShopDeskApp
from shopdesk.screens.dialogs.help import Help
from shopdesk.widgets.action import FOOTER, Acts, swallowed
from shopdesk.widgets.grid import Grid

for _module in pkgutil.walk_packages(screens.__path__, f"{screens.__name__}."):
    importlib.import_module(_module.name)


def kinds(root=Acts):
    """Return every class that can act and declares something, however deep."""
    for child in root.__subclasses__():
        if child.__module__.startswith("shopdesk.") and list(child.actions()):
            yield child
        yield from kinds(child)


PLACES = sorted(set(kinds()), key=lambda place: (place.__module__, place.__name__))
SCOPES = ShopDeskApp.scopes()
DELIBERATE = {
    ("imports.plan", "house.imports"), ("shipments.tasks", "house.tasks"),
    ("orders.payments", "house.payments"), ("payments.choose", "grid.open"),
    ("outbox.edit", "grid.edit"), ("reports.edit", "grid.edit"),
}  # fmt: skip
"""A desk's verb that keeps the key of a verb that means the same everywhere else: ``i`` imports,
from where it leads to; ``M`` goes to the payments, from an order to those that may pay it."""

VERBS = {
    "/": "filter folder find", "n": "note", "x": "cancel archive take_back ignore", "y": "copy",
    "w": "why", "p": "print options", "e": "edit", "u": "undo", "U": "redo", "r": "reload",
}  # fmt: skip
"""The same verb has the same key on every desk (interface.md §2)."""


def named(place):
    return getattr(place, "__name__", str(place))


def scope_of(scope):
    return scope[0].__name__


@pytest.mark.parametrize("scope", SCOPES, ids=scope_of)
def test_no_key_twice_in_a_scope(scope):
    """A desk, its list and the house listen at once; a dialog listens alone."""
    owners = {}
    for place in scope:
        seen = set()
        for action in place.actions():
            if action.id in seen:
                continue  # a kind of dialog that says an inherited action anew
            seen.add(action.id)
            for key in action.keys:
                other = owners.setdefault(key, action.name)
                if other != action.name:
                    assert (other, action.name) in DELIBERATE, (key, other, action.name)


def test_every_deliberate_override_is_one():
    for one, other in DELIBERATE:
        declared = {action.name: action for place in PLACES for action in place.actions()}
        assert set(declared[one].keys) & set(declared[other].keys)


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
def test_every_action_is_said_in_indonesian(place):
    indonesian = translation("shopdesk", Path(locale.__file__).parent, languages=["id"])
    known = indonesian._catalog
    for action in place.actions():
        assert known.get(action.label), action.label
        assert known.get(action.help), action.help


@pytest.mark.parametrize("place", [*DESKS, ShopDeskApp, Grid], ids=named)
def test_a_verb_has_the_same_key_everywhere(place):
    for action in place.actions():
        for key in action.keys:
            if key in VERBS:
                assert action.id in VERBS[key].split(), (key, action.id)


@pytest.mark.parametrize("place", PLACES, ids=named)
def test_the_footer_carries_at_most_eight(place):
    assert sum(action.footer for action in place.actions()) <= FOOTER


def test_desks_stand_on_their_digits():
    digits = [desk.DIGIT for desk in DESKS]
    assert digits[:10] == list("1234567890")
    assert not any(digit.isdigit() for digit in digits[10:])
    assert len(set(digits)) == len(digits)


@pytest.mark.parametrize("desk", DESKS, ids=named)
def test_every_desk_says_what_one_does_there_and_has_other_names(desk):
    from shopdesk.screens.goals import ALIASES

    assert desk.SENTENCE
    assert 2 <= len(ALIASES[desk.PLACE].split()) <= 5


async def test_every_desk_opens_and_its_help_lists_every_action(shop):
    async with shop([{"number": "A-1"}], size=(100, 30)) as it:
        for desk in DESKS:
            it.app.go(desk.PLACE)
            await it.until(lambda desk=desk: it.desk.PLACE == desk.PLACE)
            await it.press("?")
            await it.until(lambda: isinstance(it.app.screen, Help))
            said = it.app.screen.paper("").content().plain
            for action in (*desk.actions(), *ShopDeskApp.actions()):
                assert action.help in said
            await it.press("escape")
            await it.until(lambda: it.app.screen is it.desk)


async def test_the_digits_lead_to_the_desks_and_brackets_walk_back(shop):
    async with shop([{"number": "A-1"}], size=(100, 30)) as it:
        for desk in DESKS[:9]:
            await it.press(desk.DIGIT)
            await it.until(lambda desk=desk: it.desk.PLACE == desk.PLACE)
        await it.press("[", "[")
        await it.until(lambda: it.desk.PLACE == "promos")
        await it.press("]")
        await it.until(lambda: it.desk.PLACE == "suppliers")


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
