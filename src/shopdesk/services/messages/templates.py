"""The texts for customers: those that come along, and the shop's own, which hide them.

Canned replies are texts of this room too: any name will do, and the same variables.
"""

import re
from dataclasses import dataclass, replace
from typing import Final

import sqlalchemy as sa

from shopdesk import tables
from shopdesk.locale import LANGUAGES, _
from shopdesk.models.messages import MOMENTS, Template
from shopdesk.moments import moment_word
from shopdesk.refusal import Refusal
from shopdesk.services.messages.texts import Filled, fill, refuse_unknown
from shopdesk.services.messages.variables import examples
from shopdesk.store import Change, Read, Work
from shopdesk.text import safe

NAME: Final = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
"""What a text may be called."""


@dataclass(frozen=True, slots=True)
class Text:
    """One template in one language. ``own``: the shop wrote it; it hides the one that comes along.

    ``id`` numbers the lines of a list.
    """

    id: int
    name: str
    language: str
    subject: str
    body: str
    own: bool
    key: tuple[()] = ()

    @property
    def words(self) -> str:
        """What a filter looks in."""
        return f"{self.name} {moment_word(self.name)} {self.language} {self.subject} {self.body}"


def listed(read: Read) -> tuple[Text, ...]:
    """Return all templates in both languages: those of moments first, then those of other names."""
    found = _shipped(read) | _own(read)
    order = {name: at for at, name in enumerate(MOMENTS)}
    keys = sorted(found, key=lambda key: (order.get(key[0], len(order)), key[0], key[1] != "id"))
    return tuple(replace(found[key], id=at) for at, key in enumerate(keys, 1))


def one(read: Read, name: str, language: str) -> Text:
    """Return a template in a language.

    Raises:
        Refusal: there is none.
    """
    found = _own(read).get((name, language)) or _shipped(read).get((name, language))
    if found is None:
        raise Refusal(
            _("There is no template “{name}” in the language “{language}”.").format(
                name=name, language=language
            )
        )
    return found


def preview(text: Text) -> Filled:
    """Return the template filled in with examples.

    Raises:
        Refusal: it has an unknown variable or says nothing.
    """
    refuse_unknown(text.subject, text.body)
    return fill(text.subject, text.body, examples(text.language))


def save(work: Work, name: str, language: str, subject: str, body: str) -> Change:
    """Keep a text of the shop's own, in place of the one that comes along if there is one.

    Raises:
        Refusal: the name or the language cannot be one, or the text has an unknown variable.
    """
    name = name_of(name)
    refuse_language(language)
    subject = " ".join(subject.split())
    refuse_unknown(subject, body)
    row = _row(work, name, language) or Template(name=name, language=language)
    row.subject, row.body = subject, body.strip()
    work.session.add(row)
    said = _("Saved the template {name} ({language})")
    return work.done(said.format(name=moment_word(name), language=language))


def drop(work: Work, name: str, language: str) -> Change:
    """Forget the shop's own text; the one that comes along counts again.

    Raises:
        Refusal: the shop has no text of its own there, or a rule still uses it.
    """
    row = _row(work, name, language)
    if row is None:
        said = _("The template “{name}” ({language}) is the one that comes along; it stays.")
        raise Refusal(said.format(name=name, language=language))
    work.session.delete(row)
    work.session.flush()
    if (name, language) not in _shipped(work):
        _refuse_used(work, name, language)
    said = _("Dropped the shop's own template {name} ({language})")
    return work.done(said.format(name=moment_word(name), language=language))


def name_of(told: str) -> str:
    """Return the name of a text as it is kept.

    Raises:
        Refusal: it cannot be one.
    """
    name = told.strip().lower()
    if not NAME.fullmatch(name):
        said = _("“{name}” cannot be a text's name: letters a to z, digits, - and _, at most 40.")
        raise Refusal(said.format(name=safe(name, 60)))
    return name


def refuse_language(language: str) -> None:
    """Refuse a language in which no text can be.

    Raises:
        Refusal: it is another one.
    """
    if language not in LANGUAGES:
        raise Refusal(_("A text is in “id” or “en”, not in “{told}”.").format(told=safe(language)))


def _refuse_used(work: Work, name: str, language: str) -> None:
    """Refuse to leave a rule without its text."""
    from shopdesk.services.messages.rules import RULE

    used = sa.exists().where(
        RULE.template == name, RULE.language.in_((language, "buyer")), RULE.mode != "off"
    )
    if work.connection.scalar(sa.select(used)):
        said = _("A rule sends the template “{name}”; choose another one there first.")
        raise Refusal(said.format(name=name))


def _row(work: Work, name: str, language: str) -> Template | None:
    query = sa.select(Template).where(Template.name == name, Template.language == language)
    return work.session.scalars(query).first()


def _shipped(read: Read) -> dict[tuple[str, str], Text]:
    return {
        (row["name"], row["language"]): Text(
            0, row["name"], row["language"], row.get("subject", ""), row["body"].strip(), own=False
        )
        for row in tables.rows("templates", read.clock.today())
    }


def _own(read: Read) -> dict[tuple[str, str], Text]:
    query = sa.select(Template.name, Template.language, Template.subject, Template.body)
    return {
        (row[0], row[1]): Text(0, row[0], row[1], row[2], row[3], own=True)
        for row in read.connection.execute(query)
    }
