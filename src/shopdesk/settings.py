"""Changing ``settings.toml``: every comment and every line that is not touched stays."""

import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from shopdesk.config import Settings, wrong
from shopdesk.locale import _
from shopdesk.refusal import Refusal

if TYPE_CHECKING:
    from tomlkit import TOMLDocument

YES: Final = frozenset({"true", "yes", "on", "1", "ya"})
NO: Final = frozenset({"false", "no", "off", "0", "tidak"})


def meant(name: str, text: str) -> object:
    """Return the value that typed words stand for: a yes, a no or a number where it is one."""
    kind = next((one.type for one in fields(Settings) if one.name == name), str)
    if kind is bool and (word := text.strip().casefold()) in YES | NO:
        return word in YES
    if kind is int and text.strip().isdecimal() and text.isascii():
        return int(text)
    return text


def put(path: Path, name: str, value: object) -> None:
    """Write one setting; ``keys.orders.ship`` names the key of one action.

    Raises:
        Refusal: there is no such setting, it cannot hold this, or the file cannot be written.
    """
    table, _dot, key = name.partition(".")
    sentence = wrong(table, {key: value} if key else value)
    if sentence:
        raise Refusal(sentence)

    def change(document: "TOMLDocument") -> None:
        if key:
            document.setdefault(table, {})[key] = value
        else:
            document[name] = value

    _edit(path, change)


def drop(path: Path, name: str) -> None:
    """Take a setting out of the file, so that its default counts again.

    Raises:
        Refusal: it is not set there, or the file cannot be written.
    """
    table, _dot, key = name.partition(".")

    def change(document: "TOMLDocument") -> None:
        inside: Any = document.get(table, {}) if key else document
        if (key or name) not in inside:
            raise Refusal(_("“{name}” is not set in {path}.").format(name=name, path=path))
        del inside[key or name]

    _edit(path, change)


def _edit(path: Path, change: Callable[["TOMLDocument"], None]) -> None:
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    try:
        document = tomlkit.parse(path.read_text("utf-8") if path.exists() else "")
        change(document)
        _replace(path, tomlkit.dumps(document))
    except (OSError, UnicodeDecodeError, TOMLKitError) as error:
        said = _("{path} cannot be changed: {error}")
        raise Refusal(said.format(path=path, error=error)) from None


def _replace(path: Path, text: str) -> None:
    """Put the new text in place of the old at one stroke, readable by its owner alone."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write(text)
        beside.replace(path)
    finally:
        with suppress(FileNotFoundError):
            beside.unlink()
