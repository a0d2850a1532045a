"""Sending the outbox's mails: those that are due, or those that a person names."""

from collections.abc import Callable, Sequence

import sqlalchemy as sa

from shopdesk.connectors.mail import Wire
from shopdesk.locale import _
from shopdesk.refusal import Refusal
from shopdesk.services.messages import claiming
from shopdesk.services.messages.account import account_of, letterhead, ready
from shopdesk.services.messages.leaving import Run, hand_in
from shopdesk.services.messages.reads import MESSAGE
from shopdesk.store import Read, Store

__all__ = ["Run", "account_of", "due", "ready", "send", "send_due"]


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
        hand_in(store, wire, claiming.Mails(head), run, left, stopped=stopped, told=told)
    return run


def due(read: Read) -> int:
    """Return how many mails are queued and may go now."""
    query = sa.select(sa.func.count()).where(claiming.due(read.clock.now()))
    return int(read.connection.scalar(query) or 0)


def send_due(store: Store, *, stopped: Callable[[], bool] = lambda: False) -> Run | None:
    """Send what is due, where a mail server is set and there is anything; else return None."""
    with store.read() as read:
        if not ready(read) or not due(read):
            return None
    return send(store, stopped=stopped)


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
