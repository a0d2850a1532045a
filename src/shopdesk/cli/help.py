"""The help of the command line in the chosen language.

A command says what it does in its docstring, an option in its ``help``: in English, once. The
catalogues take those sentences from the tree of commands itself, and typer's own words from here.
"""

import gettext
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import typer
from typer._click.core import Command
from typer._click.formatting import HelpFormatter

from shopdesk import locale
from shopdesk.locale import N_, _

TYPERS: Final = (
    N_("Usage: "), N_("[OPTIONS]"), N_("COMMAND [ARGS]..."), N_("Arguments"), N_("Options"),
    N_("Commands"), N_("required"), N_("default: {default}"), N_("Show this message and exit."),
    N_("Missing command."), N_("No such command {name!r}."),
)  # fmt: skip
"""Words that typer says by itself; it looks those with a catalogue entry up as gettext does."""


class Page(HelpFormatter):
    """A page of help whose first word is translated too."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the line that shows how a command is called."""
        super().write_usage(prog, args, prefix or _("Usage: "))


class Spoken(typer.Context):
    """The context of a command that speaks the chosen language."""

    formatter_class = Page


def sentences(command: Command) -> Iterator[str]:
    """Yield what the help of a command, and of all below it, says in our own words."""
    yield from (text for text in (command.help, *map(_help, command.params)) if text)
    for child in _children(command):
        yield from sentences(child)


def speak(command: Command) -> Command:
    """Return the command; it, and all below it, now speaks the chosen language."""
    os.environ["LANGUAGE"] = locale.language()
    gettext.bindtextdomain("shopdesk", str(Path(locale.__file__).parent))
    gettext.textdomain("shopdesk")
    _translate(command)
    return command


def _translate(command: Command) -> None:
    command.context_class = Spoken
    command.options_metavar = _("[OPTIONS]")
    if hasattr(command, "subcommand_metavar"):
        command.subcommand_metavar = _("COMMAND [ARGS]...")
    for said in (command, *command.params, command.get_help_option(Spoken(command))):
        if text := _help(said):
            said.help = _(text)  # type: ignore[union-attr]
    for child in _children(command):
        _translate(child)


def _help(said: Any) -> str | None:
    return getattr(said, "help", None)


def _children(command: Command) -> list[Command]:
    return list(getattr(command, "commands", {}).values())
