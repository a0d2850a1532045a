"""Mails on their way out, through a real server: each once, and the truth of those that failed."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from tests import postbox
from tests.rig import NOW, dump
from tests.telling import order, orders, outbox, rule, shop, told

from shopdesk.clock import MINUTE
from shopdesk.refusal import Refusal
from shopdesk.services import journal, messages, secrets
from shopdesk.services import orders as work_on
from shopdesk.services.messages import optouts, sending

ROOT = Path(__file__).parents[2]


@pytest.fixture
def box():
    with postbox.opened() as made:
        yield made


@pytest.fixture
def store(tmp_path, box):
    made = shop(tmp_path, port=box.port)
    yield made
    made.close()


def queued(store, n=1):
    """Pack orders of a shop whose rule sends at once."""
    ids = orders(store, [f"A{at}" for at in range(1, n + 1)])
    rule(store, "packed")
    store.do(work_on.pack, ids)
    return ids


def later(store, box, minutes):
    """Open the same store so many minutes later."""
    return shop(store.home.root.parent, port=box.port, now=NOW + minutes * MINUTE)


def entries(store):
    with store.read() as read:
        return read.connection.exec_driver_sql(
            "SELECT verb, label, irreversible FROM journal_entries ORDER BY id"
        ).fetchall()


def test_an_approved_mail_arrives_and_stands_on_the_timeline(store, box):
    """From the pack table to the buyer's mailbox, through the real server."""
    (one,) = queued(store)
    run = sending.send(store)
    assert (run.sent, run.trouble) == ([1], "")
    (mail,) = box.mails
    (row,) = outbox(store)
    assert (mail["To"], mail["Subject"]) == ("sari@example.com", "Pesanan A1 sudah dikemas")
    assert mail.get_content().startswith("Halo Kak Sari,")
    assert mail["Message-ID"] == row.wire_id
    assert mail["From"].addresses[0].display_name == "Toko Uji"
    assert (row.state, row.sent_at, row.tries) == ("sent", NOW, 1)
    with store.read() as read:
        said = [h.what for h in work_on.show(read, one).history]
    assert any("e-mail" in what and "sent" in what for what in said)
    assert sending.send(store).sent == []
    assert len(box.raw) == 1


def test_a_sent_mail_is_an_act_that_cannot_be_taken_back(store):
    (one,) = queued(store)
    sending.send(store)
    acts = {verb: left for verb, _label, left in entries(store)}
    assert acts["mail_sent"]
    assert acts["mail_claim"]
    with pytest.raises(Refusal):
        journal.undo(store, len(entries(store)))
    with store.read() as read:
        assert work_on.show(read, one).row.status == "to_ship"


def test_no_password_stands_in_the_store_but_where_it_is_kept(store):
    store.run("secret", lambda work: secrets.put(work, "smtp", postbox.PASSWORD))
    queued(store)
    sending.send(store)
    assert postbox.PASSWORD not in str(dump(store)) + str(entries(store))


def test_what_a_sent_mail_told_of_can_still_be_taken_back(store, box):
    """A wrong step is undone though its mail went; the mail stays, and is not sent again."""
    (one,) = queued(store)
    sending.send(store)
    journal.undo(store)
    with store.read() as read:
        assert work_on.show(read, one).row.status == "to_pack"
    assert [row.state for row in outbox(store)] == ["sent"]
    journal.redo(store)
    journal.undo(store)
    store.do(work_on.pack, [one])
    assert sending.send(store).sent == []
    assert len(box.raw) == 1
    assert journal.verify(store).wrong == ()


def test_what_is_approved_keeps_its_step_until_that_is_undone(store):
    one = order(store)
    rule(store, "packed", mode="review")
    step = store.do(work_on.pack, [one])
    store.do(messages.approve, [1])
    with pytest.raises(Refusal, match="later work"):
        journal.undo(store, step.entry)
    journal.undo(store)
    journal.undo(store, step.entry)
    assert outbox(store) == ()


@pytest.mark.parametrize("state", ["review", "held"])
def test_only_what_is_queued_goes(store, box, state):
    one = order(store)
    rule(store, "packed", mode="review")
    store.do(work_on.pack, [one])
    if state == "held":
        store.do(messages.hold, [1])
    assert sending.send(store).sent == []
    with pytest.raises(Refusal):
        sending.send(store, [1])
    assert (box.raw, told(store)) == ([], [("packed", "email", state)])


def test_who_opted_out_after_queueing_gets_nothing(store, box):
    queued(store)
    store.do(optouts.add, "sari@example.com")
    assert sending.send(store).kept == [1]
    (row,) = outbox(store)
    assert (row.state, row.wrong, box.raw) == ("dropped", "opt_out", [])


def test_a_mail_that_became_no_news_does_not_go(store, box):
    (one,) = queued(store)
    store.do(work_on.cancel, [one], "habis")
    assert sending.send(store).kept == [1]
    assert (outbox(store)[0].wrong, box.raw) == ("overtaken", [])


def test_an_empty_variable_is_stopped_even_at_the_last_door(store, box):
    """Whatever wrote it into the store: a text with a brace is not handed in."""
    queued(store)

    def spoil(work):
        work.connection.exec_driver_sql("UPDATE messages SET body = 'Resi: {tracking}'")
        return work.done("spoil")

    store.run("spoil", spoil)
    assert sending.send(store).kept == [1]
    (row,) = outbox(store)
    assert (row.state, row.wrong, box.raw) == ("review", "empty:tracking", [])


def test_a_refused_mail_fails_and_can_go_again(store, box):
    box.rcpt = lambda _address: "550 no such user"
    queued(store)
    assert sending.send(store).failed == [1]
    (row,) = outbox(store)
    assert (row.state, row.wrong) == ("failed", "550 no such user")
    box.rcpt = lambda _address: None
    assert sending.send(store).sent == []
    store.do(messages.edit, 1, address="sari@toko.example")
    store.do(messages.retry, [1])
    assert sending.send(store).sent == [1]
    assert box.to == ["sari@toko.example"]


def test_a_mail_that_is_put_off_waits_longer_each_time_and_then_fails(store, box):
    """Waits of 5, 10, 20, 40 minutes; after the fifth try it is given up."""
    box.answer = lambda _envelope: "450 greylisted"
    queued(store)
    minute, waits = 0, []
    for _try in range(5):
        here = later(store, box, minute)
        sending.send(here)
        (row,) = outbox(here)
        if row.not_before:
            waits.append((row.not_before - NOW) // MINUTE - minute)
            assert sending.send(here).waiting == []
            minute = (row.not_before - NOW) // MINUTE
        here.close()
    assert waits == [5, 10, 20, 40]
    (row,) = outbox(store)
    assert (row.state, row.tries, row.wrong) == ("failed", 5, "450 greylisted")
    assert len({mail["Message-ID"] for mail in box.mails}) == 0


def test_a_wire_out_of_order_touches_no_mail(store, tmp_path):
    queued(store, 2)
    with postbox.opened() as gone:
        port = gone.port
    closed = shop(tmp_path, port=port)
    run = sending.send(closed)
    closed.close()
    assert run.trouble
    assert [(row.state, row.tries) for row in outbox(store)] == [("queued", 0)] * 2


def test_without_a_server_nothing_is_tried(tmp_path):
    store = shop(tmp_path / "none")
    queued(store)
    assert sending.send_due(store) is None
    with pytest.raises(Refusal, match="smtp_host"):
        sending.send(store)
    store.close()


def test_quiet_hours_hold_back_what_goes_by_itself(store, box):
    """The clock stands at 16:00; what a person sends by name goes all the same."""
    file = store.home.settings_file
    file.write_text(file.read_text("utf-8") + 'quiet_hours = "15:30-08:00"\n', "utf-8")
    quiet = shop(store.home.root.parent)
    queued(quiet, 2)
    assert sending.send(quiet).sent == []
    assert {row.not_before for row in outbox(quiet)} == {NOW + 16 * 60 * MINUTE}
    assert sending.send(quiet, [1]).sent == [1]
    quiet.close()
    morning = shop(store.home.root.parent, now=NOW + 16 * 60 * MINUTE)
    assert sending.send(morning).sent == [2]
    morning.close()


def test_a_wire_that_breaks_leaves_the_mail_to_a_person(store, box):
    """The server may have it: it is unsure at once, and no run touches it again."""
    box.answer = lambda _envelope: "take and hang up"
    queued(store)
    assert sending.send(store).unsure == [1]
    box.answer = lambda _envelope: None
    assert sending.send(store).sent == []
    (row,) = outbox(store, "unsure")
    assert row.wrong == "silent"
    store.do(messages.copied, [1])
    assert told(store) == [("packed", "email", "sent")]
    assert len(box.raw) == 1


def child(store, box):
    """Start another sender on the same store; it says when it is ready."""
    words = [sys.executable, "-m", "tests.telling", str(store.home.root.parent), str(box.port)]
    process = subprocess.Popen(
        words, cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdout.readline() == "ready\n"
    return process


def test_a_sender_killed_in_the_middle_sends_nothing_twice(store, box):
    """kill -9 while the server has the text: the mail is unsure, a person decides, once."""
    box.answer = lambda _envelope: "be silent"
    queued(store, 2)
    process = child(store, box)
    process.stdin.write("go\n")
    process.stdin.flush()
    assert box.heard.wait(60)
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdin.close()
    process.stdout.close()
    assert [row.state for row in outbox(store)] == ["sending", "queued"]
    box.answer = lambda _envelope: None
    assert sending.send(store).sent == [2]
    after = later(store, box, 11)
    assert sending.send(after).sent == []
    assert [row.state for row in outbox(after)] == ["unsure", "sent"]
    assert len(box.raw) == 2  # the first one was in the server's hands already
    after.do(messages.retry, [1])
    assert sending.send(after).sent == [1]
    assert len({mail["Message-ID"] for mail in box.mails}) == 2
    with after.read() as read:
        assert messages.counts(read) == {"sent": 2}
    assert journal.verify(after).wrong == ()
    after.close()


def test_two_senders_at_once_send_each_mail_once(store, box):
    """Three programs and forty mails: each arrives exactly once."""
    queued(store, 40)
    senders = [child(store, box) for _n in range(3)]
    for one in senders:
        one.stdin.write("go\n")
        one.stdin.flush()
    sent = [int(one.communicate(timeout=120)[0]) for one in senders]
    assert sum(sent) == 40
    assert len(box.raw) == 40
    assert len({mail["Message-ID"] for mail in box.mails}) == 40
    assert {row.state for row in outbox(store)} == {"sent"}
