"""A store, sheets of products to take in, and what is there afterwards."""

import csv
from types import SimpleNamespace

import pytest
import sqlalchemy as sa
from tests.makers import sellercentre as maker
from tests.rig import open_store

from shopdesk.models.products import Offer, Picture, Product, Variant
from shopdesk.services import imports, products, stock
from shopdesk.services.products.editing import NewVariant

KAOS, MUG = "23938491611", "23938491612"
SALES = [
    (KAOS, "Kaos Rintik", "111", "Hitam,M", "KAOS", "KAOS-M", "150000", "", "12"),
    (KAOS, "Kaos Rintik", "112", "Hitam,L", "", "KAOS-L", "155000", "", "7"),
    (MUG, "Mug Kabut", "113", "", "", "MUG-1", "45000", "", "3"),
]


@pytest.fixture
def store(tmp_path):
    opened = open_store(tmp_path)
    yield opened
    opened.close()


def stocked(store, *skus, price=4_000_000, pieces=5):
    """Add one product for each SKU, with some pieces on the shelf."""
    for sku in skus:
        store.do(products.add, f"Produk {sku}", [NewVariant(sku, price=price)])
        store.do(stock.receive, [stock.Piece(sku, pieces)], f"SJ-{sku}")


def sales(folder, rows=SALES, name="mass_update_sales_info_1_20261120101500.xlsx"):
    return maker.shopee_sales(rows).write(folder / name)


def sheet(folder, name, header, *rows):
    """A CSV of one's own."""
    path = folder / name
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([header.split(","), *rows])
    return path


def take(store, *paths, **more):
    """Import, and return the report of the only file, or of all."""
    made, change = imports.run(store, list(paths), **more)
    reports = made.files
    return SimpleNamespace(
        change=change, reports=reports, report=reports[0], made=made, counts=reports[0].counts
    )


def rows(store, model, *names):
    """These columns of a table, by its ids."""
    with store.read() as read:
        query = sa.select(*(getattr(model, name) for name in names)).order_by(model.id)
        return [tuple(row) for row in read.connection.execute(query)]


def offers(store):
    return rows(store, Offer, "variant_code", "sku", "told_price", "told_stock")


def variants(store, *names):
    return rows(store, Variant, "sku", *names)


def pictures(store):
    return rows(store, Picture, "variant_id", "position", "source")


def names(store):
    return [name for (name,) in rows(store, Product, "name")]


def on_hand(store):
    with store.read() as read:
        found = stock.levels(read)
        query = sa.select(Variant.id, Variant.sku)
        return {sku: found[key].on_hand for key, sku in read.connection.execute(query)}
