"""The catalogue as a grid asks for it: filters, sorts, pages, places, and one SKU whole."""

import pytest
from tests.rig import add_orders, open_store

from shopdesk.filters import FilterError
from shopdesk.refusal import Refusal
from shopdesk.services import journal, products, stock, views
from shopdesk.services.products import values
from shopdesk.services.products.editing import NewVariant
from shopdesk.services.products.offering import NewOffer
from shopdesk.services.stock.following import ended


def seed_shop(work):
    """Two orders of MUG-1 wait; the shop "Toko Uji" is on Shopify."""
    add_orders(work, [{"number": "A1"}, {"number": "A2"}])
    return ended(work, "seed")


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    opened = open_store(tmp_path_factory.mktemp("catalogue"))
    opened.do(
        products.add, "Mug Biru",
        [NewVariant("MUG-1", "Biru", price=1_500_000, cost=700_000, barcode="2026112300010",
                    low_at=3, weight_g=300),
         NewVariant("mug-2", "Hijau", price=1_700_000, cost=700_000, buffer=2)],
        category="Dapur > Gelas", brand="Sari", description="Mug keramik.",
        specs={"Bahan": "Keramik"}, state="ready",
    )  # fmt: skip
    opened.do(products.add, "Sendok", [NewVariant("SENDOK", price=500_000, cost=200_000)],
              category="Dapur", brand="Rasa", state="ready")  # fmt: skip
    opened.do(products.add, "Kotak Kado", [NewVariant("SET", price=4_000_000,
              parts={"MUG-1": 2, "SENDOK": 1})], category="Hadiah")  # fmt: skip
    opened.do(products.add, "Payung", [NewVariant("PAYUNG", price=6_900_000)])
    opened.do(products.add, "Ämter", [NewVariant("HABIS", price=900_000, cost=1)], brand="Sari")
    opened.do(stock.receive, [stock.Piece("MUG-1", 5), stock.Piece("MUG-2", 9),
              stock.Piece("SENDOK", 40)], "SJ-1")  # fmt: skip
    opened.run("seed", seed_shop)
    offers = [NewOffer("P1", "V1", "MUG-1", "Mug", "Biru", 1_500_000, 4),
              NewOffer("P1", "V2", "mug-2", "Mug", "Hijau", 1_600_000, 0),
              NewOffer("P9", "", "", "Gelas", "")]  # fmt: skip
    opened.do(products.offer, "shopify", "Toko Uji", offers)
    opened.do(products.archive, ["PAYUNG"])
    yield opened
    opened.close()


def listed(store, where="", sort="sku", **more):
    with store.read() as read:
        return [row.sku for row in products.page(read, where, sort, **more)]


ALL = ["HABIS", "MUG-1", "mug-2", "SENDOK", "SET"]


@pytest.mark.parametrize(
    ("where", "found"),
    [
        ("", ALL),
        ("mug", ["MUG-1", "mug-2"]),
        ("biru mug", ["MUG-1", "mug-2"]),
        ("hijau", ["mug-2"]),
        ("2026112300010", ["MUG-1"]),
        ("gelas", ["MUG-1", "mug-2"]),
        ("-mug", ["HABIS", "SENDOK", "SET"]),
        ("sku:MUG-", ["MUG-1", "mug-2"]),
        ("name:kado", ["SET"]),
        ("brand:sari", ["HABIS", "MUG-1", "mug-2"]),
        ("-brand:sari", ["SENDOK", "SET"]),
        ("brand:dapur", []),
        ("category:dapur", ["MUG-1", "mug-2", "SENDOK"]),
        ("variation:biru", ["MUG-1"]),
        ("barcode:2026", ["MUG-1"]),
        ("price>=15rb price<17rb", ["MUG-1"]),
        ("price:5000,40000", ["SENDOK", "SET"]),
        ("cost<10000", ["HABIS", "MUG-1", "mug-2", "SENDOK"]),
        ("stock<5", ["HABIS", "MUG-1", "SET"]),
        ("stock:0", ["HABIS"]),
        ("stock>=9", ["mug-2", "SENDOK"]),
        ("on_hand:5", ["MUG-1"]),
        ("reserved>0", ["MUG-1"]),
        ("incoming>0", []),
        ("buffer:2", ["mug-2"]),
        ("is:low", ["MUG-1"]),
        ("is:out", ["HABIS"]),
        ("is:oversold", []),
        ("is:kit", ["SET"]),
        ("is:nocost", []),
        ("is:draft", ["HABIS", "SET"]),
        ("is:ready", ["MUG-1", "mug-2", "SENDOK"]),
        ("state:draft", ["HABIS", "SET"]),
        ("is:unmapped", ["HABIS", "SENDOK", "SET"]),
        ("channel:shopify", ["MUG-1", "mug-2"]),
        ("channel:shopee", []),
        ("-channel:shopify", ["HABIS", "SENDOK", "SET"]),
        ("shop:uji", ["MUG-1", "mug-2"]),
        ("is:archived", ["PAYUNG"]),
        ("state:archived", ["PAYUNG"]),
        ("is:archived,kit", ["PAYUNG", "SET"]),
        ("-is:archived", ALL),
        ("payung", []),
        ("updated:today", ALL),
        ("updated<2020", []),
        ("@kits", ["SET"]),
        ("@low", ["MUG-1"]),
        ("sort:-price", ["SET", "mug-2", "MUG-1", "HABIS", "SENDOK"]),
        ("sort:stock", ["HABIS", "SET", "MUG-1", "mug-2", "SENDOK"]),
    ],
)
def test_a_filter_finds_just_these_and_counts_them(store, where, found):
    assert listed(store, where) == found
    with store.read() as read:
        assert products.total(read, where) == len(found)
        ids = products.ids(read, where)
        assert products.skus(read, ids) == found
        assert products.among(read, where, [*ids, 999]) == len(found)


SORTS = ("sku", "name", "price", "cost", "stock", "on_hand", "reserved", "incoming", "buffer",
         "score", "updated")  # fmt: skip


@pytest.mark.parametrize("sort", [way + name for name in SORTS for way in ("", "-")])
def test_pages_in_any_order_and_from_any_place_make_the_same_list(store, sort):
    with store.read() as read:
        whole = products.page(read, "", sort)
        turned = products.page(read, "", sort[1:] if sort[0] == "-" else f"-{sort}")
        assert [row.id for row in whole] == [row.id for row in turned][::-1]
        forth, back = list(whole[:2]), list(whole[-2:])
        while more := products.page(read, "", sort, after=forth[-1].key, size=2):
            forth += more
        while more := products.page(read, "", sort, before=back[0].key, size=2):
            back[:0] = more
        assert forth == back == list(whole)
        assert products.page(read, "", sort, skip=3, size=1) == whole[3:4]
        for at, row in enumerate(whole):
            assert products.place(read, "", sort, row.id, row.key) == at
        posts = products.signposts(read, "", sort, 2)
        assert posts == (whole[1].key, whole[3].key)


def test_a_row_tells_stock_price_and_where_it_is_on_sale(store):
    with store.read() as read:
        row, other = products.page(read, "mug")
        (kit,) = products.page(read, "is:kit")
        (gone,) = products.page(read, "is:archived")
    assert (row.sku, row.name, row.variation, row.brand) == ("MUG-1", "Mug Biru", "Biru", "Sari")
    assert (row.price, row.cost, row.currency, row.weight_g) == (1_500_000, 700_000, "IDR", 300)
    level = row.level
    assert (level.on_hand, level.reserved, level.available, level.buffer) == (5, 2, 3, 0)
    assert [(o.shop, o.listing_id, o.sku_id, o.stock) for o in row.offers] == [
        ("Toko Uji", "P1", "V1", 4)
    ]
    assert row.channels == ("shopify",)
    assert [o.sku_id for o in other.offers] == ["V2"]
    assert (kit.kit, kit.level.available, kit.cost, kit.channels) == (True, 1, None, ())
    assert (gone.archived, row.archived) == (True, False)
    assert row.score is not None
    assert gone.score is None


def test_incomplete_is_what_has_not_the_whole_score(store):
    with store.read() as read:
        told = {row.sku: row.score for row in products.page(read)}
        found = {row.sku for row in products.page(read, "is:incomplete")}
        few = {row.sku for row in products.page(read, "score<70")}
    assert found == {sku for sku, score in told.items() if score < 100}
    assert few == {sku for sku, score in told.items() if score < 70}


def test_a_card_tells_everything_of_one_sku(store):
    with store.read() as read:
        one, kit = products.find(read, [" MUG-1 ", "set"])
        card, made = products.show(read, one), products.show(read, kit)
    assert (card.row.sku, card.description, card.specs) == (
        "MUG-1", "Mug keramik.", {"Bahan": "Keramik"},
    )  # fmt: skip
    assert [row.sku for row in card.siblings] == ["mug-2"]
    assert [(row.kind, row.qty, row.balance) for row in card.ledger] == [("receipt", 5, 5)]
    assert {gap.field for gap in card.gaps} >= {"pictures"}
    assert card.offers == card.row.offers
    assert [(part.sku, part.qty, part.available) for part in made.parts] == [
        ("MUG-1", 2, 3), ("SENDOK", 1, 40),
    ]  # fmt: skip


def test_what_is_not_there_is_refused_by_name(store):
    with store.read() as read:
        with pytest.raises(Refusal, match="no SKU “X-9”"):
            products.find(read, ["MUG-1", "X-9"])
        with pytest.raises(Refusal, match="no longer here"):
            products.show(read, 999)
        with pytest.raises(FilterError, match="did you mean stock"):
            products.page(read, "stok<5")
        assert products.place(read, "", "sku", 999) is None


def test_labels_are_what_people_copy(store):
    with store.read() as read:
        ids = products.ids(read, "mug")
        assert products.labels(read, [*ids, 999]) == [("MUG-1", "2026112300010"), ("mug-2", "")]


def test_completion_knows_the_words_of_this_store(store):
    with store.read() as read:
        held = values.held(read)
    assert held["brand"] == ("Sari", "Rasa")
    assert held["shop"] == ("Toko Uji",)
    assert "Dapur > Gelas" in held["category"]


def test_a_saved_view_of_the_catalogue_is_used_by_its_name(tmp_path):
    store = open_store(tmp_path)
    store.do(products.add, "Mug", [NewVariant("M1", price=100), NewVariant("M2", price=900)])
    store.do(views.save, "products", "mahal", "price>5")
    assert listed(store, "@mahal") == ["M2"]
    with store.read() as read:
        assert "archived" in {view.name for view in views.built_in(read, "products")}
    store.close()


def test_what_is_sold_and_not_there_is_oversold_and_out(tmp_path):
    store = open_store(tmp_path)
    store.do(products.add, "Mug", [NewVariant("MUG-1")])
    store.do(products.add, "Set", [NewVariant("SET", parts={"MUG-1": 1})])
    store.do(stock.receive, [stock.Piece("MUG-1", 1)], "SJ-1")
    store.run("seed", seed_shop)
    assert listed(store, "is:oversold") == ["MUG-1"]
    assert listed(store, "is:out") == listed(store, "stock:0") == ["MUG-1", "SET"]
    with store.read() as read:
        row, kit = products.page(read)
    assert (row.level.oversold, row.level.available, kit.level.oversold) == (1, 0, 0)
    journal.undo(store)
    assert listed(store, "is:out") == []
    store.close()
