"""KiriminAja: ``POST /api/mitra/tracking`` with the number, the key as a bearer's token.

Code 200 of a line says that the parcel is delivered, 100 that it is on its way.
"""

from typing import Any

from shopdesk.clock import Clock
from shopdesk.connectors.http import Answer, Request
from shopdesk.connectors.trackers.answers import lines, moment, must, readable, text, within
from shopdesk.connectors.trackers.spec import Sighting, Told, Tracker, Waybill


def _request(waybill: Waybill, key: str) -> Request:
    return Request(
        "/api/mitra/tracking", headers={"Authorization": f"Bearer {key}"},
        body={"order_id": waybill.tracking}, method="POST",
    )  # fmt: skip


def _told(document: Any, clock: Clock) -> Told:
    histories = lines(document, "histories")

    def read(line: Any) -> Sighting:
        return Sighting(
            moment(text(line, "created_at"), clock), must(text(line, "status"), "status"),
            text(line, "status_code"), receiver=text(line, "receiver"),
        )  # fmt: skip

    found = tuple(readable(histories, read, "histories"))
    return Told(found, len(histories) - len(found))


def _refused(answer: Answer) -> str | None:
    good = within(answer.document, "status") is not False and answer.status == 200
    return None if good else text(answer.document, "text")


TRACKER = Tracker(
    "kiriminaja", "KiriminAja", "https://client.kiriminaja.com", _request, _told, _refused,
    codes=False,
)  # fmt: skip
