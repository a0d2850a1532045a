"""``shopdesk tickets macro|macros|canned|send|copied|ask-product``: what customers are told."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from shopdesk import money, services
from shopdesk.cli.out import as_json, document, opened, report, say, table
from shopdesk.cli.outbox import ran, written
from shopdesk.cli.tickets import Names, Plan, Where, chosen
from shopdesk.locale import _, language, ngettext
from shopdesk.moments import state_word, wrong_word
from shopdesk.tickets import channel_word, name_of

if TYPE_CHECKING:
    from shopdesk.services.tickets.answers.macros import MacroPlan
    from shopdesk.services.tickets.sending import OutRow
    from shopdesk.store import Change, Work

Numbers = Annotated[list[int], typer.Argument(help="Answers, by the numbers of “tickets unsent”.")]


def register(app: typer.Typer) -> None:
    """Add the commands of answers."""
    for command in (macro, send, unsent, copied):
        app.command()(command)
    app.command("send-again")(again)
    app.command("drop-answer")(drop)
    app.command("reword")(reword)
    app.command("ask-product")(ask_product)


def macro(
    name: Annotated[str, typer.Argument(help="The macro, as “tickets macros” lists it.")],
    names: Names = None,
    where: Where = "",
    plan: Plan = False,
) -> None:
    """Run a macro on tickets as one entry; what is sent by it is not undone."""
    macros = services.tickets.answers.macros
    with opened() as store:
        ids = chosen(store, names, where)
        with store.read() as read:
            made = macros.plan(read, ids, name)
        if plan:
            _planned(made)
            return
        change = store.run("macro", lambda work: macros.run(work, ids, name))
    if as_json():
        document(_document(made) | {"entry": change.entry, "label": change.label})
        return
    report(change)
    for ticket_id, why in made.refused:
        say(f"{name_of(ticket_id)}: {why}")


def send(plan: Plan = False) -> None:
    """Send the answers that are due, by mail and by Chatwoot: for cron, and for the impatient."""
    sending = services.tickets.sending
    with opened() as store:
        if plan:
            with store.read() as read:
                n = sending.waiting(read)
            say(ngettext("{n} answer would go", "{n} answers would go", n).format(n=n))
            return
        run = sending.send(store)
    ran(run)


def unsent() -> None:
    """List the answers that have not gone: to send, to copy, failed or unsure."""
    with opened() as store, store.read() as read:
        rows = services.tickets.sending.unsent(read)
    if as_json():
        document({"total": len(rows), "rows": [_out_document(row) for row in rows]})
        return
    titles = (_("No."), _("Ticket"), _("State"), _("Via"), _("To"), _("Text"), _("What is wrong"))
    table(titles, [
        (str(row.id), name_of(row.ticket_id), state_word(row.state), channel_word(row.channel),
         row.to or row.customer, " ".join(row.body.split())[:60], wrong_word(row.wrong))
        for row in rows
    ])  # fmt: skip


def copied(answers: Numbers, plan: Plan = False) -> None:
    """Mark answers as sent that you pasted into a chat, or told otherwise."""
    _do("copied", lambda work: services.tickets.sending.copied(work, answers), plan=plan)


def again(answers: Numbers, plan: Plan = False) -> None:
    """Let answers go again that failed, were dropped, or of which nobody knows if they arrived."""
    _do("again", lambda work: services.tickets.sending.again(work, answers), plan=plan)


def drop(
    answers: Numbers,
    reason: Annotated[str, typer.Option(help="Why.")] = "",
    plan: Plan = False,
) -> None:
    """Decide that answers are not sent."""
    _do("drop", lambda work: services.tickets.sending.drop(work, answers, reason), plan=plan)


def reword(
    answer: Annotated[int, typer.Argument(help="The answer's number.")],
    file: Annotated[Path, typer.Option(help="A file with the text; “-” is stdin.")],
    plan: Plan = False,
) -> None:
    """Write an answer anew that has not gone."""
    body = written(file)
    _do("reword", lambda work: services.tickets.sending.reword(work, answer, body), plan=plan)


def ask_product(
    question: Annotated[list[str], typer.Argument(help="The customer's words, or a SKU.")],
    sku: Annotated[str, typer.Option(help="Write the answer about this SKU.")] = "",
    ticket: Annotated[str, typer.Option(help="For this ticket: T-12 or 12.")] = "",
    lang: Annotated[str, typer.Option("--language", help="id or en, without a ticket.")] = "id",
) -> None:
    """Search the catalogue for a question; with --sku write the answer to it."""
    products = services.tickets.answers.products
    with opened() as store, store.read() as read:
        if sku:
            (variant_id,) = services.products.find(read, [sku])
            (ticket_id,) = services.tickets.find(read, [ticket]) if ticket else (None,)
            text = products.answer(read, variant_id, ticket_id, lang)
            _text({"sku": sku, "text": text})
            return
        rows = products.search(read, " ".join(question))
    if as_json():
        document({"total": len(rows), "rows": [
            {"sku": row.sku, "name": row.name, "price": row.price, "stock": row.stock}
            for row in rows
        ]})  # fmt: skip
        return
    table((_("SKU"), _("Product"), _("Price"), _("Stock")), [
        (row.sku, row.name,
         "" if row.price is None else money.show(row.price, row.currency, language()),
         str(row.stock)) for row in rows
    ])  # fmt: skip


def _planned(made: "MacroPlan") -> None:
    """Show what a macro would do."""
    if as_json():
        document(_document(made))
        return
    say("; ".join(made.steps))
    table((_("Ticket"), _("Customer"), _("What changes")),
          [(row.name, row.customer, "; ".join(row.changes)) for row in made.rows])  # fmt: skip
    for ticket_id, why in made.refused:
        say(f"{name_of(ticket_id)}: {why}")
    n = len(made.rows)
    said = ngettext("{n} ticket would change", "{n} tickets would change", n).format(n=n)
    if made.refused:
        said += ", " + _("{n} refused").format(n=len(made.refused))
    say(said)


def _document(made: "MacroPlan") -> dict[str, Any]:
    return {
        "macro": made.name, "steps": list(made.steps),
        "rows": [
            {"ticket": row.name, "customer": row.customer, "changes": list(row.changes),
             "reply": row.reply or None, "note": row.note or None}
            for row in made.rows
        ],
        "refused": [{"ticket": name_of(one), "why": why} for one, why in made.refused],
        "unchanged": [name_of(one) for one in made.unchanged],
    }  # fmt: skip


def _out_document(row: "OutRow") -> dict[str, Any]:
    return {
        "message": row.id, "ticket": name_of(row.ticket_id), "customer": row.customer,
        "channel": row.channel, "to": row.to, "state": row.state, "wrong": row.wrong,
        "tries": row.tries, "body": row.body,
    }  # fmt: skip


def _text(told: dict[str, Any]) -> None:
    from shopdesk.text import safe

    if as_json():
        document(told)
    else:
        print(safe(told["text"], 20_000, lines=True))


def _do(name: str, act: Callable[["Work"], "Change"], *, plan: bool) -> None:
    with opened() as store:
        report(store.run(f"answer_{name}", act, keep=not plan), planned=plan)
