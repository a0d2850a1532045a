"""How often and by which names trackers are asked: dated rows of the tables of tracking."""

from datetime import date
from typing import Any, Final

from shopdesk import tables
from shopdesk.clock import DAY, MINUTE
from shopdesk.services.shipments.statuses import courier_of

NEVER: Final = 0


def seconds(name: str, on: date) -> int:
    """Return the seconds that a row of this name says; 0 where there is none."""
    rows = [row for row in tables.rows("tracking", on) if row["name"] == name]
    return int(rows[-1]["minutes"]) * MINUTE if rows else NEVER


def good_for(status: str, age: int, on: date) -> int:
    """Return for how many seconds an answer about a parcel of this status and age is good."""
    fits = [
        row
        for row in tables.rows("tracking", on)
        if row["name"] == "again"
        and row.get("status", status) == status
        and row.get("from_days", 0) * DAY <= age
    ]
    by_status = [row for row in fits if "status" in row]
    rows = by_status or fits
    return int(rows[-1]["minutes"]) * MINUTE if rows else NEVER


def shortest(on: date) -> int:
    """Return the seconds for which every answer is good."""
    rows = [row["minutes"] for row in tables.rows("tracking", on) if row["name"] == "again"]
    return int(min(rows, default=0)) * MINUTE


def apart(tracker: str, on: date) -> float:
    """Return the seconds between two questions to a tracker."""
    rows = [row for row in tables.rows("trackers", on) if row["tracker"] == tracker]
    return MINUTE / rows[-1]["a_minute"] if rows else 1.0


def code_of(tracker: str, courier: str) -> str:
    """Return what a tracker calls a courier; empty where it does not know it."""
    return str(_row(courier).get(tracker, ""))


def phone_digits(tracker: str, courier: str) -> int:
    """Return how many digits of the receiver's telephone a tracker wants for a courier."""
    return int(_row(courier).get("phone", {}).get(tracker, 0))


def _row(courier: str) -> dict[str, Any]:
    known = courier_of(courier)
    rows = [row for row in tables.rows("tracker_couriers") if row["courier"] == known]
    return rows[-1] if rows else {}
