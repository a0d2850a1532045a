"""How long something may wait before it needs a hand, and instants as a filter writes them."""

from shopdesk import tables
from shopdesk.clock import Clock, Instant


def hours(name: str, clock: Clock) -> int:
    """Return the hours that the table of waits gives a kind; 0 where it has none."""
    rows = [row for row in tables.rows("waits", clock.today()) if row["name"] == name]
    return int(rows[-1]["hours"]) if rows else 0


def minute(instant: Instant, clock: Clock) -> str:
    """Return an instant as a filter writes it, to the minute."""
    return f"{clock.local(instant):%Y-%m-%dT%H:%M}"
