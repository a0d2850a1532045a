"""``shopdesk history``, ``undo``, ``redo`` and ``audit``."""

from typing import Annotated

import typer

from shopdesk import services
from shopdesk.cli.out import as_json, document, opened, report, say, table
from shopdesk.locale import _

audit = typer.Typer(no_args_is_help=True, help="The journal's chain of hashes.")


def history(
    limit: Annotated[int, typer.Option(help="How many entries; 0 means all.")] = 50,
) -> None:
    """List what was done, newest first."""
    with opened() as store:
        with store.read() as read:
            entries = services.journal.history(read, limit)
        clock = store.clock
    if as_json():
        document(
            {
                "entries": [
                    {
                        "entry": e.entry, "at": clock.iso(e.at), "who": e.who, "verb": e.verb,
                        "label": e.label, "rows": e.rows, "undone": e.undone, "undoes": e.undoes,
                    }
                    for e in entries
                ]
            }
        )  # fmt: skip
        return
    table(
        (_("Entry"), _("When"), _("Who"), _("What"), _("Rows")),
        [
            (str(e.entry), clock.iso(e.at)[:16].replace("T", " "), e.who,
             e.label + (" " + _("(undone)") if e.undone else ""), str(e.rows))
            for e in entries
        ],
    )  # fmt: skip


def undo(
    entry: Annotated[int | None, typer.Argument(help="The entry; without it the newest.")] = None,
) -> None:
    """Take an entry back; refused where later work touched the same rows."""
    with opened() as store:
        report(services.journal.undo(store, entry))


def redo() -> None:
    """Do again what the newest undo took back."""
    with opened() as store:
        report(services.journal.redo(store))


@audit.command()
def verify() -> None:
    """Recompute the chain of hashes; exit 1 when anything was changed or cut off."""
    with opened() as store:
        found = services.journal.verify(store)
    if as_json():
        document({"ok": found.ok, "entries": found.entries, "wrong": list(found.wrong),
                  "outside": found.outside})  # fmt: skip
    elif found.ok:
        print(_("The journal is whole: {n} entries.").format(n=found.entries))
    for wrong in found.wrong:
        say(wrong)
    if not found.outside:
        say(_("No marks outside the store were found; a cut tail could not be seen."))
    if not found.ok:
        raise typer.Exit(1)
