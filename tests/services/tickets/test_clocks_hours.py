"""Business hours, minute by minute against a count on fingers: weekends, holidays, lunch."""

from datetime import date
from itertools import accumulate

import pytest

from shopdesk import tables
from shopdesk.clock import DAY, HOUR, MINUTE, Clock
from shopdesk.models.orders import NEVER
from shopdesk.refusal import Refusal
from shopdesk.services.tickets.clocks.hours import Calendar

CLOCK = Clock("Asia/Jakarta")
SHOP = Calendar("shop", "Asia/Jakarta")
FIRST, DAYS = date(2026, 12, 17), 40
FREE = {date(2026, 12, 25), date(2027, 1, 1), date(2027, 1, 5)}
"""Christmas, New Year and Isra Mikraj; nobody works on them."""


@pytest.fixture
def own_tables(tmp_path):
    def put(**tomls):
        for name, rows in tomls.items():
            (tmp_path / f"{name}.toml").write_text(rows)
        tables.use(tmp_path)

    yield put
    tables.use(None)


def at(text):
    return CLOCK.read(text)


def counted(opens):
    """Return the working minutes that were over at each minute since the first day's midnight."""
    start = CLOCK.at(FIRST)
    minutes = (CLOCK.local(start + n * MINUTE) for n in range(DAYS * 1440))
    return list(accumulate((opens(one) for one in minutes), initial=0))


def in_office(moment):
    return moment.weekday() < 5 and 9 <= moment.hour < 17 and moment.date() not in FREE


@pytest.mark.parametrize("target", [1, 30, 480, 1440])
def test_every_minute_of_two_weeks_is_due_when_a_count_minute_by_minute_says(target):
    """Every start from Thursday before Christmas to the New Year, whatever hour it is."""
    over, start = counted(in_office), CLOCK.at(FIRST)
    due = 0
    for begun in range(0, 16 * 1440, 7 if target > 1 else 1):
        due = max(due, begun)
        while over[due] - over[begun] < target:
            due += 1
        assert SHOP.add(start + begun * MINUTE, target * MINUTE) == start + due * MINUTE


def test_the_minutes_between_any_two_are_those_that_were_counted():
    over, start = counted(in_office), CLOCK.at(FIRST)
    for begun in range(0, 14 * 1440, 397):
        for ended in range(begun, 20 * 1440, 1009):
            spent = SHOP.between(start + begun * MINUTE, start + ended * MINUTE)
            assert spent == (over[ended] - over[begun]) * MINUTE


def test_eight_hours_from_friday_afternoon_end_on_monday():
    assert SHOP.add(at("2026-11-20T16:00"), 480 * MINUTE) == at("2026-11-23T16:00")
    assert SHOP.add(at("2026-11-20T16:00"), 60 * MINUTE) == at("2026-11-20T17:00"), "to the minute"
    assert SHOP.add(at("2026-11-20T17:00"), 1) == at("2026-11-23T09:00") + 1
    assert SHOP.between(at("2026-11-20T18:00"), at("2026-11-23T08:00")) == 0
    assert SHOP.between(at("2026-11-23T12:00"), at("2026-11-23T10:00")) == 0
    assert Calendar("always", "Asia/Jakarta").add(at("2026-12-25T23:30"), 43200) == at(
        "2026-12-26T11:30")  # fmt: skip


def test_a_shop_has_its_own_hours(own_tables):
    """Lunch, Saturday mornings, a holiday that is worked, and a week away."""
    own_tables(business_hours=(
        '[[rows]]\nname = "shop"\ndays = [1, 2, 3, 4, 5]\nholidays = true\n'
        "hours = [[08:00:00, 12:00:00], [13:00:00, 17:00:00]]\n"
        '[[rows]]\nname = "shop"\ndays = [6]\nhours = [[09:00:00, 12:00:00]]\n'
        '[[rows]]\nname = "shop"\ndays = [1, 2, 3, 4, 5, 6, 7]\nhours = []\n'
        "from = 2026-12-28\nuntil = 2026-12-31\n"
    ))  # fmt: skip

    def opens(moment):
        if date(2026, 12, 28) <= moment.date() <= date(2026, 12, 31):
            return False
        if moment.weekday() == 5:
            return 9 <= moment.hour < 12
        return moment.weekday() < 5 and (8 <= moment.hour < 12 or 13 <= moment.hour < 17)

    over, start = counted(opens), CLOCK.at(FIRST)
    for begun in range(0, 16 * 1440, 211):
        due = next(n for n in range(begun, len(over)) if over[n] - over[begun] >= 300)
        assert SHOP.add(start + begun * MINUTE, 300 * MINUTE) == start + due * MINUTE


def test_a_calendar_that_never_opens_and_one_that_nobody_wrote(own_tables):
    own_tables(business_hours='[[rows]]\nname = "never"\ndays = [1]\nhours = []\n')
    assert Calendar("never", "Asia/Jakarta").add(at("2026-11-23T10:00"), 60) == NEVER
    with pytest.raises(Refusal, match="“nights”"):
        Calendar("nights", "Asia/Jakarta").add(at("2026-11-23T10:00"), 60)


def test_hours_are_those_of_the_clock_on_the_wall_where_summer_begins():
    """Berlin skips an hour on Sunday, 29 March 2026: the shop still opens at nine there."""
    berlin, calendar = Clock("Europe/Berlin"), Calendar("shop", "Europe/Berlin")
    friday = berlin.read("2026-03-27T16:00")
    assert calendar.add(friday, 480 * MINUTE) == berlin.read("2026-03-30T16:00")
    assert berlin.read("2026-03-30T16:00") - friday == 3 * DAY - HOUR
