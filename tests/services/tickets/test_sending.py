"""Answers on their way out, through a real server: each once, threaded, signed, never a note."""

import pytest
from tests import postbox
from tests.answering import heard, mail, mailbox, shop_of, ticket

from shopdesk.refusal import Refusal
from shopdesk.services.tickets import replying, sending


@pytest.fixture
def box():
    with postbox.opened() as made:
        yield made


@pytest.fixture
def store(tmp_path, box):
    made = shop_of(tmp_path, box.port)
    yield made
    made.close()


def outs(store):
    """Return the answers: state, what is wrong, tries."""
    query = "SELECT state, wrong, tries FROM ticket_messages WHERE kind = 'out' ORDER BY id"
    with store.read() as read:
        return [tuple(row) for row in read.connection.exec_driver_sql(query)]


def test_an_answer_goes_on_from_the_mail_it_answers(store, box):
    """From the mailbox's address, with its signature, the ticket's token and the thread."""
    here = mailbox(store, box.port, signature="Tim Toko Uji")
    heard(store, mail(1, mailbox_id=here, answers=("<old@example.com>",)))
    heard(
        store, mail(2, mailbox_id=here, subject="RE: Paket saya", answers=("<in-1@example.com>",))
    )
    store.do(replying.reply, [1], "Sudah dikirim.")
    store.do(replying.note, [1], "Rahasia: pembeli ini rewel.")
    run = sending.send(store)
    assert (run.trouble, len(run.sent)) == ("", 1)
    (sent,) = box.mails
    assert sent["From"].addresses[0].addr_spec == "cs@toko.example"
    assert (sent["To"], sent["Subject"]) == ("sari@example.com", "Re: Paket saya [#T-1]")
    assert sent["In-Reply-To"] == "<in-2@example.com>"
    assert sent["References"].split() == [
        "<old@example.com>", "<in-1@example.com>", "<in-2@example.com>"]  # fmt: skip
    assert sent["Auto-Submitted"] is None
    assert sent["List-Unsubscribe"] is None
    assert sent.get_content().replace("\r", "") == "Sudah dikirim.\n\n-- \nTim Toko Uji\n"
    assert "Rahasia" not in str(box.raw)
    assert outs(store) == [("sent", None, 1)]
    assert sending.send_due(store) is None


def test_without_a_mailbox_the_shop_sends(store, box):
    heard(store, mail(1, subject=""))
    store.do(replying.reply, [1], "Halo")
    sending.send(store)
    (sent,) = box.mails
    assert sent["From"].addresses[0].addr_spec == "halo@toko.example"
    assert sent["Subject"] == "Re: Di mana? 1 [#T-1]"


def test_a_refused_answer_fails_and_goes_again(store, box):
    """While it has failed the customer waits for an answer again."""
    box.rcpt = lambda _address: "550 no such user"
    heard(store, mail(1))
    store.do(replying.reply, [1], "Halo")
    assert len(sending.send(store).failed) == 1
    assert outs(store) == [("failed", "550 no such user", 1)]
    with store.read() as read:
        waits = "SELECT waiting_since FROM tickets"
        assert read.connection.exec_driver_sql(waits).scalar() is not None
    box.rcpt = lambda _address: None
    with store.read() as read:
        out = read.connection.exec_driver_sql("SELECT max(id) FROM ticket_messages").scalar_one()
    store.do(sending.again, [out])
    assert sending.send(store).sent == [out]
    assert outs(store) == [("sent", None, 2)]


def test_a_wire_that_breaks_leaves_the_answer_to_a_person(store, box):
    box.answer = lambda _envelope: "take and hang up"
    heard(store, mail(1))
    store.do(replying.reply, [1], "Halo")
    (out,) = sending.send(store).unsure
    box.answer = lambda _envelope: None
    assert sending.send(store).sent == []
    assert len(box.raw) == 1
    store.do(sending.copied, [out])
    assert outs(store)[0][0] == "sent"


def test_what_is_out_of_order_on_one_way_does_not_keep_the_others(store, box):
    gone = mailbox(store, 1, name="gone", address="gone@toko.example")
    heard(store, mail(1, mailbox_id=gone), mail(2, address="dewi@example.com"))
    store.do(replying.reply, [1, 2], "Halo")
    run = sending.send(store)
    assert run.trouble
    assert len(run.sent) == 1
    assert [row[0] for row in outs(store)] == ["queued", "sent"]


def test_only_answers_are_marked_as_copied(store):
    one = ticket(store)
    store.do(replying.note, [one], "Di antara kita")
    store.do(replying.reply, [one], "Halo")
    assert outs(store) == [("copy", None, 0)]
    with store.read() as read:
        asked = "SELECT id FROM ticket_messages WHERE kind IN ('note', 'out') ORDER BY kind"
        note, out = read.connection.exec_driver_sql(asked).scalars()
    with pytest.raises(Refusal, match="only answers"):
        store.do(sending.copied, [note])
    store.do(sending.copied, [out])
    assert outs(store)[0][0] == "copied"
    with pytest.raises(Refusal, match="copied"):
        store.do(sending.drop, [out])


def test_an_answer_of_nobody_reaches_no_variable(store, box):
    """Whatever wrote it into the store: a text with a brace is not handed in."""
    heard(store, mail(1))
    store.do(replying.reply, [1], "Halo")

    def spoil(work):
        work.connection.exec_driver_sql(
            "UPDATE ticket_messages SET body = 'Resi {tracking}' WHERE kind = 'out'")  # fmt: skip
        return work.done("spoil")

    store.run("spoil", spoil)
    assert len(sending.send(store).kept) == 1
    assert outs(store) == [("failed", "empty:tracking", 0)]
    assert box.raw == []
