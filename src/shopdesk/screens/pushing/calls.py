"""Questions and verbs of the sheet of rules; threads of the doorway run them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from shopdesk.locale import _, ngettext

if TYPE_CHECKING:
    from shopdesk.services.stock.pushing import RuleRow, Told
    from shopdesk.services.stock.simulating import Line, Totals
    from shopdesk.store import Change, Read, Work

MOST: Final = 20_000
"""Offers that are listed; the figures count all of them. What is dangerous comes first."""
PLAIN: Final = frozenset({"sum"})
"""Dangers that are no news: most shops tell every channel of the same pieces."""


@dataclass(frozen=True, slots=True)
class ToldRow:
    """One offer of the simulation, as a row."""

    id: int
    line: "Line"
    words: str
    key: tuple[()] = ()

    @property
    def told(self) -> "Told":
        """What its shop would be told."""
        return self.line.told

    @property
    def order(self) -> tuple[str, str, str]:
        """Where it stands: by SKU, then by shop."""
        return self.told.sku.casefold(), self.told.channel, self.told.shop


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One rule, as a row."""

    id: int
    rule: "RuleRow"
    words: str = ""
    key: tuple[()] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """The rules, the lines that are listed, and the figures over all."""

    rules: tuple[RuleLine, ...]
    rows: tuple[ToldRow, ...]
    counts: dict[str, int]
    totals: "Totals"


def simulate(read: "Read", ids: Collection[int] | None) -> Answer:
    """Return what the shops would be told by the rules in force, and these rules."""
    from shopdesk.services.stock import pushing, simulating

    made = simulating.simulate(read, ids)
    kept: dict[bool, list[ToldRow]] = {True: [], False: []}
    counts = dict.fromkeys(("all", "changed", "danger", *simulating.DANGERS), 0)
    for at, line in enumerate(made):
        views = _views(line)
        for view in views:
            counts[view] += 1
        some = kept["danger" in views]
        if len(some) < MOST:
            some.append(ToldRow(at, line, _words(line, views)))
    rows = sorted((kept[True] + kept[False])[:MOST], key=lambda row: row.id)
    rules = tuple(RuleLine(at, rule) for at, rule in enumerate(pushing.rules(read)))
    return Answer(rules, tuple(rows), counts, made.totals)


def set_rules(work: "Work", aims: Sequence[tuple[int, str]], field: str, value: int) -> "Change":
    """Change one number in the rules of these shops and SKUs."""
    return change_rules(work, aims, {field: value})


def change_rules(
    work: "Work", aims: Sequence[tuple[int, str]], changes: dict[str, int]
) -> "Change":
    """Change numbers in the rules of these shops and SKUs."""
    from shopdesk.services.stock import pushing

    done = [pushing.set_rule(work, shop, sku, **changes) for shop, sku in aims]
    if len(done) == 1:
        return done[0]
    n = len(done)
    label = ngettext("Changed {n} rule of what shops are told", "Changed {n} rules of what shops "
                     "are told", n)  # fmt: skip
    return work.done(label.format(n=n))


def whole(typed: str) -> int:
    """Return a whole number that was typed, with a minus perhaps; nothing is 0.

    Raises:
        ValueError: it is none.
    """
    text = typed.strip().replace("−", "-").removesuffix("%").strip() or "0"
    if not text.lstrip("+-").isdecimal() or not text.isascii():
        raise ValueError(_("“{value}” is no whole number.").format(value=typed[:40]))
    return int(text)


def limit(typed: str) -> int:
    """Return a limit that was typed; nothing, or a dash, is none: below 0.

    Raises:
        ValueError: it is no number.
    """
    return -1 if typed.strip() in {"", "-", "–"} else whole(typed)


def token(shop_id: int) -> str:
    """Return the word by which the lines of one shop are found."""
    return f"#{shop_id};"


def _views(line: "Line") -> tuple[str, ...]:
    """Return the names of the views that a line stands in."""
    names = ["all", *line.dangers]
    names += ["changed"] if line.changed else []
    names += ["danger"] if set(line.dangers) - PLAIN else []
    return tuple(names)


def _words(line: "Line", views: Sequence[str]) -> str:
    told = line.told
    return " ".join((told.sku, told.channel, told.shop, token(told.shop_id),
                     *(f"@{view}" for view in views)))  # fmt: skip
