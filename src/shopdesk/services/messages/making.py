"""Writing messages: for an order and a moment, by a medium, in the language that fits."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa

from shopdesk.models.messages import MEDIA, Message
from shopdesk.services.messages import facts, optouts, rules, templates
from shopdesk.services.messages.addresses import mail_of, masked, phone_of, region_of, spelt
from shopdesk.services.messages.facts import About
from shopdesk.services.messages.habits import quiet_until
from shopdesk.services.messages.moments import Told
from shopdesk.services.messages.rules import Rule, Rules
from shopdesk.services.messages.templates import Text
from shopdesk.services.messages.texts import Filled, fill
from shopdesk.store import Read, Work

MESSAGE: Final = Message.__table__.c
BATCH: Final = 400
"""Orders whose facts are fetched at a time."""


@dataclass(frozen=True, slots=True)
class _Wish:
    """A message that a rule asks for."""

    told: Told
    rule: Rule
    about: About
    address: str


def queue(work: Work, told: Sequence[Told], known: Rules) -> int:
    """Make the messages that the rules ask for at these moments; return how many.

    None is made a second time, none for who wants none, none without an address to go to.
    """
    made = 0
    texts: dict[tuple[str, str], Text] = {}
    for start in range(0, len(told), BATCH):
        wishes = list(_wishes(work, told[start : start + BATCH], known))
        unwanted = optouts.among(work, (wish.address for wish in wishes))
        rows = [
            _row(work, wish, _text(work, wish, texts))
            for wish in wishes
            if spelt(wish.address) not in unwanted
        ]
        if rows:
            work.connection.execute(sa.insert(Message), rows)
        made += len(rows)
    return made


def address_of(order: Any, medium: str) -> str:
    """Return where this order's buyer is reached by a medium; "" where that cannot be."""
    if medium == "email":
        return mail_of(order.email)
    if medium == "whatsapp":
        return phone_of(order.phone, order.country)
    name = (order.buyer or "").strip()
    return f"{order.channel}:{order.number if masked(name) or not name else name}"


def language_of(order: Any, wanted: str) -> str:
    """Return the language of a message: the one that is wanted, or the buyer's."""
    if wanted != "buyer":
        return wanted
    phone = phone_of(order.phone, order.country)
    abroad = region_of(order.country) != "ID" or (phone and not phone.startswith("62"))
    return "en" if abroad else "id"


def written(read: Read, about: About, text: Text, medium: str) -> Filled:
    """Return the template filled in for an order and its parcel; only mails have a subject."""
    subject = text.subject if medium == "email" else ""
    return fill(subject, text.body, facts.values(read, about, text.language))


def _wishes(work: Work, told: Sequence[Told], known: Rules) -> Iterator[_Wish]:
    there = _there(work, [one.order_id for one in told])
    about = facts.gather(work, [(one.order_id, one.parcel) for one in told])
    for one in told:
        found = about.get((one.order_id, one.parcel))
        if found is None:
            continue
        for medium in MEDIA:
            rule = rules.for_shop(known, one.moment, medium, found.order.shop_id)
            address = address_of(found.order, medium) if rule else ""
            if rule and address and (*one, medium) not in there:
                yield _Wish(one, rule, found, address)


def _there(work: Work, order_ids: Sequence[int]) -> set[tuple[int, int, str, str]]:
    """Return which messages of these orders were made before."""
    query = sa.select(MESSAGE.order_id, MESSAGE.parcel, MESSAGE.moment, MESSAGE.medium)
    found = work.connection.execute(query.where(MESSAGE.order_id.in_(set(order_ids))))
    return {(row.order_id, row.parcel, row.moment, row.medium) for row in found}


def _text(work: Work, wish: _Wish, texts: dict[tuple[str, str], Text]) -> Text:
    key = wish.rule.template, language_of(wish.about.order, wish.rule.language)
    if key not in texts:
        texts[key] = templates.one(work, *key)
    return texts[key]


def _row(work: Work, wish: _Wish, text: Text) -> Mapping[str, Any]:
    filled = written(work, wish.about, text, wish.rule.medium)
    free = wish.rule.mode == "auto" and not filled.empty
    return {
        "order_id": wish.told.order_id, "parcel": wish.told.parcel, "moment": wish.told.moment,
        "medium": wish.rule.medium, "again": 0, "address": wish.address,
        "language": text.language, "template": text.name, "subject": filled.subject,
        "body": filled.body, "state": "queued" if free else "review", "wrong": filled.wrong,
        "made_at": work.clock.now(), "not_before": quiet_until(work) if free else None,
        "tries": 0, "sent_by": "",
    }  # fmt: skip
