"""Chats from files and from pasted text into tickets: each message once, whatever brings it again.

They come in through ``services.imports``, by one plan and as one entry. A message that its platform
numbers is known by that number; any other by its talk, its minute, its author and its text, and by
how many such there were before it. So a longer export of the same chat brings only what is new.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

import sqlalchemy as sa

from shopdesk.channels.headers import fold
from shopdesk.channels.talks.sides import side_of
from shopdesk.channels.talks.spec import Said, Side, TalkSpec
from shopdesk.models.shops import Shop
from shopdesk.models.tickets import Ticket
from shopdesk.services.imports.shapes import CellChange, Outcome, Reject
from shopdesk.services.tickets import following
from shopdesk.services.tickets.arriving import take_in
from shopdesk.services.tickets.rows import Incoming, Taken
from shopdesk.store import Read, Work

SAMPLE: Final = 200
"""Messages that a plan shows."""
KEY: Final = 24
"""Characters of a key's digest."""


@dataclass(slots=True)
class Haul:
    """A file of chats, read: it waits until the plan is applied; ``refused`` rows were not read."""

    spec: TalkSpec
    said: Sequence[Said]
    file: str
    sheet: str
    refused: int = 0


@dataclass(slots=True)
class Placed:
    """What was done with one file: its messages by what became of them, and whose shop it is."""

    outcome: Outcome = field(default_factory=Outcome)
    changes: list[CellChange] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    shop: str = ""
    shop_id: int | None = None


def place(work: Work, haul: Haul, wish: str | None = None) -> Placed:
    """Take the messages of a file in; the caller owns the transaction and ends the verb."""
    medium = haul.spec.medium or next((one.channel for one in haul.said if one.channel), "")
    shop = shop_of(work, medium, wish)
    taken = keep(work, haul.said, medium, shop_id=shop[0] if shop else None)
    placed = Placed(Outcome(taken.messages, 0, taken.known, haul.refused))
    if shop:
        placed.shop_id, placed.shop = shop
    return placed


def keep(
    work: Work, said: Iterable[Said], medium: str, *, shop_id: int | None = None,
    ours: Collection[str] = (),
) -> Taken:  # fmt: skip
    """Take messages in, talk by talk, and let their tickets follow.

    Args:
        work: the open write.
        said: the messages, as a file or a pasted text tells them.
        medium: the channel of those that do not tell theirs.
        shop_id: the shop that they are written to.
        ours: names under which somebody of the shop writes, beside those that are known.
    """
    own = {fold(name) for name in (*_names(work), *ours)}
    talks: dict[tuple[str, str], list[Said]] = defaultdict(list)
    for one in said:
        channel = one.channel or medium or "other"
        talks[channel, one.thread or one.customer].append(one)
    incoming = [
        one
        for (channel, name), some in talks.items()
        for one in _talk(work, channel, name, some, own, shop_id)
    ]
    taken = take_in(work, incoming)
    following.follow(work, following.touched(work))
    return taken


def _talk(
    work: Work, channel: str, name: str, said: Sequence[Said], own: set[str], shop_id: int | None
) -> list[Incoming]:
    """Return the messages of one talk: who in it is the customer, and what each is known by."""
    sided = _sided(said, own, lambda: _customers(work, channel, said))
    customer = next((one.customer for one in sided if one.customer), "") or next(
        (one.author for one in sided if one.side == "in"), name
    )
    address = next((one.address for one in sided if one.address and one.side == "in"), customer)
    thread = f"{channel}:{fold(name or customer)}"
    incoming, seen = [], Counter[str]()
    for one in sided:
        facts = ("ref", one.ref) if one.ref else (one.stamp, fold(one.author), fold(one.text))
        digest = _digest(thread, *facts)
        seen[digest] += 1
        incoming.append(
            Incoming(
                channel, f"chat:{digest}:{seen[digest]}", one.at, one.text, one.side or "in",
                one.author or (customer if one.side == "in" else ""), address, shop_id=shop_id,
                subject=one.subject, thread=thread, auto=one.auto, customer=customer,
            )
        )  # fmt: skip
    return incoming


def _digest(*facts: str) -> str:
    return hashlib.sha256("\x1f".join(facts).encode("utf-8", "surrogatepass")).hexdigest()[:KEY]


def _sided(said: Sequence[Said], own: set[str], known: Callable[[], set[str]]) -> list[Said]:
    """Say of each message whose it is, where it does not say so itself.

    Who bears the customer's name is the customer, who bears one of ours is one of us. Where no name
    tells, it is who wrote to us before; else who wrote first.
    """
    authors = list(dict.fromkeys(fold(one.author) for one in said if not one.side and one.author))
    customer = {fold(one.customer) for one in said if one.customer}
    sides: dict[str, Side] = {author: _by_name(author, customer, own) for author in authors}
    open_ = [author for author in authors if not sides[author]]
    if any(side == "in" for side in sides.values()) or (customer and len(authors) == 1):
        sides |= dict.fromkeys(open_, "out")
    elif len(open_) > 1 and "out" not in sides.values():
        before = known()
        first = next((author for author in open_ if author in before), open_[0])
        sides |= {author: "in" if author == first else "out" for author in open_}
    return [_with_side(one, sides) for one in said]


def _by_name(author: str, customers: set[str], own: set[str]) -> Side:
    if author in customers:
        return "in"
    word = side_of(author)
    return word.side if word else "out" if author in own else ""


def _with_side(one: Said, sides: Mapping[str, Side]) -> Said:
    """Return the message with its side; one without an author is the customer's."""
    return one if one.side else replace(one, side=sides.get(fold(one.author)) or "in")


def _customers(read: Read, channel: str, said: Sequence[Said]) -> set[str]:
    """Return which of the authors are customers of tickets of this channel."""
    names = {one.author for one in said if one.author}
    query = sa.select(Ticket.customer).where(Ticket.channel == channel, Ticket.customer.in_(names))
    return {fold(name) for name in read.connection.scalars(query)}


def _names(read: Read) -> set[str]:
    """Return the names of the shops: chats show them as an author's."""
    return set(read.connection.scalars(sa.select(Shop.name)))


def shop_of(read: Read, channel: str, wish: str | None) -> tuple[int, str] | None:
    """Return the shop that chats are written to: the one named, or the channel's only one.

    Tokopedia's chats are those of the shop at TikTok, since the two are one.
    """
    kin = (channel, "tiktok") if channel == "tokopedia" else (channel,)
    wishes = {line.rpartition(":")[2] for line in (wish or "").splitlines()}
    query = sa.select(Shop.id, Shop.name, Shop.channel).order_by(Shop.id)
    shops = read.connection.execute(query).all()
    named = [shop for shop in shops if shop.name in wishes]
    of_channel = [shop for shop in named or shops if shop.channel in kin]
    if len(of_channel) == 1:
        return of_channel[0].id, of_channel[0].name
    return (named[0].id, named[0].name) if len(named) == 1 else None
