"""Where things are kept, and the shop's few settings."""

import os
import tomllib
from dataclasses import dataclass, fields
from pathlib import Path

from shopdesk.locale import _
from shopdesk.refusal import Refusal

STORE_NAME = "shopdesk.db"


@dataclass(frozen=True, slots=True)
class Settings:
    """What a shop can set in ``settings.toml`` in its home; every field has a working default."""

    language: str = ""
    """Language of the interface, "id" or "en"; empty: the locale's."""
    zone: str = "Asia/Jakarta"
    """Time zone of the shop's day."""
    require_sku: bool = True
    """Whether an order can only be packed when every line stands for a SKU."""


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

    def settings(self) -> Settings:
        """Return the shop's settings.

        Raises:
            Refusal: the file is not TOML, or has a setting that does not exist.
        """
        path = self.root / "settings.toml"
        if not path.exists():
            return Settings()
        try:
            told = tomllib.loads(path.read_text("utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise Refusal(
                _("{path} cannot be read: {error}").format(path=path, error=error)
            ) from None
        known = {field.name: field.type for field in fields(Settings)}
        for name, value in told.items():
            if name not in known or not isinstance(value, known[name]):  # type: ignore[arg-type]
                raise Refusal(
                    _("{path}: setting “{name}” is unknown or has the wrong kind of value.").format(
                        path=path, name=name
                    )
                )
        return Settings(**told)


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
