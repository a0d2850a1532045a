"""Asking the rules of SKUs: which are broken, what that says, and what it costs of the score."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from shopdesk.services.products.checks import CHECKS
from shopdesk.services.products.found import Found
from shopdesk.services.products.rules import SEVERITIES, Rule
from shopdesk.services.products.subjects import Subject

WHOLE: Final = 100
Broken = tuple[Rule, tuple[Found, ...]]
"""A rule, and all that it finds wrong."""


class Asked:
    """All that is asked of a SKU on some channels, and the sum of its weights."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.shared = [rule for rule in rules if CHECKS[rule.check].shared]
        self.own = [rule for rule in rules if not CHECKS[rule.check].shared]
        self._weights = _weights(rules)

    def score(self, broken: Sequence[Broken]) -> int:
        """Return the share of the weights that is kept, in whole per cent."""
        total = sum(self._weights.values())
        lost = sum(_weights(rule for rule, _found in broken).values())
        return WHOLE * (total - lost) // total if total else WHOLE


class Looker:
    """Asks the rules of one SKU after the other; what a product's SKUs share is asked once."""

    def __init__(self, rules: Mapping[str, Sequence[Rule]]) -> None:
        self._rules = rules
        self._asked: dict[frozenset[str], Asked] = {}
        self._last: tuple[object, ...] = ()
        self._shared: list[Broken] = []

    def asked(self, subject: Subject) -> Asked:
        """Return what is asked of a SKU: the rules of all, then those of its channels."""
        if subject.channels not in self._asked:
            channels = ("", *sorted(subject.channels))
            rules = [rule for channel in channels for rule in self._rules.get(channel, ())]
            self._asked[subject.channels] = Asked(rules)
        return self._asked[subject.channels]

    def broken(self, subject: Subject) -> list[Broken]:
        """Return the rules that find something, with what they find."""
        asked = self.asked(subject)
        same = subject.product_id, subject.channels, subject.pictures
        if same != self._last:
            self._last, self._shared = same, _ask(asked.shared, subject)
        return [*self._shared, *_ask(asked.own, subject)]


def _ask(rules: Iterable[Rule], subject: Subject) -> list[Broken]:
    return [(rule, found) for rule in rules if (found := tuple(rule.look(subject, rule)))]


def _weights(rules: Iterable[Rule]) -> dict[str, int]:
    """Return the weight of each rule; one that several channels ask for counts once."""
    weights: dict[str, int] = {}
    for rule in rules:
        weights[rule.id] = max(weights.get(rule.id, 0), rule.weight)
    return weights


@dataclass(slots=True)
class Said:
    """Something that is wrong, the gravest rule that says so, and on which channels it does."""

    rule: Rule
    sentence: str
    values: Mapping[str, Any]
    channels: list[str]

    @property
    def severity(self) -> str:
        """How grave it is."""
        return self.rule.severity


def standing(broken: Iterable[Broken]) -> Iterable[Said]:
    """Return what was found, the same thing once: as grave as the gravest of those who say it."""
    said: dict[tuple[Any, ...], Said] = {}
    for rule, found in broken:
        for sentence, values in found:
            key = sentence, *values.items()
            known = said.get(key)
            if known is None or grade(rule) < grade(known.rule):
                said[key] = Said(rule, sentence, values, [rule.channel])
            elif rule.severity == known.severity:
                known.channels.append(rule.channel)
    return said.values()


def grade(rule: Rule) -> int:
    """Return 0 for the gravest rules, more for those that matter less."""
    return SEVERITIES.index(rule.severity)
