"""What tells one line from all others of its account.

A gateway numbers its transactions. A bank does not: its line is known by its day, sum and words,
and those that are the same in all of it by their turn. What is not booked yet has no day that
stays: it is known by its sum and by who paid.

A number is weak where another file knows the same payment by a better one: that of a notification
whose report has numbers of its own, or the order's number where a report has none.
"""

import hashlib

from shopdesk.channels.money.spec import Line
from shopdesk.services.payments.names import payer_of

PENDING = "pend:"
WEAK = ("notice:", "order:")


def ref_of(line: Line, *, gateway: bool) -> str:
    """Return what a line is known by."""
    if line.ref:
        notice = line.proof is not None and not line.proof.text
        return f"{WEAK[0]}{line.ref}" if notice else line.ref
    if gateway and line.order_ref:
        return f"{WEAK[1]}{line.order_ref}"
    if line.state == "pending":
        return pending_ref(line)
    return _hashed(line.at, line.incoming, _booked(line), line.currency, line.words.casefold())


def pending_ref(line: Line) -> str:
    """Return what a bank's line is known by until it is booked."""
    return PENDING + _hashed(line.incoming, _booked(line), line.currency, who(line.words))


def who(words: str) -> str:
    """Return what of a bank's words stays the same once the line is booked."""
    return payer_of(words) or " ".join(words.upper().split())


def is_weak(ref: str) -> bool:
    """Tell whether a better number may come."""
    return ref.startswith(WEAK)


def _booked(line: Line) -> int:
    """Return what a line did to the balance."""
    return line.amount if line.net is None else line.net


def _hashed(*facts: object) -> str:
    text = "\x1f".join(map(str, facts))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:24]
