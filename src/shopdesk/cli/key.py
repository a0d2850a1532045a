"""``shopdesk key``: the slots that hold the store's key."""

import sys
from typing import Annotated, Any

import typer

from shopdesk.cli.out import CONTEXT, as_json, document, opened, say
from shopdesk.config import Home, find_home
from shopdesk.locale import _

app = typer.Typer(no_args_is_help=True, help="The key that opens the encrypted store.")


def _keys() -> Any:
    from shopdesk.store import keys

    return keys


def _home() -> Home:
    asked = CONTEXT.get()
    return find_home(asked.home, asked.store)


@app.command()
def status() -> None:
    """Tell which slots hold the key."""
    with opened():
        found = _keys().status(_home())
    if as_json():
        document(
            {
                "store": found.store_id,
                "key_file": str(found.key_file),
                "key_file_present": found.key_file_present,
                "keyring": found.keyring,
                "recovery": found.recovery,
            }
        )
        return
    yes, no = _("yes"), _("no")
    print(_("Key file: {path} ({there})").format(
        path=found.key_file, there=yes if found.key_file_present else _("missing")))  # fmt: skip
    print(_("Keyring: {there}").format(there=yes if found.keyring else no))
    print(_("Recovery code: {there}").format(
        there=yes if found.recovery else _("no – make one: shopdesk key recovery")))  # fmt: skip


@app.command()
def recovery() -> None:
    """Make a new recovery code and show it once; an older code ends."""
    with opened():
        code = _keys().new_recovery_code(_home())
    if as_json():
        document({"recovery_code": code})
        return
    print(code)
    say(_("Write this code down and keep it apart from this machine. It is not shown again."))


@app.command()
def recover(
    code: Annotated[str, typer.Argument(help="The recovery code; - reads it from stdin.")] = "-",
) -> None:
    """Put the key file back with the recovery code."""
    text = sys.stdin.readline() if code == "-" else code
    path = _keys().recover(_home(), text.strip())
    with opened():
        say(_("The store opens again; the key lies in {path}.").format(path=path))
    if as_json():
        document({"key_file": str(path)})


@app.command()
def keyring() -> None:
    """Keep the key in the operating system's keyring as well."""
    _keys().keep_in_keyring(_home())
    say(_("The key is in the keyring as well."))
    if as_json():
        document({"keyring": True})
