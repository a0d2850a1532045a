"""A server on 127.0.0.1 that REPLAYS what trackers are documented to answer.

It is none of the trackers and has never spoken to one. BinderByte, RajaOngkir/Komerce, Biteship
and KiriminAja are paid services whose keys a test has not got. What it says has the published
shapes, with made-up parcels; and what a bad day brings: 429, 500, silence, garbage.
"""

import gzip
import json
import threading
import time
from collections import deque
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from tests.serving import running

KEY = "kunci-RAHASIA-4711"
HISTORY = (
    ("2026-11-20 09:15:00", "Paket telah diterima oleh DP Menteng", "JAKARTA"),
    ("2026-11-21 20:40:00", "Paket akan dikirimkan ke DC Bandung", "JAKARTA"),
    ("2026-11-23 08:05:00", "Paket akan dikirim ke alamat penerima", "BANDUNG"),
)
"""Three things that J&T said, the oldest first."""


def binderbyte(number, history=HISTORY):
    return {
        "status": 200, "message": "Successfully tracked package",
        "data": {
            "summary": {"awb": number, "courier": "J&T Express", "service": "EZ", "date": "",
                        "status": "ON PROCESS", "desc": "", "amount": "", "weight": "1"},
            "detail": {"origin": "JAKARTA", "destination": "BANDUNG", "shipper": "Toko",
                       "receiver": "Budi"},
            "history": [{"date": at, "desc": said, "location": place}
                        for at, said, place in reversed(history)],
        },
    }  # fmt: skip


def komerce(number, history=HISTORY, *, delivered=False):
    return {
        "meta": {"message": "Success Get Waybill", "code": 200, "status": "success"},
        "data": {
            "delivered": delivered,
            "summary": {"courier_code": "jnt", "courier_name": "J&T", "waybill_number": number,
                        "service_code": "EZ", "waybill_date": "2026-11-20", "shipper_name": "Toko",
                        "receiver_name": "Budi", "origin": "JAKARTA", "destination": "BANDUNG",
                        "status": "DELIVERED" if delivered else "ON PROCESS"},
            "details": {"waybill_number": number},
            "delivery_status": {"status": "DELIVERED" if delivered else "", "pod_receiver": "Sari",
                                "pod_date": "2026-11-23", "pod_time": "10:30"},
            "manifest": [{"manifest_code": "1", "manifest_description": said,
                          "manifest_date": at[:10], "manifest_time": at[11:], "city_name": place}
                         for at, said, place in history],
        },
    }  # fmt: skip


def biteship(number, history=HISTORY):
    codes = ("picked", "dropping_off", "delivered")
    return {
        "success": True, "messsage": "Successfully get tracking info", "object": "tracking",
        "id": "trk", "waybill_id": number, "courier": {"company": "jnt", "name": None},
        "origin": {"contact_name": "Toko", "address": "Jakarta"},
        "destination": {"contact_name": "Budi", "address": "Bandung"},
        "history": [{"note": said, "status": code, "updated_at": at.replace(" ", "T") + "+07:00"}
                    for (at, said, _place), code in zip(history, codes, strict=False)],
        "link": "-", "order_id": None, "status": "dropping_off",
    }  # fmt: skip


def kiriminaja(number, history=HISTORY):
    return {
        "status": True, "text": "Delivered to KURIR", "method": "api", "status_code": 200,
        "details": {"awb": number, "service": "jnt", "service_name": "J&T", "shipped_at": None,
                    "delivered": False, "delivered_at": None, "refunded": False},
        "histories": [{"created_at": at, "status": said, "status_code": 100, "driver": "",
                       "receiver": ""} for at, said, _place in reversed(history)],
    }  # fmt: skip


SHAPES = {
    "/v1/track": binderbyte, "/api/v1/track/waybill": komerce,
    "/v1/trackings": biteship, "/api/mitra/tracking": kiriminaja,
}  # fmt: skip
UNKNOWN = {
    binderbyte: (400, {"status": 400, "message": "Data not found"}),
    komerce: (404, {"meta": {"message": "Invalid waybill", "code": 404, "status": "error"},
                    "data": None}),
    biteship: (404, {"success": False, "error": "Waybill not found", "code": 40003003}),
    kiriminaja: (200, {"status": False, "text": "Data tidak ditemukan", "status_code": 404}),
}  # fmt: skip


class Replaying(ThreadingHTTPServer):
    """Answers in the shapes above; ``say`` puts other answers before them.

    ``asked`` holds every question: method, path, fields, headers, body.
    """

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Answering)
        self.asked = []
        self.known = {}
        self.next = deque()
        self.always = None
        self.lock = threading.Lock()

    @property
    def address(self):
        return f"http://127.0.0.1:{self.server_address[1]}"

    @property
    def numbers(self):
        return [number for *_rest, number in self.asked]

    def say(self, status=200, body=b"{}", headers=(), *, drip=0.0, close=False, times=1):
        """Let the next answers be these, before any other."""
        self.next.extend([(status, body, dict(headers), drip, close)] * times)


class _Answering(BaseHTTPRequestHandler):
    def do_GET(self):
        self._answer({})

    def do_POST(self):
        size = int(self.headers.get("Content-Length") or 0)
        self._answer(json.loads(self.rfile.read(size) or b"{}"))

    def log_message(self, *_words):
        pass

    def _answer(self, body):
        parts = urlsplit(self.path)
        fields = {name: values[0] for name, values in parse_qs(parts.query).items()}
        number = fields.get("awb") or body.get("order_id") or parts.path.split("/")[3]
        with self.server.lock:
            self.server.asked.append(
                (self.command, parts.path, fields, dict(self.headers), body, number)
            )
            scripted = self.server.next.popleft() if self.server.next else self.server.always
        if scripted:
            return self._send(*scripted)
        shape = next(made for start, made in SHAPES.items() if parts.path.startswith(start)
                     and (start != "/v1/track" or parts.path == start))  # fmt: skip
        status, told = self._told(shape, fields, number)
        return self._send(status, json.dumps(told).encode(), {}, 0.0, False)

    def _told(self, shape, fields, number):
        given = {fields.get("api_key"), self.headers.get("key"), self.headers.get("Authorization")}
        if not given & {KEY, f"Bearer {KEY}"}:
            return 401, {"status": 401, "message": "Unauthorized"}
        if number in self.server.known:
            return 200, shape(number, self.server.known[number])
        return UNKNOWN[shape] if number.startswith("NO") else (200, shape(number))

    def _send(self, status, body, headers, drip, close):
        packed = (
            gzip.compress(body)
            if headers.get("Content-Encoding") == "gzip" and "X" not in headers
            else body
        )
        self.send_response(status)
        for name, value in ({"Content-Type": "application/json"} | headers).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(packed) + (10 if close else 0)))
        self.end_headers()
        try:
            for at in range(0, len(packed), 1 if drip else len(packed) or 1):
                self.wfile.write(packed[at : at + (1 if drip else len(packed))])
                self.wfile.flush()
                time.sleep(drip)
        except OSError:
            pass


def replaying():
    """Run the server for as long as the block lasts."""
    return running(Replaying())


class Still:
    """Time that passes only while somebody sleeps; what was slept is written down."""

    def __init__(self):
        self.at, self.slept = 1000.0, 0.0

    def now(self):
        return self.at

    def sleep(self, seconds):
        self.at += seconds
        self.slept += seconds
