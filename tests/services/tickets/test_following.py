"""What is derived of tickets: clocks with pauses, breaches that stay, taking back, many at once."""

import json

import pytest
import sqlalchemy as sa
from tests.rig import NOW, open_store
from tests.services.ticketing import ticket

from shopdesk.clock import DAY, HOUR, MINUTE
from shopdesk.models.tickets import Ticket, TicketClock, TicketMessage
from shopdesk.services import journal
from shopdesk.services.tickets import arriving, cards, following, replying, verbs
from shopdesk.services.tickets.rows import Incoming

MONDAY = NOW  # 16:00, an hour before closing


@pytest.fixture
def store(tmp_path, watch):
    made = open_store(tmp_path, watch)
    yield made
    made.close()


def comes(store, *said, **facts):
    """Take messages in as they come: key, and text."""
    told = {"channel": "whatsapp", "address": "628110001", "thread": "t", "author": "Dewi"} | facts
    at = told.pop("at", store.clock.now())

    def take(work):
        arriving.take_in(work, [Incoming(key=key, at=at, body="Halo?", **told) for key in said])
        return following.ended(work, "came")

    store.run("come", take)


def clocks(store, number=1):
    with store.read() as read:
        return {(one.clock, one.began_at): one for one in cards.show(read, number).clocks}


def send(store):
    """Mark every answer as copied, as the sender or a person does it."""

    def go(work):
        left = sa.select(TicketMessage).where(TicketMessage.state == "copy")
        for one in work.session.scalars(left):
            one.state, one.sent_at = "copied", work.clock.now()
        work.leaves("answers")
        return following.ended(work, "Sent")

    store.run("send", go)


def answer(store, state="pending"):
    store.do(replying.reply, [1], "Sebentar ya", state=state)
    send(store)


def read_clock(store, text):
    return store.clock.read(text)


def test_a_ticket_lives_through_its_clocks(store, watch):
    """First answer over night, the solution paused while the customer is asked, then solved."""
    comes(store, "a")
    one = ticket(store)
    assert one.first_due == one.due == read_clock(store, "2026-11-24T12:00")
    assert one.resolve_due == read_clock(store, "2026-11-26T16:00")
    assert (one.waiting_since, one.next_due, one.messages) == (MONDAY, None, 1)
    watch.at = read_clock(store, "2026-11-24T10:00")
    store.do(replying.reply, [1], "Sebentar ya", state="pending")
    assert ticket(store).waiting_since == MONDAY, "nobody has copied the answer yet"
    send(store)
    one = ticket(store)
    assert (one.waiting_since, one.first_due, one.resolve_due) == (None, None, None)
    assert one.due == 9_999_999_999
    assert (one.first_reply_at, one.last_out_at) == (watch.at, watch.at)
    watch.at = read_clock(store, "2026-11-27T15:00")
    comes(store, "b")
    one = ticket(store)
    assert one.next_due == one.due == read_clock(store, "2026-11-30T15:00")
    assert one.resolve_due == read_clock(store, "2026-12-02T13:00")
    watch.at = read_clock(store, "2026-11-30T09:30")
    answer(store, "solved")
    one = ticket(store)
    assert (one.state, one.solved_at, one.breached) == ("solved", watch.at, 0)
    found = clocks(store)
    first, whole = found["first", MONDAY], found["resolution", MONDAY]
    assert (first.used_s, first.ended_at) == (2 * HOUR, read_clock(store, "2026-11-24T10:00"))
    assert whole.used_s == 2 * HOUR + 2 * HOUR + HOUR // 2
    shown = [(one.running, one.start - MONDAY) for one in whole.segments]
    assert shown[:4] == [(True, 0), (False, HOUR), (True, 17 * HOUR), (False, 18 * HOUR)]
    assert [one.why for one in whole.segments][2:4] == ["new", "waits for the customer"]
    assert whole.segments[-1].end == whole.ended_at


def test_a_breach_stays_whatever_comes_after(store, watch):
    """Nobody looked for two days; then it is called unimportant, answered and solved."""
    comes(store, "a")
    watch.at += 2 * DAY
    late = clocks(store)["first", MONDAY]
    assert late.breached, "told before anybody wrote it down"
    assert (late.segments[-1].why, late.segments[-1].end) == ("late", None)
    assert late.used_s == (1 + 8 + 7) * HOUR
    assert ticket(store).breached == 0
    store.do(verbs.prioritise, [1], "low")
    one = ticket(store)
    assert (one.breached, one.first_due > watch.at) == (1, False)
    watch.at += HOUR
    answer(store, "solved")
    assert ticket(store).breached == 1
    assert clocks(store)["first", MONDAY].breached
    comes(store, "b")
    answer(store)
    assert ticket(store).breached == 1
    assert [one.breached for one in clocks(store).values()].count(True) == 1


def test_a_softer_promise_made_too_late_forgives_nothing(store, watch):
    comes(store, "a")
    store.do(verbs.prioritise, [1], "urgent")
    assert ticket(store).first_due == MONDAY + 30 * MINUTE
    watch.at += 40 * MINUTE
    store.do(verbs.prioritise, [1], "low")
    one = ticket(store)
    assert one.first_due > watch.at
    assert one.breached == 1


def test_a_transcript_is_judged_by_when_it_was_said(store, watch):
    """An afternoon's chat that is pasted the evening after; told in two parts, it was late once."""
    watch.at += 30 * HOUR
    told = {"channel": "shopee", "body": "Halo", "address": "dewi_88"}
    asks, says = MONDAY, MONDAY + 5 * MINUTE

    def take(work, *said):
        arriving.take_in(work, said)
        return following.ended(work, "came")

    chat = [Incoming(key="a", at=asks, thread="1", **told),
            Incoming(key="b", at=says, thread="1", kind="out", **told)]  # fmt: skip
    store.run("paste", lambda work: take(work, *chat))
    found = clocks(store)["first", MONDAY]
    assert (found.ended_at, found.breached, ticket(store).breached) == (says, False, 0)
    told["address"] = "rian"
    store.run("half", lambda work: take(work, Incoming(key="c", at=asks, thread="2", **told)))
    late = Incoming(key="d", at=says, thread="2", kind="out", **told)
    store.run("rest", lambda work: take(work, late))
    found = clocks(store, 2)["first", MONDAY]
    assert (found.ended_at, found.breached, ticket(store, 2).breached) == (says, True, 1)


def test_a_customer_who_was_called_a_vip_once_is_one_on_every_later_ticket(store, watch):
    comes(store, "a", thread="1")
    store.do(verbs.tag, [1], add=["vip"])
    comes(store, "b", thread="2")
    comes(store, "c", thread="3", address="628119999")
    assert ticket(store, 2).first_due == MONDAY + HOUR
    assert ticket(store, 3).first_due == read_clock(store, "2026-11-24T12:00")


def test_solving_calls_the_wait_off_and_spam_starts_none(store, watch):
    comes(store, "a")
    watch.at += MINUTE
    store.do(verbs.set_state, [1], "spam")
    assert ticket(store).due == 9_999_999_999
    assert {one.due_at for one in clocks(store).values()} == {None}
    comes(store, "b")
    assert (ticket(store).waiting_since, ticket(store).state) == (None, "spam")


def test_a_machine_starts_no_clock(store):
    comes(store, "a", auto=True)
    one = ticket(store)
    assert (one.due, one.waiting_since, clocks(store)) == (9_999_999_999, None, {})


def test_an_answer_that_went_keeps_its_verb_from_nothing(store, watch):
    """Reply, state and tag are taken back; the answer went and stays, and the clock knows it."""
    comes(store, "a")
    watch.at += MINUTE
    change = store.do(replying.reply, [1], "Sebentar ya", state="on_hold")
    watch.at += MINUTE
    send(store)
    journal.undo(store, change.entry)
    one = ticket(store)
    assert (one.state, one.messages, one.waiting_since) == ("new", 2, None)
    assert one.first_reply_at == watch.at
    assert one.resolve_due == read_clock(store, "2026-11-26T16:00")


def test_what_follows_is_the_same_however_often_it_is_made(store, watch):
    comes(store, "a", "b")
    watch.at += 3 * HOUR
    answer(store)
    before = (ticket(store), clocks(store))
    watch.at += 1

    def again(work):
        following.follow(work, [1])
        return work.done("again")

    assert store.run("again", again).entry is None, "nothing changed, so nothing is written"
    assert (ticket(store), clocks(store)) == before


def test_two_hundred_tickets_follow_with_a_handful_of_statements(store):
    """The same few reads and writes whether one ticket is touched or two hundred."""
    told = [
        Incoming(channel="whatsapp", key=f"k{n}", at=MONDAY, body="Halo?", thread=f"t{n}",
                 address=f"62811{n:05}")
        for n in range(200)
    ]  # fmt: skip

    def take(work):
        arriving.take_in(work, told)
        return following.ended(work, "came")

    store.run("come", take)
    said = []
    sa.event.listen(store.engine, "before_cursor_execute",
                    lambda _c, _cur, text, *_rest: said.append(text))  # fmt: skip

    def touch(work):
        work.session.execute(sa.update(Ticket).values(priority="urgent"))
        said.clear()
        following.follow(work, range(1, 201))
        told = [text.split()[0] for text in said]
        assert len(told) <= 9, json.dumps(told)
        return work.done("touched")

    store.run("touch", touch)
    with store.read() as read:
        dues = read.connection.scalars(sa.select(TicketClock.target_s)).all()
    assert sorted(set(dues)) == [30 * MINUTE, 480 * MINUTE]
