"""The shop's habits about payments, as the dated table of payments has them on a day."""

from dataclasses import dataclass, fields
from datetime import date

from shopdesk import tables
from shopdesk.clock import DAY, HOUR, MINUTE, Clock
from shopdesk.locale import _
from shopdesk.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Rules:
    """The rows that hold, each by its name; see data/tables/payments.toml."""

    before_minutes: int
    after_days: int
    late_days: int
    expires_hours: int
    code_days: int
    near_rupiah: int
    name_fits: int

    @property
    def before(self) -> int:
        """Seconds that a line may stand before its order."""
        return self.before_minutes * MINUTE

    @property
    def after(self) -> int:
        """Seconds that a line may stand after its order."""
        return self.after_days * DAY

    @property
    def late(self) -> int:
        """Seconds beyond that in which a person is still shown the order."""
        return self.late_days * DAY

    @property
    def expires(self) -> int:
        """Seconds that a buyer has who is asked to pay."""
        return self.expires_hours * HOUR

    @property
    def codes_rest(self) -> int:
        """Seconds in which a unique code is not given again."""
        return self.code_days * DAY

    @property
    def near(self) -> int:
        """Minor units by which two amounts may be one mistyped code."""
        return self.near_rupiah * 100


def rules(clock: Clock) -> Rules:
    """Return what holds today.

    Raises:
        Refusal: a row of the shop's own table is no whole number.
    """
    return _on(clock.today())


@tables.remembered
def _on(day: date) -> Rules:
    said = {row.get("name"): row.get("value") for row in tables.rows("payments", day)}
    return Rules(*(_whole(one.name, said.get(one.name)) for one in fields(Rules)))


def _whole(name: str, value: object) -> int:
    if isinstance(value, int) and value >= 0:
        return value
    raise Refusal(_("The table payments: “{name}” needs a whole number.").format(name=name))
