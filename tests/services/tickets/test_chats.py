"""Chats from files into tickets: each message once, whatever export brings it again."""

import pytest
from tests.rig import add_orders, open_store

from shopdesk.refusal import Refusal
from shopdesk.services import imports, journal, tickets
from shopdesk.services.tickets import pasting

LINES = (
    "10/11/26 09.00 - Pesan dan panggilan terenkripsi secara end-to-end.",
    "10/11/26 09.00 - Budi Santoso: Halo kak, pesanan 26-001",
    "belum sampai",
    "10/11/26 09.12 - Toko Melati: Kami cek ya kak",
    "12/11/26 10.01 - Budi Santoso: Halo",
    "12/11/26 10.01 - Budi Santoso: Halo",
    "12/11/26 10.05 - Budi Santoso: Kartu 4111 1111 1111 1111",
)
MORE = ("13/11/26 08.00 - Budi Santoso: Gimana kak?", "")
NAME = "Chat WhatsApp dengan Budi Santoso.txt"


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    folder = tmp_path_factory.mktemp("chats")
    store = open_store(folder)
    store.run("seed", lambda work: add_orders(work, [{"number": "26-001"}], "shopee"))
    yield store
    store.close()


@pytest.fixture
def brought(store, tmp_path):
    """Return what brings a file in, and take all of it back afterwards."""
    entries = []

    def bring(*lines, name=NAME, codec="utf-8", **wish):
        path = tmp_path / name
        path.write_text("\n".join(lines), encoding=codec)
        made, change = imports.run(store, [path], **wish)
        entries.append(change.entry)
        return made.files[0]

    yield bring
    for entry in reversed([one for one in entries if one]):
        journal.undo(store, entry)
    assert not found(store)


def found(store, text=""):
    with store.read() as read:
        return tickets.page(read, text, size=50)


def said(store, number):
    with store.read() as read:
        return [(one.kind, one.author, one.body) for one in tickets.show(read, number).messages]


def test_an_export_becomes_one_ticket_and_a_longer_one_goes_on_with_it(store, brought):
    first = brought(*LINES)
    assert (first.kind, first.format, first.chats.new, first.rows) == (
        "chats", "whatsapp.chat", 5, 5,
    )  # fmt: skip
    (ticket,) = found(store)
    assert (ticket.customer, ticket.channel, ticket.messages) == ("Budi Santoso", "whatsapp", 5)
    told = said(store, ticket.id)
    assert told[0] == ("in", "Budi Santoso", "Halo kak, pesanan 26-001\nbelum sampai")
    assert told[1] == ("out", "Toko Melati", "Kami cek ya kak")
    assert "4111" not in told[-1][2]
    again = brought(*LINES).chats
    assert (again.new, again.unchanged) == (0, 5)
    longer = brought(*LINES, *MORE, codec="utf-16").chats
    assert (longer.new, longer.unchanged) == (1, 5)
    cut = brought(LINES[5], LINES[6], *MORE).chats
    assert (cut.new, cut.unchanged) == (0, 3)
    assert [one.messages for one in found(store)] == [6]


def test_the_same_chat_from_another_phone_brings_nothing_twice(store, brought):
    brought(*LINES)
    american = (
        "[11/10/26, 9:00:33\u202fAM] Budi Santoso: Halo kak, pesanan 26-001\nbelum sampai",
        "[11/10/26, 9:12:01\u202fAM] Toko Melati: Kami cek ya kak",
        "[11/13/26, 8:00:10\u202fAM] Budi Santoso: Gimana kak?",
    )
    told = brought(*american, name="WhatsApp Chat - Budi Santoso.txt").chats
    assert (told.new, told.unchanged) == (1, 2)


def test_a_plan_says_the_same_and_changes_nothing(store, tmp_path):
    path = tmp_path / NAME
    path.write_text("\n".join(LINES), encoding="utf-8")
    made = imports.plan(store, [path])
    assert made.files[0].chats.new == 5
    imports.discard(made)
    assert not found(store)


def test_without_a_customers_name_who_wrote_first_is_the_customer(store, brought):
    brought("10/11/26 09.00 - Ani: Halo", "10/11/26 09.05 - Rina: Ya kak", name="_chat.txt")
    (ticket,) = found(store)
    assert [kind for kind, *_rest in said(store, ticket.id)] == ["in", "out"]


def test_a_sheet_of_shopee_is_of_its_shop_and_keeps_talks_apart(store, brought):
    rows = (
        "Waktu Kirim,Username Pembeli,Pengirim,Isi Pesan,ID Percakapan",
        '2026-11-20 10:00,budi_s,budi_s,"Kak, ready?",11',
        "2026-11-20 10:05,budi_s,Toko Uji,Ready kak,11",
        "2026-11-20 10:09,sari99,Toko Uji,Halo kak,12",
        "2026-11-20 10:10,sari99,sari99,Kapan dikirim,12",
        "2026-11-20 10:11,sari99,sari99,,12",
    )
    told = brought(*rows, name="chat_shopee.csv")
    assert (told.chats.new, told.chats.refused, told.shop) == (4, 0, "Toko Uji")
    by_name = {ticket.customer: ticket for ticket in found(store)}
    assert by_name.keys() == {"budi_s", "sari99"}
    assert {ticket.shop for ticket in by_name.values()} == {"Toko Uji"}
    assert [kind for kind, *_rest in said(store, by_name["sari99"].id)] == ["out", "in"]
    again = brought(*rows, "2026-11-21 10:11,sari99,sari99,halo?,12", name="chat_shopee.csv").chats
    assert (again.new, again.unchanged) == (1, 4)


def test_a_sheet_with_columns_of_its_own_is_mapped_once(store, tmp_path):
    path = tmp_path / "komentar.csv"
    path.write_text("Kapan,Oleh,Kata\n11/20/2026 3:00 PM,ani,Bagus kak\n", encoding="utf-8")
    unknown = imports.plan(store, [path])
    assert unknown.files[0].format is None
    imports.discard(unknown)
    imports.learn(store, [path], {"at": "Kapan", "customer": "Oleh", "text": "Kata"})
    mapped = imports.plan(store, [path])
    assert (mapped.files[0].kind, mapped.files[0].chats.new) == ("chats", 1)
    assert store.clock.iso(mapped.staged[0].haul.said[0].at)[:16] == "2026-11-20T15:00"
    imports.discard(mapped)


def test_what_is_pasted_comes_once_and_goes_on_with_the_imported(store, brought):
    brought(*LINES)

    def paste(text, **more):
        told = {"channel": "whatsapp", "customer": "Budi Santoso"} | more
        return store.do(pasting.paste, text, **told)

    first = paste("\n".join(LINES[4:]) + "\n14/11/26 09.00 - Budi Santoso: tes")
    (ticket,) = found(store)
    assert ticket.messages == 6
    assert paste("\n".join(LINES[4:])).entry is None
    other = paste("Kak ready?", channel="shopee", customer="ani", address="0813 0000 1234")
    assert {one.customer for one in found(store)} == {"Budi Santoso", "ani"}
    with pytest.raises(Refusal, match="pager"):
        paste("x", channel="pager")
    with pytest.raises(Refusal, match="no message"):
        paste(" \n ")
    with pytest.raises(Refusal, match="Entah"):
        paste("x", shop="Entah")
    for change in (other, first):
        journal.undo(store, change.entry)


def test_a_hostile_chat_is_only_text(store, brought):
    evil = "10/11/26 09.00 - \x1b]52;c;eA==\x07[bold]Budi: \x1b[31m=HYPERLINK(1)\u202e[/]"
    brought(evil, "x" * 100_000, name="chat.txt")
    (ticket,) = found(store)
    ((_kind, _author, body),) = said(store, ticket.id)
    assert "=HYPERLINK(1)" in body


def test_a_line_without_end_is_refused_in_the_child(store, tmp_path):
    path = tmp_path / NAME
    path.write_text(LINES[1] + "x" * 140_000, encoding="utf-8")
    made = imports.plan(store, [path])
    assert made.files[0].chats.new == 0
    (reject,) = made.files[0].rejects
    assert (reject.row, "131,072" in reject.reason) == (1, True)
    imports.discard(made)
