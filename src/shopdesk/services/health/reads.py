"""How a shop's clocks stand: rate, target, trend, and how many more it may lose."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from fractions import Fraction
from math import ceil
from typing import Any, Final, Literal, NamedTuple

import sqlalchemy as sa

from shopdesk.services import shops
from shopdesk.services.health.counting import (
    ORDER,
    Window,
    against,
    anchor,
    looked_at,
    pulling,
    windows,
)
from shopdesk.services.health.rules import Rule, measure_of, rules_of
from shopdesk.store import Read

Grade = Literal["penalty", "missed", "edge", "good", "plain", "blank"]
RED: Final = ("penalty", "missed")
"""Grades of a clock that costs something already."""


class Clocked(NamedTuple):
    """One clock of one shop as it stands now.

    ``against`` orders of ``total`` count against the seller; ``rate`` is None where there is no
    order to judge. ``spare`` more may do so before the target breaks; below zero it is broken by
    so many. ``before`` is the rate of the window before. ``where`` shows the orders against.
    ``grade``: a penalty runs · the target is missed · one more breaks it · good · there is no
    target · nothing to judge.
    """

    shop_id: int
    shop: str
    channel: str
    rule: Rule
    since: date
    until: date
    against: int
    total: int
    before_against: int
    before_total: int
    where: str

    @property
    def rate(self) -> Fraction | None:
        """The rate as its marketplace tells it."""
        return _rate(self.rule, self.against, self.total)

    @property
    def before(self) -> Fraction | None:
        """The rate of the window before."""
        return _rate(self.rule, self.before_against, self.before_total)

    @property
    def spare(self) -> int | None:
        """How many more orders may go wrong before the target breaks."""
        if self.rule.target is None or not self.total:
            return None
        allowed = 1 - self.rule.target if self.rule.high else self.rule.target
        return ceil(allowed * self.total) - 1 - self.against

    @property
    def grade(self) -> Grade:
        """How well it stands."""
        rate, spare = self.rate, self.spare
        if rate is None:
            return "blank"
        if spare is None:
            return "plain"
        penalty = self.rule.penalty
        if penalty is not None and (rate > penalty if self.rule.over else rate >= penalty):
            return "penalty"
        return "missed" if spare < 0 else "good" if spare else "edge"


def clocks(read: Read, shop: str | int | None = None) -> tuple[Clocked, ...]:
    """Return the clocks of a shop, or of all that have orders, in the order of the shops.

    Raises:
        Refusal: there is no such shop.
    """
    every = shops.every(read.connection)
    wanted = every if shop is None else (shops.shop_of(read.connection, shop),)
    channels = dict.fromkeys(one.channel for one in wanted)
    sums = {
        (channel, rule.measure): _sums(read, rule, [s.id for s in wanted if s.channel == channel])
        for channel in channels
        for rule in rules_of(channel, read.clock.today()).values()
    }
    return tuple(found for one in wanted for found in _of_shop(read, one, sums))


def orders(read: Read, measure: str, shop: str | int | None = None) -> tuple[int, ...]:
    """Return the ids of the orders that pull a clock now, the oldest first.

    Raises:
        Refusal: there is no such clock or shop.
    """
    shop_id = None if shop is None else shops.shop_of(read.connection, shop).id
    query = pulling(read.clock, measure_of(measure), shop_id)
    return tuple(read.connection.scalars(query.order_by(ORDER.placed_at, ORDER.id)))


def where(read: Read, measure: str, shop: str | int | None = None) -> str:
    """Return the filter of the orders that pull a clock now.

    Raises:
        Refusal: there is no such clock or shop.
    """
    own = "" if shop is None else f".{shops.shop_of(read.connection, shop).id}"
    return f"health:{measure_of(measure)}{own}"


def red(read: Read) -> tuple[Clocked, ...]:
    """Return the clocks that cost something already, penalties first."""
    found = [one for one in clocks(read) if one.grade in RED]
    return tuple(sorted(found, key=lambda one: RED.index(one.grade)))


def _of_shop(
    read: Read, shop: shops.Named, sums: Mapping[tuple[str, str], Mapping[int, Any]]
) -> Iterator[Clocked]:
    today = read.clock.today()
    for rule in rules_of(shop.channel, today).values():
        row = sums[shop.channel, rule.measure].get(shop.id)
        bad, total, bad_before, total_before = (int(n or 0) for n in row or (0, 0, 0, 0))
        yield Clocked(
            shop.id, shop.name, shop.channel, rule, today - timedelta(days=rule.days - 1), today,
            bad, total, bad_before, total_before, f"health:{rule.measure}.{shop.id}",
        )  # fmt: skip


def _sums(read: Read, rule: Rule, shop_ids: list[int]) -> Mapping[int, Any]:
    """Return per shop: against and total now, against and total in the window before."""
    now, at = read.clock.now(), anchor(rule)
    looked, counted = looked_at(rule, now), against(rule, now)

    def share(window: Window) -> Iterator[Any]:
        within = sa.and_(at >= window.start, at < window.end, looked)
        yield sa.func.sum(sa.case((sa.and_(within, counted), 1), else_=0))
        yield sa.func.sum(sa.case((within, 1), else_=0))

    current, before = windows(rule, read.clock)
    query = (
        sa.select(ORDER.shop_id, *share(current), *share(before))
        .where(ORDER.shop_id.in_(shop_ids), at >= before.start, at < current.end)
        .group_by(ORDER.shop_id)
    )
    return {row[0]: row[1:] for row in read.connection.execute(query)}


def _rate(rule: Rule, count: int, total: int) -> Fraction | None:
    if not total:
        return None
    return Fraction(total - count if rule.high else count, total)
