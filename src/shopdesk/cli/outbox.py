"""``shopdesk outbox``: what customers are told, looked at, sent, held or copied."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from shopdesk import services
from shopdesk.cli.out import as_json, document, opened, report, say, table
from shopdesk.clock import Clock
from shopdesk.locale import _, language, ngettext
from shopdesk.moments import STATE, medium_word, moment_word, run_words, state_word, wrong_word
from shopdesk.money import number
from shopdesk.refusal import Refusal

if TYPE_CHECKING:
    from shopdesk.services.messages import Draft, MessageRow
    from shopdesk.services.messages.leaving import Run
    from shopdesk.store import Change, Store, Work

app = typer.Typer(no_args_is_help=True, help="Messages to customers: review, send, copy, rules.")

Numbers = Annotated[list[int], typer.Argument(help="Messages, by the numbers of the list.")]
Plan = Annotated[bool, typer.Option("--plan", help="Show what would happen, change nothing.")]


@app.command("list")
def list_messages(
    state: Annotated[
        str, typer.Option(help="open, all, review, queued, held, unsure, sent, copied, failed …")
    ] = "open",
    order: Annotated[str, typer.Option(help="Only those of this order.")] = "",
    limit: Annotated[int, typer.Option(help="How many; 0 means all.")] = 50,
) -> None:
    """List the messages that are not over yet, the newest first."""
    shown = ("open", "all", *STATE)
    if state not in shown:
        raise Refusal(
            _("There is no state “{state}”. Choose from: {states}.").format(
                state=state, states=", ".join(shown)
            )
        )
    with opened() as store, store.read() as read:
        orders = services.orders.find(read, [order]) if order else ()
        rows = services.messages.listed(
            read, state="" if state == "all" else state, order_ids=orders, limit=limit or -1
        )
        clock = store.clock
    if as_json():
        document({"total": len(rows), "rows": [message_document(row, clock) for row in rows]})
        return
    titles = (_("No."), _("State"), _("Order"), _("About"), _("Via"), _("To"), _("What is wrong"))
    table(titles, [_listed(row) for row in rows])
    said = ngettext("{n} message", "{n} messages", len(rows))
    say(said.format(n=number(len(rows), language())))


@app.command()
def show(message: Annotated[int, typer.Argument(help="The message's number.")]) -> None:
    """Show one message whole."""
    with opened() as store, store.read() as read:
        row = services.messages.show(read, message)
        clock = store.clock
    if as_json():
        document(message_document(row, clock))
        return
    from shopdesk.text import safe

    table((_("Fact"), ""), [*zip((_("Order"), _("State"), _("Via"), _("To"), _("Subject")),
          (row.order, state_word(row.state), medium_word(row.medium), row.to, row.subject),
          strict=True)])  # fmt: skip
    print()
    print(safe(row.body, 20_000, lines=True))
    if row.link:
        print()
        print(row.link)
    if row.wrong:
        say(wrong_word(row.wrong))


@app.command()
def send(
    messages: Annotated[
        list[int] | None, typer.Argument(help="Queued mails to send now; all that are due without.")
    ] = None,
    plan: Plan = False,
) -> None:
    """Send the approved mails that are due: for cron, and for the impatient."""
    with opened() as store:
        if plan:
            _planned(store, messages)
            return
        run = services.messages.sending.send(store, messages)
    ran(run)


@app.command()
def approve(messages: Numbers, plan: Plan = False) -> None:
    """Let messages go that waited for a look."""
    _run("approve", messages, plan=plan)


@app.command()
def hold(messages: Numbers, plan: Plan = False) -> None:
    """Stop messages that have not gone yet."""
    _run("hold", messages, plan=plan)


@app.command()
def release(messages: Numbers, plan: Plan = False) -> None:
    """Let messages that were held go on from where they were."""
    _run("release", messages, plan=plan)


@app.command()
def copied(messages: Numbers, plan: Plan = False) -> None:
    """Mark messages as sent: by WhatsApp, in the marketplace's chat, or otherwise by hand."""
    _run("copied", messages, plan=plan)


@app.command()
def retry(messages: Numbers, plan: Plan = False) -> None:
    """Let mails go again that failed, or of which nobody knows whether they went."""
    _run("retry", messages, plan=plan)


@app.command()
def drop(
    messages: Numbers,
    reason: Annotated[str, typer.Option(help="Why.")] = "",
    plan: Plan = False,
) -> None:
    """Decide that messages are not sent."""
    _run("drop", messages, reason, plan=plan)


@app.command()
def edit(
    message: Annotated[int, typer.Argument(help="The message's number.")],
    subject: Annotated[str | None, typer.Option(help="Another subject, of a mail.")] = None,
    file: Annotated[
        Path | None, typer.Option(help="A file with another text; “-” is stdin.")
    ] = None,
    address: Annotated[str | None, typer.Option("--to", help="Another address or phone.")] = None,
    plan: Plan = False,
) -> None:
    """Change the text or the address of a message that has not gone."""
    body = None if file is None else written(file)
    _do(
        "edit",
        lambda work: services.messages.edit(
            work, message, subject=subject, body=body, address=address
        ),
        plan=plan,
    )


@app.command()
def write(
    order: Annotated[str, typer.Argument(help="The order's number.")],
    template: Annotated[str, typer.Argument(help="The template, like shipped.")],
    medium: Annotated[str, typer.Option(help="email, whatsapp or chat.")] = "email",
    lang: Annotated[str, typer.Option("--language", help="id, en, or buyer.")] = "buyer",
    plan: Plan = False,
) -> None:
    """Write to the buyer of an order from a template; with --plan only show the text."""
    telling = services.messages.telling
    with opened() as store:
        with store.read() as read:
            (found,) = services.orders.find(read, [order])
            made = telling.draft(read, found, template, medium, language=lang)
        if plan:
            _drafted(made)
            return
        report(
            store.run(
                "tell", lambda work: telling.tell(work, [found], template, medium, language=lang)
            )
        )


def written(file: Path) -> str:
    """Return the text of a file, or of stdin."""
    import sys

    try:
        return sys.stdin.read() if str(file) == "-" else file.read_text("utf-8")
    except UnicodeDecodeError:
        raise Refusal(_("{path} is not text in UTF-8.").format(path=file)) from None


def ran(run: "Run") -> None:
    """Tell what a run of sending did; the command fails where not all of it went."""
    if as_json():
        document({
            "sent": run.sent, "failed": run.failed, "waiting": run.waiting, "kept": run.kept,
            "unsure": run.unsure, "trouble": run.trouble or None,
        })  # fmt: skip
    else:
        say(run_words(run))
    if run.failed or run.waiting or run.unsure or run.trouble:
        raise typer.Exit(1)


def _planned(store: "Store", messages: Sequence[int] | None) -> None:
    """Tell which mails would go."""
    sending = services.messages.sending
    with store.read() as read:
        sending.account_of(read)
        wanted = set(messages) if messages else None
        rows = [
            row
            for row in services.messages.listed(read, state="queued")
            if row.medium == "email"
            and (row.id in wanted if wanted else (row.not_before or 0) <= read.clock.now())
        ]
        clock = store.clock
    if as_json():
        document({"total": len(rows), "rows": [message_document(row, clock) for row in rows]})
        return
    table((_("No."), _("Order"), _("About"), _("To")),
          [(str(row.id), row.order, moment_word(row.moment), row.to) for row in rows])  # fmt: skip
    say(ngettext("{n} mail would go", "{n} mails would go", len(rows)).format(n=len(rows)))


def _run(name: str, messages: Sequence[int], *more: Any, plan: bool) -> None:
    verb = getattr(services.messages, name)

    def act(work: "Work") -> "Change":
        change: Change = verb(work, messages, *more)
        return change

    _do(name, act, plan=plan)


def _do(name: str, act: Callable[["Work"], "Change"], *, plan: bool) -> None:
    with opened() as store:
        report(store.run(f"message_{name}", act, keep=not plan), planned=plan)


def _drafted(made: "Draft") -> None:
    from shopdesk.text import safe

    if as_json():
        document({
            "template": made.template, "medium": made.medium, "language": made.language,
            "to": made.address, "subject": made.subject, "body": made.body, "wrong": made.wrong,
        })  # fmt: skip
        return
    print(safe("\n\n".join(filter(None, (made.subject, made.body))), 20_000, lines=True))
    if made.wrong:
        say(wrong_word(made.wrong))


def _listed(row: "MessageRow") -> Sequence[str]:
    return (
        str(row.id), state_word(row.state), row.order, moment_word(row.moment),
        medium_word(row.medium), row.to, wrong_word(row.wrong),
    )  # fmt: skip


def message_document(row: "MessageRow", clock: Clock) -> dict[str, Any]:
    """Return a message as JSON has it."""

    def iso(instant: int | None) -> str | None:
        return None if instant is None else clock.iso(instant)

    return {
        "message": row.id, "order": row.order, "channel": row.channel, "shop": row.shop,
        "parcel": row.parcel, "moment": row.moment, "medium": row.medium, "state": row.state,
        "wrong": row.wrong, "to": row.to, "language": row.language, "template": row.template,
        "subject": row.subject, "body": row.body, "link": row.link or None,
        "made": iso(row.made_at), "not_before": iso(row.not_before), "tries": row.tries,
        "sent": iso(row.sent_at), "sent_by": row.sent_by, "message_id": row.wire_id,
    }  # fmt: skip
