"""The shop's own product file and one's own sheets: they are the catalogue, cell by cell."""

import pytest
from tests.channels.test_catalogue_webshop import KAOS, MUG, OLD, SHIRT, SIZE_L, SIZE_M, WOO
from tests.channels.test_catalogue_webshop import rows as csv_rows
from tests.rig import dump
from tests.services import catalogue as desk
from tests.services.catalogue import sheet, stocked, take

from shopdesk.models.products import Offer, Product
from shopdesk.refusal import Refusal
from shopdesk.services import imports, journal
from shopdesk.services.imports import looking

store = desk.store
OWN = "Kode SKU,Nama Produk,Harga Jual,Modal,Stok,Berat (gram)"


def shopify(folder, *told, header=OLD, name="products_export_1.csv"):
    header, *rows = csv_rows(header, *told)
    return sheet(folder, name, ",".join(header), *rows)


def test_shopify_products_become_the_catalogue_with_pictures_and_offers(store, tmp_path):
    told = take(store, shopify(tmp_path, *KAOS))
    assert (told.counts.new, told.report.shop) == (3, "Shopify")
    facts = desk.rows(store, Product, "name", "description", "brand", "category", "state")
    assert facts == [
        ("Kaos Rintik", "<p>Adem</p>", "Melati", "Kaos", "ready"), ("Mug", "", "", "", "draft"),
    ]  # fmt: skip
    assert desk.variants(store, "variation", "price", "compare_at", "cost", "weight_g") == [
        ("007", "M,Hitam", 68_900, 70_000, 25_050, 220),
        ("K-L", "L,Hitam", 69_900, None, None, None),
        ("MUG", "", 4_500_000, None, None, None),
    ]  # fmt: skip
    shared = [source[-5:] for variant, _at, source in desk.pictures(store) if variant is None]
    assert shared == ["a.jpg", "2.jpg", "3.jpg"]
    assert [stock for *_rest, stock in desk.offers(store)] == [-3, None, None]
    assert set(desk.on_hand(store).values()) == {0}
    assert take(store, shopify(tmp_path, *KAOS)).change.entry is None


def test_a_blank_cell_clears_and_an_absent_column_keeps(store, tmp_path):
    take(store, shopify(tmp_path, *KAOS))
    cleared = [KAOS[0] | {"Variant Compare At Price": "", "Vendor": "", "Variant Price": "650.00"}]
    made = imports.plan(store, [shopify(tmp_path, *cleared)])
    assert {tuple(change[:3]) for change in made.files[0].changes} >= {
        ("007", "compare_at", "70000"), ("007", "price", "68900"),
        ("Kaos Rintik", "brand", "Melati"),
    }  # fmt: skip
    imports.apply(store, made)
    assert desk.variants(store, "price", "compare_at", "cost")[0] == ("007", 65_000, None, 25_050)
    short = "Handle,Title,Vendor,Variant SKU,Variant Price"
    lean = {"Handle": "kaos", "Title": "Kaos Baru", "Vendor": "Melati", "Variant SKU": "007",
            "Variant Price": "650.00"}  # fmt: skip
    take(store, shopify(tmp_path, lean, header=short))
    assert desk.variants(store, "cost", "weight_g", "barcode")[0][1:] == (
        25_050, 220, "8991234567891",
    )  # fmt: skip
    assert desk.rows(store, Product, "name", "brand", "description")[0] == (
        "Kaos Baru", "Melati", "<p>Adem</p>",
    )  # fmt: skip
    assert len(desk.pictures(store)) == 2


def test_pictures_follow_the_file_and_keep_what_is_known_of_them(store, tmp_path):
    take(store, shopify(tmp_path, *KAOS))

    def look(work):
        work.session.query(desk.Picture).filter_by(position=2, variant_id=None).one().width = 800
        return work.done("looked")

    store.do(look)
    turned = [KAOS[0] | {"Image Src": KAOS[1]["Image Src"], "Variant Image": ""}, KAOS[3]]
    take(store, shopify(tmp_path, *turned))
    assert desk.rows(store, desk.Picture, "position", "source", "width", "variant_id") == [
        (1, "https://x.example/2.jpg", 800, None)
    ]
    journal.undo(store)
    assert len(desk.pictures(store)) == 4


def test_the_price_that_a_shop_asks_alone_takes_its_own_sheet(store, tmp_path):
    take(store, shopify(tmp_path, *KAOS))

    def own(work):
        work.session.query(Offer).filter_by(sku="K-L").one().own_price = 69_900
        return work.done("own price")

    store.do(own)
    take(store, shopify(tmp_path, *KAOS[:1], KAOS[1] | {"Variant Price": "720.00"}))
    assert desk.rows(store, Offer, "own_price")[1] == (72_000,)
    assert desk.variants(store, "price")[1] == ("K-L", 69_900)


def test_woocommerce_products_and_variations(store, tmp_path):
    header, *rows = csv_rows(WOO, SHIRT, SIZE_M, SIZE_L, MUG)
    told = take(store, sheet(tmp_path, "wc.csv", ",".join(header), *rows))
    assert told.counts.new == 3
    assert desk.variants(store, "price", "compare_at") == [
        ("KEMEJA-M", 12_000_000, 15_000_000), ("KEMEJA-L", 15_000_000, None),
        ("MUG", 4_500_000, None),
    ]  # fmt: skip
    assert desk.rows(store, Offer, "product_code", "variant_code") == [
        ("20", "21"), ("20", "22"), ("30", ""),
    ]  # fmt: skip


def own(folder, *rows, header=OWN, name="stok.csv"):
    return sheet(folder, name, header, *rows)


def test_ones_own_sheet_is_guessed_where_a_person_says_what_it_is(store, tmp_path):
    stocked(store, "MUG-1")
    path = own(
        tmp_path,
        ["MUG-1", "Mug Kabut", "45.000", "20.000", "9", "350"],
        ["BARU", "x", "", "", "", ""],
    )
    assert take(store, path).report.format is None
    told = take(store, path, only="products")
    assert (told.counts.changed, told.counts.left, told.report.shop) == (1, 1, None)
    assert desk.variants(store, "price", "cost", "weight_g") == [
        ("MUG-1", 4_500_000, 2_000_000, 350)
    ]
    assert desk.names(store) == ["Mug Kabut"]
    assert desk.on_hand(store) == {"MUG-1": 9}
    with store.read() as read:
        assert looking.arrived(read, [told.made.staged[0].sha256])
    journal.undo(store)
    assert desk.on_hand(store) == {"MUG-1": 5}


def test_a_mapping_is_remembered_with_what_the_sheet_holds(store, tmp_path):
    stocked(store, "MUG-1")
    columns = {"sku": "Kode SKU", "stock": "Stok", "price": "Harga Jual"}
    path = own(tmp_path, ["MUG-1", "Lain", "45.000", "", "", ""])
    imports.learn(store, [path], columns)
    told = take(store, path)
    assert (told.report.kind, told.counts.changed) == ("products", 1)
    assert desk.variants(store, "price", "cost") == [("MUG-1", 4_500_000, None)]
    assert desk.names(store) == ["Produk MUG-1"]


def test_stock_alone_is_counted_from_any_sheet_that_has_it(store, tmp_path):
    stocked(store, "KAOS-M", "KAOS-L", "MUG-1")
    before = desk.variants(store, "price")
    told = take(store, desk.sales(tmp_path), only="stock")
    assert (told.report.kind, told.counts.changed) == ("stock", 3)
    assert desk.on_hand(store) == {"KAOS-M": 12, "KAOS-L": 7, "MUG-1": 3}
    assert (desk.variants(store, "price"), desk.offers(store)) == (before, [])


def test_a_count_posts_once_and_never_brings_back_what_was_sold(store, tmp_path):
    stocked(store, "MUG-1")
    path = own(tmp_path, ["MUG-1", "Mug", "45.000", "", "9", ""])
    take(store, path, only="stock")
    store.do(desk.stock.adjust, "MUG-1", -4, "terjual")
    told = take(store, path, only="stock")
    assert (told.change.entry, desk.on_hand(store)) == (None, {"MUG-1": 5})
    assert "was posted before" in told.report.warnings[0]


def test_what_cannot_be_counted_is_named(store, tmp_path):
    from shopdesk.services import products
    from shopdesk.services.products.editing import NewVariant

    stocked(store, "MUG-1")
    store.do(products.add, "Set", [NewVariant("SET", parts={"MUG-1": 2})])
    path = own(
        tmp_path, ["MUG-1", "", "", "", "-1", ""], ["SET", "", "", "", "2", ""],
        ["TIADA", "", "", "", "2", ""], ["MUG-1", "", "", "", "1,5", ""],
    )  # fmt: skip
    told = take(store, path, only="stock")
    assert [(r.row, r.value) for r in told.report.rejects] == [
        (5, "1,5"), (2, "MUG-1"), (3, "SET"), (4, "TIADA"),
    ]  # fmt: skip
    assert "kit" in told.report.rejects[2].reason
    assert (told.counts.refused, told.change.entry) == (4, None)


def test_the_same_sku_twice_is_refused_on_ones_own_sheet(store, tmp_path):
    path = own(tmp_path, ["A", "Satu", "1.000", "", "", ""], ["a", "Dua", "2.000", "", "", ""])
    told = take(store, path, only="products")
    assert desk.variants(store, "price") == [("A", 100_000)]
    assert [(r.row, r.value) for r in told.report.rejects] == [(3, "a")]


def test_a_wrong_barcode_is_refused_on_ones_own_sheet_and_left_out_of_a_marketplaces(
    store, tmp_path
):
    path = own(tmp_path, ["A", "8991234567890"], header="SKU,Barcode")
    told = take(store, path, only="products")
    assert "check digit" in told.report.rejects[0].reason
    rows = [list(row) for row in desk.SALES]
    rows[0][7] = "8991234567890"
    take(store, desk.sales(tmp_path, rows))
    assert desk.variants(store, "barcode")[0] == ("KAOS-M", "")


def test_rows_of_one_parent_are_one_product(store, tmp_path):
    path = own(
        tmp_path, ["K-M", "Kaos", "M", "KAOS"], ["K-L", "Kaos", "L", "KAOS"], ["M", "Mug", "", ""],
        header="SKU,Nama Produk,Variasi,SKU Induk",
    )  # fmt: skip
    take(store, path, only="products")
    assert desk.names(store) == ["Kaos", "Mug"]
    assert desk.variants(store, "product_id", "variation") == [
        ("K-M", 1, "M"), ("K-L", 1, "L"), ("M", 2, ""),
    ]  # fmt: skip


def test_an_unknown_format_is_refused_with_those_that_there_are(store, tmp_path):
    with pytest.raises(Refusal, match=r"products, stock, delivery.*shopee\.sales_info"):
        take(store, tmp_path / "x.csv", only="shopee.sale")


def test_a_plan_that_no_longer_holds_is_refused(store, tmp_path):
    stocked(store, "MUG-1")
    path = own(tmp_path, ["MUG-1", "Mug", "45.000", "", "", ""])
    made = imports.plan(store, [path], only="products")
    take(store, path, only="products")
    before = dump(store)
    with pytest.raises(Refusal, match="plan again"):
        imports.apply(store, made)
    assert dump(store) == before
