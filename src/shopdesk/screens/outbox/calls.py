"""Questions and verbs of the outbox; threads of the doorway run them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from shopdesk.screens.doorway import Job

if TYPE_CHECKING:
    from shopdesk.services.messages import Draft, MessageRow
    from shopdesk.services.messages.sending import Run
    from shopdesk.services.messages.templates import Text
    from shopdesk.store import Read, Store


@dataclass(frozen=True, slots=True)
class Room:
    """What the outbox shows, the counts of its states, and whether mails can be sent at all."""

    rows: "Sequence[MessageRow]"
    counts: dict[str, int]
    ready: bool


@dataclass(frozen=True, slots=True)
class Choices:
    """What a person may tell the buyer of an order: templates, and by which media."""

    media: Sequence[str]
    names: Sequence[str]
    likely: str = ""


LIKELY: Final = {
    "to_verify": "payment_asked", "unpaid": "payment_asked", "to_pack": "payment_received",
    "to_ship": "packed", "shipped": "shipped", "delivered": "delivered", "completed": "delivered",
    "returned": "returning", "cancelled": "cancelled", "exception": "failed_attempt",
}  # fmt: skip
"""The template that a person most likely wants, by the word that the queue shows."""


def room(read: "Read") -> Room:
    """Return the messages that are not over, and the newest of the others."""
    from shopdesk.services import messages

    open_ = messages.listed(read, state="open")
    known = {row.id for row in open_}
    others = [row for row in messages.listed(read, limit=1_000) if row.id not in known]
    return Room([*open_, *others], messages.counts(read), messages.sending.ready(read))


def send(store: "Store", job: Job, ids: Sequence[int] | None) -> "Run":
    """Send mails while the person goes on working."""
    from shopdesk.services.messages import sending

    def told(run: "Run") -> None:
        n = len(run.sent)
        job.progress(job.label, n, n / len(ids) if ids else 0.0)

    return sending.send(store, ids, stopped=job.cancelled, told=told)


def choices(read: "Read", order_id: int, status: str = "") -> Choices:
    """Return how the buyer of an order can be reached, and with which texts."""
    from shopdesk.services.messages import telling, templates

    names = dict.fromkeys(text.name for text in templates.listed(read))
    return Choices(telling.media(read, order_id), tuple(names), LIKELY.get(status, ""))


def text(read: "Read", name: str, language: str) -> "Text":
    """Return a template."""
    from shopdesk.services.messages import templates

    return templates.one(read, name, language)


def draft(read: "Read", order_id: int, name: str, medium: str, language: str) -> "Draft":
    """Return the message to a buyer as it would be."""
    from shopdesk.services.messages import telling

    return telling.draft(read, order_id, name, medium, language=language)


def said(run: "Run") -> str:
    """Return what a run of sending did, as a sentence."""
    from shopdesk.moments import run_words

    return run_words(run)
