"""Mapping: listings and offers find their SKU by id first, by likeness last, and never silently."""

import pytest
from tests.rig import NOW, add_orders, dump, open_store

from shopdesk.models.orders import Order, OrderLine
from shopdesk.models.products import Offer
from shopdesk.models.shops import Listing, Shop
from shopdesk.refusal import Refusal
from shopdesk.services import journal, mapping, orders, products, stock
from shopdesk.services.products.editing import NewVariant


def seed(work):
    """One shop with mapped and unmapped listings; three orders wait for the unmapped mug."""
    add_orders(work, [{"number": "A-1"}])
    session = work.session
    other = Shop(channel="tiktok", name="Toko Dua")
    session.add(other)
    session.flush()
    listings = [
        Listing(shop_id=1, market_sku="", seller_sku="", name="PROMO Mug Keramik Biru 350ml Murah",
                variation="Biru"),
        Listing(shop_id=other.id, market_sku="777", seller_sku="kaos l hitam",
                name="Kaos Polos Katun", variation="Hitam, L"),
        Listing(shop_id=other.id, market_sku="888", seller_sku="", name="Zzz", variation=""),
        Listing(shop_id=other.id, market_sku="999", seller_sku="BAKI", name="Baki lama",
                sku="BAKI"),
    ]  # fmt: skip
    session.add_all(listings)
    session.flush()
    for n in range(3):
        order = Order(shop_id=1, channel="shopify", number=f"B-{n}", status="to_pack",
                      payment="paid", fulfilment="ready", told_payment="paid", placed_at=NOW,
                      told_fulfilment="ready", total=1, lines=1, units=1)  # fmt: skip
        session.add(order)
        session.flush()
        session.add(OrderLine(order_id=order.id, listing_id=listings[0].id, qty=1, price=1,
                              subtotal=1))  # fmt: skip
    session.add_all([
        Offer(shop_id=other.id, product_code="P9", variant_code="999", name="Baki baru"),
        Offer(shop_id=other.id, product_code="P8", variant_code="888", name="Zzz"),
        Offer(shop_id=1, product_code="S1", seller_sku=" mug-2 ", name="apa saja"),
    ])  # fmt: skip
    session.flush()
    stock.follow(work)
    return work.done("Seeded")


@pytest.fixture
def store(tmp_path):
    opened = open_store(tmp_path)
    opened.do(products.add, "Mug Keramik", [
        NewVariant("MUG-1", "Biru 350ml"), NewVariant("MUG-2", "Merah 350ml"),
        NewVariant("MUG-5", "Biru 500ml"),
    ])  # fmt: skip
    opened.do(products.add, "Kaos Polos Katun", [
        NewVariant("KAOS-L-HITAM", "Hitam, L"), NewVariant("KAOS-XL-HITAM", "Hitam, XL"),
    ])  # fmt: skip
    opened.do(products.add, "Baki Kayu", [NewVariant("BAKI")])
    opened.do(seed)
    yield opened
    opened.close()


def rows(store):
    with store.read() as read:
        return {(row.kind, row.name): row for row in mapping.unmapped(read)}


def suggest(store, kind, name):
    row = rows(store)[kind, name]
    with store.read() as read:
        return mapping.suggest(read, row.kind, row.record)


def sku_of(store, kind, name):
    model = {"listing": Listing, "offer": Offer}[kind]
    with store.read() as read:
        query = model.__table__.select().with_only_columns(model.sku).where(model.name == name)
        return read.connection.scalar(query)


MUG = "PROMO Mug Keramik Biru 350ml Murah"


def test_the_list_holds_listings_and_offers_the_most_waited_for_first(store):
    found = list(rows(store).values())
    assert (found[0].kind, found[0].name, found[0].lines) == ("listing", MUG, 3)
    assert {(row.kind, row.name) for row in found} == {
        ("listing", MUG), ("listing", "Kaos Polos Katun"), ("listing", "Zzz"),
        ("offer", "Baki baru"), ("offer", "Zzz"), ("offer", "apa saja"),
    }  # fmt: skip
    assert len({row.id for row in found}) == len(found)


def test_a_code_that_nobody_knows_counts_as_none_but_not_without_a_catalogue(store, tmp_path):
    def write(work):
        work.connection.exec_driver_sql("UPDATE listings SET sku = 'apa' WHERE name = 'Zzz'")
        return work.done("wrote")

    store.do(write)
    assert rows(store)["listing", "Zzz"].sku == "apa"
    bare = open_store(tmp_path / "bare")
    bare.do(add_orders, [{"number": "A-1"}])
    with bare.read() as read:
        assert mapping.unmapped(read) == ()
    bare.close()


def test_a_marketplace_id_that_was_mapped_before_is_an_exact_hit(store):
    best = suggest(store, "offer", "Baki baru")[0]
    assert (best.sku, best.score, best.exact) == ("BAKI", 100, True)
    assert best.reason == "its marketplace id was mapped before"


def test_a_seller_sku_that_is_ours_is_an_exact_hit(store):
    best = suggest(store, "offer", "apa saja")[0]
    assert (best.sku, best.exact, best.reason) == ("MUG-2", True, "its seller SKU is this SKU")


def test_a_seller_sku_but_for_its_dashes_is_almost_one(store):
    best = suggest(store, "listing", "Kaos Polos Katun")[0]
    assert (best.sku, best.score, best.exact) == ("KAOS-L-HITAM", 96, False)
    assert best.reason == "its seller SKU is almost this one"


def test_names_and_variations_that_are_alike_are_suggested_and_sizes_must_not_differ(store):
    found = suggest(store, "listing", MUG)
    assert found[0].sku == "MUG-1"
    scores = {one.sku: one.score for one in found}
    assert scores["MUG-1"] > scores["MUG-2"]
    assert scores.get("MUG-5", 0) < scores["MUG-2"]
    assert not any(one.exact for one in found)
    assert all(one.reason for one in found)


def test_what_is_like_nothing_gets_no_suggestion_and_a_slip_of_the_pen_does(store):
    assert suggest(store, "listing", "Zzz") == ()

    def rename(work):
        work.connection.exec_driver_sql(
            "UPDATE listings SET name = 'Bakii Kayyu' WHERE name = 'Zzz'"
        )
        return work.done("renamed")

    store.do(rename)
    assert suggest(store, "listing", "Bakii Kayyu")[0].sku == "BAKI"


def test_ids_that_disagree_are_no_exact_hit(store):
    def disagree(work):
        work.connection.exec_driver_sql(
            "UPDATE offers SET seller_sku = 'MUG-1' WHERE name = 'Baki baru'"
        )
        return work.done("disagreed")

    store.do(disagree)
    found = suggest(store, "offer", "Baki baru")
    assert {(one.sku, one.score) for one in found[:2]} == {("BAKI", 95), ("MUG-1", 95)}
    with store.read() as read:
        assert "Baki baru" not in {
            row.name for row in mapping.unmapped(read)
            if row.thing in {pair[:2] for pair in mapping.exact_hits(read)}
        }  # fmt: skip


def test_a_mapping_backfills_every_line_reserves_stock_and_is_one_undo(store):
    store.do(stock.receive, [stock.Piece("MUG-1", 10)], "SJ-1")
    before = dump(store)
    row = rows(store)["listing", MUG]
    change = store.do(mapping.assign, [(*row.thing, "mug-1")])
    assert change.label == f"Mapped “{MUG}” to MUG-1, 3 order lines"
    with store.read() as read:
        assert stock.levels(read, [1])[1].reserved == 4
        number = orders.find(read, ["B-1"])
        assert orders.show(read, number[0]).items[0].sku == "MUG-1"
    journal.undo(store)
    assert dump(store) == before


def test_the_same_thing_under_another_name_comes_along_and_is_remembered(store):
    row = rows(store)["listing", "Zzz"]
    change = store.do(mapping.assign, [(*row.thing, "BAKI")])
    assert change.rows == 2
    assert sku_of(store, "offer", "Zzz") == "BAKI"

    def arrive(work):
        work.session.add(Listing(shop_id=2, market_sku="888", name="Zzz baru", variation=""))
        return work.done("Arrived")

    store.do(arrive)
    best = suggest(store, "listing", "Zzz baru")[0]
    assert (best.sku, best.exact) == ("BAKI", True)


def test_only_exact_hits_are_taken_together_and_only_when_asked_for(store):
    change = store.do(mapping.assign_exact)
    assert change.label == "Mapped 2 listings, 0 order lines"
    assert (sku_of(store, "offer", "Baki baru"), sku_of(store, "offer", "apa saja")) == (
        "BAKI", "MUG-2",
    )  # fmt: skip
    assert sku_of(store, "listing", MUG) == ""
    with pytest.raises(Refusal, match="No listing has an id"):
        store.do(mapping.assign_exact)


def test_what_was_mapped_is_never_taken_over_by_a_twin_but_may_be_told_anew(store):
    row = rows(store)["offer", "Baki baru"]
    store.do(mapping.assign, [(*row.thing, "MUG-5")])
    assert sku_of(store, "listing", "Baki lama") == "BAKI"
    with store.read() as read:
        listing = read.connection.scalar(
            Listing.__table__.select().with_only_columns(Listing.id).where(
                Listing.name == "Baki lama")
        )  # fmt: skip
    store.do(mapping.assign, [("listing", listing, "MUG-5")])
    assert sku_of(store, "listing", "Baki lama") == "MUG-5"


def test_a_plan_names_what_would_change_and_changes_nothing(store):
    before = dump(store)
    row = rows(store)["listing", "Zzz"]
    with store.read() as read:
        made = mapping.plan(read, [(*row.thing, "baki")])
    assert [(one.row.name, one.sku, one.product, one.twin) for one in made] == [
        ("Zzz", "BAKI", "Baki Kayu", False), ("Zzz", "BAKI", "Baki Kayu", True),
    ]  # fmt: skip
    assert dump(store) == before


@pytest.mark.parametrize(
    ("pair", "said"),
    [
        (("listing", 1, "NOPE"), "no SKU “NOPE” in the catalogue"),
        (("listing", 1, " "), "A SKU is needed"),
        (("listing", 99, "BAKI"), "no listing 99"),
        (("offer", 99, "BAKI"), "no offer 99"),
        (("listing", 2, "MUG-5"), "SKU MUG-5 is archived"),
    ],
)
def test_what_cannot_be_mapped_is_refused(store, pair, said):
    store.do(products.archive, ["MUG-5"])
    before = dump(store)
    with pytest.raises(Refusal, match=said):
        store.do(mapping.assign, [pair])
    assert dump(store) == before
    with pytest.raises(Refusal, match="Nothing is to be mapped"):
        store.do(mapping.assign, [])


def test_the_listings_of_one_order(store):
    with store.read() as read:
        order = orders.find(read, ["B-1"])[0]
        assert [row.name for row in mapping.unmapped(read, order)] == [MUG]
        assert mapping.unmapped(read, orders.find(read, ["A-1"])[0]) == ()


def test_a_sku_is_completed_by_its_beginning_and_by_words_of_its_name(store):
    with store.read() as read:
        assert [one.sku for one in mapping.matching(read, "mug")] == ["MUG-1", "MUG-2", "MUG-5"]
        assert [one.sku for one in mapping.matching(read, "kaos xl")] == ["KAOS-XL-HITAM"]
        assert mapping.matching(read, "100%") == ()
        assert mapping.matching(read, "mug", most=1)[0].name == "Mug Keramik · Biru 350ml"


def test_the_suggestions_of_all_are_those_of_each(store):
    with store.read() as read:
        for row in mapping.guessed(read, mapping.unmapped(read)):
            assert row.suggestions == mapping.suggest(read, row.kind, row.record)
            assert row.best == next(iter(row.suggestions), None)
