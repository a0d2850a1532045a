"""``shopdesk tasks``: what is left to do with orders and parcels, and being done with it."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from shopdesk import money, services
from shopdesk import parcels as words
from shopdesk.cli.out import as_json, document, opened, report, say, table
from shopdesk.clock import Clock
from shopdesk.locale import _, language, ngettext
from shopdesk.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shopdesk.services.tasks import TaskRow
    from shopdesk.store import Change

app = typer.Typer(no_args_is_help=True, help="Tasks: buyers to call, claims, goods to take back.")

Numbers = Annotated[list[int], typer.Argument(help="The tasks' numbers.")]
Plan = Annotated[bool, typer.Option("--plan", help="Show what would happen, change nothing.")]
STATES = ("open", "done", "dropped", "all")


@app.command("list")
def list_tasks(
    kind: Annotated[
        str,
        typer.Option(
            help="call_buyer, claim, take_back, put_away, return or resend; empty means all."
        ),
    ] = "",
    state: Annotated[str, typer.Option(help="open, done, dropped or all.")] = "open",
) -> None:
    """List what is left to do, what is due first."""
    from shopdesk.models.shipments import TASKS

    _refuse_unknown(kind, ("", *TASKS))
    _refuse_unknown(state, STATES)
    with opened() as store, store.read() as read:
        rows = services.tasks.listed(read, kind=kind, state="" if state == "all" else state)
        clock = store.clock
    if as_json():
        document({"total": len(rows), "rows": [_document(row, clock) for row in rows]})
        return
    titles = (_("No."), _("To do"), _("Order"), _("With"), _("Until"), _("Amount"), _("Age"),
              _("About"))  # fmt: skip
    table(titles, [_listed(row, clock) for row in rows])
    said = ngettext("{n} task", "{n} tasks", len(rows))
    say(said.format(n=money.number(len(rows), language())))


@app.command()
def done(numbers: Numbers, plan: Plan = False) -> None:
    """Say that tasks are done."""
    _end("done", numbers, plan=plan)


@app.command()
def drop(
    numbers: Numbers,
    reason: Annotated[str, typer.Option(help="Why.")] = "",
    plan: Plan = False,
) -> None:
    """Say that tasks are not needed any more."""
    _end("drop", numbers, reason, plan=plan)


@app.command()
def reopen(numbers: Numbers, plan: Plan = False) -> None:
    """Put tasks that were done or dropped on the list again."""
    _end("reopen", numbers, plan=plan)


def _end(name: str, numbers: "Sequence[int]", *args: str, plan: bool) -> None:
    verb = getattr(services.tasks, name)

    def act(work: Any) -> "Change":
        change: Change = verb(work, numbers, *args)
        return change

    with opened() as store:
        report(store.run(name, act, keep=not plan), planned=plan)


def _refuse_unknown(told: str, known: "Sequence[str]") -> None:
    if told not in known:
        raise Refusal(
            _("There is no “{name}”; there is {names}.").format(
                name=told, names=", ".join(filter(None, known))
            )
        )


def _listed(row: "TaskRow", clock: Clock) -> tuple[str, ...]:
    goods = f"{row.qty} × {row.sku} {row.rack}".strip() if row.sku else row.tracking
    amount = "" if row.amount is None else money.show(row.amount, row.currency, language())
    due = clock.show(row.due) if row.due and row.state == "open" else words.state(row.state)
    return (str(row.id), words.task(row.kind), row.order, goods, due, amount, str(row.age_days),
            row.about)  # fmt: skip


def _document(row: "TaskRow", clock: Clock) -> dict[str, Any]:
    def moment(at: int | None) -> str | None:
        return clock.iso(at) if at is not None else None

    return {
        "task": row.id, "kind": row.kind, "state": row.state, "order": row.order,
        "channel": row.channel, "shop": row.shop, "tracking": row.tracking or None,
        "courier": row.courier or None, "sku": row.sku or None, "qty": row.qty,
        "rack": row.rack or None, "about": row.about,
        "amount": None if row.amount is None else money.text(row.amount),
        "currency": row.currency, "age_days": row.age_days, "due": moment(row.due),
        "overdue": row.overdue, "made": moment(row.made_at), "made_by": row.made_by,
        "done": moment(row.done_at), "done_by": row.done_by or None,
    }  # fmt: skip
