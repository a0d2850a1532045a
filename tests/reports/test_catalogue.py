"""Every report of the house over the demo shop: it can be made, and its rows are what it says."""

import json

import pytest
from tests.demonstrated import open_demo

from shopdesk import locale, services
from shopdesk.refusal import Refusal
from shopdesk.reports import building, catalogue, machine, running
from shopdesk.reports.blocks import breakdown, health, needs, returns, shipments, stock, tickets
from shopdesk.reports.document import Table, Text, Tiles

NAMES = [report.id for report in catalogue.every()]
TOTALS = {
    "orders": services.orders.total,
    "products": services.products.total,
    "shipments": services.shipments.total,
    "tickets": services.tickets.total,
}


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    store = open_demo(tmp_path_factory)
    yield store
    store.close()


@pytest.fixture
def read(store):
    with store.read() as read:
        yield read


@pytest.fixture
def indonesian():
    before = locale.language()
    locale.use("id")
    yield
    locale.use(before)


def scope(read, period="2026-11", shop=""):
    return building.scope(read, {"period": period, "shop": shop})


def shown(read, opens):
    return TOTALS[opens.desk](read, opens.where)


def told(document):
    return json.dumps(machine.told(document), ensure_ascii=False)


def test_the_house_has_the_reports_that_managers_ask_for():
    assert NAMES[:3] == ["daily", "weekly", "monthly"]
    assert {"sales", "products", "customers", "stock", "shipments", "tickets", "returns"} <= {
        *NAMES
    }


@pytest.mark.parametrize("name", NAMES)
def test_every_report_can_be_made_and_says_the_same_twice(read, name):
    made = running.make(read, name, {"period": "2026-11"})
    assert (made.report, made.period, made.currency) == (name, "November 2026", "IDR")
    assert any(isinstance(block, Table) and block.rows for block in made.blocks)
    assert not made.personal
    if name in ("monthly", "products", "customers"):  # all that the others are made of
        again = running.make(read, name, {"period": "2026-11"})
        assert told(again) == told(made)
    assert all(len(row.cells) == len(block.columns) for block in made.blocks
                   if isinstance(block, Table) for row in block.rows)  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.usefixtures("indonesian")
def test_every_report_speaks_indonesian(read, name):
    made = running.make(read, name, {"period": "2026-10"})
    assert (made.language, made.period) == ("id", "Oktober 2026")


def test_a_manager_reads_first_what_changed_and_what_needs_a_hand(read):
    said = [block.text for block in running.make(read, "monthly", {"period": "2026-11"}).blocks
            if isinstance(block, Text)]  # fmt: skip
    assert said[0].startswith("GMV rose 39.3 % against 1–23 October 2026: Rp")
    assert said[1].startswith("Most of it came from Shopee 47.0 %, TikTok")
    assert any(line.startswith("Late: ship-by time is over (") for line in said)
    assert any("will run out within 7 days" in line for line in said)


def test_names_of_customers_stand_in_it_only_when_asked_for(read):
    asked = {"period": "2026-11", "names": "yes"}
    assert running.make(read, "customers", asked).personal
    assert [one.id for one in catalogue.every() if one.personal] == ["customers"]


@pytest.mark.parametrize("shop", ["", "Toko Melati"])
@pytest.mark.parametrize("made", [needs, health, shipments, tickets])
def test_each_row_opens_as_many_rows_as_it_counts(read, made, shop):
    counts = {needs: 1, health: 3, shipments: 1, tickets: 1}[made]
    found = 0
    for table in made.blocks(read, scope(read, shop=shop)):
        for row in table.rows if isinstance(table, Table) else ():
            if row.opens and row.opens.desk in TOTALS and isinstance(row.cells[counts], int):
                assert shown(read, row.opens) == row.cells[counts], row
                found += 1
    assert found


def test_figures_of_the_stock_and_of_returns_open_what_they_count(read):
    tiles, low = stock.blocks(read, scope(read))
    assert isinstance(tiles, Tiles)
    assert [shown(read, tile.opens) for tile in tiles.tiles] == [tile.value for tile in tiles.tiles]
    assert {shown(read, row.opens) for row in low.rows} == {1}
    orders, _products = returns.blocks(read, scope(read))
    assert [shown(read, row.opens) for row in orders.rows] == [row.cells[1] for row in orders.rows]


def test_the_rows_of_a_table_sum_to_its_total(read):
    tables = [*shipments.blocks(read, scope(read)), *returns.blocks(read, scope(read), most=2)]
    summed = [table for table in tables if table.total]
    assert len(summed) == 3
    for table in summed:
        for at, column in enumerate(table.columns):
            if column.kind in ("count", "money"):
                assert sum(row.cells[at] for row in table.rows) == table.total.cells[at], column


def test_a_wrong_answer_is_refused_with_what_would_do(read):
    with pytest.raises(Refusal, match="is not a date"):
        running.make(read, "sales", {"period": "soon"})
    with pytest.raises(Refusal, match="Reports: daily"):
        running.make(read, "slaes", {})


def test_a_span_is_said_as_people_say_it(read):
    spans = ["2026-10", "2026-11-23", "2026-11-16..2026-11-22", "2026-10-30..2026-11-02", "2026"]
    made = [scope(read, one).span for one in spans]
    assert [building.days.said(one) for one in made] == [
        "October 2026", "23 November 2026", "16–22 November 2026",
        "30 October – 2 November 2026", "1 January – 31 December 2026",
    ]  # fmt: skip
    assert [building.days.spelt(one) for one in made] == [*spans[:4], "2026-01-01..2026-12-31"]


def test_a_parcel_whose_courier_nobody_knows_is_counted_once(read):
    where = shipments.parcels_where(scope(read))
    fates = services.shipments.fates.fates(read, where)
    assert sum(one.parcels for one in fates) == services.shipments.total(read, where)
    assert any(not one.courier for one in fates)
    whole = services.shipments.days.days(read, where)[0]
    assert (whole.courier, whole.n) == ("", services.shipments.total(read, whole.where))


def test_the_row_of_all_others_opens_their_orders_however_many_they_are(read):
    tables = breakdown.blocks(read, scope(read, "2026-10"), "product", most=5)[1:]
    others = tables[0].rows[-1]
    assert others.cells[0] == "25 others"
    assert shown(read, others.opens) == others.cells[1]
    kinds = (
        "Transfer",
        "COD",
        "OVO",
        "QRIS",
        "ShopeePay",
        "GoPay",
        "DANA",
        "BCA",
        "Visa",
        "Kredit",
    )
    some = [services.orders.ids(read, f"method:{kind}") for kind in kinds]
    together = services.orders.total(read, f"method:{','.join(kinds * 2)}")
    assert together == len({order for found in some for order in found})
