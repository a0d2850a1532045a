"""Today: what needs a hand now, the day's figures beside other days, and how fresh all this is."""

from shopdesk.services.today.day import Channel, Day, Span, Tally, Totals, day, tallies
from shopdesk.services.today.needs import KINDS, needs
from shopdesk.services.today.rows import Need
from shopdesk.services.today.sources import Source, sources
from shopdesk.services.today.trend import DAYS, DayTotal, Trend, trend

__all__ = [
    "DAYS",
    "KINDS",
    "Channel",
    "Day",
    "DayTotal",
    "Need",
    "Source",
    "Span",
    "Tally",
    "Totals",
    "Trend",
    "day",
    "needs",
    "sources",
    "tallies",
    "trend",
]
