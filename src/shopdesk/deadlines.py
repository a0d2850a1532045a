"""By when an order must leave the house, where its export does not say so itself.

The rules are dated rows of data/tables/ship_by.toml, which names their sources; a shop may add its
own. A channel without a row has no deadline: none is invented.
"""

from datetime import date, timedelta

from shopdesk import tables
from shopdesk.clock import HOUR, Clock, Instant
from shopdesk.workdays import add_working_days, is_working


def ship_by(
    channel: str, placed: Instant, paid: Instant | None = None, *, clock: Clock
) -> Instant | None:
    """Return the instant at which an order of this channel is late, or None where no rule holds.

    An order that must be paid first and is not yet has no deadline either.
    """
    rule = _rule(channel, clock.day(placed))
    start = placed if rule is None or rule["counts_from"] == "placed" else paid
    if rule is None or start is None:
        return None
    if "hours" in rule:
        return _after_hours(start, rule["hours"], clock, working=rule["working"])
    return clock.at(_last_day(rule, start, clock), rule["by"])


@tables.remembered
def _rule(channel: str, day: date) -> tables.Row | None:
    """Return the last row that holds for the channel on this day."""
    rules = [row for row in tables.rows("ship_by", day) if row["channel"] == channel]
    return rules[-1] if rules else None


def _last_day(rule: tables.Row, start: Instant, clock: Clock) -> date:
    """Return the day on whose closing hour the order is late."""
    local = clock.local(start)
    day, days = local.date(), int(rule["days"])
    cut_off = rule.get("cut_off")
    missed = cut_off is not None and local.time() >= cut_off
    if not rule["working"]:
        return day + timedelta(days=days + missed)
    return add_working_days(day, days + (missed and is_working(day)))


def _after_hours(start: Instant, hours: int, clock: Clock, *, working: bool) -> Instant:
    """Return the instant so many hours later; where only working days run, others are skipped."""
    if not working:
        return start + hours * HOUR
    left = hours * HOUR
    while True:
        day = clock.day(start)
        midnight = clock.day_bounds(day)[1]
        if is_working(day):
            if start + left <= midnight:
                return start + left
            left -= midnight - start
        start = midnight
