"""What is asked of a product, of all or on one channel: dated rows of listing_rules.toml.

The table says what each key means; a shop corrects a row by writing its own.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final, cast

from shopdesk import tables
from shopdesk.locale import _
from shopdesk.refusal import Refusal
from shopdesk.services.products.checks import CHECKS
from shopdesk.text import fold

if TYPE_CHECKING:
    from shopdesk.services.products.found import Found
    from shopdesk.services.products.subjects import Subject

TABLE: Final = "listing_rules"
SEVERITIES: Final = ("error", "warning", "hint")
"""The gravest first."""
TEXTS: Final = ("name", "description")
"""Where banned words are looked for."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that is asked; ``channel`` is empty where it is asked of every product.

    ``least`` and ``most`` are in the unit of the check (money: minor units of ``currency``).
    ``words`` are folded as a search folds them; ``weight`` is the rule's share of the score.
    """

    id: str
    channel: str
    check: str
    severity: str
    weight: int
    least: int | None = None
    most: int | None = None
    currency: str = ""
    kinds: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    patterns: tuple[re.Pattern[str], ...] = ()
    fields: tuple[str, ...] = TEXTS

    @property
    def field(self) -> str:
        """What an admin mends, by the name that ``products edit`` gives it."""
        return CHECKS[self.check].field

    @property
    def look(self) -> "Callable[[Subject, Rule], Iterator[Found]]":
        """What finds fault with a SKU."""
        return CHECKS[self.check].look


@tables.remembered
def rules(day: date) -> Mapping[str, Sequence[Rule]]:
    """Return the rules that hold on a day, by channel; "" has those of every product.

    Raises:
        Refusal: a row of the table cannot be understood.
    """
    last: dict[tuple[str, str], tables.Row] = {}
    for row in tables.rows(TABLE, day):
        key = str(row.get("channel", "")), str(row.get("rule", ""))
        last[key] = last.get(key, {}) | row
    found: dict[str, list[Rule]] = {}
    for row in last.values():
        if row.get("severity") != "off":
            rule = _rule(row)
            found.setdefault(rule.channel, []).append(rule)
    return {channel: tuple(asked) for channel, asked in found.items()}


def _rule(row: tables.Row) -> Rule:
    """Return the rule of one row, in the units that the checks count in."""
    name = str(row.get("rule", ""))
    banned = "words" in row or "patterns" in row
    check = str(row.get("check", "banned" if banned else name))
    severity, weight = row.get("severity"), row.get("weight")
    if check not in CHECKS or severity not in SEVERITIES or not _whole(weight, row):
        raise Refusal(
            _("The table {file} has a row that nobody understands: rule “{rule}”").format(
                file=f"{TABLE}.toml", rule=name
            )
        )
    unit = CHECKS[check].unit
    return Rule(
        name, str(row.get("channel", "")), check, str(severity), cast("int", weight),
        least=row["min"] * unit if "min" in row else None,
        most=row["max"] * unit if "max" in row else None,
        currency=str(row.get("currency", "")), kinds=tuple(row.get("kinds", ())),
        words=tuple(fold(word) for word in row.get("words", ())),
        patterns=tuple(_pattern(text, name) for text in row.get("patterns", ())),
        fields=tuple(row.get("fields", TEXTS)),
    )  # fmt: skip


def _whole(weight: object, row: tables.Row) -> bool:
    """Tell whether the row's numbers are whole and none is below zero."""
    numbers = [weight, *(row[key] for key in ("min", "max") if key in row)]
    return all(isinstance(number, int) and number >= 0 for number in numbers)


def _pattern(text: str, rule: str) -> re.Pattern[str]:
    try:
        return re.compile(text, re.IGNORECASE)
    except re.error as error:
        raise Refusal(
            _("The table {file}, rule “{rule}”: the pattern “{text}” cannot be read").format(
                file=f"{TABLE}.toml", rule=rule, text=text
            )
        ) from error
