"""What the reads of parcels return, and what is told of them: frozen, free of any session."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shopdesk.services.orders.rows import Item, OrderRow


@dataclass(frozen=True, slots=True)
class Reported:
    """One thing that a courier said of a parcel, as a file or a tracker told it.

    ``raw`` is the courier's own text, ``code`` its own code. ``status`` is given where the source
    has said in our words what it means, ``eta`` where it promises a day.
    """

    tracking: str
    courier: str
    at: int
    raw: str
    code: str = ""
    place: str = ""
    receiver: str = ""
    source: str = ""
    status: str | None = None
    eta: int | None = None


@dataclass(frozen=True, slots=True)
class Recorded:
    """What became of events: how many were new, and how many were known already.

    No parcel has the ``unmatched`` tracking numbers; of the new events so many are ``unmapped``:
    nobody has said yet what they mean. ``changed`` parcels have another status than before.
    """

    new: int
    known: int
    unmatched: tuple[str, ...]
    unmapped: int
    changed: int = 0


@dataclass(frozen=True, slots=True)
class ParcelRow:
    """One parcel as a line of a list. Instants in UTC seconds, money in minor units.

    ``order`` is the order's number, ``number`` says the how-many-th parcel of it this is. ``raw``
    is the newest text of the courier. ``age_days`` counts from the handover (from the order, before
    it) to now, or to the end. ``late``: past what the courier promised or usually takes.
    ``silent``: no news for longer than the courier usually leaves. ``trouble`` says why a tracker
    had no answer, ``by_hand`` is the status that a person set.
    """

    id: int
    order_id: int
    order: str
    number: int
    channel: str
    shop: str
    courier: str | None
    service: str | None
    tracking: str | None
    status: str
    raw: str | None
    last_at: int | None
    age_days: int
    late: bool
    silent: bool
    eta: int | None
    value: int
    currency: str
    cod: int | None
    made_at: int | None
    handed_at: int | None
    delivered_at: int | None
    trouble: str | None
    by_hand: str | None
    key: tuple[object, ...] = ()
    """Where the row stands in the asked-for order; give it back as ``after`` or ``before``."""


@dataclass(frozen=True, slots=True)
class EventRow:
    """What a courier said, or a person did. ``status`` is None while nobody knows what it means."""

    id: int
    at: int
    status: str | None
    raw: str
    code: str
    place: str
    receiver: str
    source: str
    arrived_at: int


@dataclass(frozen=True, slots=True)
class PrintRow:
    """A paper that was printed for the parcel's order."""

    kind: str
    copy: int
    at: int
    by: str


@dataclass(frozen=True, slots=True)
class TaskLine:
    """Something to do with the parcel. ``amount`` in minor units is what a claim asks for."""

    id: int
    kind: str
    state: str
    about: str
    amount: int | None
    due: int | None


@dataclass(frozen=True, slots=True)
class MessageLine:
    """A message to the buyer about this order: why, by which medium, what became of it and when."""

    id: int
    moment: str
    medium: str
    state: str
    subject: str
    at: int


@dataclass(frozen=True, slots=True)
class TicketLine:
    """A ticket that is about the parcel's order: its subject, its state, and when it came."""

    id: int
    subject: str
    state: str
    at: int


@dataclass(frozen=True, slots=True)
class ParcelCard:
    """Everything about one parcel; events newest first.

    ``orders`` are all orders that travel in it, ``facts`` what its order says of the address.
    """

    row: ParcelRow
    events: tuple[EventRow, ...]
    items: "tuple[Item, ...]"
    orders: "tuple[OrderRow, ...]"
    facts: tuple[tuple[str, str], ...]
    prints: tuple[PrintRow, ...]
    tasks: tuple[TaskLine, ...]
    messages: tuple[MessageLine, ...]
    tickets: tuple[TicketLine, ...] = ()


@dataclass(frozen=True, slots=True)
class UnmappedText:
    """A text of a courier that nobody has said the meaning of.

    ``n`` events of ``parcels`` parcels carry it, the newest at ``last_at``; ``guess`` is what it
    may mean, where it is like one that is known.
    """

    courier: str
    raw: str
    code: str
    n: int
    parcels: int
    last_at: int
    sample: str
    guess: str | None = None
    key: tuple[()] = ()
