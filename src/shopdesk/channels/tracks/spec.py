"""The language in which a file describes a courier's sheet, and what a row of it tells."""

from dataclasses import dataclass
from typing import Final, Literal

Field = Literal[
    "tracking", "courier", "raw", "status", "code", "at", "day", "clock", "place", "receiver", "eta"
]
"""``raw`` is a text in the courier's words, ``status`` a short one beside it; ``day`` and ``clock``
are the two halves of a moment."""
Aliases = tuple[str, ...]
DAYS: Final = (
    "%d-%m-%Y %H:%M:%S", "%d-%m-%Y %H:%M", "%d-%m-%Y", "%d/%m/%Y %H:%M:%S", "%d/%m/%Y %H:%M",
    "%d/%m/%Y", "%d %b %Y %H:%M:%S", "%d %b %Y %H:%M", "%d %b %Y", "%d %b %Y, %H:%M",
    "%d-%b-%Y %H:%M", "%Y/%m/%d %H:%M:%S", "%Y/%m/%d %H:%M", "%Y/%m/%d", "%d.%m.%Y %H:%M",
    "%d %b %Y %H:%M:%S %z", "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M%z",
)  # fmt: skip
"""How Indonesian couriers write moments, beside ISO: the day before the month."""


@dataclass(frozen=True, slots=True)
class TrackSpec:
    """One layout of a sheet that tells of parcels.

    It fits where every field of ``needed`` has a column (of "a|b" one of them), and none of
    ``absent``. ``timed``: its rows say when it happened; else they tell how things stood when the
    sheet was taken.
    """

    format: str
    columns: dict[Field, Aliases]
    needed: tuple[str, ...]
    absent: tuple[Field, ...] = ()
    timed: bool = True
    window: int = 30


@dataclass(frozen=True, slots=True)
class Told:
    """What one row tells of a parcel; row from 1, moments in UTC seconds.

    ``at`` is None where the sheet does not say when.
    """

    row: int
    tracking: str
    courier: str
    at: int | None
    raw: str
    code: str = ""
    place: str = ""
    receiver: str = ""
    eta: int | None = None
