"""Tables of SKUs: their rows sum to what the figures say, and open the rows they are made of."""

import pytest
from tests.services import selling

from shopdesk import locale
from shopdesk.reports.blocks import abc, ageing, forecast, stockturn
from shopdesk.reports.document import Table, Tiles
from shopdesk.services import figures, orders, products

BLOCKS = {
    "revenue": lambda read, scope, most: abc.blocks(read, scope, by="revenue", most=most),
    "margin": lambda read, scope, most: abc.blocks(read, scope, by="margin", most=most),
    "stockturn": lambda read, scope, most: stockturn.blocks(read, scope, most=most),
    "ageing": lambda read, scope, most: ageing.blocks(read, scope, most=most),
    "forecast": lambda read, scope, most: forecast.blocks(read, scope, most=most),
}
SUMMED = ("count", "money")
LOOSE = {"Days in stock"}
"""Counts that are no one's but a SKU's own."""


@pytest.fixture(autouse=True)
def english():
    """Speak English, whatever the tests before spoke."""
    before = locale.language()
    locale.use("en")
    yield
    locale.use(before)


@pytest.fixture(scope="module")
def read():
    with selling.shop().read() as opened:
        yield opened


def made(read, name, period="2026-11", shop="", most=0):
    scope = figures.scope_of(read, period, shop, "IDR")
    return scope, BLOCKS[name](read, scope, most)


def table(blocks, name):
    return next(one for one in blocks if isinstance(one, Table) and one.name == name)


@pytest.mark.parametrize("name", BLOCKS)
def test_the_rows_of_a_table_sum_to_its_total_however_few_are_shown(read, name):
    for most in (0, 3):
        _scope, blocks = made(read, name, most=most)
        for one in (block for block in blocks if isinstance(block, Table) and block.total):
            assert all(len(row.cells) == len(one.columns) for row in (*one.rows, one.total))
            for at, column in enumerate(one.columns):
                cells = [row.cells[at] for row in one.rows]
                if column.kind in SUMMED and column.name not in LOOSE and None not in cells:
                    assert sum(cells) == one.total.cells[at], (one.name, column.name)


@pytest.mark.parametrize("name", BLOCKS)
def test_every_row_opens_rows_that_are_there(read, name):
    for one in (block for block in made(read, name)[1] if isinstance(block, Table)):
        for row in one.rows:
            if row.opens:
                area = {"orders": orders, "products": products}[row.opens.desk]
                assert area.total(read, row.opens.where) > 0, (one.name, row)
    names = {"revenue": "SKUs by GMV", "margin": "SKUs by margin", "ageing": "Stock by age and SKU",
             "stockturn": "Stock turn by SKU", "forecast": "Forecast by SKU"}  # fmt: skip
    rows = table(made(read, name)[1], names[name]).rows
    assert rows
    assert all(row.opens for row in rows)


@pytest.mark.parametrize("shop", ["", "tiktok:Tiktok"])
def test_the_orders_that_a_sku_opens_hold_its_pieces_and_its_gmv(read, shop):
    scope, blocks = made(read, "revenue", "2026-10-01..2026-11-20", shop)
    skus = {row["id"]: row["sku"].lower() for row in selling.rows(read, "listings")}
    lines = selling.rows(read, "order_lines")
    found = table(blocks, "SKUs by GMV")
    for row in found.rows:
        ids = set(orders.ids(read, row.opens.where))
        sku = "" if row.cells[0] == "Without a SKU" else row.cells[0].lower()
        mine = [x for x in lines if x["order_id"] in ids and skus[x["listing_id"]] == sku]
        assert sum(x["qty"] for x in mine) == row.cells[2]
        assert sum(x["qty"] * x["price"] for x in mine) == row.cells[3]
    total = figures.total(read, scope)
    assert found.total.cells[2:4] == (total.units, total.gmv)


def test_a_sku_opens_itself_and_not_those_that_begin_like_it(read):
    for where in ("sku=w-0", "name=barang"):
        assert products.total(read, where) == 0
    assert products.total(read, "sku=w-05,SET") == 2
    assert products.total(read, "sku:w-0") == 10


def test_without_a_cost_there_is_no_margin_and_it_is_said(read):
    _scope, blocks = made(read, "margin", "2026-05-01..2026-11-23")
    missing = table(blocks, "Sold, and their cost is missing")
    assert {row.cells[0] for row in missing.rows} == {"W-03", "W-06", "FOREIGN"}
    shown = {row.cells[0]: row for row in table(blocks, "SKUs by margin").rows}
    assert shown["Cost missing"].cells[3] == missing.total.cells[3]
    assert not {"W-03", "W-06"} & set(shown)


@pytest.mark.parametrize("name", BLOCKS)
def test_the_same_is_made_of_the_same_and_of_nothing_nothing(read, name):
    assert made(read, name)[1] == made(read, name)[1]
    scope = figures.scope_of(read, "2020-01", "", "IDR")
    for block in BLOCKS[name](read, scope, 5):
        if isinstance(block, Tiles):
            assert all(tile.value in {None, 0} for tile in block.tiles)
