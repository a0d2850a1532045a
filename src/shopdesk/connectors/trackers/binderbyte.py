"""BinderByte: ``GET /v1/track?api_key=&courier=&awb=``; the newest line of its history is first."""

from typing import Any, Final

from shopdesk.clock import Clock
from shopdesk.connectors.http import Answer, Request
from shopdesk.connectors.trackers.answers import lines, moment, must, readable, text
from shopdesk.connectors.trackers.spec import Sighting, Told, Tracker, Waybill, mind

TITLE: Final = "BinderByte"


def _request(waybill: Waybill, key: str) -> Request:
    fields = {"api_key": key, "courier": waybill.courier, "awb": waybill.tracking}
    return Request("/v1/track", fields)


def _told(document: Any, clock: Clock) -> Told:
    history = lines(document, "data", "history")

    def read(line: Any) -> Sighting:
        return Sighting(
            moment(text(line, "date"), clock), must(text(line, "desc"), "desc"),
            place=text(line, "location"),
        )  # fmt: skip

    found = tuple(readable(history, read, "data.history"))
    return Told(found, len(history) - len(found))


def _refused(answer: Answer) -> str | None:
    code = text(answer.document, "status")
    mind(TITLE, code)
    return None if code == "200" else text(answer.document, "message")


TRACKER = Tracker("binderbyte", TITLE, "https://api.binderbyte.com", _request, _told, _refused)
