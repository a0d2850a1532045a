"""``shopdesk tickets canned|macros``: the answers and macros at hand, and the shop's own."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from shopdesk import services
from shopdesk.cli.out import as_json, document, opened, report, say, table
from shopdesk.cli.outbox import written
from shopdesk.cli.tickets import Plan
from shopdesk.locale import _
from shopdesk.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable

    from shopdesk.services.tickets.answers.canned import Canned
    from shopdesk.services.tickets.answers.macros import Macro
    from shopdesk.store import Change, Work

canned = typer.Typer(invoke_without_command=True, help="Answers at hand: what customers are told.")
macros = typer.Typer(invoke_without_command=True, help="Macros: several steps under one name.")

Name = Annotated[str, typer.Argument(help="The name.")]
Language = Annotated[str, typer.Option("--language", help="id or en.")]
About = Annotated[str, typer.Option(help="When it serves, in a few words.")]


def register(app: typer.Typer) -> None:
    """Add these rooms to ``tickets``."""
    app.add_typer(canned, name="canned")
    app.add_typer(macros, name="macros")


@canned.callback()
def list_canned(
    context: typer.Context,
    lang: Annotated[str, typer.Option("--language", help="Only id or en.")] = "",
) -> None:
    """List the answers at hand; the shop's own hide those that come along."""
    if context.invoked_subcommand:
        return
    with opened() as store, store.read() as read:
        rows = services.tickets.answers.canned.listed(read, lang)
    if as_json():
        document({"rows": [_canned(row) for row in rows]})
        return
    table((_("Ready answer"), _("Language"), _("Own"), _("When")),
          [(row.name, row.language, _("yes") if row.own else "", row.about)
           for row in rows])  # fmt: skip


@canned.command("show")
def show_canned(
    name: Name,
    lang: Language = "id",
    example: Annotated[bool, typer.Option("--example", help="Filled in with examples.")] = False,
    ticket: Annotated[str, typer.Option(help="Filled in for this ticket: T-12 or 12.")] = "",
) -> None:
    """Show one answer as it is written, or filled in."""
    from shopdesk.text import safe

    answers = services.tickets.answers.canned
    with opened() as store, store.read() as read:
        text = answers.one(read, name, lang)
        body = answers.preview(text) if example else text.body
        if ticket:
            (ticket_id,) = services.tickets.find(read, [ticket])
            body = answers.fill(read, ticket_id, text.name)
    if as_json():
        document(_canned(text) | {"body": body})
        return
    print(safe(body, 20_000, lines=True))


@canned.command("save")
def save_canned(
    name: Name,
    file: Annotated[Path, typer.Option(help="A file with the text; “-” is stdin.")],
    about: About = "",
    lang: Language = "id",
    plan: Plan = False,
) -> None:
    """Keep an answer of the shop's own."""
    body = written(file)
    put = services.tickets.answers.canned.put
    _run("canned_put", lambda work: put(work, name, lang, body, about), plan=plan)


@canned.command("drop")
def drop_canned(name: Name, lang: Language = "id", plan: Plan = False) -> None:
    """Forget the shop's own answer; one that comes along is not offered any more."""
    drop = services.tickets.answers.canned.drop
    _run("canned_drop", lambda work: drop(work, name, lang), plan=plan)


@canned.command()
def variables() -> None:
    """List the variables that an answer may use, with an example of each."""
    from shopdesk.services.tickets.answers.variables import VARIABLES

    if as_json():
        document({"rows": [
            {"variable": name, "about": one.about, "example": one.example}
            for name, one in VARIABLES.items()
        ]})  # fmt: skip
        return
    table(
        (_("Variable"), _("What it stands for"), _("Example")),
        [(f"{{{name}}}", _(one.about), one.example.replace("\n", " / "))
         for name, one in VARIABLES.items()],
    )  # fmt: skip


@macros.callback()
def list_macros(context: typer.Context) -> None:
    """List the macros; the shop's own hide those that come along."""
    if context.invoked_subcommand:
        return
    told = services.tickets.answers.macros
    with opened() as store, store.read() as read:
        rows = told.listed(read)
    if as_json():
        document({"rows": [_macro(row) for row in rows]})
        return
    table((_("Macro"), _("Own"), _("About"), _("Steps")),
          [(row.name, _("yes") if row.own else "", row.about, "; ".join(told.told(row.steps)))
           for row in rows])  # fmt: skip


@macros.command("show")
def show_macro(name: Name) -> None:
    """Show one macro: its steps, a line each."""
    told = services.tickets.answers.macros
    with opened() as store, store.read() as read:
        found = told.one(read, name)
    if as_json():
        document(_macro(found))
        return
    say(found.about)
    for step in told.told(found.steps):
        say(step)


@macros.command("save")
def save_macro(
    name: Name,
    step: Annotated[
        list[str],
        typer.Option(help="A step: reply=where, tag=resi,foto, state=pending, assignee=me …"),
    ],
    about: About = "",
    plan: Plan = False,
) -> None:
    """Keep a macro of the shop's own."""
    steps: dict[str, Any] = {}
    for one in step:
        key, equals, value = one.partition("=")
        if not equals:
            raise Refusal(_("A step is written name=value, not “{step}”.").format(step=one))
        steps[key.strip()] = value.strip()
    put = services.tickets.answers.macros.put
    _run("macro_put", lambda work: put(work, name, steps, about), plan=plan)


@macros.command("drop")
def drop_macro(name: Name, plan: Plan = False) -> None:
    """Forget the shop's own macro; one that comes along is not offered any more."""
    drop = services.tickets.answers.macros.drop
    _run("macro_drop", lambda work: drop(work, name), plan=plan)


def _run(verb: str, act: "Callable[[Work], Change]", *, plan: bool) -> None:
    with opened() as store:
        report(store.run(verb, act, keep=not plan), planned=plan)


def _canned(row: "Canned") -> dict[str, Any]:
    return {
        "name": row.name, "language": row.language, "own": row.own, "about": row.about,
        "body": row.body,
    }  # fmt: skip


def _macro(row: "Macro") -> dict[str, Any]:
    from dataclasses import asdict

    steps = {name: value for name, value in asdict(row.steps).items() if value}
    return {"name": row.name, "own": row.own, "about": row.about, "steps": steps}
