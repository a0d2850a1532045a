"""How the rules look at the texts that the SKUs of a product share."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from shopdesk.locale import N_
from shopdesk.services.products.found import Found, limits
from shopdesk.text import fold

if TYPE_CHECKING:
    from shopdesk.services.products.rules import Rule
    from shopdesk.services.products.subjects import Subject

EMOJI: Final = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\u2b50\u2b55\ufe0f]")


def name_length(subject: "Subject", rule: "Rule") -> Iterator[Found]:
    """The product's name, without blanks around it."""
    n = len(subject.name.strip())
    if rule.least is not None and n < rule.least:
        yield N_("The name has {n} characters and should have at least {least}"), limits(rule, n)
    elif rule.most is not None and n > rule.most:
        yield N_("The name has {n} characters and should have at most {most}"), limits(rule, n)


def description_length(subject: "Subject", rule: "Rule") -> Iterator[Found]:
    """The description, without blanks around it."""
    n = len(subject.description.strip())
    if not n and rule.least:
        yield N_("The description is missing"), {}
    elif rule.least is not None and n < rule.least:
        yield (
            N_("The description has {n} characters and should have at least {least}"),
            limits(rule, n),
        )
    elif rule.most is not None and n > rule.most:
        yield (
            N_("The description has {n} characters and should have at most {most}"),
            limits(rule, n),
        )


def description_words(subject: "Subject", rule: "Rule") -> Iterator[Found]:
    """The words of the description; one that is missing is another rule's."""
    n = len(subject.description.split())
    if n and rule.least is not None and n < rule.least:
        yield N_("The description has {n} words and should have at least {least}"), limits(rule, n)


def category(subject: "Subject", _rule: "Rule") -> Iterator[Found]:
    """The category."""
    if not subject.category.strip():
        yield N_("The category is missing"), {}


def brand(subject: "Subject", _rule: "Rule") -> Iterator[Found]:
    """The brand."""
    if not subject.brand.strip():
        yield N_("The brand is missing"), {}


def specs(subject: "Subject", rule: "Rule") -> Iterator[Found]:
    """The specifications that have something in them."""
    if not subject.specs and rule.least:
        yield N_("Specifications are missing"), {}
    elif rule.least is not None and subject.specs < rule.least:
        sentence = N_("Specifications: {n}; there should be at least {least}")
        yield sentence, limits(rule, subject.specs)


def duplicate_name(subject: "Subject", _rule: "Rule") -> Iterator[Found]:
    """Another product on sale has the same name, whatever its case."""
    if subject.twin:
        yield N_("Another product has the same name: {sku}"), {"sku": subject.twin}


def emoji(subject: "Subject", _rule: "Rule") -> Iterator[Found]:
    """Emoji and dingbats in the name."""
    if found := EMOJI.search(subject.name):
        yield N_("The name holds a sign that searches stumble over: {sign}"), {"sign": found[0]}


def capitals(subject: "Subject", rule: "Rule") -> Iterator[Found]:
    """A name of ``least`` letters or more, more than ``most`` per cent of them capitals."""
    letters = [char for char in subject.name if char.isalpha()]
    if len(letters) < max(1, rule.least or 0) or rule.most is None:
        return
    if sum(map(str.isupper, letters)) * 100 > rule.most * len(letters):
        yield N_("The name is written in capitals"), {}


def banned(subject: "Subject", rule: "Rule") -> Iterator[Found]:
    """Words and patterns that may not stand in the texts; the first of each text is told."""
    sentences = {
        "contact": N_("Contact data in the texts: “{word}”"),
        "claims": N_("A claim that buyers and marketplaces do not take: “{word}”"),
        "rivals": N_("Another marketplace is named: “{word}”"),
    }
    for field in rule.fields:
        if word := _banned(str(getattr(subject, field, "")), rule):
            other = N_("A word that is not wanted: “{word}”")
            yield sentences.get(rule.id, other), {"word": word, "field": field}
            return


def _banned(text: str, rule: "Rule") -> str:
    """Return the first banned word or pattern of a text; empty where there is none."""
    folded = fold(text)
    for word in rule.words:
        at = folded.find(word)
        while at >= 0:
            before, after = folded[at - 1 : at], folded[at + len(word) : at + len(word) + 1]
            if not before.isalnum() and not (after.isalnum() and word[-1:].isalnum()):
                return word
            at = folded.find(word, at + 1)
    return next((hit[0] for pattern in rule.patterns if (hit := pattern.search(text))), "")
