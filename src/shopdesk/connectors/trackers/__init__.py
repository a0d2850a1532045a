"""Services on the net that tell where parcels are: one file each, all asked in one way."""

from typing import Final

from shopdesk.connectors.trackers import binderbyte, biteship, kiriminaja, komerce
from shopdesk.connectors.trackers.spec import Sighting, Told, Tracker, Waybill

TRACKERS: Final = {
    one.TRACKER.name: one.TRACKER for one in (binderbyte, komerce, biteship, kiriminaja)
}
"""By the name that the setting has."""

__all__ = ["TRACKERS", "Sighting", "Told", "Tracker", "Waybill"]
