"""How a person wants the columns of one list: their order, those put away, widths of their own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from shopdesk.widgets.columns import LONGEST, Column

NARROWEST: Final = 3
"""Cells that a column takes at least."""


@dataclass(frozen=True, slots=True)
class Arrangement:
    """A person's wish. Columns it does not know stand where they were declared."""

    order: tuple[str, ...] = ()
    hidden: frozenset[str] = frozenset()
    widths: Mapping[str, int] = field(default_factory=dict)

    def every(self, columns: Sequence[Column]) -> tuple[Column, ...]:
        """Return all columns in the person's order and widths, those put away too."""
        known = [column.id for column in columns]
        order = [name for name in self.order if name in known]
        for at, name in enumerate(known):
            if name not in order:
                order.insert(min(at, len(order)), name)
        by_name = {column.id: self._wide(column) for column in columns}
        return tuple(by_name[name] for name in order)

    def of(self, columns: Sequence[Column]) -> tuple[Column, ...]:
        """Return the columns to show. Whoever moved one decides which stay longest: the left."""
        every = self.every(columns)
        shown = tuple(c for c in every if c.id not in self.hidden or fixed(c))
        if tuple(c.id for c in every) == tuple(c.id for c in columns):
            return shown
        return tuple(replace(column, priority=at) for at, column in enumerate(shown, 1))

    def _wide(self, column: Column) -> Column:
        width = self.widths.get(column.id)
        if width is None:
            return column
        return replace(column, width=max(NARROWEST, min(width, LONGEST * 2)), grow=False)

    def written(self) -> dict[str, Any]:
        """Return the wish as it is remembered."""
        return {
            "order": list(self.order), "hidden": sorted(self.hidden), "widths": dict(self.widths),
        }  # fmt: skip

    @classmethod
    def read(cls, told: Any) -> "Arrangement":
        """Return the wish that was remembered; what cannot be understood is no wish."""
        told = told if isinstance(told, dict) else {}
        order, hidden, widths = (told.get(name) for name in ("order", "hidden", "widths"))
        wide = widths.items() if isinstance(widths, dict) else ()
        return cls(
            tuple(dict.fromkeys(_names(order))),
            frozenset(_names(hidden)),
            {n: w for n, w in wide if isinstance(w, int) and not isinstance(w, bool)},
        )


def fixed(column: Column) -> bool:
    """Tell whether a column always stays: without it nobody knows what a row is."""
    return column.priority == 1


def _names(told: Any) -> list[str]:
    return [name for name in told if isinstance(name, str)] if isinstance(told, list) else []
