"""Couriers' sheets into the timelines of the parcels.

They come in through ``services.imports``, together with orders, by one plan and as one entry.
"""

from dataclasses import dataclass, field
from typing import Final

import sqlalchemy as sa

from shopdesk.channels.tracks.spec import Told, TrackSpec
from shopdesk.couriers import tidy
from shopdesk.locale import _, ngettext
from shopdesk.models.shipments import Parcel
from shopdesk.services.imports.shapes import CellChange, Outcome, Reject
from shopdesk.services.paging import CHUNK
from shopdesk.services.shipments.events import record
from shopdesk.services.shipments.rows import Reported
from shopdesk.store import Read, Work

SAMPLE: Final = 200
"""Changes of status that a plan shows."""
Stands = dict[str, tuple[str, str]]
"""How parcels stand, by resi: status, and the newest text."""


@dataclass(slots=True)
class Haul:
    """A courier's sheet, read: it waits until the plan is applied.

    ``labels`` are what the sheet calls each field; ``taken`` is when it was taken, 0 where nothing
    tells; ``refused`` rows could not be read.
    """

    spec: TrackSpec
    told: list[Told]
    file: str
    sheet: str
    sha256: str
    taken: int
    labels: dict[str, str]
    refused: int = 0


@dataclass(slots=True)
class Placed:
    """What was done with one sheet: its rows by what became of them, and which parcels moved.

    Rows of the outcome that are ``new`` are new events, ``unchanged`` ones were known, ``refused``
    ones name no parcel of ours. ``changed`` counts parcels that have another status now.
    """

    outcome: Outcome = field(default_factory=Outcome)
    changes: list[CellChange] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def place(work: Work, haul: Haul) -> Placed:
    """Write what a sheet tells of parcels; the caller owns the transaction and ends the verb."""
    work.session.flush()
    numbers = list(dict.fromkeys(tidy(one.tracking) for one in haul.told))
    before = _stands(work, numbers)
    now = min(haul.taken or work.clock.now(), work.clock.now())
    fresh = [one for one in haul.told if one.at is not None or not _said(one, before)]
    done = record(work, [_reported(one, haul, now) for one in fresh])
    after = _stands(work, numbers)
    placed = Placed(
        Outcome(
            new=done.new,
            changed=done.changed,
            unchanged=len(haul.told) - len(fresh) + done.known,
        )
    )
    _refuse(placed, haul, set(done.unmatched))
    placed.changes = [
        CellChange(resi, "status", before[resi][0], after[resi][0])
        for resi in numbers
        if resi in before and before[resi][0] != after[resi][0]
    ][:SAMPLE]
    if done.unmapped:
        placed.notes.append(_unmapped(done.unmapped))
    return placed


def _refuse(placed: Placed, haul: Haul, unmatched: set[str]) -> None:
    """Name every row whose resi no parcel has."""
    label = haul.labels.get("tracking", "")
    strange = [one for one in haul.told if tidy(one.tracking) in unmatched]
    placed.outcome.refused = haul.refused + len(strange)
    placed.rejects += [
        Reject(haul.sheet, one.row, label, one.tracking, _("no parcel has this resi"))
        for one in strange
    ]


def _reported(one: Told, haul: Haul, now: int) -> Reported:
    return Reported(
        one.tracking, one.courier, now if one.at is None else one.at, one.raw, one.code, one.place,
        one.receiver, haul.file, eta=one.eta,
    )  # fmt: skip


def _said(one: Told, stands: Stands) -> bool:
    """Tell whether a row without a moment says what was said last."""
    return stands.get(tidy(one.tracking), ("", ""))[1] == one.raw.strip()


def _stands(read: Read, numbers: list[str]) -> Stands:
    found: Stands = {}
    query = sa.select(Parcel.tracking, Parcel.status, sa.func.coalesce(Parcel.raw, ""))
    for start in range(0, len(numbers), CHUNK):
        some = query.where(Parcel.tracking.in_(numbers[start : start + CHUNK]))
        found |= {str(row[0]): (row[1], row[2]) for row in read.connection.execute(some)}
    return found


def _unmapped(n: int) -> str:
    return ngettext(
        "{n} event has a text that nobody knows; say what it means in the list of unmapped texts.",
        "{n} events have texts that nobody knows; say what they mean in the list of unmapped "
        "texts.", n,
    ).format(n=n)  # fmt: skip
