"""What a desk may ask of the house: read, do, follow, show. The app keeps this promise."""

from collections.abc import Callable, Hashable
from pathlib import Path
from typing import Any, Protocol

from shopdesk.clock import Clock
from shopdesk.screens.doorway import Call, Job


class House(Protocol):
    """The app as the desks see it."""

    clock: Clock

    def ask(
        self,
        read: Call,
        *args: Any,
        then: Callable[[Any], None],
        slot: Hashable = None,
        failed: Callable[[], None] | None = None,
        **options: Any,
    ) -> None:
        """Read; the answer comes to ``then``, unless a newer question took its slot."""

    def do(
        self, verb: Call, *args: Any, then: Callable[[Any], None] | None = None, **options: Any
    ) -> None:
        """Run a verb; the house tells what happened and refreshes the desk."""

    def write(self, act: Call, *args: Any, then: Callable[[Any], None] | None = None) -> None:
        """Run a service that takes the store itself; told and refreshed as ``do`` is."""

    def follow(
        self,
        work: Call,
        *args: Any,
        label: str,
        then: Callable[[Any], None],
        failed: Callable[[], None] | None = None,
    ) -> Job | None:
        """Follow long work; None, and a word to the person, if some is under way already."""

    def tell(self, text: str, *, wrong: bool = False) -> None:
        """Show a toast; what is wrong stays longer."""

    def copy(self, text: str) -> None:
        """Put text on the person's clipboard, made safe first."""

    def go(self, desk: str) -> None:
        """Show another desk."""

    def back(self) -> bool:
        """Show the desk from before; tells whether there was one."""

    @property
    def job(self) -> Job | None:
        """The long work under way."""

    @property
    def folders(self) -> tuple[Path, ...]:
        """Where this person's exports are likely to be."""
