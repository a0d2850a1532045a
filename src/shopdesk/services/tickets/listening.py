"""Waiting until a mailbox says that something came (IDLE), for as long as nobody says stop."""

from collections.abc import Callable
from contextlib import ExitStack
from typing import Final

import sqlalchemy as sa

from shopdesk.connectors import imap
from shopdesk.connectors.pace import WATCH, Watch
from shopdesk.connectors.trouble import Trouble
from shopdesk.models.tickets import InletCursor
from shopdesk.services.tickets import mailboxes
from shopdesk.services.tickets.mailboxes import MailboxRow
from shopdesk.store import Read, Store

LONGEST: Final = 25 * 60.0
"""Seconds after which a server may forget who listens (RFC 2177 says 29 minutes)."""
SLICE: Final = 0.25
"""Seconds between two looks whether a server has said something, or somebody stop."""


def wait(
    store: Store, seconds: float, stopped: Callable[[], bool], watch: Watch = WATCH
) -> bool:  # fmt: skip
    """Wait so many seconds at most; return whether a mailbox has something new.

    A mailbox that cannot be reached, or whose server does not tell, just keeps silent.
    """
    with store.read() as read:
        rows = [row for row in mailboxes.listed(read) if row.state == "on" and row.password]
        asked = [(row, mailboxes.account_of(read, row), _cursor(read, row)) for row in rows]
    with ExitStack() as stack:
        wires: list[imap.Wire] = []
        for row, account, (validity, seen) in asked:
            wire = stack.enter_context(imap.Wire(account))
            try:
                if wire.open().validity != validity or wire.after(seen, row.since):
                    return True
                if wire.listen():
                    stack.callback(wire.hush)
                    wires.append(wire)
            except Trouble:
                continue
            if stopped():
                return False
        return _heard(wires, min(seconds, LONGEST), stopped, watch)


def _heard(
    wires: list[imap.Wire], seconds: float, stopped: Callable[[], bool], watch: Watch
) -> bool:
    until = watch.now() + seconds
    while (left := until - watch.now()) > 0 and not stopped():
        if any(wire.heard() for wire in wires):
            return True
        watch.sleep(min(SLICE, left))
    return False


def _cursor(read: Read, row: MailboxRow) -> tuple[int, int]:
    query = sa.select(InletCursor.validity, InletCursor.seen)
    found = read.connection.execute(query.where(InletCursor.source == row.source)).first()
    return (found.validity, found.seen) if found else (0, 0)
