"""Answers at hand: those that come along, and the shop's own, which hide them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

import sqlalchemy as sa

from shopdesk import tables
from shopdesk.locale import _
from shopdesk.models.tickets import CannedReply, Ticket
from shopdesk.moments import wrong_word
from shopdesk.refusal import Refusal
from shopdesk.services.messages.templates import NAME, name_of, refuse_language
from shopdesk.services.messages.texts import Filled, blank, refuse_unknown
from shopdesk.services.messages.texts import fill as filled_in
from shopdesk.services.tickets.answers import values
from shopdesk.services.tickets.answers.variables import VARIABLES, examples
from shopdesk.store import Change, Read, Work
from shopdesk.text import safe
from shopdesk.tickets import name_of as ticket_name

OTHER: Final = {"id": "en", "en": "id"}


@dataclass(frozen=True, slots=True)
class Canned:
    """One answer in one language. ``own``: the shop wrote it; it hides the one that comes along.

    ``about`` says in a few words when it serves. ``id`` numbers the lines of a list.
    """

    id: int
    name: str
    language: str
    about: str
    body: str
    own: bool
    key: tuple[()] = ()

    @property
    def words(self) -> str:
        """What a filter looks in."""
        return f"{self.name} {self.language} {self.about} {self.body}"


def listed(read: Read, language: str = "") -> tuple[Canned, ...]:
    """Return the answers of a language (empty: of both), by name; those hidden for good are not."""
    found = _known(read)
    keys = sorted(key for key, one in found.items() if one.body and language in ("", key[1]))
    return tuple(replace(found[key], id=at) for at, key in enumerate(keys, 1))


def one(read: Read, name: str, language: str) -> Canned:
    """Return an answer in a language, else in the other one.

    Raises:
        Refusal: there is none of this name.
    """
    found = _find(_known(read), name, language)
    if found is None:
        raise Refusal(
            _("There is no answer “{name}”; “tickets canned” lists them.").format(
                name=safe(name, 60)
            )
        )
    return found


def fill(read: Read, ticket_id: int, text: str) -> str:
    """Return an answer (its name, or a text with variables) filled in for a ticket.

    Raises:
        Refusal: something in it is empty: the sentence names what.
    """
    return fill_many(read, [ticket_id], text)[ticket_id]


def fill_many(read: Read, ticket_ids: list[int], text: str) -> dict[int, str]:
    """Return an answer filled in for each ticket.

    Raises:
        Refusal: something in it is empty for one of them.
    """
    made = drafts(read, ticket_ids, text)
    for ticket_id, draft in made.items():
        if wrong := wrong_with(draft):
            said = _("{ticket}: {wrong}.")
            raise Refusal(said.format(ticket=ticket_name(ticket_id), wrong=wrong))
    return {ticket_id: draft.body for ticket_id, draft in made.items()}


def drafts(read: Read, ticket_ids: list[int], text: str) -> dict[int, Filled]:
    """Return an answer for each ticket as far as it can be filled in.

    Raises:
        Refusal: a ticket is gone, or the text has an unknown variable or says nothing.
    """
    known, spoken = _known(read), _languages(read, ticket_ids)
    told = values.of_tickets(read, spoken)
    made = {}
    for ticket_id in ticket_ids:
        if ticket_id not in spoken:
            raise Refusal(_("{ticket} is no longer here.").format(ticket=ticket_name(ticket_id)))
        found = _find(known, text, spoken[ticket_id])
        body = found.body if found else text
        refuse_unknown("", body, VARIABLES)
        made[ticket_id] = filled_in("", body, told[ticket_id])
    return made


def language_of(read: Read, ticket_id: int) -> str:
    """Return the language of a ticket.

    Raises:
        Refusal: it is gone.
    """
    found = _languages(read, [ticket_id])
    if ticket_id not in found:
        raise Refusal(_("{ticket} is no longer here.").format(ticket=ticket_name(ticket_id)))
    return found[ticket_id]


def refuse_unknown_name(read: Read, text: str) -> None:
    """Refuse a single word that is no answer's name: a slip must not become a text of its own.

    Raises:
        Refusal: it looks like a name, and there is no such answer.
    """
    if NAME.fullmatch(text):
        one(read, text, "id")


def wrong_with(draft: Filled) -> str:
    """Return what keeps an answer from going, in words, or nothing."""
    return wrong_word(draft.wrong or blank(draft.body)).rstrip(".")


def preview(text: Canned) -> str:
    """Return an answer filled in with examples.

    Raises:
        Refusal: it has an unknown variable or says nothing.
    """
    refuse_unknown("", text.body, VARIABLES)
    return filled_in("", text.body, examples(text.language)).body


def put(work: Work, name: str, language: str, body: str, about: str = "") -> Change:
    """Keep an answer of the shop's own, in place of the one that comes along if there is one.

    Raises:
        Refusal: the name or the language cannot be one, or the text has an unknown variable.
    """
    name = name_of(name)
    refuse_language(language)
    refuse_unknown("", body, VARIABLES)
    row = _row(work, name, language) or CannedReply(name=name, language=language)
    row.about, row.body = safe(" ".join(about.split()), 200), body.strip()
    work.session.add(row)
    said = _("Saved the answer {name} ({language})")
    return work.done(said.format(name=name, language=language))


def drop(work: Work, name: str, language: str) -> Change:
    """Forget the shop's own answer; where there is none, hide the one that comes along.

    Raises:
        Refusal: there is no such answer.
    """
    row = _row(work, name, language)
    if row is not None:
        work.session.delete(row)
        said = _("Dropped the shop's own answer {name} ({language})")
    else:
        found = _known(work).get((name, language))
        if found is None:
            raise Refusal(_("There is no answer “{name}”.").format(name=safe(name, 60)))
        work.session.add(CannedReply(name=name, language=language, about=found.about, body=""))
        said = _("The answer {name} ({language}) is not offered any more")
    return work.done(said.format(name=name, language=language))


def _find(
    known: Mapping[tuple[str, str], Canned], name: str, language: str
) -> Canned | None:  # fmt: skip
    for spoken in (language, OTHER.get(language, "id")):
        found = known.get((name, spoken))
        if found is not None and found.body:
            return found
    return None


def _languages(read: Read, ticket_ids: list[int]) -> dict[int, str]:
    query = sa.select(Ticket.id, Ticket.language).where(Ticket.id.in_(ticket_ids))
    return {row[0]: row[1] for row in read.connection.execute(query)}


def _row(work: Work, name: str, language: str) -> CannedReply | None:
    query = sa.select(CannedReply).where(CannedReply.name == name, CannedReply.language == language)
    return work.session.scalars(query).first()


def _known(read: Read) -> dict[tuple[str, str], Canned]:
    shipped = {
        (row["name"], row["language"]): Canned(
            0, row["name"], row["language"], row.get("about", ""), row["body"].strip(), own=False
        )
        for row in tables.rows("replies", read.clock.today())
    }
    query = sa.select(CannedReply.name, CannedReply.language, CannedReply.about, CannedReply.body)
    own = {(row[0], row[1]): Canned(0, *row, own=True) for row in read.connection.execute(query)}
    return shipped | own
