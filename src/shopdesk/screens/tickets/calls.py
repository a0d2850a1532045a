"""Questions and verbs of the Tickets desk that take more than one service."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from shopdesk.locale import _
from shopdesk.refusal import Refusal
from shopdesk.screens.grammar import Grammar
from shopdesk.screens.tickets.fields import hint
from shopdesk.screens.tickets.views import VIEWS
from shopdesk.tickets import REASON, name_of

if TYPE_CHECKING:
    from pathlib import Path

    from shopdesk.services.tickets.rows import LinkRow, OfferRow, TicketCard
    from shopdesk.store import Change, Read, Store, Work

NAMED: Final = 200
"""Tickets that are named before several get the same text."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A ticket as the desk shows it: its card, what is suspicious about its files, its draft."""

    card: "TicketCard"
    warnings: Mapping[int, str] = field(default_factory=dict)
    draft: str = ""
    draft_key: str = "a"
    """The key that goes on with the draft."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody sits down to write: on which tickets, what stood there, the state after."""

    tickets: tuple[int, ...]
    names: Mapping[int, str]
    opened: Opened | None = None
    start: str = ""
    other: bool = False
    """A draft of the other kind waits: it makes way once something is typed here."""
    after: str = "pending"


@dataclass(frozen=True, slots=True)
class Told:
    """An answer: its text, the state afterwards, which ready answer it was, what was seen."""

    body: str
    state: str
    canned: str = ""
    seen: int | None = None


@dataclass(frozen=True, slots=True)
class Filled:
    """A text as its customer would read it, or what is wrong with it."""

    body: str
    wrong: str = ""


def grammar(read: "Read") -> Grammar:
    """Return the filter language of tickets."""
    from shopdesk import filters
    from shopdesk.services import views

    spoken = views.LANGUAGES["tickets"](read.clock)
    filters.parse("", spoken.fields)  # loads the parser, here and not under somebody's fingers
    return Grammar(spoken.fields, spoken.values, spoken.views, hint, ("is", "state"))


def counts(read: "Read") -> dict[str, int]:
    """Return how many tickets stand in each view, and in each state that is worked on."""
    from shopdesk.services import tickets

    in_views = {view.id: tickets.total(read, view.where) for view in VIEWS}
    return {**tickets.counts(read), **in_views}


def opened(read: "Read", ticket_id: int) -> Opened:
    """Return a ticket with all that the desk shows of it."""
    from shopdesk.services import tickets
    from shopdesk.services.tickets import attachments, drafts

    card, draft = tickets.show(read, ticket_id), drafts.of(read, ticket_id)
    files = [file for one in card.messages for file in one.files]
    told = {file.id: attachments.warning(file) for file in files}
    warnings = {key: said for key, said in told.items() if said}
    if draft is None:
        return Opened(card, warnings)
    return Opened(card, warnings, draft.body, "n" if draft.kind == "note" else "a")


def filled(read: "Read", ticket_ids: Sequence[int], body: str) -> Filled:
    """Return a text filled in for the first of these tickets, or what is empty for any of them."""
    from shopdesk.services.tickets.answers import canned

    try:
        made = canned.fill_many(read, list(ticket_ids), body)
    except Refusal as refusal:
        return Filled(body, str(refusal))
    return Filled(made[ticket_ids[0]])


def answer(work: "Work", ticket_ids: Sequence[int], told: Told) -> "Change":
    """Answer tickets with a text whose variables are filled in for each of them.

    Raises:
        Refusal: something in the text is empty for one of them, or one may not be answered.
    """
    from shopdesk.services.tickets import replying
    from shopdesk.services.tickets.answers import canned

    ids = list(ticket_ids)
    made = canned.fill_many(work, ids, told.body)
    if len(ids) == 1:
        return replying.reply(work, ids, made[ids[0]], state=told.state, canned=told.canned,
                              seen=told.seen)  # fmt: skip
    return replying.reply_each(work, made, state=told.state, canned=told.canned)


def take(work: "Work", ticket_ids: Sequence[int]) -> "Change":
    """Give tickets to whoever asks."""
    from shopdesk.services.tickets import verbs

    return verbs.assign(work, ticket_ids, work.actor.name)


def people(read: "Read") -> tuple[str, ...]:
    """Return who has tickets that are worked on, by name."""
    from shopdesk.services import tickets

    rows = tickets.page(read, "is:live -is:unassigned", "-last", size=200)
    return tuple(sorted({row.assignee for row in rows if row.assignee}))


def find_ticket(read: "Read", said: str) -> int:
    """Return the ticket that a person names: 12 or T-12.

    Raises:
        Refusal: there is none of that number.
    """
    from shopdesk.services import tickets

    return tickets.find(read, [said.strip()])[0]


def merge(work: "Work", ticket_ids: Sequence[int], into: str) -> "Change":
    """Let tickets go into the one that a person names."""
    from shopdesk.services.tickets import merging

    target = find_ticket(work, into)
    return merging.merge(work, [one for one in ticket_ids if one != target], target)


def keep_draft(store: "Store", ticket_id: int, kind: str, body: str) -> None:
    """Keep what is being written; nothing written is no draft."""
    from shopdesk.services.tickets import drafts

    if body.strip():
        drafts.keep(store, ticket_id, kind, body)
    else:
        drafts.drop(store, ticket_id)


def others(store: "Store", ticket_id: int) -> tuple[str, ...]:
    """Say that one has the ticket open, and return who else has."""
    from shopdesk.services.tickets import watching

    return tuple(watching.look(store, ticket_id))


def gone(store: "Store", ticket_id: int) -> None:
    """Say that one has left the ticket."""
    from shopdesk.services.tickets import watching

    watching.leave(store, ticket_id)


def reasons() -> tuple[str, ...]:
    """Return the reasons for writing, in the order in which they are offered."""
    return tuple(REASON)


def variables(read: "Read") -> list[tuple[str, str, str]]:
    """Return every variable of an answer: its name, what it is, an example."""
    from shopdesk.locale import language
    from shopdesk.services.tickets.answers.variables import VARIABLES, examples

    del read  # they are the same for every store
    told = examples(language())
    return [
        (name, _(one.about), told[name].replace("\n", " / ")) for name, one in VARIABLES.items()
    ]


def wish(read: "Read", ticket_ids: Sequence[int], kind: str) -> Wish:
    """Return what somebody sits down to write: the draft of last time, the state afterwards."""
    from shopdesk.services import tickets
    from shopdesk.services.tickets import drafts

    ids, after = tuple(ticket_ids), read.settings.reply_then
    if len(ids) > 1:
        rows = tickets.labels(read, ids[:NAMED])
        names = {one: f"{name} {said}" for one, (name, said) in zip(ids, rows, strict=False)}
        return Wish(ids, names, after=after)
    found, draft = opened(read, ids[0]), drafts.of(read, ids[0])
    row = found.card.row
    name = f"{name_of(row.id)} {row.customer or row.address}"
    same = draft is not None and draft.kind == kind
    return Wish(ids, {row.id: name}, found, draft.body if draft and same else "",
                draft is not None and not same, after)  # fmt: skip


def to_copy(read: "Read", ticket_ids: Sequence[int]) -> tuple[tuple[int, str], ...]:
    """Return the answers of these tickets that wait for somebody who copies them: id and text."""
    from shopdesk.services import tickets

    talks = (tickets.talk(read, one) for one in ticket_ids)
    return tuple((one.id, one.body) for talk in talks for one in talk if one.state == "copy")


def mark_copied(work: "Work", message_ids: Sequence[int]) -> "Change":
    """Say that a person sent these answers."""
    from shopdesk.services.tickets import outs

    return outs.copied(work, message_ids)


def links(read: "Read", ticket_id: int) -> "Sequence[LinkRow]":
    """Return what a ticket is or may be about: the linked first, the refused last."""
    from shopdesk.services import tickets

    order = ("linked", "suggested", "refused")
    return sorted(tickets.links(read, ticket_id), key=lambda one: order.index(one.place))


def why_word(why: str) -> str:
    """Return the reason of a link as people read it."""
    from shopdesk.services.tickets import linking

    return linking.why_word(why)


def offers(read: "Read", ticket_id: int) -> "Sequence[OfferRow]":
    """Return what was offered on a ticket, the newest first."""
    from shopdesk.services import tickets

    return tickets.show(read, ticket_id).offers


def link(work: "Work", ticket_id: int, said: str) -> "Change":
    """Link a ticket with what a person names: an order's number, a resi or a SKU.

    Raises:
        Refusal: nothing is called so.
    """
    from shopdesk.services.tickets import linking

    found = linking.find(work, said.strip())
    if not found:
        raise Refusal(
            _("No order, parcel or product is called “{text}”. Type its number whole.").format(
                text=said[:60]
            )
        )
    return linking.link(work, ticket_id, found[0].kind, found[0].target_id)


def goods(read: "Read", ticket_id: int) -> list[tuple[str, int]]:
    """Return the SKUs of a ticket's order, and how many pieces of each."""
    from shopdesk.services import tickets
    from shopdesk.services.tickets import acting

    order = tickets.at(read, ticket_id).order_id
    return [(one.sku, one.qty) for one in acting.goods(read, order)] if order else []


def save(read: "Read", file_ids: Sequence[int], folder: "Path") -> list[str]:
    """Save files into a folder, and return where they are."""
    from shopdesk.services.tickets import attachments

    return [str(attachments.save(read, one, folder)) for one in file_ids]
