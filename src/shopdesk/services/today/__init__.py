"""Today: what needs a hand now, the day's figures beside other days, and how fresh all this is."""

from shopdesk.services.figures import Tally
from shopdesk.services.today.busy import Best, Rhythm, Top, best, rhythm
from shopdesk.services.today.clocks import clocks as red_clocks
from shopdesk.services.today.compared import MODES, Compared, Part, compared
from shopdesk.services.today.day import Channel, Day, Span, Totals, day, tallies
from shopdesk.services.today.needs import KINDS, in_order, needs, quick
from shopdesk.services.today.rows import Need
from shopdesk.services.today.sources import Source, sources
from shopdesk.services.today.trend import DAYS, DayTotal, Trend, trend

__all__ = [
    "DAYS",
    "KINDS",
    "MODES",
    "Best",
    "Channel",
    "Compared",
    "Day",
    "DayTotal",
    "Need",
    "Part",
    "Rhythm",
    "Source",
    "Span",
    "Tally",
    "Top",
    "Totals",
    "Trend",
    "best",
    "compared",
    "day",
    "in_order",
    "needs",
    "quick",
    "red_clocks",
    "rhythm",
    "sources",
    "tallies",
    "trend",
]
