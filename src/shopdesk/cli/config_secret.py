"""``shopdesk config secret``: keys and passwords, which are never shown and never typed in clear.

A value on the command line would stand in the shell's history and in the list of processes, so it
comes from a prompt that does not show it, or from stdin.
"""

import getpass
import sys
from typing import Annotated

import typer

from shopdesk import services
from shopdesk.cli.out import as_json, document, opened, say, table
from shopdesk.locale import _
from shopdesk.refusal import Refusal

app = typer.Typer(
    no_args_is_help=True, help="Keys and passwords for the outside world; never shown again."
)

Name = Annotated[str, typer.Argument(help="Which one, as “config secret list” names them.")]


@app.command("list")
def list_all() -> None:
    """List the secrets that the house has a use for, and which of them are set."""
    with opened() as store, store.read() as read:
        kept = services.secrets.names(read)
    known = [
        *services.secrets.KNOWN,
        *(name for name in kept if name not in services.secrets.KNOWN),
    ]
    if as_json():
        document({"rows": [{"name": name, "set": name in kept} for name in known]})
        return
    table(
        (_("Secret"), _("Set"), _("What it is for")),
        [(name, _("yes") if name in kept else "", _about(name)) for name in known],
    )


def _about(name: str) -> str:
    return _(services.secrets.KNOWN[name]) if name in services.secrets.KNOWN else ""


@app.command("set")
def put(name: Name) -> None:
    """Keep a secret: asked for without showing it, or the first line of stdin."""
    if name not in services.secrets.KNOWN:
        known = ", ".join(services.secrets.KNOWN)
        raise Refusal(_("There is no secret of that name. Secrets: {known}.").format(known=known))
    value = asked(name)
    with opened() as store:
        change = store.run("secret_put", lambda work: services.secrets.put(work, name, value))
    _told(name, change.label, kept=True)


@app.command()
def drop(name: Name) -> None:
    """Forget a secret."""
    with opened() as store:
        change = store.run("secret_drop", lambda work: services.secrets.drop(work, name))
    _told(name, change.label, kept=False)


def asked(name: str) -> str:
    """Return the value of a secret: typed without showing it, or the first line of stdin."""
    if sys.stdin.isatty():
        return getpass.getpass(_("Value of “{name}” (not shown): ").format(name=name))
    return sys.stdin.readline()


def _told(name: str, label: str, *, kept: bool) -> None:
    if as_json():
        document({"name": name, "set": kept})
    else:
        say(f"{label}.")
