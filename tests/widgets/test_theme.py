"""The colours: readable, and apart from each other for eyes that see no green."""

from itertools import combinations

import pytest
from textual.color import Color

from shopdesk.widgets.theme import (
    ANSI_DARK,
    ANSI_LIGHT,
    BLUE_ORANGE_DARK,
    BLUE_ORANGE_LIGHT,
    DARK,
    LIGHT,
    OWN,
    opposite,
)

DEUTERANOPIA = (
    (0.367322, 0.860646, -0.227968),
    (0.280085, 0.672501, 0.047413),
    (-0.011820, 0.042940, 0.968881),
)
"""What is left of a colour without the green cones, in linear light (Machado et al. 2009)."""


def linear(part):
    part /= 255
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def seen(colour):
    """Return the colour as such eyes see it, in CIE Lab."""
    light = [linear(part) for part in Color.parse(colour).rgb]
    red, green, blue = (
        max(0.0, sum(share * part for share, part in zip(row, light, strict=True)))
        for row in DEUTERANOPIA
    )
    xyz = (
        (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505,
        0.2126 * red + 0.7152 * green + 0.0722 * blue,
        (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089,
    )
    x, y, z = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def apart(one, other):
    return sum((a - b) ** 2 for a, b in zip(seen(one), seen(other), strict=True)) ** 0.5


@pytest.mark.parametrize("theme", [BLUE_ORANGE_DARK, BLUE_ORANGE_LIGHT], ids=lambda t: t.name)
def test_good_and_bad_are_far_apart_without_green(theme):
    assert apart(theme.success, theme.error) > 60
    for one, other in combinations((theme.success, theme.error, theme.foreground), 2):
        assert apart(one, other) > 25, (one, other)


def test_the_measure_tells_what_it_is_for():
    """Green and red, as the ordinary theme has them, are near each other for such eyes."""
    assert apart(LIGHT.success, LIGHT.error) < 40
    assert apart(DARK.success, DARK.error) < apart(BLUE_ORANGE_DARK.success, BLUE_ORANGE_DARK.error)


def contrast(one, other):
    def light(colour):
        red, green, blue = (linear(part) for part in Color.parse(colour).rgb)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(
    "theme", [DARK, LIGHT, BLUE_ORANGE_DARK, BLUE_ORANGE_LIGHT], ids=lambda theme: theme.name
)
def test_every_colour_can_be_read_on_every_ground(theme):
    for ground in (theme.background, theme.surface):
        for name in ("foreground", "error", "warning", "success", "secondary", "accent"):
            assert contrast(getattr(theme, name), ground) >= 4.5, (name, ground)


@pytest.mark.parametrize("theme", [ANSI_DARK, ANSI_LIGHT], ids=lambda theme: theme.name)
def test_the_ansi_themes_name_only_the_terminals_own_colours(theme):
    own = {
        name: value
        for name, value in theme.to_color_system().generate().items()
        if name in {"primary-muted", "accent-muted", "text-muted", "text-disabled", "panel",
                    "surface", "background", "foreground", "error", "success", "warning"}
    }  # fmt: skip
    assert own
    for name, value in own.items():
        assert value == "transparent" or (value.startswith("ansi_") and " " not in value), name


def test_light_and_dark_lead_to_each_other():
    for theme in OWN:
        there = opposite(theme.name, dark=theme.dark)
        assert there != theme.name
        assert opposite(there, dark=not theme.dark) == theme.name
    assert opposite("dracula", dark=True) == LIGHT.name
