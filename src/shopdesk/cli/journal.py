"""``shopdesk history``, ``undo``, ``redo`` and ``audit``."""

from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from shopdesk import money, services
from shopdesk.cli.out import as_json, document, opened, report, say, table
from shopdesk.locale import _, ngettext

if TYPE_CHECKING:
    from shopdesk.clock import Clock
    from shopdesk.services.journal import Cell, Entry, Touched
    from shopdesk.services.journal.rows import Value
    from shopdesk.store import Change, Store

audit = typer.Typer(no_args_is_help=True, help="The journal's chain of hashes.")


class _Numbered(TyperGroup):
    """Reads ``history 12`` as ``history show 12``."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put the command before a number that stands first."""
        return super().parse_args(ctx, ["show", *args] if args and args[0].isdecimal() else args)


history = typer.Typer(
    cls=_Numbered, invoke_without_command=True, help="What was done, and what each entry did."
)


@history.callback()
def listed(
    context: typer.Context,
    limit: Annotated[int, typer.Option(help="How many entries; 0 means all.")] = 50,
    where: Annotated[
        str, typer.Option(help="A filter: words, who:, verb:, at:today, order:NUMBER, is:undone.")
    ] = "",
) -> None:
    """List what was done, newest first; ``history show N`` tells what one entry did."""
    if context.invoked_subcommand:
        return
    with opened() as store:
        with store.read() as read:
            entries = services.journal.history(read, limit, where)
        clock = store.clock
    if as_json():
        document({"entries": [_entry(e, clock) for e in entries]})
        return
    table(
        (_("Entry"), _("When"), _("Who"), _("What"), _("Rows")),
        [
            (str(e.entry), clock.iso(e.at)[:16].replace("T", " "), e.who,
             e.label + (" " + _("(undone)") if e.undone else ""), str(e.rows))
            for e in entries
        ],
    )  # fmt: skip


@history.command()
def show(
    entry: Annotated[int, typer.Argument(help="The entry's number.")],
    limit: Annotated[int, typer.Option(help="How many records; 0 means all.")] = 100,
) -> None:
    """Tell what one entry did: every record it touched, before and after."""
    from shopdesk.services.journal import touched

    with opened() as store, store.read() as read:
        found = services.journal.entry(read, entry)
        records = touched.page(read, f"entry:{entry}", size=limit)
        clock = store.clock
    if as_json():
        records_said = [_record(one, clock) for one in records]
        document(_entry(found, clock) | {"total": found.rows, "records": records_said})
        return
    print(f"{found.entry}  {clock.iso(found.at)[:16].replace('T', ' ')}  {found.who}  ", end="")
    print(found.label + (" " + _("(undone)") if found.undone else ""))
    table(
        (_("Record"), _("Fact"), _("Before"), _("After")),
        [line for one in records for line in _lines(one, clock)],
    )
    if (more := found.rows - len(records)) > 0:
        say(ngettext("… and {n} more record", "… and {n} more records", more).format(n=more))


def undo(
    entry: Annotated[int | None, typer.Argument(help="The entry; without it the newest.")] = None,
) -> None:
    """Take an entry back; refused where later work touched the same rows."""
    with opened() as store:
        report(services.journal.undo(store, entry), back="redo")


def redo(
    entry: Annotated[
        int | None, typer.Argument(help="The entry that was undone; without it the newest undo.")
    ] = None,
) -> None:
    """Do again what the newest undo took back, or an undone entry."""
    with opened() as store:
        change = services.journal.redo(store, entry)
        report(change, back=f"undo {_redone(store, change)}")


def _redone(store: "Store", change: "Change") -> int | None:
    """Return the entry that stands again after a redo: what the undo that it undoes undid."""
    with store.read() as read:
        undo_of = services.journal.entry(read, change.entry or 0).undoes
        return services.journal.entry(read, undo_of or 0).undoes


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


def _entry(e: "Entry", clock: "Clock") -> dict[str, Any]:
    return {
        "entry": e.entry, "at": clock.iso(e.at), "who": e.who, "verb": e.verb,
        "label": e.label, "rows": e.rows, "undone": e.undone, "undoes": e.undoes,
    }  # fmt: skip


def _record(one: "Touched", clock: "Clock") -> dict[str, Any]:
    return {
        "table": one.table, "op": one.op, "name": one.name, "currency": one.currency,
        "cells": [
            {"field": cell.field, "before": _value(cell, cell.before, clock),
             "after": _value(cell, cell.after, clock)}
            for cell in one.cells
        ],
    }  # fmt: skip


def _value(cell: "Cell", value: "Value", clock: "Clock") -> "Value":
    if isinstance(value, int) and cell.kind == "money":
        return money.text(value)
    if isinstance(value, int) and cell.kind == "instant":
        return clock.iso(value)
    return value


def _lines(one: "Touched", clock: "Clock") -> list[tuple[str, str, str, str]]:
    said = {"new": _("new"), "changed": _("changed"), "gone": _("removed")}[one.op]
    lines = [(f"{one.what} {one.name}", said, "", "")]
    for cell in one.cells:
        before, after = (_value(cell, value, clock) for value in (cell.before, cell.after))
        lines.append(("", cell.field, _text(before), _text(after)))
    return lines


def _text(value: "Value") -> str:
    return "–" if value is None else str(value)
