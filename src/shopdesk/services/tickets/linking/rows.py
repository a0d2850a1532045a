"""What a text may be about, and why: frozen, free of any session."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from shopdesk.locale import N_, _

WHY: Final = {
    "number": N_("its number stands in the message"),
    "resi": N_("its resi stands in the message"),
    "mail": N_("same e-mail address"),
    "phone": N_("same telephone"),
    "username": N_("same customer name"),
    "sku": N_("its SKU stands in the message"),
    "title": N_("its name stands in the message"),
    "answer": N_("it answers our message about it"),
    "act": N_("it came of this ticket"),
    "hand": N_("linked by hand"),
}
"""Reasons, by the code that a link keeps."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A text, and who wrote it on which channel: address is a mail address, phone or account."""

    text: str
    address: str = ""
    customer: str = ""
    channel: str = ""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What a text may be about. ``certain``: its number or resi, written by its own customer."""

    kind: str
    target_id: int
    name: str
    why: str
    certain: bool = False


Suggestions = tuple[Suggestion, ...]
Many = Sequence[Asked]


def why_word(why: str) -> str:
    """Return the reason of a link as people read it."""
    return _(WHY.get(why, why)) if why else ""
