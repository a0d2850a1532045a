"""Changing the catalogue: fields of one SKU or of many, new SKUs, kits, and going out of sale."""

import pytest
from tests.hostile import HOSTILE
from tests.rig import add_orders, dump, open_store

from shopdesk.models.products import Offer, Product, Variant
from shopdesk.models.shops import Listing
from shopdesk.models.stock import Expected
from shopdesk.refusal import Refusal
from shopdesk.services import journal, products, stock
from shopdesk.services.products.editing import NewVariant
from shopdesk.services.products.fields import FIELDS, field_of, read


@pytest.fixture
def store(tmp_path):
    opened = open_store(tmp_path)
    opened.do(products.add, "Mug", [
        NewVariant("MUG-1", "biru", price=1_500_000, cost=900_000),
        NewVariant("MUG-2", "merah", price=1_600_000),
    ])  # fmt: skip
    opened.do(products.add, "Baki", [NewVariant("BAKI", price=5_000_000)])
    opened.do(ordered)
    yield opened
    opened.close()


def ordered(work):
    """One order that holds a MUG-1."""
    change = add_orders(work, [{"number": "A-1"}])
    stock.follow(work)
    return change


def ids(store, *skus):
    with store.read() as read:
        return [
            read.connection.scalar(Variant.__table__.select().with_only_columns(Variant.id).where(
                Variant.sku == sku)) for sku in skus
        ]  # fmt: skip


def one(store, sku):
    """Return a SKU's row together with its product's."""
    with store.read() as read:
        variant = read.connection.execute(Variant.__table__.select().where(
            Variant.sku == sku)).one()  # fmt: skip
        product = read.connection.execute(Product.__table__.select().where(
            Product.id == variant.product_id)).one()  # fmt: skip
    return product._asdict() | variant._asdict()


def test_several_fields_of_one_sku_are_one_entry_and_one_undo(store):
    before = dump(store)
    typed = {"price": "15.500", "cost": "9rb", "barcode": "4006381333931", "weight": "350"}
    change = store.do(products.edit, ids(store, "MUG-1"), typed)
    assert change.label == "MUG-1: changed Price, Cost, Barcode, Weight (g)"
    now = one(store, "MUG-1")
    assert (now["price"], now["cost"], now["weight_g"]) == (1_550_000, 900_000, 350)
    assert now["barcode"] == "4006381333931"
    journal.undo(store)
    after = dump(store)
    assert {**after, "journal": 0} == {**before, "journal": 0}


def test_what_belongs_to_the_product_changes_for_all_its_skus(store):
    change = store.do(products.edit, ids(store, "MUG-1"), {"brand": " Sari  Rasa "})
    assert one(store, "MUG-2")["brand"] == "Sari Rasa"
    assert one(store, "BAKI")["brand"] == ""
    assert change.rows == 1


def test_a_value_for_many_is_set_once_each_and_the_same_again_is_no_entry(store):
    every = ids(store, "MUG-1", "MUG-2", "BAKI")
    change = store.do(products.edit, every, {"buffer": 3})
    assert change.label == "3 SKUs: changed Buffer"
    assert {one(store, sku)["buffer"] for sku in ("MUG-1", "MUG-2", "BAKI")} == {3}
    assert store.do(products.edit, every, {"buffer": "3"}).entry is None


def test_an_empty_value_takes_a_number_away_but_a_buffer_becomes_none(store):
    store.do(products.edit, ids(store, "MUG-1"), {"cost": "", "buffer": "5"})
    store.do(products.edit, ids(store, "MUG-1"), {"buffer": ""})
    assert (one(store, "MUG-1")["cost"], one(store, "MUG-1")["buffer"]) == (None, 0)


def test_specifications_are_set_whole_or_one_by_one(store):
    here = ids(store, "MUG-1")
    store.do(products.edit, here, {"specs": "Bahan: keramik; Isi: 350 ml"})
    store.do(products.edit, here, {"spec@Warna": "biru", "spec@Isi": ""})
    assert one(store, "MUG-2")["specs"] == '{"Bahan": "keramik", "Warna": "biru"}'


def test_a_renamed_sku_keeps_its_listings_offers_and_promises(store):
    store.do(stock.receive, [stock.Piece("MUG-1", 5)], "SJ-1")
    store.do(products.offer, "shopify", "Toko Uji", [
        products.NewOffer("P1", "V1", "MUG-1", "Mug", "biru")])  # fmt: skip
    held = dump(store)["promises"]
    store.do(products.edit, ids(store, "MUG-1"), {"sku": "mug-biru"})
    with store.read() as read:
        connection = read.connection
        assert connection.scalar(Listing.__table__.select().with_only_columns(Listing.sku)) == (
            "mug-biru"
        )
        assert connection.scalar(Offer.__table__.select().with_only_columns(Offer.sku)) == (
            "mug-biru"
        )
    assert dump(store)["promises"] == held
    journal.undo(store)
    assert one(store, "MUG-1")["sku_key"] == "mug-1"


def test_one_shop_asks_a_price_of_its_own(store):
    store.do(products.offer, "shopify", "Toko Uji", [
        products.NewOffer("P1", "V1", "mug-1", "Mug", "biru")])  # fmt: skip
    store.do(products.edit, ids(store, "MUG-1"), {"price@1": "17500"})
    with store.read() as read:
        own = Offer.__table__.select().with_only_columns(Offer.own_price)
        assert read.connection.scalar(own) == 1_750_000
    with pytest.raises(Refusal, match="BAKI is not on offer in the shop “Toko Uji”"):
        store.do(products.edit, ids(store, "MUG-1", "BAKI"), {"price@1": "1"})
    with pytest.raises(Refusal, match="no shop 9"):
        store.do(products.edit, ids(store, "MUG-1"), {"price@9": "1"})


@pytest.mark.parametrize(
    ("skus", "changes", "said"),
    [
        (["MUG-1"], {"barcode": "4006381333932"}, "MUG-1: barcode 4006381333932 has a wrong check"),
        (["MUG-1"], {"price": -1}, "MUG-1: Price: “-1” is below zero"),
        (["MUG-1"], {"price": "10k..20k"}, "MUG-1: Price: .* is a range"),
        (["MUG-1"], {"cost": "murah"}, "MUG-1: Cost: “murah” is not a number"),
        (["MUG-1"], {"price": 10**16}, "too large"),
        (["MUG-1"], {"name": "  "}, "MUG-1: Name: it cannot be empty"),
        (["MUG-1"], {"name": "x" * 501}, "500 letters are the most"),
        (["MUG-1"], {"name": "Mug\0"}, "in no text"),
        (["MUG-1"], {"sku": "mug-2"}, "SKU MUG-2 exists already"),
        (["MUG-1"], {"sku": " "}, "MUG-1: SKU: it cannot be empty"),
        (["MUG-1", "BAKI"], {"sku": "X"}, "every SKU has its own"),
        (["MUG-1", "BAKI"], {"barcode": "A1"}, "Barcode: every SKU has its own; 2 SKUs"),
        (["MUG-1"], {"state": "archived"}, "“archived” is not one of: draft, ready"),
        (["MUG-1"], {"specs": "keramik"}, "“keramik” is not “name: value”"),
        (["MUG-1"], {"on_hand": 5}, "“on_hand” of a SKU is not changed by hand. Fields: name"),
        (["MUG-1"], {}, "Nothing is to be changed"),
        ([], {"price": 1}, "No SKU is chosen"),
    ],
)
def test_what_cannot_be_is_refused_with_field_and_reason(store, skus, changes, said):
    before = dump(store)
    with pytest.raises(Refusal, match=said):
        store.do(products.edit, ids(store, *skus), {"brand": "Sari"} | changes if changes else {})
    assert dump(store) == before


def test_archived_and_vanished_skus_are_refused(store):
    store.do(products.archive, ["BAKI"])
    with pytest.raises(Refusal, match="SKU BAKI is archived; restore it first"):
        store.do(products.edit, ids(store, "MUG-1", "BAKI"), {"price": 1})
    with pytest.raises(Refusal, match="no longer there"):
        store.do(products.edit, [*ids(store, "MUG-1"), 99], {"price": 1})


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_kept_or_refused_whole(store, text):
    try:
        store.do(products.edit, ids(store, "MUG-1"), {"name": text})
    except Refusal:
        assert one(store, "MUG-1")["name"] == "Mug"
    else:
        assert one(store, "MUG-1")["name"] == " ".join(text.split())


def test_every_field_reads_what_people_type_and_has_a_name():
    for field in FIELDS.values():
        typed = {"word": "ready", "specs": "a: b"}.get(field.kind, "12")
        assert read(field, typed) not in ("", None)
        assert field.label
    assert field_of("weight") is FIELDS["weight_g"]


def test_skus_are_added_to_a_product_that_is_there(store):
    product = one(store, "MUG-1")["product_id"]
    change = store.do(products.add_variants, product, [NewVariant("MUG-3", "hijau", price=1)])
    assert change.label == "Added 1 SKU to Mug"
    assert one(store, "MUG-3")["product_id"] == product
    with pytest.raises(Refusal, match="MUG-3 exists already"):
        store.do(products.add_variants, product, [NewVariant("mug-3")])
    with pytest.raises(Refusal, match="no product 99"):
        store.do(products.add_variants, 99, [NewVariant("X")])
    with pytest.raises(Refusal, match="X: Price: “-5” is below zero"):
        store.do(products.add_variants, product, [NewVariant("X", price=-5)])


def test_the_parts_of_a_kit_change_only_where_they_differ(store):
    store.do(products.add, "Set", [NewVariant("SET", parts={"MUG-1": 2, "BAKI": 1})])
    change = store.do(products.set_parts, "SET", {"mug-1": 2, "MUG-2": 1})
    assert change.label == "SET is made of 2 SKUs"
    parts = {(row[2], row[3]) for row in dump(store)["kit_parts"]}
    assert parts == {(1, 2), (2, 1)}
    assert change.rows == 2
    store.do(products.set_parts, "SET", {})
    assert (one(store, "SET")["kit"], dump(store)["kit_parts"]) == (0, [])


def test_what_cannot_be_a_kit_or_a_part_is_refused(store):
    store.do(products.add, "Set", [NewVariant("SET", parts={"MUG-1": 2})])
    store.do(stock.receive, [stock.Piece("MUG-2", 5)], "SJ-1")
    with pytest.raises(Refusal, match="MUG-2 has stock of its own"):
        store.do(products.set_parts, "MUG-2", {"BAKI": 1})
    with pytest.raises(Refusal, match="MUG-1 is a part of kit SET"):
        store.do(products.set_parts, "MUG-1", {"BAKI": 1})
    for parts in ({"SET": 1}, {"MUG-1": 0}):
        with pytest.raises(Refusal, match="at least 1 piece of SKUs that are no kits"):
            store.do(products.set_parts, "SET", parts)


def expect(work, document, qty, received):
    place = stock.places.location_of(work, "")
    work.session.add(Expected(variant_id=3, location_id=place, qty=qty, received=received,
                              document=document))  # fmt: skip
    return work.done("Expected")


def test_archiving_names_the_order_the_kit_and_the_delivery_that_need_it(store):
    store.do(products.add, "Set", [NewVariant("SET", parts={"MUG-2": 2})])
    store.do(expect, "PO-7", 10, 4)
    for sku, said in (
        ("MUG-1", "order A-1 still needs it"),
        ("MUG-2", "kit SET contains it"),
        ("BAKI", "delivery PO-7 is still expected"),
    ):
        with pytest.raises(Refusal, match=f"{sku} cannot be archived: {said}"):
            store.do(products.archive, [sku])
    store.do(products.archive, ["MUG-2", "SET"])
    assert one(store, "SET")["archived_at"] is not None


def test_a_delivery_that_came_in_keeps_nothing(store):
    store.do(expect, "PO-7", 10, 10)
    store.do(products.archive, ["BAKI"])
    store.do(products.restore, ["baki"])
    assert one(store, "BAKI")["archived_at"] is None
