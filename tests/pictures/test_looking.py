"""Pictures from outside, sound and otherwise, looked at by a real child process."""

import io
import os
import random
import struct
import zlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from shopdesk.pictures import decoding, looking
from shopdesk.pictures.looking import Look, NotAPicture, draw, look, look_at


def noise(width=90, height=60, mode="RGB"):
    """A picture that packs badly, so that half of its file is half of it."""
    bands = len(mode)
    return Image.frombytes(
        mode, (width, height), random.Random(3).randbytes(width * height * bands)
    )


def saved(path, image=None, **options):
    (image or noise()).save(path, **options)
    return path


def refused(path):
    with pytest.raises(NotAPicture) as told:
        look(path)
    assert str(told.value).startswith(f"{path.name}: ")
    return told.value.code


@pytest.mark.parametrize(
    ("name", "kind"), [("a.jpg", "jpeg"), ("a.png", "png"), ("a.webp", "webp"), ("a.gif", "gif")]
)
def test_kind_pixels_and_bytes(tmp_path, name, kind):
    path = saved(tmp_path / name)
    assert look(path) == Look(kind, 90, 60, path.stat().st_size)


def test_the_kind_is_what_it_is_not_what_its_name_claims(tmp_path):
    path = tmp_path / "a.png"
    saved(tmp_path / "a.jpg").rename(path)
    assert look(path).kind == "jpeg"


def test_a_picture_that_lies_on_its_side_is_measured_as_people_see_it(tmp_path):
    exif = Image.Exif()
    exif[0x0112] = 6
    seen = look(saved(tmp_path / "b.jpg", exif=exif))
    assert (seen.width, seen.height) == (60, 90)
    assert Image.open(io.BytesIO(draw(tmp_path / "b.jpg", 30, 30))).size == (20, 30)


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.webp", "a.gif"])
@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_picture_that_was_cut_off_is_told(tmp_path, name, share):
    whole = saved(tmp_path / name).read_bytes()
    (tmp_path / name).write_bytes(whole[: int(len(whole) * share)])
    assert refused(tmp_path / name) == "damaged"


def chunk(kind, body):
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(width, height, packed):
    """A PNG that says it has so many pixels."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")
    )


def test_a_bomb_of_pixels_is_refused_before_it_is_unpacked(tmp_path):
    path = tmp_path / "bomb.png"
    path.write_bytes(png(60_000, 60_000, zlib.compress(bytes(10**7))))
    assert refused(path) == "huge"
    assert draw_code(path) == "huge"


def draw_code(path):
    with pytest.raises(NotAPicture) as told:
        draw(path, 20, 20)
    return told.value.code


def test_a_picture_as_large_as_may_be_fits_into_the_fence(tmp_path):
    side = int(decoding.MAX_PIXELS**0.5)
    path = saved(tmp_path / "a.png", Image.new("L", (side, side)), compress_level=1)
    assert look(path).width == side
    assert Image.open(io.BytesIO(draw(path, 50, 40))).size == (40, 40)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"<html>login</html>", "foreign"),
        (b"%PDF-1.7\n", "foreign"),
        (b"BM" + bytes(60), "foreign"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "damaged"),
        (b"\xff\xd8\xff\xe0" + bytes(50), "damaged"),
        (b"RIFF\x10\x00\x00\x00WEBPVP8 " + bytes(9), "damaged"),
    ],
)
def test_what_is_no_picture_is_told_apart_from_a_damaged_one(tmp_path, content, code):
    path = tmp_path / "a.jpg"
    path.write_bytes(content)
    assert refused(path) == code


def test_what_is_no_file(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    saved(tmp_path / "big.jpg")
    with (tmp_path / "big.jpg").open("r+b") as file:
        file.truncate(decoding.MAX_FILE + 1)
    assert refused(tmp_path / "gone.jpg") == "missing"
    assert refused(tmp_path) == "no_file"
    assert refused(tmp_path / "pipe") == "no_file"  # and nobody waits for a writer
    assert refused(tmp_path / "big.jpg") == "big_file"
    assert draw_code(tmp_path / "gone.jpg") == "missing"


def test_one_child_looks_at_many_and_a_bad_one_spoils_no_other(tmp_path):
    good = saved(tmp_path / "a.png")
    bad = tmp_path / "b.png"
    bad.write_bytes(png(10, 10, b"nothing"))
    kinds = [type(found) for _path, found in look_at([good, bad, good])]
    assert kinds == [Look, NotAPicture, Look]


def test_the_death_of_the_child_is_one_clear_refusal(tmp_path, monkeypatch):
    monkeypatch.setattr(looking, "CHILD", "shopdesk.pictures.nobody")
    with pytest.raises(NotAPicture, match="damaged or cut off"):
        look(saved(tmp_path / "a.png"))


def test_a_small_copy_keeps_its_shape_and_stands_on_white(tmp_path):
    clear = Image.new("RGBA", (400, 100), (255, 0, 0, 0))
    path = saved(tmp_path / "a.png", clear)
    small = Image.open(io.BytesIO(draw(path, 80, 80)))
    assert (small.format, small.size, small.getpixel((3, 3))) == ("PNG", (80, 20), (255,) * 3)
    saved(path, Image.new("L", (100, 400), 0))
    assert Image.open(io.BytesIO(draw(path, 80, 80))).size == (20, 80)  # the file is another now
    assert Image.open(io.BytesIO(draw(path, 9000, 9000))).size == (100, 400)
    assert Image.open(io.BytesIO(draw(path, 0, -3))).size == (1, 1)


@pytest.fixture(scope="module")
def samples(tmp_path_factory):
    folder = tmp_path_factory.mktemp("samples")
    names = ["a.jpg", "a.png", "a.webp", "a.gif"]
    return [saved(folder / name, noise(40, 30)).read_bytes() for name in names]


@given(draw_=st.data())
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_damage_brings_more_than_a_refusal(samples, tmp_path_factory, draw_):
    folder = tmp_path_factory.mktemp("mutants")
    paths = []
    for n in range(8):
        content = bytearray(draw_.draw(st.sampled_from(samples)))
        for _turn in range(draw_.draw(st.integers(1, 6))):
            content[draw_.draw(st.integers(0, len(content) - 1))] = draw_.draw(st.integers(0, 255))
        paths.append(folder / f"{n}.png")
        paths[-1].write_bytes(content)
    for _path, found in look_at(paths):
        assert isinstance(found, Look) or found.code in {"damaged", "foreign", "huge", "memory"}
