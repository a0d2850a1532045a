"""A promotion against usual days: medians of plain Python, other campaigns left out."""

from collections import Counter
from datetime import date, timedelta
from fractions import Fraction
from statistics import median

import pytest
from tests import plainly

from shopdesk import tables
from shopdesk.services import orders
from shopdesk.services.analyses.campaigns import campaigns
from shopdesk.services.analyses.promotions import promotions
from shopdesk.services.analyses.uplift import uplift
from shopdesk.services.figures import scope_of


@pytest.mark.parametrize(("period", "by", "weeks"), [
    ("2026-11-11", "channel", 8), ("2026-11-08..2026-11-20", "sku", 5),
    ("2026-10-10..2026-10-12", "province", 3), ("2026-11-11..2026-11-12", "courier", 8),
])  # fmt: skip
def test_usual_is_the_median_of_the_same_weekdays_before(trade, lines, period, by, weeks):
    with trade.read() as read:
        scope = scope_of(read, period)
        found = uplift(read, scope, by, weeks)
        sold, whole = _by_day(lines, by, scope.currency, read.clock), Counter()
        for (on, _key), gmv in sold.items():
            whole[on] += gmv
        for one in found.days:
            usual = [on for on in _before(one.day, scope, weeks) if not campaigns(on)]
            assert list(one.baseline) == usual
            assert one.lift.gmv == whole[one.day]
            assert one.lift.usual == Fraction(median(Fraction(whole[on]) for on in usual))
            assert one.lift.more == one.lift.gmv - one.lift.usual
            assert orders.total(read, one.lift.where) == _orders(lines, one.day, scope, read.clock)
        assert found.total.usual == sum(one.lift.usual for one in found.days)
        assert found.total.gmv == sum(whole[on] for on in scope.span)
        for part in found.parts:
            key = part.key.casefold()
            usual = sum(
                Fraction(median(Fraction(sold[on, key]) for on in one.baseline))
                for one in found.days
            )
            assert (part.lift.usual, part.lift.gmv) == (
                usual, sum(sold[on, key] for on in scope.span)
            )  # fmt: skip
        assert sum(part.lift.gmv for part in found.parts) == found.total.gmv


def test_without_a_single_usual_day_all_is_blank(trade):
    """The trade began in the middle of August, and all of a payday's weekday before is payday."""
    with trade.read() as read:
        early = uplift(read, scope_of(read, "2026-08-16"))
        none = uplift(read, scope_of(read, "2026-10-02"), weeks=1)
    for found in (early, none):
        assert [one.baseline for one in found.days] == [()]
        assert found.total.usual is None
        assert found.total.more is None
        assert found.total.share is None
    assert none.left_out == ((date(2026, 9, 25), ("payday",)),)


def test_campaigns_are_dated_and_a_shop_adds_and_removes_some(tmp_path):
    assert campaigns(date(2026, 11, 11)) == ("double_date",)
    assert campaigns(date(2025, 12, 12)) == ("double_date", "harbolnas")
    assert campaigns(date(2026, 2, 26)) == ("payday", "ramadan")
    assert campaigns(date(2026, 3, 21)) == ("lebaran",)
    assert campaigns(date(2026, 11, 24)) == ()
    (tmp_path / "campaigns.toml").write_text(
        '[[rows]]\nid = "payday"\nchange = "remove"\nfrom = 2026-11-01\n\n'
        '[[rows]]\nid = "hut"\nname = "HUT toko"\nfrom = 2026-11-24\nuntil = 2026-11-25\n'
    )
    try:
        tables.use(tmp_path)
        assert campaigns(date(2026, 11, 25)) == ("hut",)
        assert campaigns(date(2026, 10, 25)) == ("payday",)
    finally:
        tables.use(None)


def test_a_long_period_falls_into_its_campaigns(trade):
    with trade.read() as read:
        long = promotions(scope_of(read, "2025-12"))
        short = promotions(scope_of(read, "2026-11-05..2026-11-09"))
        plain = promotions(scope_of(read, "2026-10-02..2026-10-20"))
    assert [
        (one.campaign, str(one.scope.span.first), str(one.scope.span.last)) for one in long
    ] == [
        ("harbolnas", "2025-12-10", "2025-12-16"),
        ("double_date", "2025-12-12", "2025-12-12"),
        ("payday", "2025-12-25", "2025-12-31"),
    ]
    assert [one.campaign for one in short] == [""]
    assert [one.campaign for one in plain] == ["double_date"]


def _before(on, scope, weeks):
    first = scope.span.first - timedelta(weeks=weeks)
    days = (first + timedelta(days=step) for step in range(7 * weeks))
    return [day for day in days if day.weekday() == on.weekday()]


def _by_day(lines, by, currency, clock):
    sold = Counter()
    for line in lines:
        if line.order["currency"] == currency and line.order["status"] != "cancelled":
            key = plainly.KEYS[by](line, clock).casefold()
            sold[plainly.at(line, clock).date(), key] += line.gmv
    return sold


def _orders(lines, on, scope, clock):
    return len({
        line.order["id"] for line in lines
        if plainly.at(line, clock).date() == on and line.order["status"] != "cancelled"
        and line.order["currency"] == scope.currency
    })  # fmt: skip
