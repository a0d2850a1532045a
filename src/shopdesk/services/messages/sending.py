"""Mails on their way out: each is claimed before the wire is touched, and goes once.

A claim is a journal entry of its own. Two senders cannot claim the same mail; and where one dies
between claim and answer, the mail stays claimed: after some minutes it is shown as unsure, a person
looks and decides. Nothing that was claimed ever goes again by itself.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Final

import sqlalchemy as sa

from shopdesk.connectors.mail import CutOff, Letter, Refused, Wire
from shopdesk.connectors.trouble import Trouble
from shopdesk.locale import _
from shopdesk.refusal import Refusal
from shopdesk.services.messages import claiming
from shopdesk.services.messages.account import Letterhead, account_of, letterhead, ready
from shopdesk.services.messages.reads import MESSAGE
from shopdesk.store import Read, Store

__all__ = ["Run", "account_of", "due", "ready", "send", "send_due"]

MOST: Final = 500
"""Mails that one run sends."""
BROKEN: Final = 3
"""So many mails in a row that the server puts off end a run: it is not about the mails."""


@dataclass(slots=True)
class Run:
    """What one run of sending did: ids of messages, and what the wire's trouble was, if any."""

    sent: list[int] = field(default_factory=list)
    failed: list[int] = field(default_factory=list)
    waiting: list[int] = field(default_factory=list)
    kept: list[int] = field(default_factory=list)
    """Messages that must not go: something is empty, the buyer wants none, it is no news."""
    unsure: list[int] = field(default_factory=list)
    trouble: str = ""


def send(
    store: Store, ids: Sequence[int] | None = None, *,
    stopped: Callable[[], bool] = lambda: False, told: Callable[[Run], None] = lambda _run: None,
) -> Run:  # fmt: skip
    """Send the mails that are queued and due, or these queued ones now; return what became of them.

    Raises:
        Refusal: no mail server is set, or a named message is no queued mail.
    """
    with store.read() as read:
        account, head = account_of(read), letterhead(read)
        if ids is not None:
            _refuse_others(read, ids)
    run, left = Run(), list(ids) if ids is not None else None
    with Wire(account) as wire:
        while len(run.sent) < MOST and not stopped():
            message_id = _next(store, left, run)
            if message_id is None:
                break
            try:
                wire.open()
            except Trouble as trouble:
                run.trouble = str(trouble)
            else:
                _send_one(store, wire, message_id, head, run)
                told(run)
            if run.trouble or (len(run.waiting) >= BROKEN and not run.sent):
                break
    return run


def due(read: Read) -> int:
    """Return how many mails are queued and may go now."""
    query = sa.select(sa.func.count()).where(_due(read.clock.now()))
    return int(read.connection.scalar(query) or 0)


def send_due(store: Store, *, stopped: Callable[[], bool] = lambda: False) -> Run | None:
    """Send what is due, where a mail server is set and there is anything; else return None."""
    with store.read() as read:
        if not ready(read) or not due(read):
            return None
    return send(store, stopped=stopped)


def _due(now: int) -> sa.ColumnElement[bool]:
    return sa.and_(
        MESSAGE.state == "queued", MESSAGE.medium == "email",
        sa.func.coalesce(MESSAGE.not_before, 0) <= now,
    )  # fmt: skip


def _refuse_others(read: Read, ids: Sequence[int]) -> None:
    """Refuse to send what is no mail or not queued."""
    found = read.connection.execute(
        sa.select(MESSAGE.id, MESSAGE.state, MESSAGE.medium).where(MESSAGE.id.in_(ids))
    ).fetchall()
    known = {row.id: row for row in found}
    for one in ids:
        row = known.get(one)
        if row is None:
            raise Refusal(_("There is no message {n}.").format(n=one))
        if row.medium != "email":
            raise Refusal(
                _("Message {n} is no mail: copy its text and mark it as sent.").format(n=one)
            )
        if row.state != "queued":
            raise Refusal(_("Message {n} is not approved, or went already.").format(n=one))


def _next(store: Store, left: list[int] | None, run: Run) -> int | None:
    """Return the next message to try; of named ones each once."""
    if left is not None:
        return left.pop(0) if left else None
    tried = (*run.sent, *run.failed, *run.waiting, *run.kept, *run.unsure)
    with store.read() as read:
        query = sa.select(MESSAGE.id).where(_due(read.clock.now()), MESSAGE.id.not_in(tried))
        found = read.connection.scalar(query.order_by(MESSAGE.id).limit(1))
    return None if found is None else int(found)


def _send_one(store: Store, wire: Wire, message_id: int, head: Letterhead, run: Run) -> None:
    """Claim a mail, hand it in, and write down what became of it."""
    claimed: list[Letter] = []
    claim = partial(claiming.claim, message_id=message_id, head=head, claimed=claimed)
    change = store.run("mail_claim", claim)
    if not claimed:
        if change.entry:  # otherwise another sender was there first
            run.kept.append(message_id)
        return
    try:
        wire.send(claimed[0])
    except CutOff:
        store.run("mail_unsure", partial(claiming.unsure, message_id=message_id))
        run.unsure.append(message_id)
    except ValueError as error:
        _failed(store, message_id, Refused(str(error), lasting=True), run)
    except Trouble as trouble:
        store.run("mail_back", partial(claiming.give_back, message_id=message_id))
        run.trouble = str(trouble)
    except Refused as refused:
        _failed(store, message_id, refused, run)
    else:
        store.run("mail_sent", partial(claiming.sent, message_id=message_id))
        run.sent.append(message_id)


def _failed(store: Store, message_id: int, refused: Refused, run: Run) -> None:
    store.run("mail_failed", partial(claiming.put_off, message_id=message_id, refused=refused))
    with store.read() as read:
        state = read.connection.scalar(sa.select(MESSAGE.state).where(MESSAGE.id == message_id))
    (run.failed if state == "failed" else run.waiting).append(message_id)
