"""Every word a person reads: English in the code, Indonesian from the catalogue beside."""

import gettext as _gettext
import os
from functools import cache
from pathlib import Path

LANGUAGES = ("id", "en")
_catalogue: _gettext.NullTranslations = _gettext.NullTranslations()
_language = "en"


def choose(asked: str | None = None, setting: str = "") -> str:
    """Return the language: what was asked for, or set, else the locale's, else Indonesian."""
    for wish in (asked, os.environ.get("SHOPDESK_LANG"), setting):
        if wish in LANGUAGES:
            return wish
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    system = next((os.environ[name] for name in names if os.environ.get(name)), "")
    return "en" if system.lower().startswith(("en", "c", "posix")) else "id"


def use(language: str) -> None:
    """Speak this language from now on, in the whole process."""
    global _catalogue, _language  # noqa: PLW0603 - one process speaks one language at a time
    _language = language
    _catalogue = _read(language)


@cache
def _read(language: str) -> _gettext.NullTranslations:
    return _gettext.translation(
        "shopdesk", Path(__file__).parent, languages=[language], fallback=True
    )


def in_every_language(message: str) -> tuple[str, ...]:
    """Return a word as each language says it: what is searched for may be typed in any."""
    return tuple(dict.fromkeys(_read(one).gettext(message) for one in LANGUAGES))


def language() -> str:
    """Return the language spoken now, "id" or "en"."""
    return _language


def _(message: str) -> str:
    """Return the message in the chosen language."""
    return _catalogue.gettext(message)


def ngettext(one: str, many: str, n: int) -> str:
    """Return the form of the message that fits the number."""
    return _catalogue.ngettext(one, many, n)


def N_(message: str) -> str:  # noqa: N802 - the name that message extractors know
    """Mark a word for the catalogues where it is declared; it is translated where it is shown."""
    return message
