"""``shopdesk tickets new|reply|note|assign|close|…``: what a person does with tickets."""

import sys
from collections.abc import Callable
from typing import Annotated, Any

import typer

from shopdesk import services
from shopdesk.cli.out import as_json, document, opened, report
from shopdesk.cli.tickets import Name, Names, Plan, Where, chosen
from shopdesk.clock import DAY, HOUR, MINUTE, Clock
from shopdesk.locale import _
from shopdesk.refusal import Refusal
from shopdesk.tickets import name_of

Text = Annotated[str, typer.Option("--text", help="The text; “-” reads it from stdin.")]
Subject = Annotated[str, typer.Option(help="The subject.")]
STEPS = {
    "close": ("closed", "Close tickets for good; a later word of the customer makes a follow-up."),
    "solve": ("solved", "Say that tickets are solved; a word of the customer opens them again."),
    "reopen": ("open", "Open tickets again; also what is no spam."),
    "hold": ("on_hold", "Let tickets wait for others: a courier, a supplier."),
    "wait": ("pending", "Let tickets wait for their customers."),
    "spam": ("spam", "Say that tickets are spam; what comes from their senders alone is spam too."),
}
"""Commands that only set a state."""


def register(app: typer.Typer) -> None:
    """Add the commands that change tickets."""
    for name, (state, about) in STEPS.items():
        app.command(name, help=about)(_step(state))
    for command in (new, reply, note, assign, priority, tag, snooze, merge, split):
        app.command()(command)
    app.command("reason")(set_reason)
    app.command("follow-up")(follow_up)


def new(
    channel: Annotated[str, typer.Option(help="Where it came from: phone, whatsapp, email …")],
    text: Text,
    subject: Subject = "",
    customer: Annotated[str, typer.Option(help="The customer's name.")] = "",
    address: Annotated[str, typer.Option(help="Their mail address, phone or account.")] = "",
    order: Annotated[str, typer.Option(help="The number of the order it is about.")] = "",
    kind: Annotated[
        str, typer.Option(help="Who says it: in (the customer), out (we do) or note.")
    ] = "in",
    plan: Plan = False,
) -> None:
    """Make a ticket with its first message."""
    if kind not in ("in", "out", "note"):
        raise Refusal(_("Say --kind in, out or note."))
    said = _said(text)
    with opened() as store:
        with store.read() as read:
            order_id = services.orders.find(read, [order])[0] if order else None
        change = store.run(
            "new",
            lambda work: services.tickets.verbs.new(
                work, channel=channel, subject=subject, body=said, customer=customer,
                address=address, order_id=order_id, kind=kind,
            ),
            keep=not plan,
        )  # fmt: skip
        _report_made(store, change, planned=plan)


def reply(
    names: Names = None,
    where: Where = "",
    text: Text = "",
    canned: Annotated[str, typer.Option(help="A canned reply instead of a text.")] = "",
    state: Annotated[str, typer.Option(help="State afterwards, like solved.")] = "",
    plan: Plan = False,
) -> None:
    """Answer tickets, with a text or a canned reply; a variable without a value stops it."""
    if bool(text) == bool(canned):
        raise Refusal(_("Say --text or --canned."))
    answers, said = services.tickets.answers, _said(text)
    with opened() as store:
        ids = chosen(store, names, where)
        with store.read() as read:
            filled = answers.canned.fill_many(read, ids, canned) if canned else {}
            bodies = filled or dict.fromkeys(ids, said)
        change = store.run(
            "reply",
            lambda work: services.tickets.replying.reply_each(
                work, bodies, state=state or None, canned=canned
            ),
            keep=not plan,
        )
        report(change, planned=plan)


def note(names: Names = None, where: Where = "", text: Text = "", plan: Plan = False) -> None:
    """Write a note on tickets, for us alone; it never leaves the house."""
    said = _said(text)
    _act("note", names, where, plan, lambda work, ids: _replying().note(work, ids, said))


def assign(
    names: Names = None,
    where: Where = "",
    to: Annotated[str, typer.Option(help="Who gets them.")] = "",
    me: Annotated[bool, typer.Option("--me", help="I do.")] = False,
    nobody: Annotated[bool, typer.Option("--nobody", help="Nobody has them any more.")] = False,
    plan: Plan = False,
) -> None:
    """Give tickets to somebody."""
    if [bool(to), me, nobody].count(True) != 1:
        raise Refusal(_("Say --to NAME, --me or --nobody."))
    _act(
        "assign", names, where, plan,
        lambda work, ids: _verbs().assign(work, ids, work.actor.name if me else to),
    )  # fmt: skip


def priority(
    names: Names = None,
    where: Where = "",
    to: Annotated[str, typer.Option("--set", help="urgent, high, normal or low.")] = "",
    plan: Plan = False,
) -> None:
    """Say how urgent tickets are; their deadlines follow."""
    _act("prioritise", names, where, plan, lambda w, ids: _verbs().prioritise(w, ids, to))


def set_reason(
    names: Names = None,
    where: Where = "",
    to: Annotated[
        str, typer.Option("--set", help="Why they wrote, like damaged; without it none.")
    ] = "",
    plan: Plan = False,
) -> None:
    """Say why customers wrote."""
    _act("set_reason", names, where, plan, lambda w, ids: _verbs().set_reason(w, ids, to))


def tag(
    names: Names = None,
    where: Where = "",
    add: Annotated[list[str] | None, typer.Option(help="A word to put on; may repeat.")] = None,
    drop: Annotated[list[str] | None, typer.Option(help="A word to take off; may repeat.")] = None,
    plan: Plan = False,
) -> None:
    """Put words on tickets, and take words off."""
    _act("tag", names, where, plan, lambda w, ids: _verbs().tag(w, ids, add or (), drop or ()))


def snooze(
    names: Names = None,
    where: Where = "",
    until: Annotated[
        str, typer.Option(help="Until when: 2026-11-24, 2026-11-24 09:00, or 30m, 4h, 2d.")
    ] = "",
    wake: Annotated[bool, typer.Option("--wake", help="Let them come back now.")] = False,
    plan: Plan = False,
) -> None:
    """Let tickets sleep until then; a word of the customer wakes them."""
    if bool(until) == wake:
        raise Refusal(_("Say --until or --wake."))

    def act(work: Any, ids: list[int]) -> Any:
        return _verbs().snooze(work, ids, _moment(until, work.clock) if until else None)

    _act("snooze", names, where, plan, act)


def merge(
    names: Names = None,
    where: Where = "",
    into: Annotated[str, typer.Option(help="The ticket that stays.")] = "",
    anyway: Annotated[bool, typer.Option("--anyway", help="Also of different addresses.")] = False,
    plan: Plan = False,
) -> None:
    """Put tickets into another one, with all their messages; later ones arrive there too."""
    if not into:
        raise Refusal(_("Say --into TICKET."))

    def act(work: Any, ids: list[int]) -> Any:
        (target,) = services.tickets.find(work, [into])
        return services.tickets.merging.merge(work, ids, target, anyway=anyway)

    _act("merge", names, where, plan, act)


def split(
    name: Name,
    message: Annotated[
        list[int] | None, typer.Option(help="The number of a message that goes; may repeat.")
    ] = None,
    subject: Subject = "",
    plan: Plan = False,
) -> None:
    """Make a ticket of some messages of another; “show --json” tells their numbers."""
    act = services.tickets.splitting.split
    with opened() as store:
        (ticket,) = chosen(store, [name], "")
        change = store.run("split", lambda w: act(w, ticket, message or (), subject), keep=not plan)
        _report_made(store, change, planned=plan)


def follow_up(
    name: Name, text: Text = "",
    send: Annotated[bool, typer.Option("--send", help="The text is an answer, no note.")] = False,
    subject: Subject = "", plan: Plan = False,
) -> None:  # fmt: skip
    """Make the ticket that follows a closed one."""
    act, kind, said = services.tickets.splitting.follow_up, "out" if send else "note", _said(text)
    with opened() as store:
        (ticket,) = chosen(store, [name], "")
        change = store.run(
            "follow_up", lambda w: act(w, ticket, said, kind=kind, subject=subject), keep=not plan
        )
        _report_made(store, change, planned=plan)


def _step(state: str) -> Callable[..., None]:
    """Return the command that sets a state."""

    def command(names: Names = None, where: Where = "", plan: Plan = False) -> None:
        _act("set_state", names, where, plan, lambda w, ids: _verbs().set_state(w, ids, state))

    return command


def _act(
    name: str, names: list[str] | None, where: str, plan: bool,
    act: Callable[[Any, list[int]], Any],
) -> None:  # fmt: skip
    """Run a verb on the tickets that are named or that a filter matches."""
    with opened() as store:
        ids = chosen(store, names, where)
        report(store.run(name, lambda work: act(work, ids), keep=not plan), planned=plan)


def _report_made(store: Any, change: Any, *, planned: bool) -> None:
    """Tell what was done, and which ticket it made."""
    if not as_json():
        report(change, planned=planned)
        return
    with store.read() as read:
        made = _verbs().made(read, change.entry)
    told = {"entry": change.entry, "label": change.label, "rows": change.rows}
    document(told | {"ticket": name_of(made[0]) if made else None})


def _verbs() -> Any:
    return services.tickets.verbs


def _replying() -> Any:
    return services.tickets.replying


def _said(text: str) -> str:
    return sys.stdin.read() if text == "-" else text


def _moment(text: str, clock: Clock) -> int:
    """Read when a ticket comes back: a day (at nine), a moment, or how long from now."""
    told, units = text.strip(), {"m": MINUTE, "h": HOUR, "d": DAY}
    if told[:-1].isascii() and told[:-1].isdigit() and told[-1] in units and len(told) < 6:
        return clock.now() + int(told[:-1]) * units[told[-1]]
    try:
        return clock.read(told) + (9 * HOUR if len(told) == 10 else 0)
    except ValueError as error:
        raise Refusal(
            _("{error}; say --until 2026-11-24, 2026-11-24T09:00, 4h or 2d.").format(error=error)
        ) from None
