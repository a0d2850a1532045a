"""The whole round through real servers: a mail comes in, is answered, and its answer comes back."""

import email

import pytest
from tests import chatwoot_server, dovecot, postbox
from tests.rig import NOW, open_store

from shopdesk.clock import MINUTE, Clock
from shopdesk.services import journal, secrets, tickets
from shopdesk.services.tickets import fetching, mailboxes, replying, sending, verbs
from shopdesk.store import Store


@pytest.fixture
def box():
    with postbox.opened() as made:
        yield made


@pytest.fixture
def store(tmp_path):
    made = open_store(tmp_path)
    yield made
    made.close()


def cards(store):
    with store.read() as read:
        return [tickets.show(read, one) for one in tickets.ids(read, "")]


def letter(n, body, *, answers="", subject="Mug pecah", sender="sari@contoh.example"):
    told = f"In-Reply-To: {answers}\r\n" if answers else ""
    return (
        f"From: Sari <{sender}>\r\nTo: cs@toko.example\r\nSubject: {subject}\r\n"
        f"Message-ID: <m{n}@contoh.example>\r\n{told}\r\n{body}\r\n"
    ).encode()


def test_a_mail_is_answered_and_its_answer_comes_back_to_the_same_ticket(store, box):
    """Dovecot brings it, a real SMTP server takes the answer, Dovecot brings what follows."""
    server = dovecot.running()
    store.do(mailboxes.add, "cs", {
        "address": "cs@toko.example", "sender": "Toko Uji", "host": "127.0.0.1",
        "security": "none", "port": server.imap, "user": postbox.USER, "since": 0,
        "smtp_host": postbox.HOST, "smtp_port": box.port, "smtp_security": "none",
        "signature": "Tim Toko Uji",
    }, dovecot.PASSWORD)  # fmt: skip
    server.deliver([letter(1, "Mug saya pecah")], postbox.USER)
    assert fetching.fetch(store).messages == 1
    store.do(replying.reply, [1], "Mohon kirim fotonya ya.")
    run = sending.send(store)
    assert (run.trouble, len(run.sent)) == ("", 1)
    (sent,) = box.mails
    assert (sent["In-Reply-To"], sent["Subject"]) == (
        "<m1@contoh.example>", "Re: Mug pecah [#T-1]")  # fmt: skip
    answer = letter(2, "Ini fotonya", answers=sent["Message-ID"], subject="Re: apa saja")
    tokened = letter(3, "Satu lagi", subject=f"Re: {sent['Subject']}")
    stranger = letter(4, "Saya juga", subject=sent["Subject"], sender="lain@contoh.example")
    server.deliver([answer, tokened, stranger], postbox.USER)
    server.deliver([box.raw[0]], postbox.USER)  # a copy of our own, as some providers keep one
    fetching.fetch(store)
    mine, other = sorted(cards(store), key=lambda card: card.row.id)
    assert [one.body.strip() for one in mine.messages] == [
        "Mug saya pecah", "Mohon kirim fotonya ya.", "Ini fotonya", "Satu lagi"]  # fmt: skip
    assert mine.row.state == "open"
    assert [one.body.strip() for one in other.messages] == ["Saya juga"]
    store.do(replying.reply, [1], "Terima kasih.", state="solved")
    sending.send(store)
    again = email.message_from_bytes(box.raw[-1])
    assert again["References"].split()[-1] == "<m3@contoh.example>"
    assert sent["Message-ID"] in again["References"]
    assert journal.verify(store).wrong == ()


def test_an_answer_by_chatwoot_that_nobody_confirmed_is_looked_for_and_not_said_twice(tmp_path):
    with chatwoot_server.serving() as server:
        first = open_store(tmp_path)
        file = first.home.settings_file
        file.parent.mkdir(parents=True, exist_ok=True)
        account = chatwoot_server.ACCOUNT
        told = f'chatwoot_address = "{server.address}"\nchatwoot_account = {account}\n'
        file.write_text(told, "utf-8")
        first.close()
        store = open_store(tmp_path)
        store.do(secrets.put, "chatwoot", chatwoot_server.TOKEN)
        server.talk(8)
        server.post(8, NOW - 60, "Halo?")
        fetching.fetch(store)
        (card,) = cards(store)
        store.do(replying.reply, [card.row.id], "Ada yang bisa dibantu?")
        server.deaf = 1
        run = sending.send(store)
        assert (len(run.waiting), run.sent) == (1, [])
        store.close()
        later = Store.open(store.home, Clock("Asia/Jakarta", now=NOW + 30 * MINUTE))
        assert len(sending.send(later).sent) == 1
        said = [one for one in server.posts[8] if one["message_type"] == 1]
        assert [one["content"] for one in said] == ["Ada yang bisa dibantu?"]
        later.close()


def test_a_note_never_leaves(store, box):
    """Whatever state somebody writes into it: only what is of kind out is ever put on a wire."""
    store.do(verbs.new, channel="email", subject="x", body="Catatan", kind="note",
             address="sari@contoh.example")  # fmt: skip

    def queue(work):
        work.connection.exec_driver_sql("UPDATE ticket_messages SET state = 'queued'")
        return work.done("queue")

    store.run("queue", queue)
    assert sending.send_due(store) is None
    assert sending.send(store).sent == []
    assert box.raw == []
