"""The rules: at which moment which template goes by which medium to the customers of which shop."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

import sqlalchemy as sa

from shopdesk.locale import _
from shopdesk.models.messages import MEDIA, MOMENTS, MessageRule
from shopdesk.models.shops import Shop
from shopdesk.moments import medium_word, mode_word, moment_word
from shopdesk.refusal import Refusal
from shopdesk.services.messages import templates
from shopdesk.store import Change, Read, Work

MODES: Final = ("off", "review", "auto")
LANGUAGES: Final = ("id", "en", "buyer")
"""``buyer``: Indonesian to Indonesia, English to all others."""
RULE: Final = MessageRule.__table__.c


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. ``shop`` is empty where it is for every shop that has none of its own.

    ``id`` numbers the lines of a list, ``own`` says that somebody has set it.
    """

    id: int
    moment: str
    medium: str
    shop_id: int | None
    channel: str
    shop: str
    template: str
    language: str
    mode: str
    own: bool
    key: tuple[()] = ()

    @property
    def words(self) -> str:
        """What a filter looks in."""
        shown = (moment_word(self.moment), medium_word(self.medium), mode_word(self.mode))
        return " ".join((self.moment, self.medium, self.mode, self.shop, self.template, *shown))


Rules = Mapping[tuple[str, str], Mapping[int | None, Rule]]
"""By moment and medium, then by shop; None is every other shop."""


def listed(read: Read) -> tuple[Rule, ...]:
    """Return what holds for every moment and medium, then what shops have of their own."""
    found = {(one.moment, one.medium, one.shop_id): one for one in _set(read)}
    every = [
        found.pop((moment, medium, None), _silent(moment, medium))
        for moment in MOMENTS
        for medium in MEDIA
    ]
    shops = sorted(found.values(), key=lambda o: (MOMENTS.index(o.moment), o.medium, o.shop))
    return tuple(replace(one, id=at) for at, one in enumerate((*every, *shops), 1))


def in_force(read: Read) -> Rules:
    """Return the rules as following needs them; nothing at all where every one is off."""
    if not read.connection.scalar(sa.select(sa.exists().where(RULE.mode != "off"))):
        return {}
    found: dict[tuple[str, str], dict[int | None, Rule]] = {}
    for one in _set(read):
        found.setdefault((one.moment, one.medium), {})[one.shop_id] = one
    return found


def for_shop(rules: Rules, moment: str, medium: str, shop_id: int) -> Rule | None:
    """Return the rule that counts for an order of this shop, or None where nothing is said."""
    known = rules.get((moment, medium), {})
    rule = known.get(shop_id) or known.get(None)
    return None if rule is None or rule.mode == "off" else rule


def set_rule(
    work: Work, moment: str, medium: str, *, mode: str = "", template: str = "",
    language: str = "", shop_id: int | None = None,
) -> Change:  # fmt: skip
    """Say what happens at a moment; what is left empty stays as it is.

    Raises:
        Refusal: a word is unknown, the shop is not there, or the template has no text in the
            language.
    """
    _refuse_unknown(_("moment"), moment, MOMENTS)
    _refuse_unknown(_("medium"), medium, MEDIA)
    rule = work.session.scalars(
        sa.select(MessageRule).where(
            RULE.moment == moment, RULE.medium == medium, RULE.shop_id.is_(shop_id)
        )
    ).first() or MessageRule(
        moment=moment, medium=medium, shop_id=shop_id, template=moment, language="id", mode="off"
    )
    if shop_id is not None and work.session.get(Shop, shop_id) is None:
        raise Refusal(_("There is no such shop."))
    rule.mode, rule.language = mode or rule.mode, language or rule.language
    rule.template = template or rule.template
    _refuse_unknown(_("mode"), rule.mode, MODES)
    _refuse_unknown(_("language"), rule.language, LANGUAGES)
    for one in ("id", "en") if rule.language == "buyer" else (rule.language,):
        templates.one(work, rule.template, one)
    work.session.add(rule)
    return work.done(
        _("{moment}, {medium}: {mode}").format(
            moment=moment_word(moment), medium=medium_word(medium), mode=mode_word(rule.mode)
        )
    )


def forget(work: Work, moment: str, medium: str, shop_id: int | None = None) -> Change:
    """Take a rule away: a shop's own one, or what was said for every shop.

    Raises:
        Refusal: there is none.
    """
    rule = work.session.scalars(
        sa.select(MessageRule).where(
            RULE.moment == moment, RULE.medium == medium, RULE.shop_id.is_(shop_id)
        )
    ).first()
    if rule is None:
        raise Refusal(_("There is no such rule; nothing goes out at that moment."))
    work.session.delete(rule)
    said = _("Forgot the rule: {moment}, {medium}")
    return work.done(said.format(moment=moment_word(moment), medium=medium_word(medium)))


def shops(read: Read) -> tuple[tuple[int, str, str], ...]:
    """Return the shops: id, channel and name of each."""
    query = sa.select(Shop.id, Shop.channel, Shop.name).order_by(Shop.name, Shop.id)
    return tuple((row[0], row[1], row[2]) for row in read.connection.execute(query))


def _silent(moment: str, medium: str) -> Rule:
    """Return what holds where nothing was said."""
    return Rule(0, moment, medium, None, "", "", moment, "id", "off", own=False)


def _set(read: Read) -> list[Rule]:
    rules = MessageRule.__table__.outerjoin(Shop.__table__, Shop.id == RULE.shop_id)
    query = sa.select(
        RULE.id, RULE.moment, RULE.medium, RULE.shop_id, Shop.channel, Shop.name, RULE.template,
        RULE.language, RULE.mode,
    ).select_from(rules)  # fmt: skip
    return [
        Rule(
            row.id, row.moment, row.medium, row.shop_id, row.channel or "", row.name or "",
            row.template, row.language, row.mode, own=True,
        )
        for row in read.connection.execute(query)
    ]  # fmt: skip


def _refuse_unknown(what: str, word: str, words: tuple[str, ...]) -> None:
    if word not in words:
        raise Refusal(
            _("There is no {what} “{word}”. Choose from: {words}.").format(
                what=what, word=word, words=", ".join(words)
            )
        )
