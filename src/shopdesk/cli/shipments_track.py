"""``shopdesk shipments track``: the shop's tracker is asked where parcels are; for cron, too."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from shopdesk import services
from shopdesk.cli.out import as_json, document, opened, say, table
from shopdesk.cli.shipments import WORDS, Filter
from shopdesk.locale import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shopdesk.store import Store

Limit = Annotated[int, typer.Option(help="Ask for so many at most; 0 means all that are due.")]


def register(app: typer.Typer) -> None:
    """Add the command that asks the tracker."""
    app.command(context_settings=WORDS)(track)


def track(where: Filter = None, limit: Limit = 0) -> None:
    """Ask the tracker of the settings for parcels under way that are due, oldest asked first.

    With a filter: for all of those that it matches, however young, but none twice in ten minutes.
    Exit code 1: no tracker or key is set, it was not to be reached, or it wants to be left alone.
    """
    text = " ".join(where or [])
    with opened() as store:
        ids = None
        if text:
            with store.read() as read:
                ids = services.shipments.ids(read, text)
        ask(store, ids, limit)


def ask(store: "Store", ids: "Sequence[int] | None", limit: int = 0) -> None:
    """Ask for these parcels, or for all that are due, and tell what came of it."""
    listener = services.trackers.Listener(_progress)
    done = services.trackers.refresh(store, listener, ids, limit=limit)
    if as_json():
        document({
            "tracker": done.tracker, "asked": done.asked, "new": done.new,
            "changed": done.changed, "unmapped": done.unmapped, "left": done.left,
            "troubled": [{"tracking": one, "trouble": why} for one, why in done.troubled],
            "stopped": done.stopped or None, "entries": list(done.entries),
        })  # fmt: skip
    else:
        if done.troubled:
            table((_("Resi"), _("Trouble")), done.troubled, widest=100)
        say(done.sentence)
    if done.stopped:
        raise typer.Exit(1)


def _progress(resi: str, n: int, _share: float) -> None:
    if sys.stderr.isatty() and not as_json():
        say(f"{n + 1}  {resi}")
