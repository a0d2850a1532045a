"""The settings: what they may hold, and how the file is changed."""

from dataclasses import fields, replace

import pytest
from textual.theme import BUILTIN_THEMES

from shopdesk import settings
from shopdesk.config import DESKS, THEMES, Home, Settings, complaints, demo_home
from shopdesk.refusal import Refusal
from shopdesk.widgets.theme import OWN


@pytest.fixture
def home(tmp_path):
    return Home(tmp_path / "shop", tmp_path / "keys", tmp_path / "state")


def test_without_a_file_the_defaults_count(home):
    assert home.settings() == Settings()


def test_every_default_may_stand_in_the_file():
    """What the program assumes is not refused when somebody writes it down."""
    told = {one.name: getattr(Settings(), one.name) for one in fields(Settings)}
    assert complaints(told) == []


def test_every_setting_says_what_it_is_for():
    for one in fields(Settings):
        assert one.metadata["about"][0].isupper(), one.name


def test_every_theme_that_can_be_named_is_there_and_every_one_can_be_named():
    assert set(THEMES) == {theme.name for theme in OWN} | set(BUILTIN_THEMES)


def test_every_desk_can_be_the_first():
    from shopdesk.app import DESKS as BUILT

    assert set(DESKS) == {desk.PLACE for desk in BUILT}


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("language", "fr", "“fr”"),
        ("theme", "neon", "shopdesk-dark"),
        ("ascii", "yes", "true, false"),
        ("start", "attic", "orders"),
        ("zone", "Asia/Atlantis", "Asia/Jakarta"),
        ("zone", 7, "Asia/Jakarta"),
        ("require_sku", 1, "true, false"),
        ("keys", ["S"], "table"),
        ("keys", {"orders.ship": 5}, "table"),
        ("colour", "red", "There is no setting “colour”"),
    ],
)
def test_a_wrong_value_is_named_with_what_would_be_right(name, value, said):
    (sentence,) = complaints({name: value})
    assert said in sentence


def test_a_wrong_file_is_refused_by_its_name(home):
    home.root.mkdir()
    for text in ("zone = ", 'theme = "neon"\n', b"\xff\xfe".decode("latin-1") + "=1"):
        home.settings_file.write_text(text)
        with pytest.raises(Refusal, match=r"settings\.toml"):
            home.settings()


def test_a_change_keeps_comments_and_every_other_line(home):
    home.root.mkdir()
    home.settings_file.write_text(
        '# our shop\nzone = "Asia/Makassar"  # Bali\n\n[keys]\n# by habit\n"orders.pack" = "K"\n'
    )
    settings.put(home.settings_file, "zone", "Asia/Jayapura")
    settings.put(home.settings_file, "keys.orders.ship", "S")
    settings.put(home.settings_file, "ascii", value=True)
    text = home.settings_file.read_text()
    for kept in ("# our shop", "# Bali", "# by habit"):
        assert kept in text
    assert home.settings() == replace(
        Settings(), zone="Asia/Jayapura", ascii=True, keys={"orders.pack": "K", "orders.ship": "S"}
    )
    assert home.settings_file.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in home.root.iterdir()] == ["settings.toml"]


def test_what_is_taken_out_has_its_default_again(home):
    settings.put(home.settings_file, "theme", THEMES[1])
    settings.put(home.settings_file, "keys.orders.ship", "S")
    settings.drop(home.settings_file, "theme")
    settings.drop(home.settings_file, "keys.orders.ship")
    assert home.settings() == Settings()
    for name in ("theme", "keys.orders.ship", "keys.orders.pack"):
        with pytest.raises(Refusal, match=name):
            settings.drop(home.settings_file, name)


def test_a_refused_value_leaves_the_file_as_it_was(home):
    settings.put(home.settings_file, "theme", THEMES[1])
    before = home.settings_file.read_bytes()
    for name, value in (("theme", "neon"), ("colour", "red"), ("keys.orders.ship", 5)):
        with pytest.raises(Refusal):
            settings.put(home.settings_file, name, value)
    assert home.settings_file.read_bytes() == before


def test_a_file_that_cannot_be_changed_is_told(home):
    home.root.mkdir()
    home.settings_file.write_text("zone = ")
    with pytest.raises(Refusal, match="cannot be changed"):
        settings.put(home.settings_file, "zone", "Asia/Jakarta")


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [("ascii", "ya", True), ("ascii", "OFF", False), ("ascii", "perhaps", "perhaps"),
     ("zone", "on", "on")],
)  # fmt: skip
def test_yes_and_no_are_understood_where_they_are_asked_for(name, text, value):
    assert settings.meant(name, text) == value


def test_the_demo_shop_lives_beside_a_home_and_never_in_it(home):
    demo = demo_home(home)
    assert demo.root != home.root
    assert demo.root.parent == home.root.parent
    assert demo.is_demo
    assert not home.is_demo
    assert demo_home(demo) == demo
    assert demo.memory_file != home.memory_file
