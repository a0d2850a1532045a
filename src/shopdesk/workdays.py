"""Working days: the days that marketplaces and couriers count.

Rest days of the week come from data/tables/working_week.toml, public holidays from the "holidays"
library (Indonesia), corrected by data/tables/holidays.toml and the shop's own rows.
"""

from datetime import date, timedelta

from shopdesk import tables

_ONE = timedelta(days=1)


@tables.remembered
def is_working(day: date) -> bool:
    """Tell whether a day counts: neither a rest day of the week nor a public holiday."""
    week = tables.rows("working_week", day)
    rest = week[-1]["rest"] if week else ()
    return day.isoweekday() not in rest and not is_holiday(day)


def is_holiday(day: date) -> bool:
    """Tell whether a day is a public holiday."""
    return day in _holidays(day.year)


def add_working_days(day: date, n: int) -> date:
    """Return the n-th working day after a day (n < 0: before it); n = 0 is itself or the next."""
    if n == 0:
        while not is_working(day):
            day += _ONE
        return day
    step = _ONE if n > 0 else -_ONE
    for _nth in range(abs(n)):
        day += step
        while not is_working(day):
            day += step
    return day


def working_days_between(start: date, end: date) -> int:
    """Return how many working days lie after the start, up to and with the end.

    It is negative when the end lies before the start.
    """
    if end < start:
        return -working_days_between(end, start)
    return sum(is_working(start + _ONE * n) for n in range(1, (end - start).days + 1))


@tables.remembered
def _holidays(year: int) -> frozenset[date]:
    """Return the public holidays of a year, corrected."""
    from holidays import country_holidays  # half a second: only who counts days waits for it

    days = set(country_holidays("ID", years=year))
    for row in tables.rows("holidays"):
        if row["change"] == "remove":
            days.discard(row["day"])
        elif row["day"].year == year:
            days.add(row["day"])
    return frozenset(days)
