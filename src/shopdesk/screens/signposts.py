"""Known places in a long list, so that a jump into it passes thousands of rows and not millions."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from shopdesk.screens.doorway import resolve
from shopdesk.widgets.window import PAGE, Wanted

APART: Final = 10_000
"""Rows from one signpost to the next."""


@dataclass(slots=True)
class Signposts:
    """The keys of every so many rows of one list in one order, once they are needed and known."""

    of: tuple[str, str] | None = None
    keys: Sequence[Any] = field(default=())

    def forget(self) -> None:
        """Know nothing: the list may have changed."""
        self.of, self.keys = None, ()

    def missed(self, wanted: Wanted) -> bool:
        """Tell, once for a list, that this page is far from every known place."""
        here = wanted.where, wanted.sort
        if wanted.skip < APART or self.of == here:
            return False
        self.of, self.keys = here, ()
        return True

    def take(self, where: str, sort: str, keys: Sequence[Any]) -> None:
        """Keep the signposts of a list, if it is still that one."""
        if self.of == (where, sort):
            self.keys = keys

    def shorter(self, wanted: Wanted) -> Wanted:
        """Return the question for the same page from the last signpost before it, if that helps."""
        start = wanted.number * PAGE if wanted.number >= 0 else wanted.skip
        passed = min(start // APART, len(self.keys))
        skip = start - passed * APART
        if self.of != (wanted.where, wanted.sort) or not passed or skip >= wanted.skip:
            return wanted
        return replace(wanted, after=self.keys[passed - 1], before=None, skip=skip, from_end=False)


def put_up(read: Any, area: str, where: str, sort: str) -> Sequence[Any]:
    """Ask the area for the signposts of a list; some have none."""
    try:
        service = resolve(f"{area}.signposts")
    except AttributeError:
        return ()
    found: Sequence[Any] = service(read, where, sort, APART)
    return found
