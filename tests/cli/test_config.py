"""``shopdesk config``: settings from the command line, and keys of one's own held to account."""

import pytest
from tests.desk import Desk


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


def test_a_setting_is_set_read_listed_and_taken_back(desk):
    assert desk.json("config", "get", "theme") == {"theme": "shopdesk-dark"}
    code, _out, err = desk.run("config", "set", "theme", "shopdesk-light")
    assert (code, "settings.toml" in err) == (0, True)
    assert desk.run("config", "get", "theme")[1] == "shopdesk-light\n"
    listed = desk.json("config", "list")
    assert listed["settings"]["theme"] == "shopdesk-light"
    assert listed["set"] == ["theme"]
    assert desk.json("config", "set", "ascii", "yes") == {"ascii": True}
    assert desk.run("config", "unset", "theme")[0] == 0
    assert desk.json("config", "list")["set"] == ["ascii"]
    code, _out, err = desk.run("config", "unset", "theme")
    assert (code, "not set" in err) == (1, True)
    path = desk.run("config", "path")[1].strip()
    assert path == str(desk.home.settings_file)


def test_a_value_that_cannot_be_is_refused_with_what_could(desk):
    code, _out, err = desk.run("config", "set", "zone", "Asia/Atlantis")
    assert (code, "Asia/Jakarta" in err) == (1, True)
    code, _out, err = desk.run("config", "set", "colour", "red")
    assert (code, "There is no setting" in err) == (1, True)
    assert not desk.home.settings_file.exists()


def test_wrong_keys_are_all_named(desk):
    for name, key in (
        ("orders.shipp", "S"), ("orders.pack", "ctrl+s"), ("orders.hold", "space"),
        ("orders.ship", "u"), ("house.undo", "nokey"), ("orders.note", "f8"),
    ):  # fmt: skip
        assert desk.run("config", "set", f"keys.{name}", key)[0] == 0
    code, _out, err = desk.run("config", "check")
    assert code == 1
    assert "“orders.shipp”. Do you mean “orders.ship”?" in err
    assert "“ctrl+s” for orders.pack" in err
    assert "space for orders.hold is the key of grid.mark" in err
    assert "u for orders.ship is the key of house.undo" in err
    assert "“nokey” for house.undo" in err
    assert "orders.note" not in err
    found = desk.json("config", "check")
    assert (found["ok"], len(found["wrong"])) == (False, 5)


def test_settings_that_hold_are_said_to(desk):
    desk.run("config", "set", "keys.orders.ship", "f7")
    code, out, _err = desk.run("config", "check")
    assert (code, out) == (0, "The settings hold.\n")


def test_the_language_of_the_settings_is_spoken(desk):
    desk.run("config", "set", "language", "id")
    desk.lang = ""
    _code, out, _err = desk.run("orders", "list")
    desk.run("config", "set", "language", "en")
    assert desk.run("orders", "list")[1] != out
