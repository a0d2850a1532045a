"""Texts with variables in braces: filling them in, and never letting an empty one out.

A value is filled in once and never looked at again, and braces in it become round ones: what a
buyer is called cannot become a variable. So braces in a finished text always mean that something
is missing, and a text with braces goes nowhere.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

from shopdesk.locale import _
from shopdesk.refusal import Refusal
from shopdesk.services.messages.variables import VARIABLES
from shopdesk.text import safe

LONGEST: Final = 10_000
"""Characters of a text."""
_VARIABLE: Final = re.compile(r"\{([^{}\n]*)\}")
EMPTY: Final = "empty:"
"""Before the names of variables that nothing stands for."""
BRACE: Final = "brace"
"""A brace that belongs to no variable."""
_ROUND: Final = str.maketrans("{}", "()")


@dataclass(frozen=True, slots=True)
class Filled:
    """A subject and a body with their variables filled in; those in ``empty`` still stand there."""

    subject: str
    body: str
    empty: tuple[str, ...] = ()

    @property
    def wrong(self) -> str | None:
        """What keeps it from being sent, as it is kept, or None."""
        return f"{EMPTY}{','.join(self.empty)}" if self.empty else None


def fill(subject: str, body: str, values: Mapping[str, str]) -> Filled:
    """Fill the variables of a text in; one without a value stays as it stands, and is named."""
    empty: dict[str, None] = {}

    def value(found: re.Match[str]) -> str:
        name = found[1].strip()
        told = values.get(name, "").strip()
        if not told:
            empty[name] = None
            return found[0]
        return safe(told, LONGEST, lines=True).translate(_ROUND)

    told_subject = safe(_VARIABLE.sub(value, subject), 500)
    told_body = _VARIABLE.sub(value, body).strip()
    return Filled(told_subject, told_body, tuple(empty))


def variables(*texts: str) -> tuple[str, ...]:
    """Return the variables that stand in texts, each once, in their order."""
    names = (found[1].strip() for text in texts for found in _VARIABLE.finditer(text))
    return tuple(dict.fromkeys(names))


def blank(*texts: str) -> str | None:
    """Return why a finished text must not be sent, as it is kept, or None.

    Braces in a finished text are a variable without a value, or a slip: neither leaves the house.
    """
    if names := variables(*texts):
        return f"{EMPTY}{','.join(names)}"
    return BRACE if any(sign in text for text in texts for sign in "{}") else None


def refuse_unknown(subject: str, body: str, known: Collection[str] = VARIABLES) -> None:
    """Refuse a text that could never be filled in with these variables, or says nothing.

    Raises:
        Refusal: it is empty or too long, has an unknown variable, or a brace too many.
    """
    if not body.strip():
        raise Refusal(_("The text is empty."))
    if max(len(subject), len(body)) > LONGEST:
        raise Refusal(_("The text is longer than {n} characters.").format(n=LONGEST))
    for name in variables(subject, body):
        if name not in known:
            near = get_close_matches(name, known, 1)
            hint = _(" Do you mean {{{near}}}?").format(near=near[0]) if near else ""
            raise Refusal(
                _("There is no variable {{{name}}}.").format(name=safe(name, 40))
                + (hint or _(" “outbox templates variables” lists them."))
            )
    left = _VARIABLE.sub("", subject + body)
    if "{" in left or "}" in left:
        raise Refusal(_("Braces are for variables only, like {order_number}; one is left over."))
