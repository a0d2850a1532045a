"""Fresh files for a web shop: what they say, what they leave alone, and how they come back."""

import csv

import pytest
from tests.hostile import HOSTILE
from tests.rig import open_store
from tests.services.exporting import HERE, TEXT, THERE, fill

from shopdesk.refusal import Refusal
from shopdesk.services import exports, products
from shopdesk.services.exports import Wish
from shopdesk.services.products import NewVariant

SHOPS = (("shopify", "Toko Web"), ("woocommerce", "Toko Woo"))


@pytest.fixture
def store(tmp_path):
    opened = open_store(tmp_path / "home")
    fill(opened, SHOPS, [("Toko Web", "kaos-lama", "Merah,M", "KAOS-M"),
                         ("Toko Woo", "71", "72", "KAOS-M")], pictures=[THERE])  # fmt: skip
    yield opened
    opened.close()


def table(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def written(store, kind, name, tmp_path, **more):
    out = tmp_path / f"{name}.csv"
    done = exports.run(store, kind, name, None, out, **more)
    return done, table(out)


def test_a_product_is_a_run_of_rows_with_one_handle(store, tmp_path):
    _done, rows = written(store, "products", "shopify.products", tmp_path)
    assert [row["URL handle"] for row in rows] == ["kaos-lama", "kaos-lama", "mug-kopi"]
    first, second, mug = rows
    assert (first["Title"], first["Description"], first["Vendor"], first["Type"]) == (
        "Kaos Polos", TEXT, "Melati", "Aksesoris > Topi",
    )  # fmt: skip
    assert (second["Title"], second["Description"], second["Option1 name"]) == ("", "", "")
    assert [(r["Option1 value"], r["Option2 value"]) for r in rows[:2]] == [
        ("Merah", "M"), ("Merah", "L"),
    ]  # fmt: skip
    assert (mug["Option1 name"], mug["Option1 value"]) == ("Title", "Default Title")
    assert [row["Price"] for row in rows] == ["85000.00", "90000.00", "55500.00"]
    assert [row["Inventory quantity"] for row in rows] == ["12", "7", "40"]
    assert first["Product image URL"] == "https://toko.example/a.jpg"


def test_what_is_sold_there_and_a_draft_here_is_not_taken_off_sale(store, tmp_path):
    done, rows = written(store, "products", "shopify.products", tmp_path)
    assert "Status" not in rows[0]
    assert any("is a draft here and sold there" in note for note in done.notes)
    store.run("ready", lambda work: ready(work, "Kaos Polos"))
    _done, rows = written(store, "products", "shopify.products", tmp_path)
    assert [row["Status"] for row in rows] == ["Active", "", "Draft"]


def ready(work, name):
    from shopdesk.models.products import Product

    work.session.query(Product).filter(Product.name == name).one().state = "ready"
    return work.done("ready")


def test_pictures_without_an_address_keep_all_pictures_as_they_are(store, tmp_path):
    store.run("picture", add_picture)
    done, rows = written(store, "products", "shopify.products", tmp_path)
    assert "Product image URL" not in rows[0]
    assert any("Pictures are left out" in note for note in done.notes)


def add_picture(work):
    from shopdesk.models.products import Picture

    work.session.add(Picture(product_id=1, position=9, source=HERE))
    return work.done("picture")


def test_a_column_in_which_nothing_stands_is_left_out_and_wiping_is_told(store, tmp_path):
    done, rows = written(store, "products", "shopify.products", tmp_path)
    assert "Compare-at price" not in rows[0]
    assert "Cost per item" in rows[0]
    assert any("Cost per item" in note for note in done.notes)


def test_prices_alone_touch_no_other_column(store, tmp_path):
    _done, rows = written(store, "prices", "shopify.products", tmp_path)
    assert list(rows[0]) == ["Title", "URL handle", "SKU", "Option1 name", "Option1 value",
                             "Option2 name", "Option2 value", "Price"]  # fmt: skip
    assert [(row["SKU"], row["Price"]) for row in rows] == [("KAOS-M", "85000.00")]


def test_what_shall_be_on_hand_counts_what_orders_wait_for(store, tmp_path):
    store.run("order", ordered)
    _done, [row] = written(store, "stock", "shopify.inventory", tmp_path)
    assert (row["Handle"], row["SKU"], row["Location"]) == ("kaos-lama", "KAOS-M", "Gudang")
    assert (row["Committed (not editable)"], row["Available (not editable)"]) == ("2", "10")
    assert (row["On hand (current)"], row["On hand (new)"]) == ("", "12")


def ordered(work):
    from tests.rig import NOW

    from shopdesk.models.orders import Order
    from shopdesk.models.products import Variant
    from shopdesk.models.shops import Shop
    from shopdesk.models.stock import Location, Promise

    shop = work.session.query(Shop).filter(Shop.channel == "shopify").one()
    order = Order(shop_id=shop.id, channel="shopify", number="#1", payment="paid",
                  fulfilment="ready", told_payment="paid", told_fulfilment="ready",
                  status="to_pack", placed_at=NOW, total=1, lines=1, units=2)  # fmt: skip
    work.session.add(order)
    work.session.flush()
    variant = work.session.query(Variant).filter(Variant.sku == "KAOS-M").one()
    place = work.session.query(Location).first()
    work.session.add(Promise(variant_id=variant.id, location_id=place.id, kind="order", qty=2,
                             order_id=order.id, reason=""))  # fmt: skip
    return work.done("ordered")


def test_woocommerce_gets_a_parent_and_its_variations(store, tmp_path):
    _done, rows = written(store, "products", "woocommerce.products", tmp_path)
    parent, first, second, mug = rows
    assert [row["Type"] for row in rows] == ["variable", "variation", "variation", "simple"]
    assert (parent["ID"], parent["SKU"], first["ID"], first["Parent"]) == (
        "71", "KAOS-M-P", "72", "id:71",
    )  # fmt: skip
    assert (parent["Attribute 1 name"], parent["Attribute 1 value(s)"]) == ("Variasi", "Merah")
    assert (parent["Attribute 2 value(s)"], second["Attribute 2 value(s)"]) == ("M, L", "L")
    assert (parent["Attribute 3 name"], parent["Attribute 3 value(s)"]) == (
        "Bahan", "Katun\\, combed",
    )  # fmt: skip
    assert (first["Weight (kg)"], first["Height (cm)"], mug["Regular price"]) == (
        "0.18", "3.5", "55500.00",
    )  # fmt: skip
    assert (mug["Stock"], mug["Parent"], mug["Images"]) == ("40", "", "https://toko.example/a.jpg")


def test_a_reduced_price_stands_beside_the_regular_one(store, tmp_path):
    store.run("compare", lambda work: compare_at(work, "MUG", 7_000_000))
    out = tmp_path / "none.csv"
    none = exports.run(store, "prices", "woocommerce.products", None, out, ids=[3])
    assert (none.files, out.exists()) == ((), False)  # it is not on sale there
    _done, rows = written(store, "products", "woocommerce.products", tmp_path)
    assert (rows[3]["Regular price"], rows[3]["Sale price"]) == ("70000.00", "55500.00")


def compare_at(work, sku, amount):
    from shopdesk.models.products import Variant

    work.session.query(Variant).filter(Variant.sku == sku).one().compare_at = amount
    return work.done("compare")


def test_stock_alone_goes_by_sku(store, tmp_path):
    _done, rows = written(store, "stock", "woocommerce.products", tmp_path)
    assert rows == [{"SKU": "KAOS-M", "Stock": "12"}]


@pytest.mark.parametrize("name", ["shopify.products", "woocommerce.products"])
def test_hostile_texts_come_through_unchanged_and_the_dangerous_are_named(store, tmp_path, name):
    # A store holds neither NUL nor half a character.
    texts = [t for t in HOSTILE if t.strip() and not {"\0", "\ud800"} & set(t)]
    for number, text in enumerate(texts):
        store.do(products.add, text, [NewVariant(f"H{number}", price=100)], description=text)
    done, rows = written(store, "products", name, tmp_path)
    title = "Title" if name.startswith("shopify") else "Name"
    by_sku = {row["SKU"]: row for row in rows}
    for number, text in enumerate(texts):
        assert by_sku[f"H{number}"]["Description"] == text
        assert by_sku[f"H{number}"][title] == text.strip()
    assert any("formula" in note for note in done.notes)


def test_variations_of_one_name_are_refused(store, tmp_path):
    twins = [NewVariant("TW-1", "Biru", 1), NewVariant("TW-2", "biru", 1)]
    store.do(products.add, "Kembar", twins)
    done, rows = written(store, "products", "shopify.products", tmp_path)
    assert [(skip.why, skip.what) for skip in done.skips] == [("refused", "Kembar")]
    assert "TW-1" not in {row["SKU"] for row in rows}


def test_kinds_that_a_format_does_not_take_are_refused(store, tmp_path):
    with pytest.raises(Refusal, match="no format for"):
        exports.plan(store, Wish("prices", tmp_path / "x.csv", format="shopify.inventory"))


CATALOGUE = """
SELECT v.sku, p.name, p.description, p.category, p.brand, p.state, v.variation, v.barcode, v.price,
       v.compare_at, v.cost, v.weight_g, {sizes}
       (SELECT group_concat(source) FROM pictures AS x WHERE x.product_id = p.id)
FROM variants AS v JOIN products AS p ON p.id = v.product_id ORDER BY v.sku
"""
SIZES = {"shopify.products": "", "woocommerce.products": "v.length_mm, v.width_mm, v.height_mm,"}
"""Shopify's file has no place for sizes."""


def catalogue(store, sizes=""):
    with store.read() as read:
        query = CATALOGUE.format(sizes=sizes)
        return [tuple(row) for row in read.connection.exec_driver_sql(query)]


@pytest.mark.parametrize("name", list(SIZES))
def test_what_goes_out_comes_back_as_the_same_catalogue(store, tmp_path, name):
    from shopdesk.services import imports

    out = tmp_path / "out.csv"
    shop = "Toko Web" if name.startswith("shopify") else "Toko Woo"
    store.run("ready", lambda work: ready(work, "Kaos Polos"))
    exports.run(store, "products", name, None, out)
    empty = open_store(tmp_path / "empty")
    imports.run(empty, [out], shop="Toko Baru")
    assert catalogue(empty, SIZES[name]) == catalogue(store, SIZES[name])
    empty.close()
    whole = SIZES["woocommerce.products"] + "p.specs, v.buffer,"
    before = catalogue(store, whole)
    imports.run(store, [out], shop=shop)
    assert catalogue(store, whole) == before
