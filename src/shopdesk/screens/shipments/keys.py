"""The letter of each status, wherever one is chosen."""

from typing import Final

from shopdesk.parcels import STATUSES

KEYS: Final = dict(zip("piutorfhdbklc", STATUSES, strict=True))
