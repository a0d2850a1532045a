"""Events of parcels, one a row: the least that any courier's sheet or CSV has to say.

Columns: tracking_number, courier, status or description, event_time, location, receiver. The names
are those of the couriers' own downloads as shops describe them, in Indonesian and English; no
courier has published its layout.
"""

from typing import Final

from shopdesk.channels.tracks.spec import Aliases, Field, TrackSpec

COLUMNS: Final[dict[Field, Aliases]] = {
    "tracking": (
        "tracking_number", "tracking number", "vendor_tracking_number", "tracking no",
        "tracking no.", "tracking id", "tracking code", "tracking", "resi", "no. resi", "no resi",
        "nomor resi", "kode resi", "awb", "no. awb", "no awb", "nomor awb", "awb number",
        "airwaybill", "air waybill", "waybill", "waybill number", "waybill_number",
        "nomor waybill", "cnote", "no. cnote", "no cnote", "connote", "consignment",
    ),
    "courier": (
        "courier", "courier_name", "courier name", "courier_code", "kurir", "ekspedisi",
        "jasa kirim", "jasa pengiriman", "carrier", "slug", "vendor", "logistik",
    ),
    "raw": (
        "description", "desc", "event_description", "event description", "deskripsi", "keterangan",
        "riwayat", "history", "checkpoint", "event", "message", "remark", "remarks",
        "new raw status", "raw_status", "raw status", "manifest_description", "detail status",
    ),
    "status": (
        "status", "status pengiriman", "status paket", "status terakhir", "last status",
        "status resi", "latest status", "shipment status", "tracking status", "delivery status",
    ),
    "code": (
        "code", "status_code", "status code", "kode status", "kode", "event_code", "manifest_code",
    ),
    "at": (
        "event_time", "event time", "datetime", "date time", "date/time", "timestamp",
        "tanggal & waktu", "tanggal dan waktu", "tanggal waktu", "waktu kejadian", "waktu status",
        "waktu scan", "scan time", "scan_time", "checkpoint_time", "checkpoint time",
        "tanggal update", "last update", "updated at", "updated_at", "update time", "status date",
        "tanggal status", "manifest_datetime",
    ),
    "day": ("event_date", "event date", "tanggal", "date", "tgl", "manifest_date", "scan date"),
    "clock": ("jam", "pukul", "time", "waktu", "hour", "manifest_time"),
    "place": (
        "location", "lokasi", "city", "kota", "posisi", "place", "tempat", "gateway", "station",
        "city_name", "hub", "cabang",
    ),
    "receiver": (
        "receiver", "receiver_name", "receiver name", "penerima", "nama penerima", "diterima oleh",
        "received by", "pod_receiver", "pod receiver",
    ),
    "eta": ("eta", "estimasi tiba", "estimated delivery", "perkiraan tiba", "edd",
            "expected delivery"),
}  # fmt: skip
"""What columns are called, in any sheet of a courier."""

EVENTS: Final = TrackSpec(
    "courier_events", COLUMNS, needed=("tracking", "raw|status|code", "at|day|clock")
)
