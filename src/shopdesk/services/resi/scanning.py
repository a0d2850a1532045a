"""Resi by scanner: an order or its label first, then the resi of its parcel, and so on."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import sqlalchemy as sa

from shopdesk.couriers import tidy
from shopdesk.locale import _
from shopdesk.models.orders import Order
from shopdesk.services.resi.planning import plan
from shopdesk.services.resi.rows import Entry, PlannedResi
from shopdesk.store import Read


@dataclass(frozen=True, slots=True)
class Session:
    """What was scanned so far, and the order that waits for its resi ("": none).

    ``said`` tells what came of the last scan, ``wrong`` that it was not taken; ``rows`` are the
    pairs with what would come of them, ``bells`` how many scans were not taken.
    """

    current: str = ""
    entries: tuple[Entry, ...] = ()
    rows: tuple[PlannedResi, ...] = ()
    said: str = ""
    wrong: bool = False
    bells: int = 0


def take(read: Read, codes: Sequence[str], session: Session) -> Session:
    """Take codes in the order in which they were scanned."""
    for code in codes:
        session = _take(read, code.strip(), session)
    return session


def drop_last(session: Session) -> Session:
    """Forget the order that waits, or else the last pair."""
    if session.current:
        said = _("{number} no longer waits for a resi").format(number=session.current)
        return replace(session, current="", said=said, wrong=False)
    if not session.entries:
        return session
    gone = session.entries[-1]
    said = _("Forgot {resi} of {number}").format(resi=gone.resi, number=gone.number)
    return replace(session, entries=session.entries[:-1], rows=session.rows[:-1], said=said,
                   wrong=False)  # fmt: skip


def _take(read: Read, code: str, session: Session) -> Session:
    named = _by_number(read, code)
    if session.current and not named:
        return _pair(read, code, session)
    number = named or _by_resi(read, code)
    if not number:
        return _not(session, _("{code}: no order of this number or resi is here").format(code=code))
    if session.current and number != session.current:
        said = _("{skipped} got no resi; now the resi of {number}")
        said = said.format(skipped=session.current, number=number)
        return replace(_not(session, said), current=number)
    said = _("Now the resi of {number}").format(number=number)
    return replace(session, current=number, said=said, wrong=False)


def _pair(read: Read, code: str, session: Session) -> Session:
    """Put a resi to the order that waits, unless it cannot be its own."""
    n = len(session.entries) + 1
    entry = Entry(session.current, code, _("scan {n}").format(n=n))
    entries = (*session.entries, entry)
    rows = plan(read, entries).rows
    row = rows[-1]
    if row.verdict == "refused":
        return _not(session, f"{session.current}: {row.reason}")
    parts = [f"{row.number}: {row.resi}", row.guess or " / ".join(row.guesses), row.reason]
    said = " · ".join(part for part in parts if part)
    return replace(session, current="", entries=entries, rows=rows, said=said, wrong=False)


def _not(session: Session, said: str) -> Session:
    return replace(session, said=said, wrong=True, bells=session.bells + 1)


def _by_number(read: Read, code: str) -> str:
    query = sa.select(Order.number).where(Order.number.in_((code, f"#{code}")))
    return str(read.connection.scalar(query.limit(1)) or "")


def _by_resi(read: Read, code: str) -> str:
    """Return the order whose label this is: it bears the resi that the order has now."""
    query = sa.select(Order.number).where(Order.tracking == tidy(code)).order_by(Order.id)
    return str(read.connection.scalar(query.limit(1)) or "")
