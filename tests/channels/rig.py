"""Rows by hand into orders and lines: what every test of a channel says in one call."""

from dataclasses import dataclass, field
from datetime import datetime
from types import SimpleNamespace
from zoneinfo import ZoneInfo

from shopdesk.channels.convert import LINE_FIELDS, ORDER_FIELDS, Conversion
from shopdesk.channels.detect import recognise


@dataclass
class Told:
    """What came of a sheet."""

    orders: dict
    lines: list
    rejects: list
    warnings: list
    rows: int
    refused: int = 0
    numbers: list = field(default_factory=list)

    @property
    def order(self):
        (only,) = self.orders.values()
        return only

    @property
    def line(self):
        (only,) = self.lines
        return only


def head(rows, name=""):
    return SimpleNamespace(name=name, rows=tuple(tuple(row) for row in rows[:30]))


def recognised(rows, name="", specs=None):
    return recognise([head(rows, name)], specs)


def convert(rows, name="", *, specs=None, step=512, found=None, **how):
    """Recognise the sheet, feed it in steps, and return what came of it."""
    found = found or recognised(rows, name, specs)
    assert found is not None
    conversion = Conversion(found, file="orders.xlsx", **how)
    orders, lines = [], []
    for start in range(found.first_row, len(rows), step):
        batch = conversion.feed(start, [tuple(row) for row in rows[start : start + step]])
        assert {line[0] for line in batch.lines} == {order[0] for order in batch.orders}
        orders += batch.orders
        lines += batch.lines
    batch = conversion.finish()
    orders += batch.orders
    lines += batch.lines
    whole = [SimpleNamespace(**dict(zip(ORDER_FIELDS, order, strict=True))) for order in orders]
    numbers = [order.number for order in whole]
    assert len(set(numbers)) == len(numbers)
    assert conversion.lines == len(lines)
    return Told(
        {order.number: order for order in whole},
        [SimpleNamespace(**dict(zip(LINE_FIELDS, line, strict=True))) for line in lines],
        conversion.rejects, conversion.warnings, conversion.rows, conversion.refused, numbers,
    )  # fmt: skip


def sheet(header, *rows, blank=""):
    """A header and rows given as dicts, as the sheet's rows."""
    header = header.split(" | ") if isinstance(header, str) else list(header)
    for row in rows:
        assert set(row) <= set(header), set(row) - set(header)
    return [header, *([row.get(name, blank) for name in header] for row in rows)]


def at(text, zone="Asia/Jakarta"):
    """A local time as seconds since 1970 UTC."""
    return int(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).timestamp())


def rp(units):
    return units * 100
