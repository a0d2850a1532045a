"""Ways to tell what sells next from what sold: each simple enough to be worked out by hand.

Demand is a row of days, pieces a day; None is a day without stock, which says nothing. A method is
fitted to all days at once and may then be asked from any day on: it looks at the days before alone.
"""

from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import Final

Demand = Sequence[int | None]
Ahead = Callable[[int, int], list[float]]
"""From day ``origin`` on, for so many days: pieces a day, from the days before the origin."""
Method = Callable[[Demand], Ahead]
WEEK: Final = 7
MONTH: Final = 28
SLOW: Final = 0.1
FAST: Final = 0.3
"""How much a day weighs against all days before it."""


def naive(demand: Demand) -> Ahead:
    """So many days again as are asked for: the last of them, each once more."""
    return lambda origin, days: _again(demand, origin, days, days)


def weekday(demand: Demand) -> Ahead:
    """The last week again and again."""
    return lambda origin, days: _again(demand, origin, WEEK, days)


def average(demand: Demand) -> Ahead:
    """Every day as the mean of the last four weeks."""
    told = list(accumulate((day is not None for day in demand), initial=0))
    sold = list(accumulate((day or 0 for day in demand), initial=0))

    def ahead(origin: int, days: int) -> list[float]:
        start = max(0, origin - MONTH)
        known = told[origin] - told[start]
        return [(sold[origin] - sold[start]) / known if known else 0.0] * days

    return ahead


def smooth(demand: Demand) -> Ahead:
    """Exponential smoothing, where the last ten days count for the most."""
    return _smoothed(demand, SLOW)


def brisk(demand: Demand) -> Ahead:
    """Exponential smoothing, where the last three days count for the most."""
    return _smoothed(demand, FAST)


def croston(demand: Demand) -> Ahead:
    """Croston for what sells now and then: pieces a sale / days between, less its known bias."""
    levels, size, between, since = [0.0], 0.0, 0.0, 0
    for day in demand:
        if day is not None:
            since += 1
        if day:
            first = not size
            size = float(day) if first else size + SLOW * (day - size)
            between = float(since) if first else between + SLOW * (since - between)
            since = 0
        levels.append((1 - SLOW / 2) * size / between if between else 0.0)
    return _flat(levels)


def fading(demand: Demand) -> Ahead:
    """Teunter, Syntetos and Babai: pieces a sale × chance of one; falls while nothing sells."""
    levels, size, chance, told = [0.0], 0.0, 0.0, 0
    for day in demand:
        if day:
            size = size + SLOW * (day - size) if size else float(day)
        if day is not None:
            told += 1
            chance += max(SLOW, 1 / told) * ((1.0 if day else 0.0) - chance)
        levels.append(size * chance)
    return _flat(levels)


METHODS: Final[dict[str, Method]] = {
    "average": average, "smooth": smooth, "brisk": brisk, "weekday": weekday, "croston": croston,
    "fading": fading, "naive": naive,
}  # fmt: skip
"""By name. Of methods that are equally good the first is taken."""


def _again(demand: Demand, origin: int, last: int, days: int) -> list[float]:
    """Repeat the last days; one of them that says nothing is as the others were on average."""
    seen = demand[max(0, origin - last) : origin]
    told = [day for day in seen if day is not None]
    mean = sum(told) / len(told) if told else 0.0
    row = [mean] * (last - len(seen)) + [mean if day is None else float(day) for day in seen]
    return [row[step % last] for step in range(days)]


def _smoothed(demand: Demand, weight: float) -> Ahead:
    """Begin with plain means, so that no single day sets the level."""
    levels, level, told = [0.0], 0.0, 0
    for day in demand:
        if day is not None:
            told += 1
            level += max(weight, 1 / told) * (day - level)
        levels.append(level)
    return _flat(levels)


def _flat(levels: Sequence[float]) -> Ahead:
    return lambda origin, days: [levels[origin]] * days
