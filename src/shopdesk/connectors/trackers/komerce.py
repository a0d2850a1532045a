"""RajaOngkir by Komerce: ``POST /api/v1/track/waybill?awb=&courier=``, the key in a header.

JNE wants the last five digits of the receiver's telephone as well. The older API told the same
under ``rajaongkir.result``.
"""

from typing import Any, Final

from shopdesk.clock import Clock
from shopdesk.connectors.http import Answer, Request
from shopdesk.connectors.trackers.answers import lines, moment, must, readable, text, within
from shopdesk.connectors.trackers.spec import Sighting, Told, Tracker, Waybill, mind

GOOD: Final = ("200", "")
TITLE: Final = "RajaOngkir/Komerce"


def _request(waybill: Waybill, key: str) -> Request:
    fields = {"awb": waybill.tracking, "courier": waybill.courier}
    if waybill.phone:
        fields["last_phone_number"] = waybill.phone
    return Request("/api/v1/track/waybill", fields, {"key": key}, method="POST")


def _result(document: Any) -> Any:
    """Return the part that tells of the parcel, in the new shape or the old one."""
    old = within(document, "rajaongkir", "result")
    return within(document, "data") if old is None else old


def _told(document: Any, clock: Clock) -> Told:
    result = _result(document)
    manifest = lines(result, "manifest")

    def read(line: Any) -> Sighting:
        return Sighting(
            moment(_day_and_time(line, "manifest"), clock),
            must(text(line, "manifest_description"), "manifest_description"),
            text(line, "manifest_code"), text(line, "city_name"),
        )  # fmt: skip

    found = list(readable(manifest, read, "data.manifest"))
    unread = len(manifest) - len(found)
    handed = _handed_over(result, clock)
    if handed and all(sighting.at != handed.at for sighting in found):
        found.append(handed)
    return Told(tuple(found), unread)


def _handed_over(result: Any, clock: Clock) -> Sighting | None:
    """Return the proof of delivery, which the manifest may leave out."""
    status = within(result, "delivery_status")
    if status is None or within(result, "delivered") is not True:
        return None
    try:
        at = moment(_day_and_time(status, "pod"), clock)
    except ValueError:
        return None
    return Sighting(at, "DELIVERED", "DELIVERED", receiver=text(status, "pod_receiver"))


def _day_and_time(line: Any, kind: str) -> str:
    return f"{text(line, f'{kind}_date')} {text(line, f'{kind}_time')}".strip()


def _refused(answer: Answer) -> str | None:
    code = text(answer.document, "meta", "code")
    mind(TITLE, code)
    if code in GOOD and answer.status == 200 and _result(answer.document) is not None:
        return None
    return text(answer.document, "meta", "message") or text(
        answer.document, "rajaongkir", "status", "description"
    )


TRACKER = Tracker("komerce", TITLE, "https://rajaongkir.komerce.id", _request, _told, _refused)
