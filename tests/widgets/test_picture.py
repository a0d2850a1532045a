"""Pictures in a box: how they are drawn, that what is no picture is none, and that nobody asks."""

import io
import os
import pty
import subprocess
import sys

import pytest
from PIL import Image
from textual.app import App

from shopdesk.widgets.picture import Picture, pixels, prepare, way

KITTY = {"TERM": "xterm-kitty"}


def png(width=40, height=40, colour=(200, 30, 30)):
    """Return a picture as the store's thumbnails come."""
    made = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(made, "PNG")
    return made.getvalue()


@pytest.mark.parametrize(
    ("environment", "wanted", "drawn"),
    [
        (KITTY, "", "kitty"),
        ({"TERM": "xterm-256color", "KITTY_WINDOW_ID": "1"}, "", "kitty"),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "ghostty"}, "", "kitty"),
        ({"TERM": "foot-extra"}, "", "sixel"),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "WezTerm"}, "", "sixel"),
        ({"TERM": "xterm-256color"}, "", "blocks"),
        ({"TERM": "xterm-256color"}, "sixel", "sixel"),
        (KITTY | {"TMUX": "1"}, "", "blocks"),
        ({"TERM": "screen-256color"}, "", "blocks"),
        (KITTY, "off", ""),
        (KITTY | {"NO_COLOR": ""}, "", ""),
        (KITTY | {"NO_COLOR": "1"}, "blocks", ""),
        ({"TERM": "dumb"}, "kitty", ""),
        ({}, "", ""),
    ],
)
def test_the_environment_tells_how_pictures_are_drawn(environment, wanted, drawn):
    assert way(environment, wanted) == drawn


@pytest.mark.parametrize("text", [None, b"", b"\x89PNG\r\n\x1a\nnothing", png()[:60], b"GIF89a"])
def test_what_cannot_be_opened_is_no_picture(text):
    assert prepare(text, "blocks") is None


def test_what_is_too_large_is_no_picture():
    assert prepare(png(2_000, 2_000), "blocks") is None
    assert prepare(png() + b"\0" * 2_000_000, "blocks") is None


def test_no_way_is_no_picture():
    assert prepare(png(), "") is None


def test_cells_have_pixels():
    assert pixels(60, 12) == (600, 240)


async def test_a_picture_is_shown_changed_and_put_away():
    class Box(App):
        def compose(self):
            yield Picture()

    async with Box().run_test(size=(60, 20)) as pilot:
        picture = pilot.app.query_one(Picture)
        assert not picture.display
        picture.put(prepare(png(), "blocks"))
        await pilot.pause()
        assert picture.display
        assert colours(pilot.app) >= {(200, 30, 30)}
        picture.put(prepare(png(colour=(20, 120, 220)), "blocks"))
        await pilot.pause()
        assert colours(pilot.app) >= {(20, 120, 220)}
        assert len(picture.children) == 1
        picture.put(None)
        await pilot.pause()
        assert not picture.display


def colours(app):
    """Return the colours of the blocks on the screen."""
    return {
        tuple(segment.style.color.triplet)
        for strip in app.screen._compositor.render_strips()
        for segment in strip
        if "▀" in segment.text and segment.style.color.triplet
    }


def test_nobody_asks_the_terminal_while_it_is_in_use():
    """Its answer would be typed into whatever has the keys."""
    ours, theirs = pty.openpty()
    code = """if True:
        from shopdesk.widgets.picture import prepare
        import sys
        sys.exit(prepare(open(0, 'rb').read(), 'sixel') is None)"""
    done = subprocess.run(
        [sys.executable, "-c", code], input=png(), stdout=theirs, stderr=subprocess.PIPE,
        env=os.environ | {"TERM": "xterm-256color"}, check=False,
    )  # fmt: skip
    os.close(theirs)
    try:
        said = os.read(ours, 100)
    except OSError:
        said = b""
    os.close(ours)
    assert (done.returncode, said) == (0, b"")


@pytest.mark.parametrize(("chosen", "sign"), [("sixel", "\x1bP"), ("kitty", "\U0010eeee")])
async def test_graphics_of_the_terminal_are_drawn_and_put_away(chosen, sign, monkeypatch):
    class Box(App):
        def compose(self):
            yield Picture()

    drawing = prepare(png(), chosen)
    monkeypatch.setattr(sys, "__stdout__", io.StringIO())  # where Kitty's pictures are sent
    async with Box().run_test(size=(60, 20)) as pilot:
        picture = pilot.app.query_one(Picture)
        picture.put(drawing)
        await pilot.pause()
        assert sign in shown(pilot.app)
        picture.put(None)
        await pilot.pause()
        assert sign not in shown(pilot.app)
        picture.put(prepare(png(), "blocks"))
        await pilot.pause()
        assert colours(pilot.app) >= {(200, 30, 30)}


def shown(app):
    """Return all that the screen would send."""
    return "".join(
        segment.text for strip in app.screen._compositor.render_strips() for segment in strip
    )
