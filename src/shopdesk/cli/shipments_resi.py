"""``shopdesk shipments resi``: resi for many orders at once, planned and entered."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from shopdesk import services
from shopdesk.cli.out import as_json, document, opened, report, say, table
from shopdesk.locale import _, ngettext
from shopdesk.refusal import Refusal

if TYPE_CHECKING:
    from shopdesk.services.resi import Entry, ResiPlan


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(resi)


def resi(
    pairs: Annotated[
        list[str] | None, typer.Argument(help="A number and a resi, another number …")
    ] = None,
    listed: Annotated[
        str, typer.Option("--list", help="A text file (- is stdin) of lines: number resi.")
    ] = "",
    sheet: Annotated[
        Path | None, typer.Option(help="A spreadsheet with columns for order number and resi.")
    ] = None,
    ship: Annotated[bool, typer.Option("--ship", help="Hand them to the courier too.")] = False,
    plan: Annotated[bool, typer.Option("--plan", help="Show the plan, change nothing.")] = False,
) -> None:
    """Enter resi for many orders as one entry. What cannot be taken is left out and named."""
    entries = _entries(pairs, listed, sheet)
    with opened() as store:
        with store.read() as read:
            made = services.resi.plan(read, entries)
        change = None
        if not plan and (made.taken or (ship and made.same)):
            change = store.run("enter", lambda work: services.resi.enter(work, made, ship=ship))
    if as_json():
        document(_document(made, change.entry if change else None))
    elif plan:
        table((_("Order"), _("Resi"), _("Courier"), _("Verdict"), _("Why")), _lines(made))
    _tell(made)
    if change and not as_json():
        report(change)
    elif plan:
        say(_("Plan only; nothing was changed."))
    if made.refused:
        raise typer.Exit(1)


def _entries(pairs: list[str] | None, listed: str, sheet: Path | None) -> "list[Entry]":
    if sum(map(bool, (pairs, listed, sheet))) != 1:
        raise Refusal(_("Give pairs of number and resi, or --list, or --sheet."))
    if sheet:
        return services.resi.sheet(sheet)
    if listed:
        return services.resi.lines(services.orders.resi.text_of(listed))
    words = pairs or []
    if len(words) % 2:
        raise Refusal(_("Each number wants a resi behind it."))
    return services.resi.lines(
        "\n".join(f"{words[at]} {words[at + 1]}" for at in range(0, len(words), 2))
    )


def _lines(made: "ResiPlan") -> list[tuple[str, ...]]:
    return [
        (row.number, row.resi, row.guess or " / ".join(row.guesses),
         services.resi.verdict_word(row.verdict), row.reason)
        for row in made.rows
    ]  # fmt: skip


def _tell(made: "ResiPlan") -> None:
    for row in made.refused:
        place = "" if row.reason.startswith(row.entry.where) else f"{row.entry.where}: "
        say(f"  {place}{row.number}: {row.reason}")
    n = len(made.taken)
    said = ngettext("{n} resi to enter", "{n} resi to enter", n).format(n=n)
    say(_("{said}, {same} as they are, {refused} refused").format(
        said=said, same=len(made.same), refused=len(made.refused)))  # fmt: skip


def _document(made: "ResiPlan", entry: int | None) -> dict[str, object]:
    return {
        "entry": entry,
        "rows": [
            {"order": row.number, "parcel": row.parcel, "tracking": row.resi,
             "before": row.before or None, "courier": row.courier or None,
             "guesses": list(row.guesses), "verdict": row.verdict, "reason": row.reason,
             "where": row.entry.where}
            for row in made.rows
        ],
    }  # fmt: skip
