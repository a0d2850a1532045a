"""Questions of the history desk; threads of the doorway run them."""

from typing import TYPE_CHECKING, Final

from shopdesk.locale import N_, _
from shopdesk.screens.grammar import Grammar

if TYPE_CHECKING:
    from shopdesk.store import Read

_MEANINGS: Final = {
    "entry": N_("the entry's number: 12, >100, 10..20"),
    "at": N_("when: today, last-week, 2026-11, 2026-11-01..2026-11-23"),
    "who": N_("a part of the person's name"),
    "verb": N_("what was done: import, ship, cancel, undo …"),
    "rows": N_("records it touched: >100"),
    "order": N_("the number of an order that it touched"),
    "is": N_("a state with a name of its own"),
    "sort": N_("the order of the list"),
    "undone": N_("taken back since"),
    "standing": N_("neither undone nor an undo"),
    "undo": N_("an undo or a redo"),
}


def hint(field: str, value: str) -> str:
    """Return what a field, or one of its values, means in the reader's language."""
    said = _MEANINGS.get(value or field, "")
    return _(said) if said else ""


def grammar(_read: "Read") -> Grammar:
    """Return the filter language of the history."""
    from shopdesk import filters
    from shopdesk.services.journal import fields, values, views

    filters.parse("", fields())  # loads the parser, here and not under somebody's fingers
    return Grammar(fields(), values(), views(), hint)
