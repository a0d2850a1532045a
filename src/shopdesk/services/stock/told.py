"""What each shop is told: a share of what may be sold, within limits, and last pieces to one shop.

told = clamp(floor(sellable x percent) + offset, 0, cap). Below the sell-out threshold only the
shop that keeps the last pieces is told of them.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """How one shop is told: percent of sellable, pieces added, at most ``cap`` (None: no limit)."""

    percent: int = 100
    offset: int = 0
    cap: int | None = None


@dataclass(frozen=True, slots=True)
class Keeper:
    """Below ``threshold`` available pieces, ``shop`` alone is told of what is left."""

    threshold: int
    shop: str


def told(sellable: int, rule: Rule) -> int:
    """Return what one shop is told: 10 sellable at 50 % + 1, capped at 4, gives 4."""
    wanted = max(0, sellable) * rule.percent // 100 + rule.offset
    return max(0, min(wanted, rule.cap) if rule.cap is not None else wanted)


def told_each(
    available: int, buffer: int, rules: Mapping[str, Rule], keeper: Keeper | None = None
) -> dict[str, int]:
    """Return what each shop is told of one SKU."""
    if keeper is not None and available < keeper.threshold and keeper.shop in rules:
        return {shop: max(0, available) if shop == keeper.shop else 0 for shop in rules}
    return {shop: told(available - buffer, rule) for shop, rule in rules.items()}
