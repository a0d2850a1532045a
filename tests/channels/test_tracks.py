"""Couriers' sheets: recognised by their headers, read row by row."""

from datetime import UTC, datetime

import pytest

from shopdesk.channels.tracks.convert import Conversion
from shopdesk.channels.tracks.detect import recognise
from shopdesk.sheets import SheetHead

NOON = int(datetime(2026, 11, 20, 5, tzinfo=UTC).timestamp())
"""20 November 2026, 12:00 in Jakarta."""


def read(header, *rows, above=()):
    """Return what a sheet of these rows tells, and its conversion."""
    every = (*above, tuple(header), *map(tuple, rows))
    found = recognise([SheetHead("Sheet1", every)])
    assert found
    conversion = Conversion(found, file="kurir.csv")
    conversion.feed(0, every)
    return conversion.finish(), conversion, found


def test_the_least_columns_in_english():
    header = ("tracking_number", "courier", "status", "event_time", "location", "receiver")
    row = ("JX0000000001", "J&T", "Paket telah diterima", "2026-11-20 12:00", "Bekasi", "Budi")
    (told,), _conversion, found = read(header, row)
    assert found.spec.format == "courier_events"
    assert (told.tracking, told.courier, told.at, told.raw) == (
        "JX0000000001", "J&T", NOON, "Paket telah diterima",
    )  # fmt: skip
    assert (told.place, told.receiver, told.code, told.row) == ("Bekasi", "Budi", "", 2)


def test_indonesian_names_below_a_title_and_day_apart_from_time():
    header = ("No. Resi", "Ekspedisi", "Kode Status", "Keterangan", "Tanggal", "Jam", "Kota")
    row = ("'004600000003", "SiCepat", "ANT", "Paket dibawa", "20-11-2026", "12.00", "Bandung")
    (told,), _conversion, _found = read(header, row, above=[("Laporan pengiriman",), ()])
    assert (told.tracking, told.code, told.at, told.row) == ("004600000003", "ANT", NOON, 4)


@pytest.mark.parametrize(
    "when",
    ["2026-11-20T12:00:00+07:00", "20/11/2026 12:00", "20 Nov 2026 12:00", "2026-11-20 05:00:00 Z",
     "20-11-2026 12:00:00", "2026/11/20 12:00"],
)  # fmt: skip
def test_moments_as_couriers_write_them(when):
    (told,), _conversion, _found = read(("resi", "status", "waktu kejadian"), ("A1", "x", when))
    assert told.at == NOON


def test_a_short_status_beside_a_text_is_its_code():
    header = ("awb", "status", "description", "date", "time")
    row = ("A1", "OutForDelivery", "With delivery courier", "2026-11-20", "12:00:00")
    (told,), _conversion, _found = read(header, row)
    assert (told.raw, told.code, told.at) == ("With delivery courier", "OutForDelivery", NOON)


def test_a_list_of_resi_and_status_says_not_when():
    (one, two), _conversion, found = read(("Resi", "Status"), ("A1", "Terkirim"), ("A2", "Hilang"))
    assert (found.spec.format, one.at, two.raw) == ("courier_statuses", None, "Hilang")


def test_rows_that_cannot_be_read_are_named_and_the_others_come_in():
    header = ("tracking_number", "status", "event_time")
    told, conversion, _found = read(
        header, ("5.41980E+14", "x", "2026-11-20 12:00"), ("A2", "x", "gestern"),
        ("", "x", "2026-11-20 12:00"), ("A4", "", "2026-11-20 12:00"), ("A5", "x", ""), (),
        header, ("A6", "x", "2026-11-20 12:00"),
    )  # fmt: skip
    assert [one.tracking for one in told] == ["A6"]
    assert (conversion.rows, conversion.refused) == (6, 5)
    named = [(reject.row, reject.column) for reject in conversion.rejects]
    assert named == [
        (2, "tracking_number"), (3, "event_time"), (4, "tracking_number"), (5, ""),
        (6, "event_time"),
    ]  # fmt: skip
    assert "digits" in conversion.rejects[0].reason


@pytest.mark.parametrize(
    "header", [("resi",), ("status", "event_time"), ("No. Pesanan", "Status Pesanan", "No. Resi")]
)
def test_what_is_no_sheet_of_a_courier(header):
    assert recognise([SheetHead("Sheet1", (header,))]) is None
