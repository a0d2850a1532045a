"""What a desk may ask of the house: read, do, follow, show. The app keeps this promise."""

from collections.abc import Callable, Hashable, Sequence
from pathlib import Path
from typing import Any, Protocol

from shopdesk.clock import Clock
from shopdesk.screens.doorway import Call, Job
from shopdesk.screens.memory import Memory
from shopdesk.widgets.action import Action


class House(Protocol):
    """The app as the desks see it."""

    clock: Clock
    memory: Memory
    demo: bool
    """This is the demo shop, not a person's own."""

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

    def write(
        self,
        act: Call,
        *args: Any,
        then: Callable[[Any], None] | None = None,
        failed: Callable[[], None] | None = None,
    ) -> None:
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
        """Show a toast; what is wrong stays until it is put away."""

    def hush(self) -> bool:
        """Put away what was wrong; tells whether there was anything."""

    def copy(self, text: str, said: str = "") -> None:
        """Put text on the person's clipboard, made safe first; with a sentence, whole lines."""

    def go(self, desk: str) -> None:
        """Show another desk."""

    def show(self, desk: str, where: str) -> None:
        """Show another desk with this filter in force."""

    def show_record(self, desk: str, record: int) -> None:
        """Show one record whole on its desk."""

    def used(self, action: Action) -> None:
        """Remember an action that a person used; the palette offers it again."""

    def opened(self, desk: str, record: int, name: str) -> None:
        """Remember a record that a person opened; the palette offers it again."""

    @property
    def desks(self) -> Sequence[Any]:
        """Every kind of desk, in the order of their keys."""

    def rooms(self) -> Sequence[Any]:
        """Every desk and room with its key, and the way there."""

    def do_palette(self) -> None:
        """Open the palette."""

    def do_demo(self) -> None:
        """Change between the demo shop and a person's own."""

    def do_leave(self) -> None:
        """Leave the workstation."""

    def back(self) -> bool:
        """Show the desk from before; tells whether there was one."""

    @property
    def job(self) -> Job | None:
        """The long work under way."""

    @property
    def folders(self) -> tuple[Path, ...]:
        """Where this person's exports are likely to be."""
