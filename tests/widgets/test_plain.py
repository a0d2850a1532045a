"""Plain signs: one cell of ASCII for each of ours, and names left alone."""

from dataclasses import astuple

import pytest
from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color

from shopdesk.widgets.glyphs import ASCII, DRAWN
from shopdesk.widgets.plain import Plain, face


def plain(text):
    (segment,) = Plain().apply([Segment(text)], Color(0, 0, 0))
    return segment.text


@pytest.mark.parametrize("sign", [*astuple(DRAWN), *"…“”‘’·–—×→←↑↓⇧╭╮╰╯─│═║▁▂▃▄▅▆▇█▌▐"])
def test_a_sign_has_a_face_of_one_cell(sign):
    assert face(sign).isascii()
    assert cell_len(face(sign)) == 1


def test_our_ascii_face_is_ascii():
    assert "".join(astuple(ASCII)).isascii()


def test_a_name_is_left_alone():
    assert plain("José 张伟 Ærø") == "José 张伟 Ærø"
    assert plain("“Toko” · 3×") == '"Toko" - 3x'
