"""Reports that come by themselves: what is owed, and that each is owed once."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from tests.rig import Watch, open_store

from shopdesk import services
from shopdesk.refusal import Refusal
from shopdesk.reports import schedule, timers

WIB = ZoneInfo("Asia/Jakarta")


@pytest.fixture
def watch():
    return Watch()


@pytest.fixture
def store(tmp_path, watch):
    store = open_store(tmp_path, watch)
    yield store
    store.close()


def at(watch, moment):
    watch.at = int(datetime.fromisoformat(moment).replace(tzinfo=WIB).timestamp())


def plan(store, name="boss", report="daily", every="daily", **more):
    wish = {"every": every, "out": "reports/{report}-{period}.txt"} | more
    return store.do(services.reporting.schedule, name, report, **wish)


def owed(store):
    with store.read() as read:
        return [(one.period, one.file.name) for one in schedule.due(read)]


def made(store, file):
    store.do(services.reporting.ran, "daily", f"reports/{file}", "0" * 64, 1, answers={})


def test_each_night_is_owed_once_and_the_missed_ones_too_the_oldest_first(store, watch):
    at(watch, "2026-11-02T06:59")
    plan(store)
    assert owed(store) == [("2026-10-31", "daily-2026-10-31.txt")]  # the newest that ever was due
    made(store, "daily-2026-10-31.txt")
    assert owed(store) == []
    at(watch, "2026-11-02T07:00")
    assert owed(store) == [("2026-11-01", "daily-2026-11-01.txt")]
    at(watch, "2026-11-04T23:00")
    assert [period for period, _file in owed(store)] == ["2026-11-01", "2026-11-02", "2026-11-03"]
    made(store, "daily-2026-11-01.txt")
    made(store, "daily-2026-11-02.txt")
    assert [period for period, _file in owed(store)] == ["2026-11-03"]
    made(store, "daily-2026-11-03.txt")
    assert owed(store) == []


def test_a_file_without_its_period_is_written_for_the_newest_night_only(store, watch):
    at(watch, "2026-11-02T08:00")
    plan(store, out="reports/daily.txt")
    made(store, "daily.txt")
    at(watch, "2026-11-05T08:00")
    assert owed(store) == [("2026-11-04", "daily.txt")]
    made(store, "daily.txt")
    assert owed(store) == []


def test_weeks_begin_on_monday_and_a_short_month_ends_on_its_last_day(store, watch):
    at(watch, "2026-11-30T06:00")
    plan(store, "week", "weekly", "weekly", day=1)
    plan(store, "month", "monthly", "monthly", day=31, answers={"period": "this-month"})
    assert owed(store) == [
        ("2026-10", "monthly-2026-10.txt"),
        ("2026-11-16..2026-11-22", "weekly-2026-11-16_2026-11-22.txt"),
    ]
    at(watch, "2026-11-30T07:00")
    assert [period for period, _file in owed(store)] == ["2026-11", "2026-11-23..2026-11-29"]
    with store.read() as read:
        month, week = services.reporting.plans(read)
        coming = [read.clock.iso(schedule.following(one, read.clock)) for one in (month, week)]
    assert coming == ["2026-12-31T07:00:00+07:00", "2026-12-07T07:00:00+07:00"]


def test_a_plan_is_replaced_removed_and_brought_back(store):
    plan(store, "the boss")
    assert "Changed" in plan(store, "the-boss", at="06:30").label
    with store.read() as read:
        assert [(one.name, one.time) for one in services.reporting.plans(read)] == [
            ("the-boss", "06:30")
        ]
    gone = store.do(services.reporting.unschedule, "the-boss")
    services.journal.undo(store, gone.entry)
    with store.read() as read:
        assert services.reporting.plan_named(read, "the-boss").time == "06:30"


@pytest.mark.parametrize(
    ("wish", "sentence"),
    [
        ({"every": "hourly"}, "not “hourly”"),
        ({"every": "weekly", "day": 8}, "1 to 7"),
        ({"at": "7:00"}, "write 07:00"),
        ({"at": "25:00"}, "write 07:00"),
        ({"name": "a/b"}, "cannot name a schedule"),
        ({"out": "reports/daily-{period}.txt"}, "“boss” writes"),
    ],
)
def test_what_cannot_be_is_refused_with_what_could(store, wish, sentence):
    plan(store)
    with pytest.raises(Refusal, match=sentence):
        plan(store, **({"name": "new", "out": "else.txt"} | wish))


def test_a_period_that_stays_the_same_is_refused():
    schedule.refuse_standing({"period": "last-week"})
    with pytest.raises(Refusal, match="“2026-10” stays the same"):
        schedule.refuse_standing({"period": "2026-10"})


def test_the_timer_calls_when_a_plan_is_due_in_the_shop_s_zone(store):
    plan(store)
    plan(store, "week", "weekly", "weekly", day=5, at="18:30")
    plan(store, "month", "monthly", "monthly", day=31)
    with store.read() as read:
        unit = timers.timer(services.reporting.plans(read), "Asia/Jakarta")
    assert [line for line in unit.splitlines() if line.startswith(("On", "Per"))] == [
        "OnCalendar=*-*-* 07:00:00 Asia/Jakarta",
        "OnCalendar=*-*-28..31 07:00:00 Asia/Jakarta",
        "OnCalendar=Fri *-*-* 18:30:00 Asia/Jakarta",
        "Persistent=true",
    ]
