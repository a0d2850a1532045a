"""Mails through real servers into real tickets: none lost, none twice, whatever breaks."""

import pytest
import sqlalchemy as sa
from tests import dovecot
from tests.rig import NOW, open_store

from shopdesk.models.tickets import InletCursor, TicketMessage
from shopdesk.refusal import Refusal
from shopdesk.services import journal, tickets
from shopdesk.services.tickets import arriving, fetching, mailboxes

BOX = {"address": "cs@toko.example", "host": "127.0.0.1", "security": "none", "since": 0}


@pytest.fixture(scope="module")
def server():
    return dovecot.running()


@pytest.fixture
def store(tmp_path):
    store = open_store(tmp_path)
    yield store
    store.close()


def box(store, server, name, **facts):
    told = BOX | {"port": server.imap, "user": name} | facts
    store.do(mailboxes.add, name, told, dovecot.PASSWORD)


def mail(n, *, sender="sari@contoh.example", subject="", headers="", body="Halo Kak"):
    return (
        f"From: Sari <{sender}>\r\nTo: cs@toko.example\r\nSubject: {subject or f'Tanya {n}'}\r\n"
        f"Message-ID: <{n}@contoh.example>\r\n{headers}\r\n{body} {n}\r\n"
    ).encode()


def bodies(store):
    with store.read() as read:
        query = sa.select(TicketMessage.body).order_by(TicketMessage.id)
        return read.connection.scalars(query).all()


def test_mails_become_tickets_and_come_in_once(store, server):
    box(store, server, "sekali")
    server.deliver([mail(n) for n in range(1, 61)], "sekali")
    done = fetching.fetch(store)
    assert (done.messages, len(done.new), done.trouble) == (60, 60, "")
    assert done.sentence == "60 new messages, 60 new tickets"
    assert bodies(store) == [f"Halo Kak {n}" for n in range(1, 61)]
    assert fetching.fetch(store).messages == 0
    answer = mail(61, subject="Re: Tanya 3", headers="In-Reply-To: <3@contoh.example>\r\n")
    server.deliver([answer], "sekali")
    done = fetching.fetch(store)
    assert (done.messages, done.new) == (1, [])
    with store.read() as read:
        (row,) = mailboxes.listed(read)
        assert (row.heard_at, row.trouble) == (NOW, None)
        assert [len(tickets.show(read, n).messages) for n in (2, 3)] == [1, 2]


def test_a_folder_that_is_renumbered_is_read_again_without_doubles(store, server):
    box(store, server, "ulang")
    server.deliver([mail(n) for n in range(5)], "ulang")
    assert fetching.fetch(store).messages == 5
    server.renumber(4_711, "ulang")
    server.deliver([mail(9)], "ulang")
    done = fetching.fetch(store)
    (heard,) = done.sources
    assert (heard.messages, heard.known) == (1, 5)
    assert len(bodies(store)) == 6


def test_the_same_mail_in_two_mailboxes_comes_in_once(store, server):
    for name in ("cs2", "info2"):
        box(store, server, name, address=f"{name}@toko.example")
        server.deliver([mail(1)], name)
    assert fetching.fetch(store).messages == 1


def test_a_mailbox_that_is_away_says_so_and_keeps_nobody_waiting(store, server):
    box(store, server, "ada")
    box(store, server, "aaa", port=1)
    box(store, server, "tanpa")
    store.do(mailboxes.drop, "tanpa")
    store.do(mailboxes.add, "tanpa", BOX | {"port": server.imap})
    server.deliver([mail(1)], "ada")
    done = fetching.fetch(store)
    assert [(one.name, one.messages, bool(one.trouble)) for one in done.sources] == [
        ("aaa", 0, True), ("ada", 1, False), ("tanpa", 0, True),
    ]  # fmt: skip
    with store.read() as read:
        told = {row.name: row.trouble for row in mailboxes.listed(read)}
    assert "cannot be used" in told["aaa"]
    assert "password" in told["tanpa"]
    assert told["ada"] is None
    with pytest.raises(Refusal, match="There is no mailbox “x”"):
        fetching.fetch(store, ["x"])


def test_a_mail_that_breaks_the_house_is_kept_raw_and_stops_no_other(store, server, monkeypatch):
    take_in = arriving.take_in

    def fragile(work, incoming):
        if any("racun" in one.body for one in incoming):
            raise ValueError
        return take_in(work, incoming)

    monkeypatch.setattr(arriving, "take_in", fragile)
    box(store, server, "racun")
    server.deliver([mail(1), mail(2, body="racun"), mail(3)], "racun")
    done = fetching.fetch(store)
    assert (done.messages, done.sources[0].unread) == (3, 1)
    assert bodies(store)[1] == "A mail came that cannot be read. Its raw file is attached."
    with store.read() as read:
        (file,) = tickets.show(read, 2).messages[0].files
        assert (file.told_name, file.kept) == ("mail.eml", True)


def test_mails_from_before_the_mailbox_was_of_interest_stay_there(store, server):
    box(store, server, "lama", since=2_000_000_000)
    server.deliver([mail(1)], "lama")
    assert fetching.fetch(store).messages == 0
    assert bodies(store) == []


def test_what_we_sent_ourselves_does_not_come_back_as_a_question(store, server):
    box(store, server, "sendiri")
    server.deliver([mail(1)], "sendiri")
    fetching.fetch(store)

    def answered(work):
        work.session.add(TicketMessage(
            ticket_id=1, kind="out", at=NOW, arrived_at=NOW, body="Kami cek", state="sent",
            wire_id="<kita@toko.example>",
        ))  # fmt: skip
        return work.done("answered")

    store.run("answer", answered)
    ours = mail("kita", sender="cs@toko.example").replace(b"kita@contoh", b"kita@toko")
    test = mail("uji", sender="cs@toko.example")
    server.deliver([ours, test], "sendiri")
    done = fetching.fetch(store)
    assert done.messages == 1
    with store.read() as read:
        (row,) = read.connection.execute(
            sa.select(TicketMessage.auto).where(TicketMessage.key.is_not(None))
            .order_by(TicketMessage.id.desc()).limit(1)
        )  # fmt: skip
    assert row.auto == 1


def test_undo_goes_past_what_has_arrived(store, server):
    box(store, server, "mundur")
    store.do(mailboxes.switch, "mundur", on=False)
    server.deliver([mail(1)], "mundur")
    fetching.fetch(store, ["mundur"])
    change = journal.undo(store)
    assert "not read" in change.label
    assert len(bodies(store)) == 1


def test_mails_of_two_rounds_at_once_come_in_once(store, server, monkeypatch):
    """A second round that is under way at the same time finds all of it done."""
    box(store, server, "dua")
    server.deliver([mail(n) for n in range(3)], "dua")
    reading = fetching._Reading._keep

    def raced(self, batch):
        monkeypatch.setattr(fetching._Reading, "_keep", reading)
        assert fetching.fetch(store).messages == 3
        reading(self, batch)

    monkeypatch.setattr(fetching._Reading, "_keep", raced)
    assert fetching.fetch(store).messages == 0
    assert len(bodies(store)) == 3
    with store.read() as read:
        assert read.connection.scalar(sa.select(InletCursor.seen)) == 3
