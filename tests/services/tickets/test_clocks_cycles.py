"""Waits and cycles against a shop assistant with a stop-watch, who looks at it every minute."""

import random
from datetime import date
from types import SimpleNamespace

import pytest

from shopdesk.clock import HOUR, MINUTE, Clock
from shopdesk.services.tickets.clocks.cycles import Moment, work_out
from shopdesk.services.tickets.clocks.policies import Target, Ticketed, targets
from shopdesk.services.tickets.clocks.stretches import OVER, timeline
from shopdesk.services.tickets.clocks.waits import Wait, answered, asked, waits

CLOCK = Clock("Asia/Jakarta")
FIRST = CLOCK.read("2026-12-22T00:00")
FREE = {date(2026, 12, 25), date(2027, 1, 1), date(2027, 1, 5)}
PAUSES = frozenset({"pending", "on_hold"})
NOW = 12 * 1440
SEEDS = range(60)


def in_office(minute):
    moment = CLOCK.local(FIRST + minute * MINUTE)
    return moment.weekday() < 5 and 9 <= moment.hour < 17 and moment.date() not in FREE


OPEN = [in_office(minute) for minute in range(NOW + 40 * 1440)]


def when(minute):
    return FIRST + minute * MINUTE


def history(seed):
    """Return what happens to a ticket: minutes, each with a new state."""
    luck = random.Random(seed)
    minutes = sorted(luck.sample(range(1, NOW), luck.randrange(8)))
    return [(one, luck.choice(["open", "pending", "on_hold", "solved"])) for one in minutes]


def watched(moves, start, stop, target):
    """Return the minute at which the target is reached, by looking each minute; None: it pauses.

    After the last thing that happens the watch goes on if it ran then.
    """
    ran, state, moved = 0, "open", dict(moves)
    for minute in range(start, stop):
        state = moved.get(minute, state)
        if state not in PAUSES | OVER and OPEN[minute]:
            ran += 1
            if ran == target:
                return minute + 1
    if state in PAUSES | OVER:
        return None
    while ran < target:
        ran += OPEN[stop]
        stop += 1
    return stop


@pytest.mark.parametrize("target", [240, 1440])
def test_a_clock_with_pauses_over_christmas_is_what_the_stop_watch_shows(target):
    missed = paused = 0
    for seed in SEEDS:
        moves = history(seed)
        states = timeline(moves[-1][1] if moves else "open", [
            (when(at), before, after) for (at, after), (_at, before)
            in zip(moves, [(0, "open"), *moves], strict=False)
        ])  # fmt: skip
        start = random.Random(-seed).randrange(moves[0][0] if moves else 1440)
        wait = Wait("resolution", when(start), None, "")
        moment = Moment(states, "Asia/Jakarta", when(NOW))
        cycle = work_out(wait, [Target("p", "shop", target * MINUTE, PAUSES)], None, moment)
        due = watched(moves, start, NOW, target)
        assert cycle.due_at == (None if due is None else when(due)), seed
        assert cycle.breached == (due is not None and due < NOW), seed
        missed, paused = missed + cycle.breached, paused + (due is None)
    assert missed > 5
    assert paused > 5


def message(number, minute, kind="in", *, auto=0, state="", heard=None, sent=None):
    return SimpleNamespace(
        id=number, kind=kind, at=when(minute), arrived_at=when(minute if heard is None else heard),
        auto=auto, state=state or ("sent" if kind == "out" else ""),
        sent_at=None if sent is None else when(sent),
    )  # fmt: skip


def waiting(talk, state="open", moves=()):
    states = timeline(state, [(when(at), before, after) for at, before, after in moves])
    return [
        (one.clock, (one.start - FIRST) // MINUTE, one.end and (one.end - FIRST) // MINUTE,
         one.ended)
        for one in waits(asked(talk), answered(talk), states)
    ]  # fmt: skip


def test_the_oldest_unanswered_message_is_what_counts():
    talk = [message(1, 0), message(2, 20), message(3, 30, "out"), message(4, 50), message(5, 60)]
    assert waiting(talk) == [("first", 0, 30, "answered"), ("next", 50, None, "")]


def test_machines_unsent_answers_and_notes_answer_nobody():
    talk = [
        message(1, 0), message(2, 5, "out", auto=1), message(3, 6, "note"),
        message(4, 7, "out", state="copy"), message(5, 8, "out", state="failed"),
        message(6, 9, auto=1),
    ]  # fmt: skip
    assert waiting(talk) == [("first", 0, None, "")]
    sent = message(4, 7, "out", state="copied", sent=40)
    assert waiting([*talk, sent]) == [("first", 0, 40, "answered")]


def test_an_answer_does_not_answer_what_its_writer_could_not_know():
    """A mail of 9:58 that is fetched at 10:05, and an answer that was written at 10:00."""
    talk = [message(1, 0), message(2, 118, heard=125), message(3, 120, "out")]
    assert waiting(talk) == [("first", 0, 120, "answered"), ("first", 118, None, "")]


def test_a_chat_told_by_the_minute_keeps_its_order():
    talk = [message(1, 0), message(2, 0, "out"), message(3, 0), message(4, 0, "out"), message(5, 0)]
    found = waits(asked(talk), answered(talk), timeline("open", []))
    assert [one.ended for one in found] == ["answered", "answered", ""]
    assert len({(one.clock, one.start) for one in found}) == 3


def test_a_thank_you_that_was_filed_away_does_not_count_when_the_customer_writes_again():
    moves = [(90, "open", "solved"), (500, "solved", "open")]
    talk = [message(1, 0), message(2, 30, "out"), message(3, 60)]
    assert waiting(talk, "solved", moves[:1])[-1] == ("next", 60, 90, "off")
    again = waiting([*talk, message(4, 500)], "open", moves)
    assert again[-2:] == [("next", 60, 90, "off"), ("next", 500, None, "")]
    assert waiting(talk, "open", moves)[-1] == ("next", 60, None, ""), "opened again by hand"


def test_a_date_nobody_believes_is_bounded():
    """A mail of 1970 waits ten years at most, one from the year 2099 since it came."""
    past, future = asked([message(1, -30_000_000, heard=0), message(2, 30_000_000, heard=0)])
    assert past.at == FIRST - 3653 * 24 * HOUR
    assert future.at == FIRST


def test_the_earliest_deadline_of_all_policies_shows():
    """Shopee's twelve hours on the wall end on a Saturday, our own eight on Monday."""
    friday = CLOCK.read("2026-12-18T16:30")
    of = Ticketed(CLOCK.day(friday), "shopee", "normal", frozenset(), frozenset())
    moment = Moment(timeline("open", []), "Asia/Jakarta", friday)
    cycle = work_out(Wait("next", friday, None, ""), targets("next", of), None, moment)
    assert (cycle.policy, CLOCK.iso(cycle.due_at)[:16]) == ("shopee-chat", "2026-12-19T04:30")
    monday = CLOCK.read("2026-12-21T09:00")
    cycle = work_out(Wait("first", monday, None, ""), targets("first", of), None, moment)
    assert (cycle.policy, CLOCK.iso(cycle.due_at)[:16]) == ("normal", "2026-12-21T13:00")
    vip = targets("first", of._replace(customer=frozenset({"vip"})))
    assert work_out(Wait("first", monday, None, ""), vip, None, moment).policy == "vip"
