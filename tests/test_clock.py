"""The shop's day, hour and deadline, wherever the machine stands."""

from datetime import date, datetime, timedelta
from datetime import time as hour

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from shopdesk import clock as clocks
from shopdesk.clock import Clock, countdown
from shopdesk.refusal import Refusal

NOW = 1_795_424_400  # Monday 23 November 2026, 16:00 in Jakarta
JAKARTA = Clock(now=NOW)


def test_now_stands_still_where_told(monkeypatch):
    assert JAKARTA.now() == NOW
    assert Clock(now=lambda: 5).now() == 5
    monkeypatch.setenv("SHOPDESK_NOW", "2026-11-23T16:00:00+07:00")
    assert Clock("UTC").now() == NOW
    monkeypatch.setenv("SHOPDESK_NOW", "2026-11-23 16:00")
    assert Clock().now() == NOW
    monkeypatch.setenv("SHOPDESK_NOW", "tomorrow")
    with pytest.raises(Refusal, match="SHOPDESK_NOW"):
        Clock().now()


def test_the_machines_clock_is_the_last_resort(monkeypatch):
    monkeypatch.delenv("SHOPDESK_NOW", raising=False)
    assert Clock().now() > 1_700_000_000


def test_an_unknown_zone_is_refused():
    for name in ("Mars/Phobos", "../etc", ""):
        with pytest.raises(Refusal, match="zone"):
            Clock(name)


def test_iso_and_read():
    assert JAKARTA.iso(NOW) == "2026-11-23T16:00:00+07:00"
    assert JAKARTA.read("2026-11-23T09:00:00Z") == NOW
    assert JAKARTA.read("2026-11-23 16:00:00.999") == NOW
    assert JAKARTA.read("2026-11-23") == NOW - 16 * 3600
    assert JAKARTA.today() == date(2026, 11, 23)
    for wrong in ("", "23/11/2026", "0001-01-01T00:00:00+23:59", "soon"):
        with pytest.raises(ValueError, match="not a date"):
            JAKARTA.read(wrong)


@given(
    st.integers(min_value=-(2**33), max_value=2**35),
    st.sampled_from(["Asia/Jakarta", "Asia/Jayapura", "Europe/Berlin", "America/St_Johns"]),
)
def test_iso_and_read_are_inverse(instant, zone):
    clock = Clock(zone, now=NOW)
    assert clock.read(clock.iso(instant)) == instant
    start, end = clock.day_bounds(clock.day(instant))
    assert start <= instant < end
    assert end - start in {23 * 3600, 24 * 3600, 25 * 3600} or instant < 0


@given(st.text(max_size=25))
def test_read_only_ever_raises_value_error(text):
    try:
        JAKARTA.read(text)
    except ValueError:
        return


def test_show():
    assert JAKARTA.show(NOW, "en") == "23 Nov 16:00"
    assert JAKARTA.show(NOW, "id") == "23 Nov 16.00"
    assert JAKARTA.show(NOW - 365 * clocks.DAY, "id") == "23 Nov 2025"
    assert JAKARTA.show(NOW - 100 * clocks.DAY, "id", "date") == "15 Agu 2026"
    assert JAKARTA.show(NOW, "id", "time") == "16.00"
    assert JAKARTA.show(NOW, "en", "long") == "Monday, 23 November 2026, 16:00 WIB"
    assert JAKARTA.show(NOW, "id", "long") == "Senin, 23 November 2026, 16.00 WIB"
    assert JAKARTA.at(date(2026, 11, 23), hour(16)) == NOW


def test_the_month_names_are_babels():
    for language in ("id", "en"):
        months = Locale(language).months["format"]["abbreviated"]
        assert [months[n] for n in range(1, 13)] == clocks._MONTHS[language]
    assert str(Locale("id").time_formats["short"]) == "HH.mm"


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (2 * 3600 + 5 * 60, "2h 05m"),
        (27 * 3600, "1d 3h"),
        (12 * 60 + 59, "12m"),
        (0, "0m"),
        (-27 * 3600, "late 1d 3h"),
        (-61, "late 1m"),
        (400 * 86400, "400d 0h"),
    ],
)
def test_countdown(seconds, text):
    assert countdown(NOW + seconds, NOW) == text


def test_a_day_of_the_shop_is_not_a_day_of_utc():
    midnight = datetime(2026, 11, 22, 17, tzinfo=clocks.ZoneInfo("UTC"))
    start, end = JAKARTA.day_bounds(date(2026, 11, 23))
    assert start == int(midnight.timestamp())
    assert end - start == int(timedelta(days=1).total_seconds())
