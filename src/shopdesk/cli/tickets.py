"""``shopdesk tickets``: what customers write, and where it stands."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from shopdesk import services
from shopdesk.cli.out import as_json, document, opened, say, table
from shopdesk.clock import Clock
from shopdesk.locale import N_, _
from shopdesk.moments import state_word as sending_word
from shopdesk.refusal import Refusal
from shopdesk.tickets import channel_word, clock_word, name_of, priority_word, state_word

if TYPE_CHECKING:
    from shopdesk.services.tickets import TalkRow, TicketCard, TicketRow

app = typer.Typer(no_args_is_help=True, help="Tickets: what customers write, and the answers.")

WORDS = {"ignore_unknown_options": True}
"""A filter may begin with a minus."""
ABOUT = {
    "order": N_("order"), "parcel": N_("parcel"), "variant": N_("product"), "task": N_("task"),
    "linked": N_("linked"), "suggested": N_("perhaps"), "refused": N_("refused"),
}  # fmt: skip
"""What a ticket may be about, and how sure that is."""
Filter = Annotated[list[str] | None, typer.Argument(help="A filter, like is:late channel:email.")]
Limit = Annotated[int, typer.Option(help="How many; 0 means all.")]
Name = Annotated[str, typer.Argument(help="A ticket: T-12 or 12.")]
Names = Annotated[list[str] | None, typer.Argument(help="Tickets: T-12 or 12.")]
Where = Annotated[str, typer.Option("--where", help="A filter instead of names.")]
Plan = Annotated[bool, typer.Option("--plan", help="Show what would happen, change nothing.")]


@app.command("list", context_settings=WORDS)
def list_tickets(where: Filter = None, limit: Limit = 50) -> None:
    """List the tickets that a filter matches: the earliest deadline first."""
    text = " ".join(where or [])
    with opened() as store, store.read() as read:
        total = services.tickets.total(read, text)
        rows = services.tickets.page(read, text, size=limit)
        clock = store.clock
    if as_json():
        document({"total": total, "rows": [row_document(row, clock) for row in rows]})
        return
    table(_titles(), [_listed(row, clock) for row in rows])
    say(_("{shown} of {total} tickets").format(shown=len(rows), total=total))


@app.command()
def show(name: Name) -> None:
    """Show a ticket: what was written, its clocks, what it is about and what happened to it."""
    with opened() as store, store.read() as read:
        (ticket,) = services.tickets.find(read, [name])
        card = services.tickets.show(read, ticket)
        clock = store.clock
    if as_json():
        document(card_document(card, clock))
        return
    _print(card, clock)


@app.command()
def counts() -> None:
    """Count the tickets that somebody still has to work on, per state."""
    with opened() as store, store.read() as read:
        found = services.tickets.counts(read)
    if as_json():
        document({"counts": found})
        return
    table((_("State"), _("Tickets")), [(state_word(one), str(n)) for one, n in found.items()])


def chosen(store: Any, names: list[str] | None, where: str) -> list[int]:
    """Return the tickets that are named, or that a filter matches.

    Raises:
        Refusal: neither or both is said, or a name is unknown.
    """
    if bool(names) == bool(where):
        raise Refusal(_("Name the tickets, or choose them with --where FILTER."))
    with store.read() as read:
        if names:
            return list(services.tickets.find(read, names))
        return list(services.tickets.ids(read, where))


def row_document(row: "TicketRow", clock: Clock) -> dict[str, Any]:
    """Return a ticket as its JSON object; scripts rely on these names."""
    return {
        "ticket": name_of(row.id), "channel": row.channel, "shop": row.shop,
        "subject": row.subject, "customer": row.customer, "state": row.state,
        "priority": row.priority, "assignee": row.assignee, "order": row.order,
        "first_reply_due": _iso(row.first_due, clock), "next_due": _iso(row.next_due, clock),
        "breached": row.breached, "messages": row.messages, "due": _iso(row.due, clock),
        "tags": list(row.tags), "reason": row.reason, "last_message": _iso(row.last_at, clock),
    }  # fmt: skip


def card_document(card: "TicketCard", clock: Clock) -> dict[str, Any]:
    """Return one ticket whole as its JSON object."""
    row = card.row
    return row_document(row, clock) | {
        "address": row.address, "opened": clock.iso(row.opened_at),
        "waiting_since": _iso(row.waiting_since, clock),
        "resolution_due": _iso(row.resolve_due, clock),
        "snoozed_until": _iso(row.snoozed_until, clock), "score": row.csat_score,
        "talk": [message_document(one, clock) for one in card.messages],
        "events": [
            {"at": clock.iso(e.at), "kind": e.kind, "before": e.before, "after": e.after,
             "by": e.by}
            for e in card.events
        ],
        "clocks": [
            {"clock": c.clock, "policy": c.policy, "target_s": c.target_s, "used_s": c.used_s,
             "began": clock.iso(c.began_at), "due": _iso(c.due_at, clock),
             "ended": _iso(c.ended_at, clock), "breached": c.breached}
            for c in card.clocks
        ],
        "links": [
            {"kind": one.kind, "name": one.name, "about": one.about, "place": one.place,
             "why": one.why}
            for one in card.links
        ],
        "family": [{"how": how, "ticket": name_of(one)} for how, one, _said in card.family],
    }  # fmt: skip


def message_document(row: "TalkRow", clock: Clock) -> dict[str, Any]:
    """Return a message as its JSON object."""
    return {
        "message": row.id, "kind": row.kind, "at": clock.iso(row.at), "author": row.author,
        "from": row.from_address, "subject": row.subject, "body": row.body, "auto": row.auto,
        "state": row.state, "wrong": row.wrong, "sent": _iso(row.sent_at, clock),
        "files": [
            {"file": f.id, "name": f.name, "told_name": f.told_name, "type": f.type,
             "size": f.size, "kept": f.kept}
            for f in row.files
        ],
    }  # fmt: skip


def _titles() -> tuple[str, ...]:
    return (_("Ticket"), _("Channel"), _("Customer"), _("Subject"), _("State"), _("Priority"),
            _("Assignee"), _("Order"), _("Deadline"), _("Number of messages"), "")  # fmt: skip


def _listed(row: "TicketRow", clock: Clock) -> tuple[str, ...]:
    return (
        name_of(row.id), channel_word(row.channel), row.customer or row.address, row.subject,
        state_word(row.state), priority_word(row.priority), row.assignee, row.order or "",
        _when(row.due, clock), str(row.messages), _("breached") if row.breached else "",
    )  # fmt: skip


def _print(card: "TicketCard", clock: Clock) -> None:
    row = card.row
    table(_titles(), [_listed(row, clock)])
    for one in card.messages:
        _print_message(one, clock)
    if card.clocks:
        table(
            (_("Which clock"), _("Began"), _("Deadline"), _("Ended"), ""),
            [(clock_word(c.clock), _when(c.began_at, clock), _when(c.due_at, clock),
              _when(c.ended_at, clock), _("breached") if c.breached else "")
             for c in card.clocks],
        )  # fmt: skip
    if card.links:
        table(
            (_("About"), _("Name"), "", _("Why")),
            [
                (
                    _(ABOUT.get(one.kind, one.kind)),
                    one.name,
                    _(ABOUT.get(one.place, one.place)),
                    services.tickets.linking.why_word(one.why),
                )
                for one in card.links
            ],
        )


def _print_message(row: "TalkRow", clock: Clock) -> None:
    from shopdesk.text import safe

    kind = {"in": "<", "out": ">", "note": "#"}.get(row.kind, "*")
    state = f"  ({sending_word(row.state)})" if row.state else ""
    print(f"{kind} {_when(row.at, clock)}  {safe(row.author or row.from_address, 60)}{state}")
    for line in safe(row.body, 100_000, lines=True).splitlines():
        print(f"    {line}")
    for file in row.files:
        print(f"    [{file.name}  {file.type}  {file.size}]")


def _iso(instant: int | None, clock: Clock) -> str | None:
    return None if instant is None else clock.iso(instant)


def _when(instant: int | None, clock: Clock) -> str:
    return "" if instant is None else clock.iso(instant)[:16].replace("T", " ")
