"""By when an order must leave the house."""

import pytest

from shopdesk.clock import Clock
from shopdesk.deadlines import ship_by

CLOCK = Clock(now=0)


@pytest.mark.parametrize(
    ("channel", "start", "late"),
    [
        ("tiktok", "2026-11-23T11:59:59", "2026-11-23T23:59:59"),
        ("tiktok", "2026-11-23T12:00:00", "2026-11-24T23:59:59"),
        ("tokopedia", "2026-11-20T13:00:00", "2026-11-23T23:59:59"),
        ("tokopedia", "2026-11-21T13:00:00", "2026-11-23T23:59:59"),
        ("tiktok", "2026-12-25T08:00:00", "2026-12-28T23:59:59"),
        ("shopee", "2026-11-19T20:00:00", "2026-11-23T23:59:59"),
        ("blibli", "2026-11-21T20:00:00", "2026-11-24T23:59:59"),
        ("lazada", "2026-11-20T10:00:00", "2026-11-24T10:00:00"),
        ("lazada", "2026-11-21T10:00:00", "2026-11-25T00:00:00"),
    ],
)
def test_the_rule_of_each_channel(channel, start, late):
    instant = CLOCK.read(start)
    assert CLOCK.iso(ship_by(channel, instant, instant, clock=CLOCK)) == f"{late}+07:00"


def test_no_rule_no_deadline():
    instant = CLOCK.read("2026-11-23T10:00:00")
    assert ship_by("shopify", instant, instant, clock=CLOCK) is None
    assert ship_by("shopee", instant, None, clock=CLOCK) is None
    assert ship_by("tiktok", instant, None, clock=CLOCK) is not None
    before = CLOCK.read("2025-01-06T10:00:00")
    assert ship_by("tiktok", before, before, clock=CLOCK) is None
