"""What a parcel in trouble asks for: its status chooses the task, and by when it should be done.

The rules are dated rows of data/tables/tasks.toml; a shop may add its own.
"""

from datetime import date

from shopdesk import tables
from shopdesk.clock import HOUR, Clock, Instant


def step(status: str, on: date) -> str | None:
    """Return the kind of task that a parcel of this status asks for, or None."""
    kinds = [kind for kind, row in _rules(on).items() if status in row["of"]]
    return kinds[-1] if kinds else None


def asking(on: date) -> tuple[str, ...]:
    """Return the statuses of a parcel that ask for a task."""
    return tuple(dict.fromkeys(status for row in _rules(on).values() for status in row["of"]))


def due(kind: str, clock: Clock) -> Instant | None:
    """Return until when a task that is made now may wait; None: for ever."""
    hours = _rules(clock.today()).get(kind, {}).get("hours")
    return None if hours is None else clock.now() + int(hours) * HOUR


@tables.remembered
def _rules(on: date) -> dict[str, tables.Row]:
    return {row["kind"]: row for row in tables.rows("tasks", on)}
