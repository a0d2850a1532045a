"""Where things are kept, and what stands in the file of settings."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Final
from zlib import crc32
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from shopdesk.locale import _
from shopdesk.preferences import DESKS, THEMES, Settings
from shopdesk.refusal import Refusal

__all__ = [
    "DEMO",
    "DESKS",
    "STORE_NAME",
    "THEMES",
    "Home",
    "Settings",
    "complaints",
    "demo_home",
    "find_home",
    "read",
    "wrong",
]

STORE_NAME: Final = "shopdesk.db"
DEMO: Final = "shopdesk-demo"
"""The folder beside the home in which the demo shop lives."""


@dataclass(frozen=True, slots=True)
class Home:
    """The folders of one installation.

    ``root`` holds the store. The key and the journal's head live elsewhere on purpose: whoever
    copies ``root`` alone has neither.
    """

    root: Path
    keys: Path
    state: Path
    store_url: str = ""

    @property
    def store(self) -> Path:
        """The encrypted store's file."""
        return self.root / STORE_NAME

    @property
    def scratch(self) -> Path:
        """The folder of half-read imports, encrypted like the store."""
        return self.root / "scratch"

    @property
    def papers(self) -> Path:
        """The folder of papers that print themselves."""
        return self.root / "papers"

    @property
    def tables(self) -> Path:
        """The folder of the shop's own rows of dated tables, which need not be there."""
        return self.root / "tables"

    @property
    def settings_file(self) -> Path:
        """The file of the settings, which need not be there."""
        return self.root / "settings.toml"

    @property
    def memory_file(self) -> Path:
        """The file of a person's ways in this home, kept with the state."""
        return self.state / f"memory-{crc32(bytes(self.root)):08x}.json"

    @property
    def is_demo(self) -> bool:
        """Whether this is the home of the demo shop."""
        return self.root.name == DEMO

    def settings(self) -> Settings:
        """Return the shop's settings.

        Raises:
            Refusal: the file is not TOML, or has a setting that does not exist.
        """
        told = read(self.settings_file)
        if found := next(iter(complaints(told)), None):
            raise Refusal(f"{self.settings_file}: {found}")
        return Settings(**told)


def read(path: Path) -> dict[str, Any]:
    """Return what stands in a settings file; nothing where there is none.

    Raises:
        Refusal: it is not TOML.
    """
    if not path.exists():
        return {}
    import tomllib

    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Refusal(_("{path} cannot be read: {error}").format(path=path, error=error)) from None


def complaints(told: Mapping[str, Any]) -> list[str]:
    """Return what is wrong with settings, a sentence each."""
    found = (wrong(name, value) for name, value in told.items())
    return [sentence for sentence in found if sentence]


def wrong(name: str, value: object) -> str | None:
    """Return what is wrong with a setting, or None."""
    setting = next((one for one in fields(Settings) if one.name == name), None)
    if setting is None:
        known = ", ".join(one.name for one in fields(Settings))
        return _("There is no setting “{name}”. Settings: {known}.").format(name=name, known=known)
    words = setting.metadata["words"]
    if name == "keys":
        return _wrong_keys(value)
    if setting.type is bool:
        fits, choices = isinstance(value, bool), "true, false"
    elif words:
        fits, choices = value in words, ", ".join(word or '""' for word in words)
    elif setting.metadata["free"]:
        fits, choices = isinstance(value, str) and value.isprintable(), _("one line of text")
    elif setting.type is int:
        fits, choices = type(value) is int and value >= 0, "0, 1, 2, …"
    elif name == "fee":
        fits, choices = _is_share(value), "0, 8.5, 10, …"
    elif name == "quiet_hours":
        fits, choices = _is_span(value), '"", 21:00-08:00'
    else:
        fits, choices = _is_zone(value), "Asia/Jakarta, Asia/Makassar, Asia/Jayapura, …"
    if fits:
        return None
    return _("Setting “{name}” cannot be “{value}”. Choose from: {choices}.").format(
        name=name, value=value, choices=choices
    )


def _wrong_keys(value: object) -> str | None:
    if isinstance(value, Mapping) and all(isinstance(key, str) for key in value.values()):
        return None
    return _('“keys” is a table of action and key: "orders.ship" = "S".')


def _is_share(value: object) -> bool:
    said = str(value).replace(",", ".", 1)
    return said.replace(".", "", 1).isdecimal() and said.isascii() and float(said) < 100


def _is_span(value: object) -> bool:
    hour = r"(?:[01]\d|2[0-3]):[0-5]\d"
    return isinstance(value, str) and bool(re.fullmatch(f"(?:{hour}-{hour})?", value, re.ASCII))


def _is_zone(value: object) -> bool:
    try:
        return isinstance(value, str) and bool(ZoneInfo(value))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False


def find_home(root: str | Path | None = None, store_url: str | None = None) -> Home:
    """Return the home that was asked for, else the environment's, else the user's own."""
    import platformdirs

    asked = root or os.environ.get("SHOPDESK_HOME")
    return Home(
        root=Path(asked).expanduser().absolute()
        if asked
        else Path(platformdirs.user_data_dir("shopdesk", appauthor=False)),
        keys=Path(platformdirs.user_config_dir("shopdesk", appauthor=False)) / "keys",
        state=Path(platformdirs.user_state_dir("shopdesk", appauthor=False)),
        store_url=store_url or os.environ.get("SHOPDESK_STORE", ""),
    )


def demo_home(home: Home) -> Home:
    """Return the home of the demo shop, which stands beside a person's own and never in it."""
    root = home.root if home.is_demo else home.root.parent / DEMO
    return Home(root, home.keys, home.state)
