"""``shopdesk tickets quality|score|ask``: how well customers are answered, and what they say."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from shopdesk import services
from shopdesk.cli.out import as_json, document, opened, report, table
from shopdesk.cli.tickets import Name, Names, Plan, Where, chosen
from shopdesk.locale import _
from shopdesk.reports import quality as words

if TYPE_CHECKING:
    from shopdesk.services.tickets.quality import Figure, Reason

Period = Annotated[
    str, typer.Option(help="Tickets that were opened in it: today, last-week, 2026-11.")
]
Score = Annotated[int, typer.Argument(help="1 (disappointed) to 5 (very satisfied).")]
Said = Annotated[str, typer.Option("--said", help="What the customer said with it.")]


def register(app: typer.Typer) -> None:
    """Add the commands of quality."""
    for command in (quality, score, ask):
        app.command()(command)


def quality(period: Period = "this-month") -> None:
    """Show times to answer, promises kept, scores, and why customers wrote."""
    with opened() as store, store.read() as read:
        figures = services.tickets.quality.figures(read, period)
        why = services.tickets.quality.reasons(read, period)
    if as_json():
        document({
            "period": period, "rows": [_document(one) for one in figures],
            "reasons": [_reason(one) for one in why],
        })  # fmt: skip
        return
    table(
        (_("Figure"), _("Value"), _("Made of"), _("Counted as")),
        [(words.name(one), words.value(one), words.made_of(one), words.means(one))
         for one in figures],
    )  # fmt: skip
    table(
        (_("Why customers wrote"), _("Tickets"), _("Of")),
        [(words.reason(one), str(one.tickets), str(one.of)) for one in why],
    )


def score(name: Name, score: Score, said: Said = "") -> None:
    """Write down how satisfied a customer is."""
    with opened() as store:
        with store.read() as read:
            (ticket,) = services.tickets.find(read, [name])
        change = store.run(
            "score", lambda work: services.tickets.scoring.score(work, ticket, score, said)
        )
    report(change)


def ask(names: Names = None, where: Where = "", plan: Plan = False) -> None:
    """Ask the customers of solved tickets how satisfied they are."""
    with opened() as store:
        ids = chosen(store, names, where)
        change = store.run(
            "ask_score", lambda work: services.tickets.scoring.ask(work, ids), keep=not plan
        )
    report(change, planned=plan)


def _document(one: "Figure") -> dict[str, Any]:
    return {
        "figure": one.id, "kind": one.kind, "value": words.number(one), "part": one.part,
        "whole": one.whole, "running": one.running, "tickets": one.tickets, "where": one.where,
    }  # fmt: skip


def _reason(one: "Reason") -> dict[str, Any]:
    return {
        "reason": one.reason, "by": one.by, "name": one.name, "tickets": one.tickets,
        "of": one.of, "where": one.where,
    }  # fmt: skip
