"""The files to measure with: `python -m tests.bench.files LINES SEED SHEET [CSV]`.

A Shopee `Order.all` of 49 columns with exactly so many lines, about 2.5 to an order; the CSV holds
the same rows. Made in a process of its own, so that the bench itself stays small.
"""

import csv
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from itertools import chain, count
from pathlib import Path

from tests.makers import excelize, shopee
from tests.makers.manners import SHOPEE
from tests.makers.shop import Order, seen_at
from tests.makers.trade import trade

START, END = datetime(2026, 8, 25), datetime(2026, 11, 23, 9, 30)  # noqa: DTZ001
HEADER = shopee.HEADERS["standard"]
ORDERS_PER_LINE = 0.4  # a second crowd makes up what is missing


def orders(lines: int, seed: int) -> Iterator[Order]:
    """Orders whose lines are exactly so many; the last order is cut to fit."""
    manner = replace(SHOPEE, more_lines=0.61)
    some = max(20, int(lines * ORDERS_PER_LINE))
    crowds = (
        trade(manner, seed=each, start=START, end=END, count=some, buyers=max(20, some * 3 // 7))
        for each in count(seed * 1_000)
    )
    for order in chain.from_iterable(crowds):
        kept = order.lines[:lines]
        yield seen_at(replace(order, lines=kept), END)
        lines -= len(kept)
        if not lines:
            return


def make(lines: int, seed: int, sheet: Path, flat: Path | None) -> None:
    """Write the sheet, and its rows as CSV too if asked."""
    made = list(orders(lines, seed))
    excelize.write(sheet, "orders", rows(made))
    if flat:
        with flat.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows(rows(made))


def rows(made: list[Order]) -> Iterator[list[str]]:
    """The header and the lines."""
    yield list(HEADER)
    yield from shopee.INDONESIA.rows(HEADER, made)


if __name__ == "__main__":
    make(
        int(sys.argv[1]),
        int(sys.argv[2]),
        Path(sys.argv[3]),
        Path(sys.argv[4]) if sys.argv[4:] else None,
    )
