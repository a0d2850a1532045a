"""Where things are kept, and the shop's few settings."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Final
from zlib import crc32
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from shopdesk.locale import N_, _
from shopdesk.refusal import Refusal

STORE_NAME: Final = "shopdesk.db"
DEMO: Final = "shopdesk-demo"
"""The folder beside the home in which the demo shop lives."""

THEMES: Final = (
    "shopdesk-dark", "shopdesk-light", "shopdesk-blue-orange-dark", "shopdesk-blue-orange-light",
    "shopdesk-ansi-dark", "shopdesk-ansi-light",
    "ansi-dark", "ansi-light", "atom-one-dark", "atom-one-light", "catppuccin-frappe",
    "catppuccin-latte", "catppuccin-macchiato", "catppuccin-mocha", "dracula", "flexoki", "gruvbox",
    "monokai", "nord", "rose-pine", "rose-pine-dawn", "rose-pine-moon", "solarized-dark",
    "solarized-light", "textual-dark", "textual-light", "tokyo-night",
)  # fmt: skip
"""Our own colours first, then those that come with Textual."""

DESKS: Final = (
    "orders", "today", "products", "shipments", "tickets", "returns", "promos", "suppliers",
    "reports", "desks", "imports", "history",
)  # fmt: skip
"""Desks that the workstation may open with."""


def _told(about: str, *words: str, now: bool = True) -> Mapping[str, Any]:
    """Return what there is to say of a setting: its sentence, its words, when it counts."""
    return {"about": about, "words": words, "now": now}


@dataclass(frozen=True, slots=True)
class Settings:
    """What a shop can set in ``settings.toml`` in its home; every field has a working default.

    The sentence of each field is its docstring: the terminal and ``config list`` show it.
    """

    language: str = field(
        default="",
        metadata=_told(N_("Language of the interface; empty: the system's"), "", "id", "en"),
    )
    theme: str = field(
        default=THEMES[0],
        metadata=_told(N_("Colours; blue-orange tells apart without red and green"), *THEMES),
    )
    ascii: bool = field(
        default=False,
        metadata=_told(N_("Plain ASCII signs and borders, for terminals that lack others")),
    )
    start: str = field(
        default=DESKS[0],
        metadata=_told(N_("Desk that the workstation opens with"), *DESKS, now=False),
    )
    zone: str = field(
        default="Asia/Jakarta",
        metadata=_told(N_("Time zone of the shop's day"), now=False),
    )
    pictures: str = field(
        default="",
        metadata=_told(
            N_("Pictures of products; empty: as the terminal can"),
            "",
            "kitty",
            "sixel",
            "blocks",
            "off",
        ),
    )
    require_sku: bool = field(
        default=True,
        metadata=_told(N_("Pack an order only when every line stands for a SKU"), now=False),
    )
    fee: str = field(
        default="0",
        metadata=_told(N_("Share of a price that marketplaces keep, in percent: 8.5")),
    )
    reserve_unpaid_hours: int = field(
        default=24,
        metadata=_told(
            N_("Hours that an unpaid order holds its pieces; 0: not before it is paid"), now=False
        ),
    )
    count_blind: bool = field(
        default=False,
        metadata=_told(N_("Count sheets that do not tell what should be there"), now=False),
    )
    count_alone: bool = field(
        default=False,
        metadata=_told(N_("Who counted may post the count, for one who works alone"), now=False),
    )
    keys: Mapping[str, str] = field(
        default_factory=dict,
        metadata=_told(N_("Keys of your own: orders.ship = S"), now=False),
    )


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
    elif setting.type is int:
        fits, choices = type(value) is int and value >= 0, "0, 1, 2, …"
    elif name == "fee":
        fits, choices = _is_share(value), "0, 8.5, 10, …"
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
