"""What people read of stock that shops are told: why it is so many, and what is dangerous in it."""

from collections.abc import Sequence
from typing import Final

from shopdesk.locale import N_, _

_CAUSES: Final = {
    "all": N_("all that is there"),
    "percent": N_("a share"),
    "extra": N_("pieces added or taken"),
    "cap": N_("at most so many"),
    "buffer": N_("without the buffer"),
    "keeps": N_("has the last pieces"),
    "kept": N_("another shop has the last"),
    "empty": N_("nothing is left"),
    "oversold": N_("more sold than is there"),
    "archived": N_("no longer sold"),
}
_DANGERS: Final = {
    "above": N_("told more than may be sold"),
    "sum": N_("all shops together more"),
    "sells_out": N_("sells out here"),
    "zero": N_("told none, though some is left"),
    "oversold": N_("oversold"),
}


def cause(name: str) -> str:
    """Return why a shop is told so many."""
    return _(_CAUSES[name])


def danger(name: str) -> str:
    """Return what is dangerous."""
    return _(_DANGERS[name])


def dangers(names: Sequence[str]) -> str:
    """Return what is dangerous in a row, the worst first."""
    return ", ".join(map(danger, names))
