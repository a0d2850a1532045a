"""The blocks on customers and baskets: every row opens the orders that it is made of."""

from datetime import date

import pytest
from tests.rig import open_store
from tests.services.analyses.buying import fill

from shopdesk.reports.blocks import basket, cohorts, newcomers, rfm
from shopdesk.reports.document import Table, Tiles
from shopdesk.services import orders
from shopdesk.services.analyses import reckoning
from shopdesk.services.figures import scope_of

SCOPES = {"year": ("2025-12-01..2026-11-23", ""), "october": ("2026-10", ""),
          "a shop": ("2026-01-01..2026-11-23", "shopify:web")}  # fmt: skip


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    made = open_store(tmp_path_factory.mktemp("shop"))
    fill(made)
    reckoning.keep(made)
    yield made
    made.close()


@pytest.fixture
def read(store):
    with store.read() as view:
        yield view


def rows(block):
    return [*block.rows, *([block.total] if block.total else [])]


def opened(read, opens):
    """Return how many orders a figure opens, and the GMV of all their lines."""
    ids = ",".join(map(str, orders.ids(read, opens.where)))
    return read.connection.exec_driver_sql(
        "SELECT count(DISTINCT order_id), coalesce(sum(qty * price), 0) FROM order_lines "
        f"WHERE order_id IN ({ids})"
    ).one()


@pytest.mark.parametrize("asked", SCOPES.values(), ids=SCOPES)
def test_every_row_opens_the_orders_it_is_made_of(read, asked):
    scope = scope_of(read, *asked)
    told = 0
    made = (*newcomers.blocks(read, scope), *cohorts.blocks(read, scope),
            *rfm.blocks(read, scope, names=True), *basket.blocks(read, scope))  # fmt: skip
    for block in made:
        if not isinstance(block, Table):
            continue
        names = [column.name for column in block.columns]
        at = names.index("Orders with both" if "Orders with both" in names else "Orders")
        for row in rows(block):
            assert len(row.cells) == len(block.columns)
            if row.opens:
                count, gmv = opened(read, row.opens)
                assert count == row.cells[at], (block.name, row)
                assert "GMV" not in names or gmv == row.cells[names.index("GMV")]
                told += 1
            else:
                assert block.name == "Segments", (block.name, row)
    assert told > 20


def test_new_customers_are_as_many_as_first_orders(read):
    scope = scope_of(read, "2026-10")
    (tiles, _table) = newcomers.blocks(read, scope)
    assert isinstance(tiles, Tiles)
    assert opened(read, tiles.tiles[0].opens)[0] == tiles.tiles[0].value > 0


def test_segments_of_today_open_and_those_of_another_day_do_not(read):
    today = [
        b
        for b in rfm.blocks(read, scope_of(read, "2025-12-01..2026-11-23"))
        if isinstance(b, Table)
    ]
    before = [b for b in rfm.blocks(read, scope_of(read, "2026-10")) if isinstance(b, Table)]
    assert all(row.opens for row in rows(today[0]))
    assert not any(row.opens for row in rows(before[0]))
    assert sum(row.cells[1] for row in today[0].rows) == today[0].total.cells[1]


def test_names_are_told_only_where_they_are_asked_for_and_are_marked(read):
    scope = scope_of(read, "2025-12-01..2026-11-23")
    plain, full = rfm.blocks(read, scope), rfm.blocks(read, scope, names=True)
    assert not any(c.personal for b in plain if isinstance(b, Table) for c in b.columns)
    assert "embeli" not in repr(plain)
    assert full[-1].columns[0].personal
    assert "pembeli." in repr(full[-1].rows)


def test_a_cohort_chart_has_a_cell_for_every_month_and_none_for_what_is_to_come(read):
    chart, _table = cohorts.blocks(read, scope_of(read, "2026-10"))
    assert len(chart.categories) == 11
    assert len(chart.series) == 12
    assert chart.series[-1].values == (None,) * 11
    assert chart.series[0].values[-1] is not None


def test_an_empty_shop_says_so(tmp_path):
    store = open_store(tmp_path)
    reckoning.keep(store)
    with store.read() as read:
        scope = scope_of(read, "2026-10")
        for one in (newcomers, cohorts, rfm, basket):
            for block in one.blocks(read, scope):
                assert not isinstance(block, Table) or block.empty
    assert date(2026, 10, 1) == scope.span.first
    store.close()
