"""Rates and averages of the demo shop beside plain Python over its files, as commands tell them.

The sums of every day and channel are held to the files in ``tests/services/test_figures_demo.py``;
here is what is made of them: by month, by channel, by day, in the document of `shopdesk figures`.
"""

import shutil
from collections import defaultdict
from decimal import Decimal
from fractions import Fraction

import pytest
from tests.demonstrated import open_demo
from tests.desk import Desk
from tests.services.test_figures_demo import raw

MONTHS = ("2026-08", "2026-09", "2026-10", "2026-11", "2026-08-01..2026-11-23")


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """A command line over the demo shop."""
    store = open_demo(tmp_path_factory)
    store.close()
    made = Desk(tmp_path_factory.mktemp("desk"))
    for mine, theirs in (
        (made.home.root, store.home.root),
        (made.home.keys, store.home.keys),
        (made.home.state, store.home.state),
    ):
        shutil.copytree(theirs, mine, dirs_exist_ok=True)
    return made


@pytest.fixture(scope="module")
def orders():
    """The files' orders: channel, when placed, sums."""
    return raw()


def by_hand(some):
    """Every figure of some orders, from their sums, in rupiah."""
    of = defaultdict(int)
    for tally in some:
        for name in ("orders", "units", "gmv", "discount", "returned", "returned_gmv",
                     "cancelled", "cancelled_gmv"):  # fmt: skip
            of[name] += getattr(tally, name)
    aov = int(Fraction(of["gmv"], of["orders"]) + Fraction(1, 2)) if of["orders"] else None
    return {
        "orders": of["orders"],
        "gmv": rupiah(of["gmv"]),
        "gmv_with_cancelled": rupiah(of["gmv"] + of["cancelled_gmv"]),
        "aov": rupiah(aov),
        "units": of["units"],
        "net_sales": rupiah(of["gmv"] - of["discount"] - of["returned_gmv"]),
        "cancelled": of["cancelled"],
        "cancel_rate": share(of["cancelled"], of["orders"] + of["cancelled"]),
        "return_rate": share(of["returned"], of["units"]),
    }


def rupiah(minor):
    return None if minor is None else f"{Decimal(int(minor)) / 100:.2f}"


def share(part, whole):
    return round(part / whole, 4) if whole else None


@pytest.mark.parametrize("period", MONTHS)
def test_the_document_of_figures_says_what_the_files_say(desk, orders, period):
    told = desk.json("figures", "--period", period)
    some = [one for one in orders if told["from"] <= str(one[1].date()) <= told["to"]]
    whole = by_hand(tally for _channel, _at, tally in some)
    assert {name: told[name] for name in whole} == whole
    assert whole["gmv"] != "0.00"
    channels = {channel for channel, _at, _tally in some}
    assert {one.pop("channel"): one for one in told["by_channel"]} == {
        name: by_hand(tally for channel, _at, tally in some if channel == name) for name in channels
    }
    days = {one.pop("day"): one for one in told["by_day"]}
    assert days == {
        day: by_hand(tally for _channel, at, tally in some if str(at.date()) == day) for day in days
    }
    assert sum(one["orders"] for one in days.values()) == whole["orders"]
