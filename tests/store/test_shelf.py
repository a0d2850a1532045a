"""What lists of SKUs are sorted by is always what the other tables say, whatever happened."""

import random

import pytest
from tests.rig import add_orders, open_store

from shopdesk.models.products import Variant
from shopdesk.refusal import Refusal
from shopdesk.services import journal, mapping, orders, products, stock
from shopdesk.services.products.editing import NewVariant
from shopdesk.services.products.offering import NewOffer
from shopdesk.services.stock.following import ended
from shopdesk.store import shelves

COLUMNS = (
    "variant_id, product_id, archived, state, kit, sku, name, price, cost, buffer, low_at, on_hand,"
    " reserved, free, incoming, score, errors, words"
)


@pytest.fixture
def store(tmp_path):
    opened = open_store(tmp_path)
    for n in range(6):
        skus = [NewVariant(f"S{n}-{v}", price=1000 * n + v, low_at=v or None) for v in range(2)]
        opened.do(products.add, f"Barang {n}", skus)
    opened.do(products.add, "Set", [NewVariant("SET", parts={"S1-0": 2, "S2-1": 1})])

    def seed(work):
        add_orders(work, [{"number": f"A{n}"} for n in range(5)])
        return ended(work, "seed")

    opened.run("seed", seed)
    yield opened
    opened.close()


def shelf(connection):
    """Return every row; the shops of one stand in no order."""
    rows = connection.exec_driver_sql(f"SELECT {COLUMNS}, shops FROM shelf ORDER BY variant_id")
    return [(*row[:-1], frozenset(row[-1].split(","))) for row in rows]


def made_anew(store):
    """Return the shelf as it would be if it were filled now."""
    found = []

    def act(work):
        work.connection.exec_driver_sql("DELETE FROM shelf")
        for statement in shelves.fill():
            work.connection.exec_driver_sql(statement)
        found.extend(shelf(work.connection))
        return work.done("fill")

    store.run("fill", act, keep=False)
    return found


def acts(store, dice):
    """Return what people do to a catalogue, any of it at random."""
    sku = f"S{dice.randrange(6)}-{dice.randrange(2)}"
    piece = stock.Piece(sku, dice.randrange(1, 9))
    offer = NewOffer("P", str(dice.randrange(4)), dice.choice([sku, ""]), "", "")

    def write(**cells):
        def act(work):
            variant = work.session.query(Variant).filter(Variant.sku == sku).one()
            for name, value in cells.items():
                setattr(variant, name, value)
            return ended(work, "change")

        store.run("change", act)

    return dice.choice(
        [
            lambda: store.do(stock.receive, [piece], f"SJ-{dice.random()}"),
            lambda: store.do(stock.adjust, sku, dice.choice([-1, 2]), "hitung"),
            lambda: store.do(stock.sort, sku, 1, "damaged"),
            lambda: store.do(stock.reserve, sku, 1, "promo"),
            lambda: store.do(products.archive, [sku]),
            lambda: store.do(products.restore, [sku]),
            lambda: store.do(products.offer, "shopify", "Toko Uji", [offer]),
            lambda: store.do(mapping.assign, [("listing", 1, dice.choice(["SET", sku]))]),
            lambda: store.do(stock.expect, [piece], "PO-1"),
            lambda: store.do(products.set_parts, "SET", {sku: 2}),
            lambda: store.do(orders.cancel, [dice.randrange(1, 6)], "habis", "seller"),
            lambda: write(price=dice.choice([None, 7000])),
            lambda: write(cost=dice.randrange(9), buffer=dice.randrange(3)),
            lambda: write(low_at=dice.choice([None, 4]), variation="Biru"),
            lambda: journal.undo(store),
            lambda: journal.redo(store),
        ]
    )  # fmt: skip


@pytest.mark.parametrize("seed", range(3))
def test_whatever_happens_the_shelf_is_what_the_tables_say(store, seed):
    dice, done = random.Random(seed), 0
    for _turn in range(80):
        try:
            acts(store, dice)()
            done += 1
        except Refusal:
            continue
        with store.read() as read:
            there = shelf(read.connection)
        assert there == made_anew(store)
    assert done > 30
    with store.read() as read:
        levels = stock.levels(read)
    free = {row[0]: (row[11], row[12], row[13], row[14]) for row in there}
    assert free == {
        key: (level.on_hand, level.reserved, level.free, level.incoming)
        for key, level in levels.items()
    }


def test_a_kit_is_as_many_as_its_parts_allow_whatever_they_are(store):
    store.do(stock.receive, [stock.Piece("S4-0", 9), stock.Piece("S5-0", 4)], "SJ-1")
    for parts, made in (({"S4-0": 2}, 4), ({"S4-0": 2, "S5-0": 4}, 1), ({"S0-0": 1}, 0)):
        store.do(products.set_parts, "SET", parts)
        with store.read() as read:
            assert products.total(read, f"is:kit stock:{made}") == 1
    journal.undo(store)
    with store.read() as read:
        assert products.total(read, "is:kit stock:1") == 1


def test_names_of_a_product_are_those_of_all_its_skus(store):
    store.run("rename", _renamed)
    with store.read() as read:
        assert [row.sku for row in products.page(read, "name:lemari")] == ["S3-0", "S3-1"]
        assert [row.sku for row in products.page(read, "brand:jati")] == ["S3-0", "S3-1"]
        assert products.total(read, "barang") == 10
    journal.undo(store)
    with store.read() as read:
        assert products.total(read, "barang") == 12


def _renamed(work):
    from shopdesk.models.products import Product

    product = work.session.query(Product).filter(Product.name == "Barang 3").one()
    product.name, product.brand = "Lemari", "Jati"
    return ended(work, "rename")


def test_every_question_of_the_grid_walks_an_index(store):
    """A list that is not filtered is never sorted anew, whatever it is sorted by."""
    with store.read() as read:
        for sort in ("sku", "name", "price", "cost", "free", "on_hand", "score", "updated"):
            plan = read.connection.exec_driver_sql(
                f"EXPLAIN QUERY PLAN SELECT {sort}, variant_id FROM shelf WHERE archived = 0 "
                f"AND ({sort}, variant_id) > (1, 1) ORDER BY {sort}, variant_id LIMIT 100"
            )
            told = " ".join(str(row) for row in plan)
            assert f"ix_shelf_{sort} (archived=? AND {sort}>" in told
            assert "B-TREE" not in told
