"""Biteship: ``GET /v1/trackings/{waybill}/couriers/{courier}``, the key in a header.

A line of its history has one of Biteship's own statuses and a note in words.
"""

from typing import Any

from shopdesk.clock import Clock
from shopdesk.connectors.http import Answer, Request, spelt
from shopdesk.connectors.trackers.answers import lines, moment, must, readable, text, within
from shopdesk.connectors.trackers.spec import Sighting, Told, Tracker, Waybill


def _request(waybill: Waybill, key: str) -> Request:
    path = f"/v1/trackings/{spelt(waybill.tracking)}/couriers/{spelt(waybill.courier)}"
    return Request(path, headers={"Authorization": key})


def _told(document: Any, clock: Clock) -> Told:
    history = lines(document, "history")

    def read(line: Any) -> Sighting:
        status = text(line, "status")
        return Sighting(
            moment(text(line, "updated_at"), clock),
            must(text(line, "note") or status, "note"), status,
        )  # fmt: skip

    found = tuple(readable(history, read, "history"))
    return Told(found, len(history) - len(found))


def _refused(answer: Answer) -> str | None:
    if within(answer.document, "success") is True:
        return None
    return text(answer.document, "error") or text(answer.document, "message")


TRACKER = Tracker("biteship", "Biteship", "https://api.biteship.com", _request, _told, _refused)
