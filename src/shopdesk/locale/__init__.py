"""Every word a person reads: English in the code, Indonesian from the catalogue beside."""

import gettext as _gettext
import os
from pathlib import Path

LANGUAGES = ("id", "en")
_catalogue: _gettext.NullTranslations = _gettext.NullTranslations()
_language = "en"


def choose(asked: str | None = None) -> str:
    """Return the language to speak: what was asked for, else the locale's, else Indonesian."""
    for wish in (asked, os.environ.get("SHOPDESK_LANG")):
        if wish in LANGUAGES:
            return wish
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    system = next((os.environ[name] for name in names if os.environ.get(name)), "")
    return "en" if system.lower().startswith(("en", "c", "posix")) else "id"


def use(language: str) -> None:
    """Speak this language from now on, in the whole process."""
    global _catalogue, _language  # noqa: PLW0603 - one process speaks one language at a time
    _language = language
    _catalogue = _gettext.translation(
        "shopdesk", Path(__file__).parent, languages=[language], fallback=True
    )


def language() -> str:
    """Return the language spoken now, "id" or "en"."""
    return _language


def _(message: str) -> str:
    """Return the message in the chosen language."""
    return _catalogue.gettext(message)


def ngettext(one: str, many: str, n: int) -> str:
    """Return the form of the message that fits the number."""
    return _catalogue.ngettext(one, many, n)
