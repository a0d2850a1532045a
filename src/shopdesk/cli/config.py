"""``shopdesk config``: the settings of this home, and whether they hold."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Annotated, Any

import typer

from shopdesk import settings
from shopdesk.cli import config_secret
from shopdesk.cli.out import CONTEXT, as_json, document, say, table
from shopdesk.config import Home, Settings, complaints, find_home, read
from shopdesk.locale import _
from shopdesk.refusal import Refusal

app = typer.Typer(no_args_is_help=True, help="The settings of the shop and of its workstation.")
app.add_typer(config_secret.app, name="secret")

Name = Annotated[str, typer.Argument(help="The setting; keys.orders.ship is the key of an action.")]


def _home() -> Home:
    asked = CONTEXT.get()
    return find_home(asked.home, asked.store)


def _value(told: Mapping[str, Any], name: str) -> Any:
    """Return a setting as it counts.

    Raises:
        Refusal: there is no such setting, or no such key of one's own.
    """
    table_, _dot, key = name.partition(".")
    one = next((one for one in fields(Settings) if one.name == table_), None)
    if one is None:
        raise Refusal(complaints({name: None})[0])
    value = told.get(table_, getattr(Settings(), table_))
    if not key:
        return value
    if key not in value:
        raise Refusal(_("“{name}” is not set.").format(name=name))
    return value[key]


def _said(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


@app.command("list")
def list_all() -> None:
    """List every setting with its value, whether it was set here, and what it is for."""
    told = read(_home().settings_file)
    named = [one.name for one in fields(Settings) if one.name != "keys"]
    own = {f"keys.{name}": key for name, key in told.get("keys", {}).items()}
    values = {name: _value(told, name) for name in named} | own
    if as_json():
        document({"settings": values, "set": [name for name in values if _is_set(told, name)]})
        return
    sentences = {one.name: one.metadata["about"] for one in fields(Settings)}
    table(
        (_("Setting"), _("Value"), _("Set"), _("What it is for")),
        [
            (
                name,
                _said(value),
                _("yes") if _is_set(told, name) else "",
                _(sentences.get(name, sentences["keys"])),
            )
            for name, value in values.items()
        ],
    )


def _is_set(told: Mapping[str, Any], name: str) -> bool:
    return name in told or name.startswith("keys.")


@app.command()
def get(name: Name) -> None:
    """Print one setting as it counts now."""
    value = _value(read(_home().settings_file), name)
    document({name: value}) if as_json() else print(_said(value))


@app.command("set")
def put(name: Name, value: Annotated[str, typer.Argument(help="Its new value.")]) -> None:
    """Set one setting; comments and all other lines of the file stay."""
    path = _home().settings_file
    meant = settings.meant(name, value)
    settings.put(path, name, meant)
    _done({name: meant}, _("Set {name} in {path}.").format(name=name, path=path))


@app.command()
def unset(name: Name) -> None:
    """Take a setting out of the file: its default counts again."""
    path = _home().settings_file
    settings.drop(path, name)
    _done({name: None}, _("Took {name} out of {path}.").format(name=name, path=path))


def _done(now: dict[str, Any], sentence: str) -> None:
    if as_json():
        document(now)
    else:
        say(sentence)


@app.command()
def check() -> None:
    """Tell what is wrong with the settings and with keys of one's own; exit 1 if anything is."""
    from shopdesk.app import ShopDeskApp
    from shopdesk.screens import keymap

    path = _home().settings_file
    told = read(path)
    found = complaints(told)
    own = told.get("keys", {})
    if not complaints({"keys": own}):
        found += keymap.check(own, ShopDeskApp.scopes())[1]
    if as_json():
        document({"file": str(path), "ok": not found, "wrong": found})
    elif not found:
        print(_("The settings hold."))
    if not as_json():
        for sentence in found:
            say(sentence)
    if found:
        raise typer.Exit(1)


@app.command()
def path() -> None:
    """Print where the settings file is, or would be."""
    where = str(_home().settings_file)
    document({"file": where}) if as_json() else print(where)
