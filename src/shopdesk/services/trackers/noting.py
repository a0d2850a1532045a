"""Writing down what trackers told: the events, when they were asked, and what was wrong."""

from collections.abc import Iterator, Sequence

import sqlalchemy as sa

from shopdesk.locale import _, ngettext
from shopdesk.models.shipments import Parcel
from shopdesk.services import stock
from shopdesk.services.shipments import Recorded, Reported, record
from shopdesk.services.trackers.rows import Heard
from shopdesk.store import Change, Work


def note(work: Work, tracker: str, title: str, heard: Sequence[Heard]) -> tuple[Change, Recorded]:
    """Record what was heard of some parcels, and let them and their orders follow.

    That the numbers were told to the tracker cannot be taken back. Nor could the events: they would
    be told again. So this never stands in the way of taking back what a person did last.
    """
    asked = [parcel for one in heard for parcel in one.due.ids]
    for trouble in {one.trouble for one in heard}:
        ids = [parcel for one in heard if one.trouble == trouble for parcel in one.due.ids]
        work.connection.execute(
            sa.update(Parcel)
            .where(Parcel.id.in_(ids))
            .values(asked_at=work.clock.now(), trouble=trouble or None)
        )
    told = record(work, _reported(tracker, heard))
    work.leaves(_("{tracker}: {n} tracking numbers").format(tracker=title, n=len(heard)))
    label = ngettext("Asked {tracker} for {n} parcel", "Asked {tracker} for {n} parcels",
                     len(asked))  # fmt: skip
    return stock.following.ended(work, label.format(tracker=title, n=len(asked))), told


def _reported(tracker: str, heard: Sequence[Heard]) -> Iterator[Reported]:
    for one in heard:
        for seen in one.told.sightings if one.told else ():
            yield Reported(
                one.due.tracking, one.due.courier, seen.at, seen.raw, seen.code, seen.place,
                seen.receiver, tracker,
            )  # fmt: skip
