"""The pick list of real orders: rack by rack, kits in parts, lots by name."""

import pytest
from tests import packing as table
from tests.rig import NOW, open_store

from shopdesk import locale
from shopdesk.clock import DAY
from shopdesk.models.shops import Listing
from shopdesk.reports.papers import order_papers
from shopdesk.services import products, stock
from shopdesk.services.products import NewVariant


@pytest.fixture(autouse=True)
def english():
    before = locale.language()
    locale.use("en")
    yield
    locale.use(before)


@pytest.fixture
def store(tmp_path):
    opened = open_store(tmp_path)
    table.furnish(opened)
    yield opened
    opened.close()


def _list_jam(work):
    work.session.add(Listing(shop_id=1, name="Selai", seller_sku="SELAI", sku="SELAI"))
    return work.done("Listed")


def test_racks_stand_in_the_order_of_the_walk_and_lots_are_named(store, read_pdf):
    store.do(products.add, "Selai", [NewVariant("SELAI", lots=True)])
    piece = stock.Piece("SELAI", 9, lot="L-77", expires=NOW + 30 * DAY)
    store.do(stock.receive, [piece], "SJ-9")
    store.run("listing", _list_jam)
    made = table.orders(store, {"A-1": {"PAKET": 1, "KAOS-M": 1}, "A-2": {"SELAI": 2}})
    with store.read() as read:
        (page,) = read_pdf(order_papers.pick_list(read, made, "pagi"))
    for words in ("Pick list pagi", "4 SKUs", "6 pieces", "2 orders", "L-77, expires 2026-12-23"):
        assert words in page
    places = [page.index(sku) for sku in ("KOPI", "KAOS-M", "MUG-1", "SELAI")]
    assert places == sorted(places)
    assert "PAKET" not in page
