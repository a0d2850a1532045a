"""What stock is worth: by moving average (the default) or first in, first out.

Money in minor units. The average is kept exactly, as a fraction, and rounded only when shown.
"""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Protocol

Step = tuple[int, int | None]
"""Pieces in (positive) with what one cost, or out (negative) with None."""


class Costing(Protocol):
    """A way to value stock, step by step."""

    def step(self, qty: int, cost: int | None) -> None:
        """Take one movement."""

    @property
    def value(self) -> Fraction:
        """What the stock is worth now."""


@dataclass(slots=True)
class MovingAverage:
    """Every piece costs the same: what all of them cost together, divided by their number."""

    qty: int = 0
    value: Fraction = Fraction(0)

    @property
    def unit(self) -> Fraction:
        """What one piece costs now."""
        return self.value / self.qty if self.qty else Fraction(0)

    def step(self, qty: int, cost: int | None) -> None:
        """Take one movement; what leaves does so at the average."""
        self.value += qty * (self.unit if cost is None else cost)
        self.qty += qty


@dataclass(slots=True)
class Fifo:
    """What came first leaves first, each piece at its own cost."""

    layers: deque[list[int]] = field(default_factory=deque)

    @property
    def value(self) -> Fraction:
        """What the pieces that are left cost."""
        return Fraction(sum(qty * cost for qty, cost in self.layers))

    def step(self, qty: int, cost: int | None) -> None:
        """Take one movement."""
        if qty > 0:
            self.layers.append([qty, cost or 0])
        while qty < 0 and self.layers:
            layer = self.layers[0]
            taken = min(layer[0], -qty)
            layer[0] -= taken
            qty += taken
            if not layer[0]:
                self.layers.popleft()


def values(costing: Costing, steps: Sequence[Step]) -> list[Fraction]:
    """Return what the stock is worth after each step."""
    worth = []
    for qty, cost in steps:
        costing.step(qty, cost)
        worth.append(costing.value)
    return worth
