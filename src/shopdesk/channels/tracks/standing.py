"""How parcels stand, one a row, without saying since when: "resi, status", typed or downloaded."""

from typing import Final

from shopdesk.channels.tracks.events import COLUMNS
from shopdesk.channels.tracks.spec import TrackSpec

STANDING: Final = TrackSpec(
    "courier_statuses", COLUMNS, needed=("tracking", "raw|status|code"),
    absent=("at", "day", "clock"), timed=False,
)  # fmt: skip
