"""The mailboxes room, and mails that come by themselves while the workstation is open."""

import pytest
from tests import dovecot
from tests.rig import NOW, home, open_store

from shopdesk.screens.mailboxes import open_mailboxes
from shopdesk.services.tickets import mailboxes
from shopdesk.store import Store


@pytest.fixture(scope="module")
def server():
    return dovecot.running()


def mail(n):
    return (
        f"From: Sari <sari@contoh.example>\r\nTo: cs@toko.example\r\nSubject: Tanya {n}\r\n"
        f"Message-ID: <{n}@contoh.example>\r\n\r\nHalo Kak {n}\r\n"
    ).encode()


def facts(server, user):
    return {"address": "cs@toko.example", "host": "127.0.0.1", "port": server.imap,
            "security": "none", "user": user, "since": 0}  # fmt: skip


async def test_a_mailbox_is_added_changed_and_read(shop, server, tmp_path):
    """Its password is never on the screen; what is refused keeps what was typed."""
    server.deliver([mail(1)], "ruang")
    async with shop() as it:
        open_mailboxes(it.app)
        await it.until(lambda: "No mailbox yet" in it.text())
        await it.press("a")
        for text in ("Cs 1", "cs@toko.example", "rahasia-sekali", "127.0.0.1"):
            await it.type(text)
            await it.press("tab")
        assert "rahasia" not in it.text()
        await it.press("shift+tab", "enter")
        await it.said_so("A mailbox's name is small letters")
        await it.until(lambda: "cs@toko.example" in it.text() and "New mailbox" in it.text())
        await it.press(*["backspace"] * 4, *"ruang", "tab", "tab", *dovecot.PASSWORD, "enter")
        await it.said_so("Added the mailbox “ruang”")
        await it.until(lambda: "never" in it.text())
        it.app.doorway.do(mailboxes.edit, "ruang", facts(server, "ruang"), then=it.app.screen.look)
        await it.until(lambda: it.app.screen.here and it.app.screen.here.port == server.imap)
        await it.press("s")
        await it.said_so("1 new message, 1 new ticket")
        await it.until(lambda: "16:00" in it.text())
        await it.press("t")
        await it.said_so("The mailbox “ruang” is not read")
        await it.press("u")
        await it.said_so("Undid")
        await it.press("x")
        await it.until(lambda: "No mailbox yet" in it.text())
        assert "rahasia" not in it.text()


async def test_mails_come_by_themselves_and_are_told_in_one_line(
    shop, server, tmp_path, monkeypatch
):
    """The first look finds what is there; after that the server says when a mail comes."""
    monkeypatch.setattr("shopdesk.screens.fetching.FIRST", 0.01)
    monkeypatch.setattr("shopdesk.screens.fetching.APART", 0.01)
    monkeypatch.setattr("shopdesk.screens.aside.SETTLED", 0.01)
    store = open_store(tmp_path)
    store.do(mailboxes.add, "sendiri5", facts(server, "sendiri5"), dovecot.PASSWORD)
    store.close()
    server.deliver([mail(1)], "sendiri5")
    async with shop() as it:
        await it.until(lambda: "1 new message, 1 new ticket" in it.text())
        server.deliver([mail(2), mail(3)], "sendiri5")
        await it.until(lambda: counted(tmp_path) == 3)
        assert it.said() == []


async def test_what_goes_wrong_is_told_once(shop, tmp_path, monkeypatch):
    monkeypatch.setattr("shopdesk.screens.fetching.FIRST", 0.01)
    monkeypatch.setattr("shopdesk.screens.aside.SETTLED", 0.01)
    store = open_store(tmp_path)
    told = {"address": "cs@toko.example", "host": "127.0.0.1", "port": 1, "security": "none"}
    store.do(mailboxes.add, "cs", told, "x")
    store.close()
    async with shop() as it:
        await it.until(lambda: "127.0.0.1, port 1 cannot be used" in it.text())
        assert it.said() == []
        assert it.app.fetching._said
        open_mailboxes(it.app)
        await it.until(lambda: "trouble" in it.text() and "port 1 cannot be used" in it.text())


def counted(folder):
    from shopdesk.clock import Clock

    store = Store.open(home(folder), Clock("Asia/Jakarta", now=NOW))
    with store.read() as read:
        n = read.connection.exec_driver_sql("SELECT COUNT(*) FROM tickets").scalar()
    store.engine.dispose()
    return n
