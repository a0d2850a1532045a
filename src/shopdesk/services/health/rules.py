"""The clocks of each channel as dated rows say them."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Final, Literal, NamedTuple, get_args

from shopdesk import tables
from shopdesk.locale import _
from shopdesk.refusal import Refusal

Measure = Literal[
    "seller_cancellation", "non_fulfilment", "late_dispatch", "fast_dispatch", "on_time"
]
MEASURES: Final = get_args(Measure)


class Rule(NamedTuple):
    """How one channel counts one measure; shares are fractions of one, not percents."""

    measure: str
    days: int
    by: str
    of: str
    counts: str
    who: tuple[str, ...]
    high: bool
    target: Fraction | None
    penalty: Fraction | None
    over: bool
    secondary: bool


def rules_of(channel: str, on: date) -> Mapping[str, Rule]:
    """Return a channel's rules by measure; where it has none, those of any channel."""
    rows = tables.rows("health", on)
    own = {row["measure"]: row for row in rows if row["channel"] == channel}
    found = own or {row["measure"]: row for row in rows if row["channel"] == ""}
    return {name: _rule(found[name]) for name in MEASURES if name in found}


def measure_of(name: str) -> str:
    """Return the measure of this name.

    Raises:
        Refusal: there is none.
    """
    if name not in MEASURES:
        raise Refusal(
            _("There is no clock “{name}”. Clocks: {names}.").format(
                name=name, names=", ".join(MEASURES)
            )
        )
    return name


def _rule(row: tables.Row) -> Rule:
    return Rule(
        row["measure"], row["days"], row["by"], row["of"], row["counts"],
        tuple(row.get("who", ())), row["better"] == "high", _share(row.get("target")),
        _share(row.get("penalty")), row.get("over", False), row["grade"] == "secondary",
    )  # fmt: skip


def _share(percent: float | None) -> Fraction | None:
    return None if percent is None else Fraction(str(percent)) / 100
