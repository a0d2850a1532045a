"""Blocks of sales: every row and tile opens orders, and these sum to what it says."""

from fractions import Fraction

import pytest
from tests.rig import open_store
from tests.trade import every_line, fill

from shopdesk.reports.blocks import breakdown, figures, rhythm, trend, uplift, waterfall
from shopdesk.reports.document import Chart, Row, Table, Tiles
from shopdesk.services import orders
from shopdesk.services.analyses.dimensions import DIMENSIONS
from shopdesk.services.figures import scope_of, total


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    opened = open_store(tmp_path_factory.mktemp("sales"))
    opened.do(fill)
    yield opened
    opened.close()


def tables(blocks):
    return [one for one in blocks if isinstance(one, Table)]


def cell(table, row, kind, name):
    """Return the cell of the column of this kind and name."""
    at = [(one.kind, one.name) for one in table.columns].index((kind, name))
    return row.cells[at]


@pytest.mark.parametrize("by", DIMENSIONS)
def test_rows_of_a_breakdown_open_as_many_orders_as_they_say(store, by):
    with store.read() as read:
        scope = scope_of(read, "2026-10")
        (table,) = tables(breakdown.blocks(read, scope, by, most=1))
        assert all(len(row.cells) == len(table.columns) for row in table.rows)
        for row in (*table.rows, table.total):
            assert orders.total(read, row.opens.where) == cell(table, row, "count", "Orders")
        whole = total(read, scope)
        assert sum(cell(table, row, "money", "GMV") for row in table.rows) == whole.gmv
        assert sum(cell(table, row, "money", "Net sales") for row in table.rows) == whole.net_sales
        assert sum(cell(table, row, "share", "Share") for row in table.rows) == 1
        if not DIMENSIONS[by].every:
            assert len(table.rows) == 2
            assert table.rows[-1].cells[0].endswith("others")


def test_tiles_open_their_orders_and_stand_beside_other_days(store):
    with store.read() as read:
        lines = every_line(read)
        for period, spans in (("2026-10", 1), ("2026-11-20", 2), ("2026-10-05..2026-10-09", 1)):
            scope = scope_of(read, period)
            made = figures.blocks(read, scope)
            assert [type(one) for one in made] == [Tiles] * spans
            for tile in made[0].tiles:
                opened = set(orders.ids(read, tile.opens.where))
                some = [line for line in lines if line.order["id"] in opened]
                if tile.kind == "money" and tile.name.startswith("GMV"):
                    assert tile.value == sum(line.gmv for line in some)
                if tile.name.startswith(("Orders", "Cancelled orders")):
                    assert tile.value == len(opened)
                if tile.name.startswith("Units"):
                    assert tile.value == sum(line.line["qty"] for line in some)
        first, week = (block.tiles[0] for block in figures.blocks(read, scope_of(
            read, "2026-11-20")))  # fmt: skip
        assert (first.before_name, week.before_name) == ("19 November 2026", "13 November 2026")
        assert week.before == orders.total(read, "placed:2026-11-13 currency:IDR -status:cancelled")


def test_the_trend_goes_by_day_by_week_or_by_month(store):
    """What is still to come has no row."""
    with store.read() as read:
        for period, name, points in (
            ("2026-10", "Sales by day", 31),
            ("2026-11", "Sales by day", 23),
            ("2026-09..2026-11", "Sales by week", 13),
            ("2025-11..2026-11", "Sales by month", 13),
        ):
            chart, table = trend.blocks(read, scope_of(read, period))
            assert isinstance(chart, Chart)
            assert (table.name, len(table.rows), len(chart.categories)) == (name, points, points)
            assert all(len(one.values) == points for one in chart.series)
        (table,) = trend.blocks(read, scope_of(read, "2026-10-05"))
        assert len(table.rows) == 1


def test_the_waterfall_shows_what_is_taken_off_and_what_is_left(store):
    with store.read() as read:
        scope = scope_of(read, "2026-10")
        chart, table = waterfall.blocks(read, scope)
        assert chart.series[0].values[-1] == total(read, scope).net_sales
        off = sum(row.cells[1] or 0 for row in table.rows)
        assert table.rows[0].cells[2] + off == table.rows[-1].cells[2]
        assert table.rows[0].cells[3] == 1
        assert all(isinstance(row, Row) and row.opens for row in table.rows)
        (nothing,) = waterfall.blocks(read, scope_of(read, "2020-01"))
        assert {row.cells[3] for row in nothing.rows} == {None}


def test_the_heat_map_has_a_row_for_each_weekday(store):
    with store.read() as read:
        scope = scope_of(read, "2026-10")
        heat, weekdays, busiest = rhythm.blocks(read, scope)
        assert (heat.kind, len(heat.series), len(heat.categories)) == ("heat", 7, 24)
        assert sum(sum(one.values) for one in heat.series) == total(read, scope).orders
        for table in (weekdays, busiest):
            for row in table.rows:
                said = cell(table, row, "count", "Orders")
                assert orders.total(read, row.opens.where) == said
        assert len(rhythm.blocks(read, scope_of(read, "2020-01"))) == 1


def test_uplift_tells_each_campaign_of_a_month_its_days_and_what_was_left_out(store):
    with store.read() as read:
        lines = every_line(read)
        scope = scope_of(read, "2026-10")
        first, *others = uplift.blocks(read, scope, by="sku")
        assert [row.cells[0] for row in first.rows] == [
            "Double date, 10 October 2026", "Payday, 25–31 October 2026",
        ]  # fmt: skip
        days = next(one for one in tables(others) if one.name.startswith("Payday"))
        assert [str(row.cells[0]) for row in days.rows] == [f"2026-10-{n}" for n in range(25, 32)]
        for row in days.rows:
            opened = set(orders.ids(read, row.opens.where))
            some = [line for line in lines if line.order["id"] in opened]
            assert row.cells[1] == sum(line.gmv for line in some)
            assert row.cells[3] == row.cells[1] - row.cells[2]
            assert 5 <= row.cells[5] <= 8
        assert "10 Oct" in days.note
        assert "Double date 9 Sep" in days.note
        for table in tables(others):
            assert all(len(row.cells) == len(table.columns) for row in table.rows)
        early = uplift.blocks(read, scope_of(read, "2026-08-16"))
        assert early[0].rows[0].cells[2:5] == (None, None, None)
        (none,) = uplift.blocks(read, scope_of(read, "2026-11-13..2026-11-24"), weeks=1)[:1]
        assert isinstance(none.rows[0].cells[4], Fraction)
        (calm,) = uplift.blocks(read, scope_of(read, "2027-04-05..2027-04-20"))[:1]
        assert (calm.rows, calm.empty) == ((), "There was no campaign in this period.")
