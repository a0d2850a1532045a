"""A marketplace's status words on the three axes; what is unknown says so."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from shopdesk.channels.spec import OrderSpec, Status, Word

_BLANKS = re.compile(r"[\s_\u00a0]+")
FULFILMENTS = (
    "new", "ready", "picking", "packed", "handed_over", "in_transit", "failed", "lost",
    "delivered", "returned_to_sender",
)  # fmt: skip
"""From the least to the most advanced, as an order of several parcels shows them."""
UNSHIPPED = frozenset(FULFILMENTS[:4])


_UNKNOWN = Status(payment="unpaid", fulfilment="new", doubt=True)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an order stands, in the words of `OrderSpec`'s tables."""

    payment: str
    fulfilment: str
    case: str
    cancelled: bool
    completed: bool
    text: str | None
    problem: str | None


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Return a status as it is compared: case, blanks, newlines and underscores folded."""
    return _BLANKS.sub(" ", text).strip().casefold()


def lookup(words: Sequence[Word]) -> Mapping[str, str]:
    """Return folded text to value."""
    return {fold(text): word.value for word in words for text in word.texts}


class StatusBook:
    """A spec's status table, asked once per distinct pair of status and substatus."""

    def __init__(self, spec: OrderSpec) -> None:
        self._rules = spec.statuses
        self._default = spec.default
        self._known: dict[tuple[str | None, str | None], Standing] = {}

    def __getitem__(self, key: tuple[str | None, str | None]) -> Standing:
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._judge(*key)
            if len(self._known) > 4096:
                self._known = {key: found}
        return found

    def _judge(self, raw: str | None, sub: str | None) -> Standing:
        said = [_BLANKS.sub(" ", part) if "\n" in part else part for part in (raw, sub) if part]
        shown = " / ".join(said) or None
        rule = self._rule(fold(raw or ""), fold(sub or ""))
        if rule is None and not raw:
            rule = self._default
        if rule is None:
            rule = _UNKNOWN
        problem = f"unknown status: {shown or '(blank)'}" if rule.doubt else None
        return Standing(rule.payment, rule.fulfilment, rule.case, rule.cancelled, rule.completed,
                        shown, problem)  # fmt: skip

    def _rule(self, text: str, sub: str) -> Status | None:
        if not text:
            return None
        for rule in self._rules:
            if rule.sub is not None and sub not in map(fold, rule.sub):
                continue
            if text in map(fold, rule.texts) or (
                rule.pattern and re.match(rule.pattern, text, re.IGNORECASE)
            ):
                return rule
        return None


def least_advanced(standings: Iterable[Standing]) -> Standing:
    """Return the standing of an order whose lines stand differently (at least one line).

    Cancelled lines count only when all are; among the others the least advanced one speaks, and
    the order is completed when all of them are. A problem of any line is the order's.
    """
    every = list(standings)
    live = [one for one in every if not one.cancelled] or every
    least = min(live, key=_advance)
    done = all(one.completed for one in live)
    problem = next((one.problem for one in every if one.problem), None)
    return replace(least, completed=done, problem=problem)


def _advance(one: Standing) -> tuple[bool, int, bool]:
    return one.payment != "unpaid", FULFILMENTS.index(one.fulfilment), one.completed
