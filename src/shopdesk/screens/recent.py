"""What a person used or opened lately: the palette offers it first, also after a restart."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from shopdesk.screens.memory import Memory

KEY: Final = "recent"
KEPT: Final = 12


@dataclass(frozen=True, slots=True)
class Past:
    """One thing of lately: an action by its name, or a record of a desk by its id."""

    kind: str
    """"action", "desk" or "record"."""
    place: str
    """The action's name in a keymap, or the desk."""
    record: int = 0
    name: str = ""


class Recent:
    """The newest few, newest first, each once."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    def add(self, past: Past) -> None:
        """Put this first."""
        rest = [one for one in self if (one.kind, one.place, one.record) != _which(past)]
        kept = [past, *rest][:KEPT]
        self._memory.put(KEY, [[one.kind, one.place, one.record, one.name] for one in kept])

    def __iter__(self) -> Iterator[Past]:
        """Yield them, newest first; what does not read like one of ours is passed over."""
        told = self._memory.get(KEY, [])
        for one in told if isinstance(told, list) else ():
            match one:
                case [str(kind), str(place), int(record), str(name)]:
                    yield Past(kind, place, record, name)
                case _:
                    continue


def _which(past: Past) -> tuple[str, str, int]:
    return past.kind, past.place, past.record
