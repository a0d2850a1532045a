"""How satisfied customers are: what counts as a score, when somebody is asked, what reopens."""

from dataclasses import replace

import pytest
import sqlalchemy as sa
from tests.rig import NOW, open_store
from tests.services.ticketing import ticket

from shopdesk.clock import HOUR
from shopdesk.models.tickets import Mailbox, Ticket, TicketMessage
from shopdesk.refusal import Refusal
from shopdesk.services import journal
from shopdesk.services.tickets import arriving, following, replying, scoring, verbs
from shopdesk.services.tickets.rows import Incoming


@pytest.mark.parametrize(("body", "score", "said", "alone"), [
    ("5", 5, "", True),
    ("  4/5 \n\n> Seberapa puas Kakak?\n> 5 sangat puas", 4, "", True),
    ("5, cepat sekali!", 5, "cepat sekali!", True),
    ("5 terima kasih ya", 5, "terima kasih ya", True),
    ("Nilai: 3", 3, "", True),
    ("5 bintang", 5, "", True),
    ("2\nBarangnya masih rusak", 2, "Barangnya masih rusak", False),
    ("4. Tapi kapan uang saya kembali?", 4, "Tapi kapan uang saya kembali?", False),
    ("1\nPada 23 Nov Toko menulis:\nHalo", 1, "", True),
])  # fmt: skip
def test_what_a_customer_writes_as_a_score(body, score, said, alone):
    told = scoring.read_score(body)
    assert (told.score, told.said, told.alone) == (score, said, alone)


@pytest.mark.parametrize("body", [
    "", "2 barang belum sampai", "50", "5000 rupiah kurang", "6", "0", "Halo, 5", "3 hari lagi",
    "> 5", "4.5",
])  # fmt: skip
def test_a_number_in_a_sentence_is_no_score(body):
    assert scoring.read_score(body) is None


@pytest.fixture
def store(tmp_path, watch):
    made = open_store(tmp_path, watch)
    made.settings = replace(made.settings, csat_ask=True, mail_from="toko@example.test")

    def box(work):
        work.session.add(Mailbox(name="toko", address="toko@example.test", host="localhost",
                                 smtp_host="localhost"))  # fmt: skip
        return work.done("box")

    made.run("box", box)
    comes(made, "a", "Kapan dikirim?")
    yield made
    made.close()


def comes(store, key, body, **facts):
    told = Incoming(
        channel="email", key=key, at=store.clock.now(), body=body, address="dewi@example.test",
        author="Dewi", thread="<a>", mailbox_id=1, **facts,
    )  # fmt: skip

    def take(work):
        arriving.take_in(work, [told])
        return following.ended(work, "came")

    store.run("come", take)


def asks(store):
    with store.read() as read:
        query = sa.select(TicketMessage.state, TicketMessage.not_before, TicketMessage.auto)
        return read.connection.execute(query.where(TicketMessage.canned == "score")).all()


def solved(store):
    store.do(replying.reply, [1], "Besok ya", state="solved")


def test_a_solved_ticket_asks_an_hour_later_and_once(store):
    store.do(verbs.set_state, [1], "solved")
    assert asks(store) == [], "nobody answered: there is nothing to judge"
    store.do(verbs.set_state, [1], "open")
    change = store.do(replying.reply, [1], "Besok ya", state="solved")
    assert asks(store) == [("queued", NOW + HOUR, 1)]
    assert (ticket(store).csat_asked_at, ticket(store).messages) == (NOW, 3)
    assert ticket(store).first_reply_at == NOW, "the question itself is no answer"
    store.do(verbs.tag, [1], add=["vip"])
    store.do(verbs.set_state, [1], "closed")
    assert len(asks(store)) == 1
    assert change.label.startswith("Answered")


def test_the_question_is_dropped_when_the_ticket_lives_again(store, watch):
    solved(store)
    watch.at += 60
    comes(store, "b", "Eh, satu lagi?")
    assert [one.state for one in asks(store)] == ["dropped"]
    assert ticket(store).csat_asked_at is None
    solved(store)
    assert [one.state for one in asks(store)] == ["dropped", "queued"]


def test_taking_back_the_solution_takes_back_the_question(store):
    solved(store)
    journal.undo(store)
    assert (asks(store), ticket(store).csat_asked_at, ticket(store).state) == ([], None, "new")


def test_a_bare_score_opens_nothing_and_words_beside_a_poor_one_do(store, watch):
    solved(store)
    comes(store, "b", "5", auto=True)
    assert ticket(store).csat_score is None, "a machine is never satisfied"
    store.do(verbs.set_state, [1], "closed")
    watch.at += HOUR
    comes(store, "c", "5")
    one = ticket(store)
    assert (one.state, one.csat_score, one.csat_at, one.messages) == ("closed", 5, watch.at, 5)
    assert (one.waiting_since, one.breached, one.due) == (None, 0, 9_999_999_999)
    with store.read() as read:
        assert read.connection.scalar(sa.select(sa.func.count(Ticket.id))) == 1
    comes(store, "d", "2\nMasih rusak")
    assert (ticket(store).csat_score, ticket(store).csat_said) == (2, "Masih rusak")
    after = ticket(store, 2)
    assert (after.follows, after.state, after.waiting_since) == (1, "new", watch.at)


def test_a_score_by_hand_and_what_is_no_score(store):
    store.do(scoring.score, 1, 4, "  lewat   telepon ")
    one = ticket(store)
    assert (one.csat_score, one.csat_said, one.csat_asked_at) == (4, "lewat telepon", None)
    with pytest.raises(Refusal, match="from 1 to 5"):
        store.do(scoring.score, 1, 6)
    with pytest.raises(Refusal, match="T-1"):
        store.do(scoring.ask, [1])
    journal.undo(store)
    assert ticket(store).csat_score is None
