"""What each shop is told: a share of what may be sold, within limits, and last pieces to one shop.

told = clamp(floor(sellable x percent) + offset, 0, cap). Below the sell-out threshold of a shop it
alone is told of what is left. Buffer pieces are offered by nobody, the last shop included.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, replace
from typing import Final, TypeVar

S = TypeVar("S", bound=Hashable)

WHOLE: Final = 100
"""Percent."""
CAUSES: Final = (
    "all", "percent", "extra", "cap", "buffer", "keeps", "kept", "empty", "oversold", "archived",
)  # fmt: skip
"""Why a shop is told what it is: all that may be sold · a share of it · more or less than that ·
no more than so many · the buffer stays here · it alone has the last pieces · another shop has them
· nothing is left · more was sold than is there · the SKU is no longer sold."""


@dataclass(frozen=True, slots=True)
class Rule:
    """How one shop is told: percent of sellable, pieces added, at most ``cap`` (None: no limit).

    Below ``keeps`` available pieces this shop alone is told of what is left (None: never). ``own``
    is a rule of one SKU alone: there it outranks the rules of shops.
    """

    percent: int = 100
    offset: int = 0
    cap: int | None = None
    keeps: int | None = None
    own: bool = False


@dataclass(frozen=True, slots=True)
class Keeper:
    """Below ``threshold`` available pieces, ``shop`` alone is told of what is left."""

    threshold: int
    shop: Hashable


def told(sellable: int, rule: Rule) -> int:
    """Return what one shop is told: 10 sellable at 50 % + 1, capped at 4, gives 4."""
    return _within(sellable * rule.percent // 100 + rule.offset, rule)


def told_each(
    available: int, buffer: int, rules: Mapping[S, Rule], keeper: Keeper | None = None
) -> dict[S, int]:
    """Return what each shop is told of one SKU; ``available`` is negative where it is oversold."""
    if keeper is not None and available < keeper.threshold and keeper.shop in rules:
        return {
            shop: _within(available - buffer, rule) if shop == keeper.shop else 0
            for shop, rule in rules.items()
        }
    return {shop: told(available - buffer, rule) for shop, rule in rules.items()}


def keeper_of(available: int, rules: Mapping[S, Rule]) -> Keeper | None:
    """Return the shop that alone has the last pieces now, None where all are told.

    A SKU's own rule comes before those of shops. Of several thresholds that are passed the lowest
    counts: it was meant for the very last pieces.
    """
    passed = [
        (not rule.own, rule.keeps, at, shop)
        for at, (shop, rule) in enumerate(rules.items())
        if rule.keeps is not None and available < rule.keeps
    ]
    if not passed:
        return None
    _own, threshold, _at, shop = min(passed, key=lambda one: one[:3])
    return Keeper(threshold, shop)


def cause(available: int, buffer: int, rule: Rule, qty: int, *, alone: bool | None = None) -> str:
    """Return why one shop is told so many; ``alone`` says who has the last pieces: it, or another.

    Of several reasons the one that a person would have to change first.
    """
    uncapped = 0 if rule.cap is None else told(available - buffer, replace(rule, cap=None))
    reasons = (
        ("oversold", available < 0 and not qty),
        ("empty", available == 0 and not qty),
        ("keeps", alone is True),
        ("kept", alone is False),
        ("cap", uncapped > qty),
        ("buffer", available <= buffer and not qty),
        ("extra", rule.offset != 0),
        ("percent", rule.percent != WHOLE),
        ("buffer", buffer > 0),
    )
    return next((name for name, holds in reasons if holds), "all")


def _within(pieces: int, rule: Rule) -> int:
    return max(0, pieces if rule.cap is None else min(pieces, rule.cap))
