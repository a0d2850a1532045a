"""Running a macro: everything it does to all its tickets, in one journal entry."""

from collections.abc import Sequence

from shopdesk.locale import _, ngettext
from shopdesk.refusal import Refusal
from shopdesk.services.messages.templates import NAME
from shopdesk.services.tickets import acting, following, guards, replying, states, verbs
from shopdesk.services.tickets.answers.planning import MacroPlan, plan, whom
from shopdesk.services.tickets.answers.steps import Steps
from shopdesk.store import Change, Work
from shopdesk.tickets import name_of, reason_word


def run(work: Work, ids: Sequence[int], name: str) -> Change:
    """Do exactly what the plan says; what it refuses stays as it is.

    What goes out by it is not taken back with the rest: a mail that went stays.

    Raises:
        Refusal: no ticket is chosen, or it cannot be done to any of them.
    """
    if not ids:
        raise Refusal(_("No ticket is chosen."))
    made = plan(work, ids, name)
    if not made.rows and made.refused:
        ticket_id, why = made.refused[0]
        said = _("{ticket}: {wrong}. Nothing was changed.")
        raise Refusal(said.format(ticket=name_of(ticket_id), wrong=why))
    if made.rows:
        _apply(work, made)
    return following.ended(work, _label(made))


def _apply(work: Work, made: MacroPlan) -> None:
    does = made.does
    tickets = guards.load(work, [row.id for row in made.rows])
    if does.action:
        _act(work, [ticket.id for ticket in tickets], does)
    for ticket, row in zip(tickets, made.rows, strict=True):
        states.tell(work, ticket, "macro", after=made.name)
        if row.note:
            replying.write(work, ticket, "note", row.note)
    if does.reply:
        bodies = {row.id: row.reply for row in made.rows}
        replying.reply_each(work, bodies, state=does.state or None, canned=_canned(does.reply))
    _set(work, [row.id for row in made.rows], does)


def _act(work: Work, ids: Sequence[int], does: Steps) -> None:
    """Do to the orders what the macro says."""
    why = does.why or reason_word(does.reason)
    if does.action == "start_return":
        acting.start_return(work, ids, why)
    elif does.action == "resend":
        acting.resend(work, ids, about=why)
    else:
        acting.cancel(work, ids, why)


def _set(work: Work, ids: Sequence[int], does: Steps) -> None:
    """Set what the macro says of the tickets themselves."""
    if does.tag or does.untag:
        verbs.tag(work, ids, add=does.tag, drop=does.untag)
    if does.priority:
        verbs.prioritise(work, ids, does.priority)
    if does.assignee:
        verbs.assign(work, ids, whom(does.assignee))
    if does.reason:
        verbs.set_reason(work, ids, does.reason)
    if does.state:
        verbs.set_state(work, ids, does.state)


def _canned(text: str) -> str:
    """Return the name of an answer at hand, or nothing for a text of the macro's own."""
    return text if NAME.fullmatch(text) else ""


def _label(made: MacroPlan) -> str:
    n = len(made.rows)
    said = ngettext("Macro “{name}” on {n} ticket", "Macro “{name}” on {n} tickets", n)
    parts = [said.format(name=made.name, n=n)]
    if n == 1:
        parts[0] += f" ({made.rows[0].name})"
    if made.refused:
        parts.append(_("{n} refused").format(n=len(made.refused)))
    return ", ".join(parts)
