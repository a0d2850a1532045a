"""Where things are kept, and the shop's few settings."""

import os
import re
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
    "reports", "desks", "imports", "history", "health", "payments",
    "outbox", "tasks",
)  # fmt: skip
"""Desks that the workstation may open with."""


def _told(about: str, *words: str, now: bool = True, free: bool = False) -> Mapping[str, Any]:
    """Return what there is to say of a setting: its sentence, its words, when it counts.

    A ``free`` one holds any line of text.
    """
    return {"about": about, "words": words, "now": now, "free": free}


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
    pack_lease_minutes: int = field(
        default=10,
        metadata=_told(
            N_("Minutes after which an order that nobody scans is free for another packer"),
            now=False,
        ),
    )
    pack_typed: bool = field(
        default=False,
        metadata=_told(N_("Packers may type a count (SKU=3) instead of scanning each piece")),
    )
    pack_slip: bool = field(
        default=True,
        metadata=_told(N_("A finished order prints its packing slip by itself")),
    )
    shop_name: str = field(
        default="",
        metadata=_told(
            N_("Name on invoices and labels; empty: the shop's on its channel"),
            now=False,
            free=True,
        ),
    )
    shop_address: str = field(
        default="",
        metadata=_told(N_("Address of the shop on invoices and labels"), now=False, free=True),
    )
    shop_phone: str = field(
        default="",
        metadata=_told(N_("Telephone of the shop on invoices and labels"), now=False, free=True),
    )
    label_size: str = field(
        default="a6",
        metadata=_told(
            N_("Paper of labels: thermal is 100 × 150 mm, a4 has four to a sheet"),
            "a6",
            "thermal",
            "a4",
            now=False,
        ),
    )
    fragile_words: str = field(
        default="kaca, keramik, gelas, mug, piring, vas, pecah belah, glass, ceramic, fragile",
        metadata=_told(
            N_("Words in a product's name that make its label say fragile, with commas between"),
            now=False,
            free=True,
        ),
    )
    smtp_host: str = field(
        default="",
        metadata=_told(
            N_("Server that sends mails to customers; empty: none"), now=False, free=True
        ),
    )
    smtp_port: int = field(
        default=587,
        metadata=_told(N_("Port of the mail server; mostly 587, with tls 465"), now=False),
    )
    smtp_security: str = field(
        default="starttls",
        metadata=_told(
            N_("How the mail server is spoken to; none is for a server on this machine"),
            "starttls",
            "tls",
            "none",
            now=False,
        ),
    )
    smtp_user: str = field(
        default="",
        metadata=_told(
            N_("User at the mail server; its password: config secret set smtp"),
            now=False,
            free=True,
        ),
    )
    mail_from: str = field(
        default="",
        metadata=_told(N_("Address that mails to customers come from"), now=False, free=True),
    )
    mail_reply_to: str = field(
        default="",
        metadata=_told(
            N_("Address for their answers; empty: where they come from"), now=False, free=True
        ),
    )
    mail_signature: str = field(
        default="",
        metadata=_told(
            N_("Signature under messages; empty: the shop's name"), now=False, free=True
        ),
    )
    pay_to: str = field(
        default="",
        metadata=_told(N_("Where buyers transfer to: bank, number, name"), now=False, free=True),
    )
    quiet_hours: str = field(
        default="",
        metadata=_told(
            N_("Hours in which no mail goes by itself: 21:00-08:00; empty: none"), now=False
        ),
    )
    tracker: str = field(
        default="",
        metadata=_told(
            N_("Service that is asked where parcels are; empty: none"),
            "",
            "binderbyte",
            "komerce",
            "biteship",
            "kiriminaja",
            now=False,
        ),
    )
    tracker_address: str = field(
        default="",
        metadata=_told(N_("Address of that service, if not its usual one"), now=False, free=True),
    )
    track_minutes: int = field(
        default=60,
        metadata=_told(
            N_("Minutes between two rounds of asking while the workstation is open; 0: none"),
            now=False,
        ),
    )
    proxy: str = field(
        default="",
        metadata=_told(N_("Proxy to the net, like http://10.0.0.1:3128"), now=False, free=True),
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
