"""What a courier says of parcels, as a sheet that a shop downloads or keeps by hand.

No courier publishes its layout: the columns are the least that any of them has.
"""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

HEADER = ("No. Resi", "Kurir", "Keterangan", "Tanggal & Waktu", "Lokasi", "Penerima")


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a parcel."""

    tracking: str
    courier: str
    at: datetime
    text: str
    place: str = ""
    receiver: str = ""


def sheet(path: Path, events: Iterable[Event]) -> Path:
    """A CSV of events, one a row."""
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(HEADER)
        for one in events:
            table.writerow([one.tracking, one.courier, one.text, f"{one.at:%d/%m/%Y %H:%M}",
                            one.place, one.receiver])  # fmt: skip
    return path
