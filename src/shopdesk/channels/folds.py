"""How an order's value is found from the values on its rows."""

from collections.abc import Callable, Sequence
from typing import Any


def _said(values: Sequence[Any]) -> list[Any]:
    return [value for value in values if value is not None]


def any_of(values: Sequence[Any]) -> Any:
    """Return the first value that is there."""
    return next(iter(_said(values)), None)


def total(values: Sequence[int | None]) -> int | None:
    """Return the sum of the values that are there."""
    said = _said(values)
    return sum(said) if said else None


def once(values: Sequence[int | None]) -> int | None:
    """Return the value that all rows repeat, or the sum where they differ."""
    said = _said(values)
    return total(said) if len(set(said)) > 1 else any_of(said)


def latest(values: Sequence[int | None]) -> int | None:
    """Return the greatest value that is there."""
    return max(_said(values), default=None)


def earliest(values: Sequence[int | None]) -> int | None:
    """Return the smallest value that is there."""
    return min(_said(values), default=None)


def each(values: Sequence[Any]) -> tuple[Any, ...]:
    """Return the values as they are, row by row."""
    return tuple(values)


FOLDS: dict[str, Callable[[Sequence[Any]], Any]] = {
    "any": any_of, "sum": total, "once": once, "max": latest, "min": earliest,
    "each": each,
}  # fmt: skip
"""The rolls of `spec.Column` beside "first"."""
