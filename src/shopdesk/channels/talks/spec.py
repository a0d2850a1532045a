"""The language in which a file describes chats, and what one message of them tells."""

from dataclasses import dataclass
from typing import Final, Literal

from shopdesk.channels.tracks.spec import DAYS

Field = Literal[
    "text", "customer", "author", "side", "at", "day", "clock", "address", "channel", "thread",
    "ref", "subject",
]  # fmt: skip
"""``author`` wrote it, ``customer`` is whom the talk is with; ``side`` says which of the two an
author is; ``thread`` names the talk, ``ref`` the message; ``day`` and ``clock`` are the two halves
of a moment."""
Aliases = tuple[str, ...]
MOMENTS: Final = (
    *DAYS, "%d/%m/%Y %I:%M %p", "%d/%m/%Y %I:%M:%S %p", "%d-%m-%Y %I:%M %p", "%d %b %Y %I:%M %p",
    "%d %b %Y, %I:%M %p", "%b %d, %Y %I:%M %p", "%b %d, %Y, %I:%M %p", "%d/%m/%Y, %H:%M",
)  # fmt: skip
"""How chat tools write moments, beside ISO: the day before the month."""
Side = Literal["", "in", "out", "note", "system"]


@dataclass(frozen=True, slots=True)
class TalkSpec:
    """One layout of a file of chats. A sheet fits where every field of ``needed`` has a column.

    ``medium`` is the channel that all of it is of; empty where the file tells. ``lines``: no sheet
    but lines of text, as WhatsApp exports them. ``dates`` are the formats of its moments.
    """

    format: str
    columns: dict[Field, Aliases]
    needed: tuple[str, ...]
    medium: str = ""
    lines: bool = False
    dates: tuple[str, ...] = MOMENTS
    window: int = 30


@dataclass(frozen=True, slots=True)
class Said:
    """One message of a chat; row from 1, the moment in UTC seconds.

    ``stamp`` is the minute as it stays the same in every export of the chat. ``side`` is empty
    where only the author's name can tell whose it is; ``auto``: a machine wrote it.
    """

    row: int
    at: int
    text: str
    author: str = ""
    side: Side = ""
    customer: str = ""
    address: str = ""
    channel: str = ""
    thread: str = ""
    ref: str = ""
    subject: str = ""
    stamp: str = ""
    auto: bool = False
