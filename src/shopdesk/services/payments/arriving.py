"""Statements and gateways' reports into the lines of their accounts, each line once.

They come in through ``services.imports``, together with orders, by one plan and as one entry.
Taken in again, or from statements whose days overlap, a line is the one that is here already.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from shopdesk.channels.money.spec import Line, MoneySpec
from shopdesk.locale import _, ngettext
from shopdesk.services.imports.shapes import CellChange, Outcome, Reject
from shopdesk.services.payments import proving
from shopdesk.services.payments.booking import Booking
from shopdesk.services.payments.owning import Accounts
from shopdesk.store import Work

Arrived = Callable[["Placed"], int | None]
"""Notes that the file came in, if anything of it counts, and returns the note's id."""


@dataclass(slots=True)
class Haul:
    """A statement or a report, read: it waits until the plan is applied.

    ``labels`` are what the sheet calls each field; ``taken`` is when it was taken, 0 where nothing
    tells; ``refused`` rows could not be read.
    """

    spec: MoneySpec
    lines: list[Line]
    file: str
    sheet: str
    sha256: str
    taken: int
    labels: dict[str, str]
    refused: int = 0


@dataclass(slots=True)
class Placed:
    """What was done with one statement: its lines by what became of them."""

    outcome: Outcome = field(default_factory=Outcome)
    changes: list[CellChange] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def _unnoted(_placed: Placed) -> None:
    """Leave the file without a note of its arrival."""


def place(work: Work, haul: Haul, arrived: Arrived = _unnoted) -> Placed:
    """Write the lines of a statement; the caller owns the transaction and ends the verb.

    Notifications that do not prove who sent them are refused, and name the row.
    """
    work.session.flush()
    placed = Placed(Outcome(refused=haul.refused))
    proved = proving.proved(work, haul.lines)
    for line, reason in proved.refused:
        proof = "signature" if line.proof and line.proof.text else "token"
        _refuse(placed, haul, line, proof, reason)
    accounts = Accounts(work, haul.spec)
    booking = Booking(work, gateway=haul.spec.source == "gateway")
    for account, lines in accounts.sorted(proved.good):
        booked = booking.book(account, lines)
        placed.outcome.new += booked.new
        placed.outcome.changed += booked.changed
        placed.outcome.unchanged += booked.same
        placed.changes += booked.changes
        for line in booked.lost:
            _refuse(
                placed, haul, line, "ref", _("the payment that this row belongs to is not here")
            )
        if booked.settled:
            placed.notes.append(_settled(booked.settled))
    booking.write(arrived(placed))
    return placed


def _refuse(placed: Placed, haul: Haul, line: Line, name: str, reason: str) -> None:
    placed.outcome.refused += 1
    label = haul.labels.get(name, "")
    placed.rejects.append(Reject(haul.sheet, line.row, label, line.order_ref or line.ref, reason))


def _settled(n: int) -> str:
    return ngettext(
        "{n} line was pending here and is booked now.",
        "{n} lines were pending here and are booked now.", n,
    ).format(n=n)  # fmt: skip
