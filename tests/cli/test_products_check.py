"""What still has to be done to products, as scripts and shells see it."""

import pytest
from PIL import Image
from tests.desk import Desk


@pytest.fixture
def desk(tmp_path):
    made = Desk(tmp_path)
    made.run("products", "add", "Mug Keramik Kabut Biru", "--sku", "MUG-1", "--sku", "MUG-2=Besar")
    made.run("products", "add", "Tas Selempang Senja", "--sku", "TAS-1", "--price", "149000")
    return made


def test_the_fix_list_and_its_exit_code(desk):
    told = desk.json("products", "check")
    assert (told["checked"], told["errors"], len(told["fixes"])) == (
        3, 6, told["errors"] + told["warnings"] + told["hints"],
    )  # fmt: skip
    assert told["fixes"][0] == {
        "sku": "MUG-1", "name": "Mug Keramik Kabut Biru", "rule": "description_length",
        "field": "description", "severity": "error", "channels": [],
        "message": "The description is missing",
    }  # fmt: skip
    code, out, err = desk.run("products", "check", "--limit", "2")
    assert (code, len(out.splitlines())) == (1, 3)
    assert "3 SKUs checked" in err
    assert "Errors: 6" in err
    assert "Shown: 2 of" in err


def test_skus_or_a_filter_say_which(desk):
    assert desk.json("products", "check", "mug-1", "TAS-1")["checked"] == 2
    assert desk.json("products", "check", "senja")["checked"] == 1
    assert desk.json("products", "check", "-senja")["checked"] == 2
    code, _out, err = desk.run("products", "check", "warna:biru")
    assert (code, "There is no field “warna”" in err) == (1, True)


def test_from_a_draft_to_ready(desk, tmp_path):
    code, _out, err = desk.run("products", "ready", "TAS-1")
    assert (code, "TAS-1 is not ready: The description is missing" in err) == (1, True)
    photo = tmp_path / "tas.jpg"
    Image.new("RGB", (900, 900), "navy").save(photo)
    desk.run("products", "edit", "TAS-1", "--set", "description=Tas kuat.")
    desk.run("products", "pictures", "TAS-1", "--add", photo, "--add", "https://t.example/b.png")
    (one, two) = desk.json("products", "pictures", "tas-1")["pictures"]
    assert one == {"number": 1, "source": str(photo), "kind": "jpeg", "width": 900, "height": 900,
                   "bytes": photo.stat().st_size}  # fmt: skip
    assert (two["kind"], two["bytes"]) == (None, None)
    assert desk.json("products", "ready", "TAS-1", "--plan")["entry"] is None
    assert desk.json("products", "ready", "TAS-1")["label"] == "1 product is ready"
    assert desk.run("products", "check", "TAS-1")[0] == 0
    assert desk.json("products", "draft", "TAS-1")["label"] == "1 product is a draft again"


def test_pictures_are_moved_removed_and_looked_at_again(desk, tmp_path):
    photo = tmp_path / "mug.png"
    Image.new("RGB", (30, 20)).save(photo)
    words = ("products", "pictures", "MUG-2")
    desk.run(*words, "--add", photo, "--add", "https://t.example/b.png")
    desk.run(*words, "--move", "2", "1")
    assert [one["kind"] for one in desk.json(*words)["pictures"]] == [None, "png"]
    photo.unlink()
    assert desk.json(*words, "--inspect")["label"] == "Looked at 1 picture"
    code, out, _err = desk.run(*words)
    assert (code, "missing" in out) == (0, True)
    code, out, _err = desk.run(*words, "--remove", "2")
    assert (code, "missing" in out) == (0, False)
    code, _out, err = desk.run(*words, "--remove", "1", "--inspect")
    assert (code, "at a time" in err) == (1, True)
