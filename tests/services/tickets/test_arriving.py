"""Messages from outside: each once, each in its ticket, and what they do to its state."""

import pytest
from tests.rig import NOW, add_orders, open_store
from tests.services.ticketing import chat, events, mail, take, talk, ticket

from shopdesk.clock import DAY, Clock
from shopdesk.models.messages import Message
from shopdesk.models.orders import Order
from shopdesk.services.tickets import replying, verbs
from shopdesk.services.tickets.rows import IncomingFile


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """Return one store for all cases: each has customers of its own."""
    made = open_store(tmp_path_factory.mktemp("store"))
    made.run("seed", lambda work: add_orders(work, [{"number": "A-1"}]))
    yield made
    made.close()


@pytest.fixture(autouse=True)
def now(store):
    store.clock = Clock("Asia/Jakarta", now=NOW)


def one(taken):
    """Return the only ticket that was touched."""
    (found,) = taken.touched
    return found


def test_a_message_comes_in_once_however_often_it_is_brought(store):
    first = take(store, mail("once"), mail("once"))
    again = take(store, mail("once"), mail("twice", answers=("<once@contoh.id>",)))
    assert (first.messages, first.known, again.messages, again.known) == (1, 1, 1, 1)
    assert (again.new, one(again)) == ((), one(first))
    assert [row.key for row in talk(store, one(first))] == ["once", "twice"]


def test_an_answer_finds_its_ticket_by_the_newest_mail_that_it_answers(store):
    one_id, other = take(store, mail("n1", "ani@contoh.id"), mail("n2", "ani@contoh.id")).new
    both = ("<n2@contoh.id>", "<unknown@x>", "<n1@contoh.id>")
    assert take(store, mail("n3", "ani@contoh.id", answers=both)).touched == (one_id,)
    assert take(store, mail("n4", "boss@contoh.id", answers=both[:2])).touched == (other,)


def test_the_same_subject_alone_joins_nothing(store):
    taken = take(store, mail("s1", "rini@contoh.id"), mail("s2", "rini@contoh.id"))
    assert len(taken.new) == 2


def test_mails_that_arrive_crosswise_find_together_by_the_first_of_them(store):
    root = "<c1@contoh.id>"
    late = take(store, mail("c3", "tono@contoh.id", answers=(root, "<c2@contoh.id>")))
    assert take(store, mail("c1", "tono@contoh.id")).touched == late.new
    stranger = take(store, mail("c4", "orang@lain.id", answers=(root, "<never@seen>")))
    assert stranger.touched == late.new  # it answers the first mail, which is here by now
    told_all = ("<newsletter@shop>",)
    mine, theirs = take(
        store, mail("l1", "a@contoh.id", answers=told_all), mail("l2", "b@contoh.id",
                                                                 answers=told_all),
    ).new  # fmt: skip
    assert mine != theirs


def test_a_number_of_ours_leads_home_but_only_who_takes_part(store):
    (home,) = take(store, mail("t1", "wati@contoh.id")).new
    subject = f"Re: Tanya [#T-{home}]"
    assert take(store, mail("t2", "WATI@contoh.id", subject=subject)).touched == (home,)
    (strange,) = take(store, mail("t3", "maling@lain.id", subject=subject)).new
    assert (ticket(store, strange).follows, ticket(store, home).messages) == (home, 2)
    assert events(store, strange, "link") == [("", f"T-{home}", "")]
    assert ticket(store, strange).order_id is None
    assert take(store, mail("t4", "wati@contoh.id", subject="[#T-999999]")).new


def test_chats_keep_to_their_thread_and_else_to_what_the_customer_talks_about(store):
    (first,) = take(store, chat("k1", "dewi"), chat("k2", "dewi")).new
    pasted = chat("k3", "", author="Dewi", address="Dewi")
    assert take(store, pasted).touched == (first,)
    (other,) = take(store, chat("k4", "dewi-2", address="dewi")).new
    store.do(verbs.set_state, [first, other], "closed")
    (later,) = take(store, chat("k5", "", address="dewi")).new
    assert take(store, chat("k6", "dewi-3", address="dewi")).touched == (later,)
    assert ticket(store, later).thread == "dewi-3"


def test_a_word_of_the_customer_opens_what_waits_and_wakes_what_sleeps(store):
    moves = {"pending": "open", "on_hold": "open", "solved": "open", "open": "open"}
    (home,) = take(store, chat("w0", "wake")).new
    assert ticket(store, home).state == "new"
    take(store, chat("w00", "wake"))
    assert ticket(store, home).state == "new"
    for n, (before, after) in enumerate(moves.items()):
        store.do(verbs.set_state, [home], before)
        if before != "solved":
            store.do(verbs.snooze, [home], NOW + DAY)
        taken = take(store, chat(f"w1{n}", "wake", at=NOW - 500 + n))
        row = ticket(store, home)
        assert (row.state, row.snoozed_until) == (after, None)
        assert taken.reopened == ((home,) if before != "open" else ())
    assert events(store, home)[-1] == ("solved", "open", "")


def test_what_a_machine_says_opens_nothing(store):
    (home,) = take(store, mail("m1", "mesin@contoh.id")).new
    store.do(verbs.set_state, [home], "solved")
    away = mail("m2", "mesin@contoh.id", answers=("<m1@contoh.id>",), auto=True)
    taken = take(store, away)
    assert (taken.touched, taken.reopened, ticket(store, home).state) == ((home,), (), "solved")
    store.do(verbs.set_state, [home], "closed")
    late = mail("m4", "mesin@contoh.id", answers=("<m1@contoh.id>",), auto=True)
    assert (take(store, late).new, ticket(store, home).state) == ((), "closed")
    (news,) = take(store, mail("m3", "promo@contoh.id", auto=True)).new
    assert (ticket(store, news).waiting_since, ticket(store, news).first_due) == (None, None)


def test_what_comes_after_the_end_follows_in_a_ticket_of_its_own(store):
    (old,) = take(store, mail("f1", "fajar@contoh.id")).new
    store.do(verbs.assign, [old], "Rina")
    store.do(verbs.set_state, [old], "closed")
    answer = ("<f1@contoh.id>",)
    (new,) = take(store, mail("f2", "fajar@contoh.id", answers=answer),
                  mail("f3", "fajar@contoh.id", answers=answer)).new  # fmt: skip
    row = ticket(store, new)
    assert (row.follows, row.state, row.assignee, row.messages) == (old, "new", "Rina", 2)
    assert ticket(store, old).state == "closed"
    assert take(store, mail("f4", "fajar@contoh.id", answers=answer)).touched == (new,)
    store.do(verbs.set_state, [new], "closed")
    (third,) = take(store, mail("f5", "fajar@contoh.id", answers=answer)).new
    assert ticket(store, third).follows == new


def test_solved_tickets_close_by_themselves_and_by_the_date_of_the_word(store):
    (old, other) = take(store, chat("d1", "lama"), chat("d2", "lama-2")).new
    store.do(verbs.set_state, [old, other], "solved")
    store.clock = Clock("Asia/Jakarta", now=NOW + 8 * DAY)
    late = chat("d3", "lama", at=NOW + 6 * DAY)  # written in time, fetched too late
    assert take(store, late).reopened == (old,)
    assert (ticket(store, old).state, ticket(store, other).state) == ("open", "closed")
    store.do(verbs.set_state, [old], "solved")
    store.clock = Clock("Asia/Jakarta", now=NOW + 20 * DAY)
    (new,) = take(store, chat("d4", "lama", at=NOW + 20 * DAY)).new
    assert (ticket(store, new).follows, ticket(store, old).state) == (old, "closed")
    assert events(store, old)[-1] == ("solved", "closed", "")


def test_a_transcript_tells_what_we_answered_and_knows_again_what_was_copied(store):
    lines = [chat("x1", "naskah", at=NOW - 90), chat("x2", "naskah", at=NOW - 80, kind="out",
                                                     author="Rina")]  # fmt: skip
    (home,) = take(store, *lines).new
    row = ticket(store, home)
    assert (row.state, row.first_reply_at, row.last_out_at) == ("pending", NOW - 80, NOW - 80)
    store.do(replying.reply, [home], "Sudah dikirim ya kak")
    copied = chat("x3", "naskah", at=NOW, kind="out", body="Sudah  dikirim ya kak\n")
    assert take(store, copied).messages == 0
    (answer,) = [row for row in talk(store, home) if row.body.startswith("Sudah")]
    assert (answer.state, answer.key) == ("copied", "x3")
    robot = chat("x5", "naskah", at=NOW, kind="out", auto=True)
    take(store, chat("x4", "naskah", at=NOW), robot)
    assert ticket(store, home).state == "open"


def test_what_nobody_should_keep_is_not_kept(store):
    dirty = mail(
        "bad\ud800", "kotor@contoh.id", body="Kartu 4111 1111 1111 1111 \x00 \udcff", at=NOW + DAY,
        subject="a\r\nBcc: b 4111111111111111", author="N" * 9_999, wire_id="<z@z> x",
        answers=["<a>"] * 5_000, files=[IncomingFile("foto.jpg", b"\xff\xd8\xff", 3)],
    )  # fmt: skip
    (home,) = take(store, dirty).new
    (message,) = talk(store, home)
    assert "4111" not in message.body + message.subject
    assert "1111" in message.body
    assert "\n" not in message.subject
    assert (message.at, len(message.author)) == (NOW, 500)
    assert take(store, dirty).known == 1


def test_spam_stays_spam_until_somebody_says_otherwise(store):
    (junk,) = take(store, mail("p1", "junk@contoh.id", spam=True)).new
    assert ticket(store, junk).state == "spam"
    (more,) = take(store, mail("p2", "junk@contoh.id")).new
    assert (ticket(store, more).state, ticket(store, more).waiting_since) == ("spam", None)
    store.do(verbs.set_state, [more], "open")
    (third,) = take(store, mail("p3", "junk@contoh.id")).new
    assert ticket(store, third).state == "new"


def test_an_answer_to_our_message_about_an_order_is_about_that_order(store):
    def told(work):
        order = work.session.query(Order).one()
        work.session.add(
            Message(
                order_id=order.id, moment="shipped", medium="email", address="budi@contoh.id",
                subject="s", body="b", state="sent", wire_id="<told@shop>", made_at=NOW,
                language="id",
            )
        )  # fmt: skip
        return work.done("told")

    store.run("told", told)
    (home,) = take(store, mail("o1", "budi@contoh.id", answers=("<told@shop>",))).new
    assert ticket(store, home).order_id == 1
