"""Recognise chats by their content, never by the file's name."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from shopdesk.channels.detect import Head
from shopdesk.channels.fields import Cell
from shopdesk.channels.headers import Index, titles
from shopdesk.channels.talks.columns import CHATS, PLATFORMS
from shopdesk.channels.talks.spec import Field, TalkSpec
from shopdesk.channels.talks.stamps import STAMP
from shopdesk.channels.talks.whatsapp import WHATSAPP

KNOWN: Final = (WHATSAPP, CHATS, *PLATFORMS)


@dataclass(frozen=True)
class Talk:
    """A file that a spec describes. Rows count from 0; ``places`` says where each field stands."""

    spec: TalkSpec
    sheet: str
    header_row: int
    first_row: int
    header: tuple[str, ...]
    places: dict[Field, int]


def known() -> tuple[TalkSpec, ...]:
    """Return every spec of chats."""
    return KNOWN


def recognise(heads: Sequence[Head], specs: Sequence[TalkSpec] | None = None) -> Talk | None:
    """Return the sheet and the spec that fit, or None when nothing fits."""
    for spec in KNOWN if specs is None else specs:
        for head in heads:
            if found := _lines(spec, head) if spec.lines else _match(spec, head):
                return found
    return None


def laid_over(spec: TalkSpec, name: str, rows: Sequence[Sequence[Cell]], at: int) -> Talk | None:
    """Return the sheet as the spec reads it with its header in this row, or None."""
    header = titles(rows[at])
    places = _places(spec, header)
    if all(any(field in places for field in one.split("|")) for one in spec.needed):
        return Talk(spec, name, at, at + 1, header, places)
    return None


def _lines(spec: TalkSpec, head: Head) -> Talk | None:
    """Return lines of text whose first one has a stamp."""
    first = next((row for row in head.rows if row), ())
    if len(first) == 1 and isinstance(first[0], str) and STAMP.match(first[0]):
        return Talk(spec, head.name, 0, 0, (), {})
    return None


def _match(spec: TalkSpec, head: Head) -> Talk | None:
    for at, row in enumerate(head.rows[: spec.window]):
        if sum(1 for cell in row if isinstance(cell, str) and cell) < len(spec.needed):
            continue
        if found := laid_over(spec, head.name, head.rows, at):
            return found
    return None


def _places(spec: TalkSpec, header: Sequence[str]) -> dict[Field, int]:
    index = Index(header)
    found: dict[Field, int] = {}
    for field, aliases in spec.columns.items():
        at = index.find(aliases)
        if at is not None and at not in found.values():
            found[field] = at
    return found
