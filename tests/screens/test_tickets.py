"""The Tickets desk: what is due first, answered without a mouse, and nothing sent by accident."""

from contextlib import asynccontextmanager

import pytest
from tests.hostile import HOSTILE
from tests.rig import NOW, add_orders, open_store
from tests.services.ticketing import chat, mail, take, talk, ticket

from shopdesk.clock import HOUR
from shopdesk.services.tickets import replying
from shopdesk.services.tickets.rows import IncomingFile
from shopdesk.store import Actor

ORDERS = ({"number": "INV-7001", "buyer": "Sari"}, {"number": "INV-7002", "buyer": "Budi"})
SAYINGS = (
    chat("a", "sari", at=NOW - 9 * HOUR, body="Kak, pesanan INV-7001 belum sampai"),
    chat("b", "budi", at=NOW - 3 * HOUR, body="Mug biru masih ada?"),
    mail("c", "citra@contoh.id", at=NOW - 2 * HOUR, body="Barang saya pecah",
         files=(IncomingFile("foto.jpg", b"\xff\xd8\xff\xe0" + b"x" * 99, 103),)),
)  # fmt: skip


@pytest.fixture
def inbox(shop, tmp_path):
    """Open the Tickets desk on three tickets: ``async with inbox() as it``."""

    @asynccontextmanager
    async def opened(size=(120, 36), sayings=SAYINGS, orders=ORDERS):
        store = open_store(tmp_path)
        if orders:
            store.run("seed", lambda work: add_orders(work, [dict(o) for o in orders], "shopee"))
        if sayings:
            take(store, *sayings)
        store.close()
        async with shop((), size) as it:
            await it.press("5")
            await it.until(lambda: it.desk.PLACE == "tickets" and it.grid.window.known)
            await it.until(lambda: it.grid.row is not None or not it.grid.window.total)
            await it.pilot.pause()
            it.store = it.app.doorway._open()
            yield it

    return opened


async def write(it, text, key="a"):
    """Sit down to an answer of the ticket here, and type it."""
    await it.press(key)
    await it.until(lambda: it.app.screen is not it.desk)
    await it.type(text)


async def test_the_pane_beside_the_list_is_the_conversation_and_wide_ones_show_the_order(inbox):
    async with inbox(size=(200, 50)) as it:
        assert [it.grid.window.row(at).id for at in range(3)] == [1, 2, 3]
        await it.until(lambda: "belum sampai" in it.text() and "INV-7001" in it.text())
        await it.until(lambda: "its number stands in the message" in it.text())
        assert "Toko Uji" in it.text()


async def test_narrow_is_the_list_alone_and_enter_reads_a_ticket_whole(inbox):
    async with inbox(size=(80, 24)) as it:
        assert "▌ sari" not in it.text()
        await it.press("enter")
        await it.until(lambda: "▌ sari" in it.text())
        assert not it.grid.display
        await it.press("l")
        await it.until(lambda: "▌ budi" in it.text())
        await it.press("escape")
        assert it.grid.display
        assert it.grid.row.id == 2


async def test_an_answer_waits_to_be_copied_and_one_key_copies_and_marks_it(inbox):
    async with inbox() as it:
        await write(it, "Sudah kami kirim, kak")
        await it.press("f2")
        await it.said_so("Answered, and copied")
        assert it.app.clipboard == "Sudah kami kirim, kak"
        assert talk(it.store, 1)[-1].state == "copy"
        assert ticket(it.store, 1).state == "pending"
        await it.until(lambda: "Y copies it" in it.text())
        await it.press("Y")
        await it.said_so("sent")
        assert talk(it.store, 1)[-1].state == "copied"


async def test_the_state_after_an_answer_is_turned_by_a_key(inbox):
    async with inbox() as it:
        await write(it, "Beres")
        await it.press("f9", "f2")
        await it.said_so("Answered")
        assert ticket(it.store, 1).state == "solved"


async def test_what_was_begun_is_there_again_after_the_line_dropped(inbox):
    async with inbox() as it:
        await write(it, "Halo kak, ma")
        await it.until(lambda: it.app.screen._keeping is None)
    async with inbox(sayings=(), orders=()) as it:
        await it.until(lambda: "Your draft" in it.text())
        await it.press("a")
        await it.until(lambda: it.app.screen is not it.desk)
        assert it.app.screen.text == "Halo kak, ma"
        assert [one.kind for one in talk(it.store, 1)] == ["in"]


async def test_esc_sends_nothing_and_an_empty_variable_keeps_an_answer_back(inbox):
    async with inbox() as it:
        await it.press("j")
        await write(it, "Stok {product}: {stock}")
        await it.press("f2")
        await it.until(lambda: "stock" in it.text() and "T-2" in it.text())
        assert it.app.screen is not it.desk
        await it.press("escape")
        await it.said_so("Kept as a draft")
        assert [one.kind for one in talk(it.store, 2)] == ["in"]


async def test_who_was_overtaken_sees_the_other_answer_before_it_goes(inbox, monkeypatch):
    async with inbox() as it:
        await write(it, "Halo")
        monkeypatch.setenv("SHOPDESK_USER", "sari")
        it.store.run("reply", lambda work: replying.reply(work, [1], "Sudah saya jawab"))
        monkeypatch.delenv("SHOPDESK_USER")
        await it.press("f2")
        await it.until(lambda: "F2 sends it all the same" in it.text())
        assert "Sudah saya jawab" in it.text()
        assert len(talk(it.store, 1)) == 2
        await it.press("f2")
        await it.said_so("Answered")
        assert len(talk(it.store, 1)) == 3


async def test_a_note_is_never_put_on_the_clipboard(inbox):
    async with inbox() as it:
        await write(it, "Pembeli galak", key="n")
        await it.press("f2")
        await it.said_so("note")
        assert [one.kind for one in talk(it.store, 1)] == ["in", "note"]
        assert it.app.clipboard == ""
        await it.until(lambda: "never leaves" in it.text())


async def test_marks_answer_together_after_a_question_and_whole_means_only_that_one(inbox):
    async with inbox() as it:
        await it.press("space", "space", "enter")
        await it.until(lambda: it.desk.whole)
        await it.press("d")
        await it.said_so("T-3")
        assert [ticket(it.store, one).state for one in (1, 2, 3)] == ["new", "new", "solved"]
        await it.press("escape")
        await write(it, "Mohon ditunggu")
        await it.press("f2")
        await it.until(lambda: "2 customers" in it.text())
        await it.press("enter")
        assert len(talk(it.store, 1)) == 1
        await it.press("f2", "tab", "enter")
        await it.said_so("2 answers wait to be copied")
        assert [talk(it.store, one)[-1].body for one in (1, 2)] == ["Mohon ditunggu"] * 2


async def test_one_key_each_for_whose_how_urgent_which_words_and_sleep(inbox):
    async with inbox() as it:
        await it.press("f")
        await it.said_so("T-1")
        await it.press("exclamation_mark", "u")
        await it.said_so("urgent")
        await it.press("number_sign")
        await it.type("grosir")
        await it.press("enter")
        await it.said_so("Tagged")
        await it.press("z", "h")
        await it.until(lambda: ticket(it.store, 1).snoozed_until)
        found = ticket(it.store, 1)
        assert (found.assignee, found.priority) == (Actor.here().name, "urgent")
        assert found.snoozed_until == NOW + HOUR


async def test_the_links_say_why_and_are_accepted_or_refused(inbox):
    async with inbox() as it:
        await it.press("L")
        await it.until(lambda: "its number stands in the message" in it.text())
        await it.press("x")
        await it.said_so("T-1")
        await it.press("u")
        await it.said_so("Undid")
        await it.press("escape", "O")
        await it.until(lambda: "Order INV-7001" in it.text())


async def test_why_it_is_due_shows_its_clocks_and_what_happened(inbox):
    async with inbox() as it:
        await it.press("w")
        await it.until(lambda: "Why is T-1 due?" in it.text())
        assert "First answer" in it.text()


async def test_what_a_stranger_writes_never_reaches_the_terminal_as_it_is(inbox):
    hostile = [
        chat(f"h{at}", f"orang{at}", body=text, author=text, subject=text, at=NOW - at)
        for at, text in enumerate(HOSTILE)
    ]
    async with inbox(sayings=hostile, orders=()) as it:
        await it.press("enter")
        for _turn in hostile[::3]:
            await it.until(lambda: it.desk.opened is not None)
            shown = it.text().replace("\n", "")
            assert [sign for sign in shown if ord(sign) < 32 or 127 <= ord(sign) < 160] == []
            await it.press("l", "l", "l")


async def test_a_ticket_named_elsewhere_is_read_whole_and_a_filter_from_elsewhere_is_a_list(inbox):
    async with inbox() as it:
        await it.press("2")
        it.app.show_record("tickets", 2)
        await it.until(lambda: it.desk.PLACE == "tickets" and it.desk.here_id == 2)
        await it.until(lambda: "▌ budi" in it.text())
        it.app.show("tickets", "state:solved")
        await it.until(lambda: not it.desk.whole and it.grid.window.known)
        await it.until(lambda: "Nothing is in “Solved”" in it.text())


async def test_a_new_ticket_is_written_down_and_read_at_once(inbox):
    async with inbox(sayings=(), orders=()) as it:
        await it.press("A", "n")
        await it.until(lambda: "Customer" in it.text())
        await it.press("tab")
        await it.type("Dina")
        await it.press("tab", "tab")
        await it.type("Telepon")
        await it.press("enter")
        await it.until(lambda: "F2 keeps it" in it.text())
        await it.type("Minta nota")
        await it.press("f2")
        await it.until(lambda: "▌ Minta nota" in it.text())
        assert ticket(it.store, 1).customer == "Dina"
