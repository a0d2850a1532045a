"""Recognise chats by their content, never by the file's name."""

from collections.abc import Sequence
from typing import Final

from shopdesk.channels.detect import Head
from shopdesk.channels.fields import Cell
from shopdesk.channels.headers import Index, titles
from shopdesk.channels.laid import Laid, fits, match
from shopdesk.channels.talks.columns import CHATS, PLATFORMS
from shopdesk.channels.talks.spec import Field, TalkSpec
from shopdesk.channels.talks.stamps import STAMP
from shopdesk.channels.talks.whatsapp import WHATSAPP

KNOWN: Final = (WHATSAPP, CHATS, *PLATFORMS)


class Talk(Laid[TalkSpec, Field]):
    """A file of chats that a spec describes; lines of text have no places."""


def known() -> tuple[TalkSpec, ...]:
    """Return every spec of chats."""
    return KNOWN


def recognise(heads: Sequence[Head], specs: Sequence[TalkSpec] | None = None) -> Talk | None:
    """Return the sheet and the spec that fit, or None when nothing fits."""
    for spec in KNOWN if specs is None else specs:
        for head in heads:
            if found := _lines(spec, head) if spec.lines else match(spec, head, laid_over):
                return found
    return None


def laid_over(spec: TalkSpec, name: str, rows: Sequence[Sequence[Cell]], at: int) -> Talk | None:
    """Return the sheet as the spec reads it with its header in this row, or None."""
    header = titles(rows[at])
    places = Index(header).places(spec.columns)
    return Talk(spec, name, at, at + 1, header, places) if fits(places, spec.needed) else None


def _lines(spec: TalkSpec, head: Head) -> Talk | None:
    """Return lines of text whose first one has a stamp."""
    first = next((row for row in head.rows if row), ())
    if len(first) == 1 and isinstance(first[0], str) and STAMP.match(first[0]):
        return Talk(spec, head.name, 0, 0, (), {})
    return None
