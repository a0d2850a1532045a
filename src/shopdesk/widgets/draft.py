"""A draft: what somebody was typing into a cell, kept until it was kept or dropped."""

from dataclasses import asdict, dataclass, fields
from typing import Any


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody was typing into a cell. It outlives the rows, the program and the line."""

    id: int
    name: str
    """The row's first cell: a row of this number in another shop is another row."""
    column: str
    text: str
    at: int
    marks: tuple[int, ...] = ()
    key: tuple[object, ...] = ()

    def written(self) -> dict[str, Any]:
        """Return the draft as it is remembered."""
        return asdict(self)

    @classmethod
    def read(cls, told: Any) -> "Draft | None":
        """Return the draft that was remembered, or None where there is none to be understood."""
        if not isinstance(told, dict):
            return None
        made: dict[str, Any] = {f.name: told.get(f.name) for f in fields(cls)}
        marks, key = made.pop("marks"), made.pop("key")
        texts = all(isinstance(made[name], str) for name in ("name", "column", "text"))
        whole = all(type(made[name]) is int for name in ("id", "at"))
        ids = marks if isinstance(marks, list) and all(type(m) is int for m in marks) else []
        if not (texts and whole):
            return None
        return cls(**made, marks=tuple(ids), key=tuple(key) if isinstance(key, list) else ())
