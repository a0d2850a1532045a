"""What the room asks for: the figures and reasons of every period that it shows."""

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shopdesk.services.tickets.quality import Figure, Reason
    from shopdesk.store import Read

PERIODS: Final = ("this-week", "last-week", "this-month", "last-month", "this-year")
"""What the views show, as the filter language calls it."""


def figures(read: "Read") -> "Mapping[str, tuple[tuple[Figure, ...], tuple[Reason, ...]]]":
    """Return what is shown of each period."""
    from shopdesk.services.tickets import quality

    return {one: (quality.figures(read, one), quality.reasons(read, one)) for one in PERIODS}
