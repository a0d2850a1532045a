"""Chats as files and pasted text: every phone's shape, day and month, whose a message is."""

from datetime import UTC, datetime

import pytest

from shopdesk.channels.talks import pasted, stamps
from shopdesk.channels.talks.convert import Conversion
from shopdesk.channels.talks.detect import recognise
from shopdesk.channels.talks.whatsapp import Conversation, called
from shopdesk.clock import Clock
from shopdesk.sheets import SheetHead

CLOCK = Clock("Asia/Jakarta", now=1_795_424_400)
NINE = int(datetime(2026, 10, 5, 2, tzinfo=UTC).timestamp())
"""5 October 2026, 9:00 in Jakarta."""


def export(*lines, file="Chat WhatsApp dengan Budi.txt"):
    """Return what an export of these lines says, and its conversion."""
    talk = Conversation(file, CLOCK)
    rows = [(line,) if line else () for line in lines]
    assert recognise([SheetHead("", tuple(rows[:30]))])
    talk.feed(0, rows[:2])
    talk.feed(2, rows[2:])
    return talk.finish(), talk


@pytest.mark.parametrize(
    "stamp",
    ["05/10/26 09.00 - ", "05/10/2026, 09:00 - ", "[05/10/26 09.00.12] ", "2026-10-05, 9:00 AM - ",
     "05.10.2026, 09:00 - ", "[2026/10/05 09:00] ", "[05/10/2026, 9:00:00\u202fAM] ",
     "\u200e[05/10/2026, 9:00:00 AM] ", "05/10/26, 9:00 am - ", "5/10/26 pukul 09.00 - ",
     "05/10/26, 9:00\u00a0a.m. - ", "05-10-2026 09:00 - "],
)  # fmt: skip
def test_stamps_of_every_phone(stamp):
    (first, second), talk = export(f"{stamp}Budi: Halo", "lagi", "", f"{stamp}Toko: Ya: ada")
    assert (first.at, first.text, first.author, first.row) == (NINE, "Halo\nlagi", "Budi", 1)
    assert (second.text, second.author, second.customer) == ("Ya: ada", "Toko", "Budi")
    assert (first.stamp, talk.rows, talk.refused) == ("2605100900", 2, 0)


def test_noon_and_midnight_of_twelve_hours():
    said, _talk = export("5/13/26, 12:05 AM - A: x", "5/13/26, 12:05 PM - A: y")
    assert [CLOCK.iso(one.at)[:16] for one in said] == ["2026-05-13T00:05", "2026-05-13T12:05"]


@pytest.mark.parametrize(
    ("stamps_", "months", "assumed"),
    [
        (["05/10/26 09.00", "13/10/26 09.00"], [10, 10], False),
        (["5/10/26, 9:00 AM", "5/13/26, 9:00 AM"], [5, 5], False),
        (["09/10/26 09.00", "01/11/26 09.00"], [10, 11], False),
        (["05/10/26 09.00", "06/10/26 09.00"], [10, 10], True),
        (["5/10/26, 9:00 AM", "5/11/26, 9:00 AM"], [5, 5], True),
        (["05/05/26 09.00"], [5], False),
        (["12/12/25 09.00", "01/12/26 09.00"], [12, 1], False),
    ],
)
def test_day_and_month_are_told_apart_over_the_whole_file(stamps_, months, assumed):
    """A day above 12, time that runs forwards and not into the future; else it is assumed."""
    said, talk = export(*(f"{stamp} - A: x" for stamp in stamps_))
    assert [int(CLOCK.iso(one.at)[5:7]) for one in said] == months
    assert bool(talk.warnings) is assumed


def test_the_key_of_a_minute_does_not_depend_on_what_a_longer_file_shows():
    short, _talk = export("05/10/26 09.00 - A: x")
    longer, _talk = export("5/10/26, 9:00 AM - A: x", "5/13/26, 9:00 AM - A: y")
    assert short[0].at != longer[0].at
    assert short[0].stamp == longer[0].stamp


def test_what_whatsapp_itself_says_is_no_message():
    said, talk = export(
        "[05/10/26 09.00.00] Budi: \u200ePesan dan panggilan terenkripsi secara end-to-end.",
        "05/10/26 09.00 - Anda membuat grup ini",
        "kelanjutan yang bukan pesan",
        "05/10/26 09.01 - ~\u202fSari: \u200eimage omitted",
        "05/10/26 09.02 - +62 813-0000-1234: Pesan ini telah dihapus",
        "05/10/26 09.03 - +62 813-0000-1234: Ready? <Pesan ini diedit>",
        "99/99/26 09.03 - Sari: kapan",
    )
    assert [(one.author, one.text, one.address) for one in said] == [
        ("Sari", "image omitted", ""),
        ("+62 813-0000-1234", "Ready?", "+62 813-0000-1234"),
    ]
    assert (talk.rows, talk.refused, talk.rejects[0].row) == (4, 1, 7)
    assert len(talk.warnings) == 2


@pytest.mark.parametrize(
    "name",
    ["WhatsApp Chat with Budi Santoso.txt", "Chat WhatsApp dengan Budi Santoso.txt",
     "WhatsApp Chat - Budi Santoso.txt", "Chat WhatsApp dengan Budi Santoso (2).txt",
     "WhatsApp Chat with \u202aBudi Santoso\u202c.txt"],
)  # fmt: skip
def test_a_file_is_named_after_its_customer(name):
    assert called(name) == "Budi Santoso"
    assert called("_chat.txt") == ""


def sheet(header, *rows, file="obrolan.xlsx", spec=None):
    """Return what a sheet says."""
    every = (tuple(header), *map(tuple, rows))
    found = recognise([SheetHead("Sheet1", every)], spec)
    assert found
    talk = Conversion(found, file=file)
    talk.feed(0, every)
    return talk.finish(), talk


def test_a_sheet_of_chats_says_who_wrote_what_to_whom_and_where():
    header = ("Platform", "ID Percakapan", "Tanggal", "Jam", "Username Pembeli", "Tipe Pengirim",
              "Isi Pesan")  # fmt: skip
    said, talk = sheet(
        header,
        ("Shopee", 71, "05/10/2026", "09.00", "budi_s", "Pembeli", "Ready?"),
        ("Tiktok Shop", "72", "05/10/2026", "09.00", "sari", "Balasan Otomatis", "Hai"),
        ("", "73", "05/10/2026", "09.00", "sari", "Catatan", "=1+1"),
        ("", "73", "05/10/2026", "09.00", "sari", "Pembeli", None),
        ("", "73", "", "", "sari", "Pembeli", "kapan"),
        header,
    )
    assert [(s.channel, s.thread, s.at, s.customer, s.side, s.auto, s.text) for s in said] == [
        ("shopee", "71", NINE, "budi_s", "in", False, "Ready?"),
        ("tiktok", "72", NINE, "sari", "out", True, "Hai"),
        ("", "73", NINE, "sari", "note", False, "=1+1"),
    ]
    assert (talk.rows, talk.refused, talk.rejects[0].row) == (5, 1, 6)


def test_the_channel_stands_in_the_name_of_the_file_or_is_said():
    from shopdesk.channels.talks.columns import PLATFORMS

    header, row = ("Date", "From", "Message"), ("2026-10-05", "budi", "hi")
    assert sheet(header, row, file="chat_lazada_1.csv")[0][0].channel == "lazada"
    spec = [one for one in PLATFORMS if one.format == "shopee.chats"]
    assert sheet(header, row, spec=spec)[0][0].channel == "shopee"


@pytest.mark.parametrize("when", ["05/10/2026 9:00 AM", "Oct 5, 2026 9:00 AM", "5 Okt 2026 09:00"])
def test_moments_as_chat_tools_write_them(when):
    (said,), _talk = sheet(("Sent at", "Customer", "Message"), (when, "budi", "hi"))
    assert said.at == NINE


def paste(text):
    said, _notes = pasted.read(
        text, customer="budi_s", ours=["Toko Melati"], clock=CLOCK, channel="shopee"
    )
    return [(CLOCK.iso(one.at)[5:16], one.author, one.side, one.text) for one in said]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Kak, ready?\ncatatan: warna merah",
         [("11-23T16:00", "budi_s", "", "Kak, ready?\ncatatan: warna merah")]),
        ("budi_s: Halo\nwarna: merah?\nToko Melati: Ada\n",
         [("11-23T16:00", "budi_s", "", "Halo\nwarna: merah?"),
          ("11-23T16:00", "Toko Melati", "", "Ada")]),
        ("budi_s 10:05\nHalo\n\nPenjual 10.07\nAda\n18:00 budi_s: oke",
         [("11-23T10:05", "budi_s", "", "Halo"), ("11-23T10:07", "Penjual", "out", "Ada"),
          ("11-22T18:00", "budi_s", "", "oke")]),
        ("Kemarin\n10.05 budi_s: Halo\nSelasa, 10 November 2026\nbudi_s [09:00]\nlagi",
         [("11-22T10:05", "budi_s", "", "Halo"), ("11-10T09:00", "budi_s", "", "lagi")]),
        ("Budi, [13/11/2026 10:00]\nhalo\n\nToko Melati, [13/11/2026 10:04]\nya",
         [("11-13T10:00", "Budi", "", "halo"), ("11-13T10:04", "Toko Melati", "", "ya")]),
        ("Pembeli (budi_s):\nhalo\nPenjual:\nya",
         [("11-23T16:00", "budi_s", "in", "halo"), ("11-23T16:00", "Penjual", "out", "ya")]),
        ("13/11/26 09.00 - Budi: a", [("11-13T09:00", "Budi", "", "a")]),
        (" \n", []),
    ],
)  # fmt: skip
def test_pasted_chats_of_every_shape(text, said):
    assert paste(text) == said


def test_any_text_can_be_pasted():
    """Nothing that is pasted breaks the reading: marks, bare numbers, endless lines."""
    for text in ("[", "]:", "10:05", "99:99 x: y", "31/31/31 99.99 - a: b", "\u202e10.05 a: b",
                 "a" * 100_000, "[[" * 5_000, ": " * 5_000, "10/10/10 " * 5_000):  # fmt: skip
        pasted.read(text, customer="", ours=[], clock=CLOCK, channel="other")
    assert stamps.moment(stamps.Stamp(31, 2, 26, 1, 1), "dmy", CLOCK.zone) is None
