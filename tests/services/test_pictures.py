"""The pictures of a product: which, in which order, and what is in them."""

import io

import pytest
from PIL import Image
from tests.rig import dump, open_store

from shopdesk.refusal import Refusal
from shopdesk.services import journal, products
from shopdesk.services.products import NewVariant, completeness, pictures

WEB = "https://toko.example/{}.jpg"


@pytest.fixture
def store(tmp_path):
    opened = open_store(tmp_path)
    opened.do(products.add, "Mug", [NewVariant("A"), NewVariant("B")])
    yield opened
    opened.close()


@pytest.fixture
def photo(tmp_path):
    path = tmp_path / "mug.png"
    Image.new("RGB", (800, 600), "red").save(path)
    return path


def shown(store):
    with store.read() as read:
        return pictures.of(read, 1)


def names(store):
    return [row.source.rpartition("/")[2].partition(".")[0] for row in shown(store)]


def gaps(store, field="pictures"):
    with store.read() as read:
        return {gap.rule for gap in completeness.gaps(read, [1])[1] if gap.field == field}


def test_a_file_is_looked_at_and_an_address_is_kept_as_it_is(store, photo):
    store.do(pictures.add, 1, [str(photo), " " + WEB.format("b") + " "])
    one, two = shown(store)
    assert (one.position, one.source, one.kind, one.width, one.height) == (
        1, str(photo), "png", 800, 600,
    )  # fmt: skip
    assert one.bytes == photo.stat().st_size
    assert (two.position, two.source, two.kind, two.width) == (2, WEB.format("b"), "", None)


def test_a_path_is_kept_from_the_root_of_the_tree(store, photo, monkeypatch):
    monkeypatch.chdir(photo.parent)
    store.do(pictures.add, 1, ["mug.png"])
    assert shown(store)[0].source == str(photo)


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("", "neither a file nor an address"),
        ("a\x1b]52;c;AA\x07.png", "neither a file nor an address"),
        ("ftp://toko.example/a.jpg", "begins with https"),
        ("nowhere.png", "nowhere.png: there is no such file"),
    ],
)
def test_what_is_no_picture_is_refused_and_nothing_is_added(store, source, said):
    with pytest.raises(Refusal, match=said):
        store.do(pictures.add, 1, [WEB.format("a"), source])
    assert shown(store) == ()


def test_a_damaged_file_is_refused_with_its_name(store, photo):
    photo.write_bytes(photo.read_bytes()[:100])
    with pytest.raises(Refusal, match=r"mug\.png: the picture is damaged or cut off"):
        store.do(pictures.add, 1, [str(photo)])


def test_the_same_picture_is_there_once(store):
    with pytest.raises(Refusal, match="is a picture of Mug already"):
        store.do(pictures.add, 1, [WEB.format("a"), WEB.format("a")])


def test_pictures_move_go_and_come_back(store):
    store.do(pictures.add, 1, [WEB.format(name) for name in "abcd"])
    before = dump(store)
    store.do(pictures.move, 1, 4, 1)
    assert names(store) == ["d", "a", "b", "c"]
    store.do(pictures.move, 1, 1, 3)
    assert names(store) == ["a", "b", "d", "c"]
    store.do(pictures.remove, 1, 2)
    assert (names(store), [row.position for row in shown(store)]) == (["a", "d", "c"], [1, 2, 3])
    for _turn in range(3):
        journal.undo(store)
    assert (names(store), dump(store) == before) == (["a", "b", "c", "d"], True)


@pytest.mark.parametrize(
    ("verb", "numbers"), [("remove", (2,)), ("move", (1, 2)), ("move", (0, 1))]
)
def test_a_number_that_no_picture_has(store, verb, numbers):
    store.do(pictures.add, 1, [WEB.format("a")])
    with pytest.raises(Refusal, match="Mug has no picture"):
        store.do(getattr(pictures, verb), 1, *numbers)
    with pytest.raises(Refusal, match="no longer here"):
        store.do(getattr(pictures, verb), 9, *numbers)


def test_a_file_that_is_gone_or_spoilt_since_is_found_by_looking_again(store, photo):
    store.do(pictures.add, 1, [str(photo), WEB.format("b")])
    assert "picture_readable" not in gaps(store)
    photo.write_bytes(b"\x89PNG\r\n\x1a\n")
    store.do(pictures.look_again, [1])
    assert [row.kind for row in shown(store)] == ["damaged", ""]
    assert "picture_readable" in gaps(store)
    photo.unlink()
    store.do(pictures.look_again, [1])
    assert (shown(store)[0].kind, shown(store)[0].width) == ("missing", None)
    Image.new("RGB", (640, 640)).save(photo)
    store.do(pictures.look_again, [1])
    assert (shown(store)[0].kind, shown(store)[0].width) == ("png", 640)
    assert "picture_readable" not in gaps(store)
    assert store.do(pictures.look_again, [1]).entry is None


def test_a_name_that_claims_another_kind_is_a_gap(store, photo):
    lie = photo.rename(photo.with_suffix(".jpg"))
    store.do(pictures.add, 1, [str(lie)])
    assert "picture_name" in gaps(store)


def test_a_picture_of_one_sku_is_not_another_ones(store):
    store.do(pictures.add, 1, [WEB.format("a")], variant_id=2)
    with store.read() as read:
        found = completeness.gaps(read, [1, 2])
    assert ["pictures" in {gap.rule for gap in found[one]} for one in (1, 2)] == [True, False]


def test_a_small_copy_for_the_screen(store, photo):
    store.do(pictures.add, 1, [str(photo), WEB.format("b")])
    one, two = shown(store)
    with store.read() as read:
        assert Image.open(io.BytesIO(pictures.thumbnail(read, one.id, 80, 80))).size == (80, 60)
        assert pictures.thumbnail(read, two.id, 80, 80) is None
        assert pictures.thumbnail(read, 99, 80, 80) is None
        photo.write_bytes(b"x")
        assert pictures.thumbnail(read, one.id, 80, 80) is None
        photo.unlink()
        assert pictures.thumbnail(read, one.id, 80, 80) is None
