"""The shop's habits about messages, as the dated table has them on a day."""

from dataclasses import dataclass, fields
from datetime import date, time
from typing import Final

from shopdesk import tables
from shopdesk.clock import DAY, MINUTE, Clock
from shopdesk.locale import _
from shopdesk.refusal import Refusal
from shopdesk.store import Read

DOUBLED: Final = 10
"""The wait between tries doubles so many times at most."""


@dataclass(frozen=True, slots=True)
class Habits:
    """The rows that hold, each by its name; see data/tables/messages.toml."""

    fresh_days: int
    max_tries: int
    retry_minutes: int
    claim_minutes: int

    @property
    def fresh(self) -> int:
        """Seconds after which what happened is no news any more."""
        return self.fresh_days * DAY

    @property
    def claim(self) -> int:
        """Seconds that a sender may be silent before its mail may be gone or not."""
        return self.claim_minutes * MINUTE

    def wait(self, tries: int) -> int:
        """Return the seconds to wait after so many tries."""
        return int(self.retry_minutes * MINUTE * 2 ** min(max(tries - 1, 0), DOUBLED))


def habits(clock: Clock) -> Habits:
    """Return what holds today.

    Raises:
        Refusal: a row of the shop's own table is no whole number.
    """
    return _on(clock.today())


@tables.remembered
def _on(day: date) -> Habits:
    said = {row.get("name"): row.get("value") for row in tables.rows("messages", day)}
    return Habits(*(_whole(one.name, said.get(one.name)) for one in fields(Habits)))


def _whole(name: str, value: object) -> int:
    if isinstance(value, int) and value >= 0:
        return value
    raise Refusal(_("The table messages: “{name}” needs a whole number.").format(name=name))


def quiet_until(read: Read) -> int | None:
    """Return when the quiet hours end that the shop has now, None outside of them."""
    start, _dash, end = read.settings.quiet_hours.partition("-")
    if not start or not end:
        return None
    begins, ends = time.fromisoformat(start.strip()), time.fromisoformat(end.strip())
    now = read.clock.now()
    here = read.clock.local(now)
    clock = here.time().replace(tzinfo=None)
    over_night = begins > ends
    inside = clock >= begins or clock < ends if over_night else begins <= clock < ends
    if not inside:
        return None
    today = read.clock.at(here.date(), ends)
    return today if today > now else read.clock.at(read.clock.day(now + DAY), ends)
