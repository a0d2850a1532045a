"""Until when a ticket sleeps: the usual moments, and those that a person types."""

import re
from collections.abc import Mapping
from datetime import date, time, timedelta
from typing import Final

from shopdesk.clock import DAY, HOUR, MINUTE, Clock, Instant
from shopdesk.locale import N_, _
from shopdesk.refusal import Refusal

MORNING: Final = time(8)
MOMENTS: Final[Mapping[str, str]] = {
    "h": N_("an hour"), "f": N_("four hours"), "m": N_("tomorrow morning"),
    "d": N_("Monday morning"), "w": N_("a week"), "t": N_("type it"), "u": N_("wake it now"),
}  # fmt: skip
"""The letter of each moment that is often meant."""
_UNITS: Final = {"m": MINUTE, "h": HOUR, "j": HOUR, "d": DAY, "w": 7 * DAY}
_SPAN: Final = re.compile(r"([0-9]{1,4})\s*([mhjdw])")
_HOUR: Final = re.compile(r"([01]?[0-9]|2[0-3])[:.]([0-5][0-9])")


def moment(key: str, clock: Clock) -> Instant | None:
    """Return the instant of a letter; waking and typing have none."""
    now, today = clock.now(), clock.today()
    if key in {"h", "f"}:
        return now + (HOUR if key == "h" else 4 * HOUR)
    if key == "w":
        return now + 7 * DAY
    if key == "m":
        return clock.at(today + timedelta(days=1), MORNING)
    return clock.at(_monday(today), MORNING) if key == "d" else None


def read_moment(typed: str, clock: Clock) -> Instant:
    """Return the moment that was typed: 3h, 2d, 14:30, 2026-11-30, 2026-11-30 09:00.

    Raises:
        Refusal: it is none, or it is over.
    """
    made = _read(typed.strip().lower(), clock)
    if made is None:
        raise Refusal(
            _("“{text}” is no moment; write 3h, 2d, 14:30 or 2026-11-30 09:00.").format(
                text=typed[:40]
            )
        )
    if made <= clock.now():
        raise Refusal(_("{when} is over already.").format(when=clock.show(made)))
    return made


def _read(told: str, clock: Clock) -> Instant | None:
    if span := _SPAN.fullmatch(told):
        return clock.now() + int(span[1]) * _UNITS[span[2]]
    if hour := _HOUR.fullmatch(told):
        at = clock.at(clock.today(), time(int(hour[1]), int(hour[2])))
        return at if at > clock.now() else at + DAY
    day, _blank, rest = told.partition(" ")
    try:
        on = date.fromisoformat(day)
        return clock.at(on, time.fromisoformat(rest.replace(".", ":")) if rest else MORNING)
    except ValueError:
        return None


def _monday(today: date) -> date:
    return today + timedelta(days=7 - today.weekday())
