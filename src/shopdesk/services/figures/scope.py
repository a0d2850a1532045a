"""What figures are asked of: a span of days, one currency, perhaps one channel or shop."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from shopdesk import periods
from shopdesk.clock import Clock, Instant
from shopdesk.filters.writing import quoted
from shopdesk.refusal import Refusal

EPOCH = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Span:
    """Whole days of the shop's calendar, the last one included."""

    first: date
    last: date

    @classmethod
    def of(cls, text: str, clock: Clock) -> "Span":
        """Return the span that a person typed: today, last-week, 2026-10, 2026-10-01..2026-10-31.

        Raises:
            Refusal: it is no period, with a sentence that says what would be.
        """
        try:
            start, end = periods.period(text, clock)
        except ValueError as error:
            raise Refusal(str(error)) from error
        return cls(clock.day(start), clock.day(end - 1))

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1

    @property
    def bounds(self) -> tuple[int, int]:
        """The first and the last day as counted since 1970, as the sums have them."""
        return (self.first - EPOCH).days, (self.last - EPOCH).days

    @property
    def where(self) -> str:
        """The filter of what was placed in it."""
        if self.first == self.last:
            return f"placed:{self.first}"
        return f"placed:{self.first}..{self.last}"

    def instants(self, clock: Clock) -> tuple[Instant, Instant]:
        """Return its first instant and the first after it."""
        return clock.at(self.first), clock.at(self.last + timedelta(days=1))

    def before(self, today: date | None = None) -> "Span":
        """Return the span of the same length before it; before a whole month the month before.

        A span that goes on beyond today is set beside as many days as it has had by then.
        """
        whole = self._before()
        if today is None or self.last <= today:
            return whole
        had = timedelta(days=max((today - self.first).days, 0))
        return Span(whole.first, min(whole.last, whole.first + had))

    def _before(self) -> "Span":
        if self._is_month():
            last = self.first - timedelta(days=1)
            return Span(last.replace(day=1), last)
        step = timedelta(days=self.days)
        return Span(self.first - step, self.last - step)

    def _is_month(self) -> bool:
        whole = self.first.day == 1 and (self.last + timedelta(days=1)).day == 1
        return whole and self.first.month == self.last.month and self.first.year == self.last.year

    def __iter__(self) -> Iterator[date]:
        """Yield its days in order."""
        return (self.first + timedelta(days=step) for step in range(self.days))


@dataclass(frozen=True, slots=True)
class Scope:
    """The orders that are looked at. ``alone``: the store knows no other currency."""

    span: Span
    currency: str = "IDR"
    channel: str = ""
    shop_id: int | None = None
    shop: str = ""
    alone: bool = True

    @property
    def where(self) -> str:
        """The filter that shows these orders, cancelled ones among them."""
        shop = f"shop={quoted(self.shop)}" if self.shop else ""
        channel = f"channel:{self.channel}" if self.channel else ""
        currency = "" if self.alone else f"currency:{self.currency}"
        return " ".join(filter(None, (self.span.where, channel, shop, currency)))

    def during(self, span: Span) -> "Scope":
        """Return the same over another span."""
        return replace(self, span=span)
