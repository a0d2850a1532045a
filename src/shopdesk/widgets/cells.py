"""How a cell is changed in place: which field it stands for, and what may be typed there."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from shopdesk.locale import _
from shopdesk.ranges import FieldKind, quantity

Choices = Callable[[], Mapping[str, str]]
"""Returns the values that may be chosen, each with the word that people read."""


@dataclass(frozen=True, slots=True)
class Edit:
    """What a cell takes.

    Attributes:
        field: what the verb calls it.
        start: gives a row's text to begin with.
        parse: turns what was typed into the verb's value; a ``ValueError`` says what is wrong.
        choices: the only values that count; their words are completed as one types.
        hints: words that are often meant; completed too, but any other may be typed.
        own: every row has its own, so several rows never take one value together.
    """

    field: str
    start: Callable[[Any], str]
    parse: Callable[[str], Any] = str.strip
    choices: Choices | None = None
    hints: Callable[[], tuple[str, ...]] | None = None
    own: bool = False

    def words(self) -> tuple[str, ...]:
        """Return what may complete the text."""
        if self.choices:
            return tuple(self.choices().values())
        return self.hints() if self.hints else ()

    def read(self, typed: str) -> Any:
        """Return the value that was typed.

        Raises:
            ValueError: it cannot be read; the sentence says why.
        """
        return chosen(typed, self.choices()) if self.choices else self.parse(typed)


def chosen(typed: str, choices: Mapping[str, str]) -> str:
    """Return the value whose word was typed, or begun so that only one can be meant.

    Raises:
        ValueError: no word, or more than one, begins so.
    """
    asked = typed.strip().casefold()
    same = [value for value, word in choices.items() if word.casefold() == asked]
    begun = [
        value for value, word in choices.items() if asked and word.casefold().startswith(asked)
    ]
    if len(found := same or begun) == 1:
        return found[0]
    raise ValueError(
        _("“{value}” is not one of: {words}").format(
            value=typed.strip(), words=", ".join(choices.values())
        )
    )


def count(typed: str) -> int:
    """Return a count that was typed as the filter takes numbers: 1200, 1.200, 1.2k.

    Raises:
        ValueError: it is no whole number, or below 0.
    """
    return _one(typed, "number")


def amount(typed: str) -> int:
    """Return an amount in minor units that was typed as the filter takes them: 15000, 15rb, 1.5jt.

    Raises:
        ValueError: it is no amount, or below 0.
    """
    return _one(typed, "money")


def _one(typed: str, kind: FieldKind) -> int:
    least, most = quantity(typed, kind)
    if least != most:
        raise ValueError(_("“{value}” is a range; one number is needed").format(value=typed[:40]))
    if least < 0:
        raise ValueError(_("“{value}” is below zero").format(value=typed[:40]))
    return least
