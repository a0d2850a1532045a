"""What a macro would do to tickets: to each of them, and to which it cannot be done and why."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from shopdesk.locale import _
from shopdesk.models.orders import Order
from shopdesk.models.tickets import Ticket, TicketTag
from shopdesk.services.messages.texts import Filled
from shopdesk.services.tickets import acting, guards
from shopdesk.services.tickets.answers import canned, recipes
from shopdesk.services.tickets.answers.steps import (
    ACTIONS,
    ME,
    NOBODY,
    Steps,
    assignee_word,
    short,
    told,
)
from shopdesk.store import Actor, Read
from shopdesk.tickets import name_of, priority_word, reason_word, state_word


@dataclass(frozen=True, slots=True)
class MacroRow:
    """What a macro does to one ticket. ``reply`` and ``note`` are its texts, filled in."""

    id: int
    name: str
    customer: str
    changes: tuple[str, ...]
    reply: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class MacroPlan:
    """What a macro does in words, and what becomes of each ticket.

    ``refused`` are those that it leaves, with the reason; ``unchanged`` stand so already.
    """

    name: str
    does: Steps
    steps: tuple[str, ...]
    rows: tuple[MacroRow, ...]
    refused: tuple[tuple[int, str], ...]
    unchanged: tuple[int, ...] = ()


def plan(read: Read, ids: Sequence[int], name: str) -> MacroPlan:
    """Return what a macro would do to these tickets.

    Raises:
        Refusal: there is no such macro, or an answer of it is unknown.
    """
    does = recipes.one(read, name).steps
    canned.refuse_unknown_name(read, does.reply)
    known = _tickets(read, ids)
    replies, notes = _texts(read, known, does.reply), _texts(read, known, does.note)
    held = _held_back(read, known.values(), does.action) if does.action else {}
    rows: list[MacroRow] = []
    refused: list[tuple[int, str]] = []
    unchanged: list[int] = []
    for one in dict.fromkeys(ids):
        why = held.get(one) or _why_not(known.get(one), (replies.get(one), notes.get(one)))
        if why:
            refused.append((one, why))
            continue
        row = _row(known[one], _ends(read, known[one], does), replies.get(one), notes.get(one))
        if row.changes:
            rows.append(row)
        else:
            unchanged.append(one)
    return MacroPlan(name, does, told(does), tuple(rows), tuple(refused), tuple(unchanged))


def whom(who: str) -> str:
    """Return the name that a macro's assignee stands for, "" for nobody."""
    return {ME: Actor.here().name, NOBODY: ""}.get(who, who)


def _tickets(read: Read, ids: Iterable[int]) -> dict[int, Any]:
    query = sa.select(
        Ticket.id, Ticket.customer, Ticket.state, Ticket.priority, Ticket.assignee, Ticket.reason,
        Ticket.merged_into, Ticket.order_id, Order.number,
        sa.select(sa.func.group_concat(TicketTag.tag, " "))
        .where(TicketTag.ticket_id == Ticket.id).scalar_subquery().label("tags"),
    ).outerjoin(Order, Order.id == Ticket.order_id)  # fmt: skip
    found = read.connection.execute(query.where(Ticket.id.in_(list(ids))))
    return {row.id: row for row in found}


def _texts(read: Read, known: Mapping[int, Any], text: str) -> dict[int, Filled]:
    return canned.drafts(read, list(known), text) if text else {}


def _why_not(row: Any, texts: Iterable[Filled | None]) -> str:
    """Return why a macro leaves a ticket as it is, or nothing."""
    if row is None:
        return _("it is no longer here")
    for guard in (guards.not_merged, guards.not_closed, guards.no_spam):
        if why := guard(row):
            return why
    return next((wrong for text in texts if text and (wrong := canned.wrong_with(text))), "")


def _held_back(read: Read, rows: Iterable[Any], action: str) -> dict[int, str]:
    """Return the tickets on whose orders this cannot be done, each with the reason.

    What is sent again goes once for each order, however many tickets are about it.
    """
    found: dict[int, str] = {}
    seen: set[int] = set()
    with Session(read.connection) as session:
        tests = acting.guards_of(session, action)
        for row in rows:
            order = session.get(Order, row.order_id) if row.order_id else None
            if order is None:
                found[row.id] = acting.about_order(row) or ""
                continue
            again = _("another ticket of these is about the same order")
            once = action == "resend" and order.id in seen
            why = next((said for test in tests if (said := test(order))), again if once else None)
            if why:
                found[row.id] = f"{order.number}: {why}"
            seen.add(order.id)
    return found


def _ends(read: Read, row: Any, does: Steps) -> Steps:
    """Return the steps with the state that an answer alone brings about."""
    if does.state or not does.reply or row.state == "solved":
        return does
    return replace(does, state=read.settings.reply_then)


def _row(row: Any, does: Steps, reply: Filled | None, note: Filled | None) -> MacroRow:
    return MacroRow(
        row.id, name_of(row.id), row.customer, tuple(filter(None, _changes(row, does, reply))),
        reply.body if reply else "", note.body if note else "",
    )  # fmt: skip


def _changes(row: Any, does: Steps, reply: Filled | None) -> Iterable[str]:
    tags = set((row.tags or "").split())
    yield " ".join(f"+{tag}" for tag in does.tag if tag not in tags)
    yield " ".join(f"-{tag}" for tag in does.untag if tag in tags)
    if does.state not in ("", row.state):
        yield f"{state_word(row.state)} → {state_word(does.state)}"
    if does.priority not in ("", row.priority):
        yield f"{priority_word(row.priority)} → {priority_word(does.priority)}"
    if does.assignee and whom(does.assignee) != row.assignee:
        yield _("assigned to: {who}").format(who=assignee_word(does.assignee))
    if does.reason not in ("", row.reason):
        yield _("reason: {word}").format(word=reason_word(does.reason))
    if does.action:
        yield f"{_(ACTIONS[does.action])} ({row.number})"
    if does.note:
        yield _("a note")
    if reply:
        yield _("answer: {text}").format(text=short(reply.body))
