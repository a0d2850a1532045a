"""One fact of a record as people read it: money, moments, statuses, yes and no."""

from typing import Final

from shopdesk import money
from shopdesk.clock import Clock
from shopdesk.locale import _, language
from shopdesk.screens.words import CHANNEL, channel, word
from shopdesk.widgets.glyphs import glyphs

Value = str | int | float | None
NOTHING: Final = "–"


def said(value: Value, kind: str, clock: Clock, currency: str = "IDR") -> str:
    """Return what a cell of this kind says; an empty one says a dash."""
    if value is None or value == "":
        return NOTHING
    if kind == "word":
        return channel(str(value)) if value in CHANNEL else word(str(value))
    return _number(value, kind, clock, currency) if isinstance(value, int) else str(value)


def _number(value: int, kind: str, clock: Clock, currency: str) -> str:
    if kind == "flag":
        return _("yes") if value else _("no")
    if kind == "money":
        return money.show(value, currency, language())
    if kind == "instant":
        return clock.show(value) if value else NOTHING
    return money.number(value, language())


def turned(before: str, after: str) -> str:
    """Return "before → after" in one line."""
    return f"{before} {glyphs().arrow} {after}"
