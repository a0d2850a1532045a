"""What a marketplace's sheet says: offers as they are shown there, and nothing of ours changed."""

from tests.makers import sellercentre as maker
from tests.rig import dump
from tests.services import catalogue as desk
from tests.services.catalogue import SALES, sales, stocked, take

from shopdesk.models.products import Offer
from shopdesk.services import imports, journal

store = desk.store
NEWER = "mass_update_sales_info_1_20261121101500.xlsx"


def priced(price, pieces, row=0):
    changed = [list(each) for each in SALES]
    changed[row][6], changed[row][8] = price, pieces
    return changed


def test_the_first_sheet_fills_an_empty_catalogue(store, tmp_path):
    told = take(store, sales(tmp_path))
    assert (told.counts.new, told.report.adds, told.report.kind) == (3, True, "products")
    assert told.change.label == "Imported 3 SKUs (3 new, 0 changed)"
    assert desk.names(store) == ["Kaos Rintik", "Mug Kabut"]
    assert desk.variants(store, "variation", "price") == [
        ("KAOS-M", "Hitam,M", 15_000_000), ("KAOS-L", "Hitam,L", 15_500_000),
        ("MUG-1", "", 4_500_000),
    ]  # fmt: skip
    assert desk.offers(store) == [
        ("111", "KAOS-M", 15_000_000, 12), ("112", "KAOS-L", 15_500_000, 7),
        ("113", "MUG-1", 4_500_000, 3),
    ]  # fmt: skip
    assert set(desk.on_hand(store).values()) == {0}


def test_the_same_sheet_again_changes_nothing_and_undo_takes_the_first_back(store, tmp_path):
    before = dump(store)
    path = sales(tmp_path)
    take(store, path)
    after = dump(store)
    again = take(store, path)
    assert (again.counts.unchanged, again.change.entry) == (3, None)
    assert dump(store) == after
    journal.undo(store)
    assert dump(store) == before
    journal.redo(store)
    assert dump(store) == after


def test_a_plan_shows_each_cell_and_is_done_exactly(store, tmp_path):
    take(store, sales(tmp_path))
    made = imports.plan(store, [sales(tmp_path, priced("160000", "9"), NEWER)])
    report = made.files[0]
    assert (report.products.changed, report.products.unchanged) == (1, 2)
    assert [tuple(change) for change in report.changes] == [
        ("KAOS-M", "told_price", "15000000", "16000000"), ("KAOS-M", "told_stock", "12", "9"),
    ]  # fmt: skip
    assert desk.offers(store)[0][2:] == (15_000_000, 12)
    imports.apply(store, made)
    assert desk.offers(store)[0][2:] == (16_000_000, 9)


def test_our_price_and_stock_stay_and_the_difference_is_told(store, tmp_path):
    stocked(store, "KAOS-M", "KAOS-L", "MUG-1")
    told = take(store, sales(tmp_path, priced("40000", "5")))
    assert desk.variants(store, "price")[0] == ("KAOS-M", 4_000_000)
    assert desk.on_hand(store) == {"KAOS-M": 5, "KAOS-L": 5, "MUG-1": 5}
    differing = {tuple(change) for change in told.report.differences}
    assert differing == {
        ("KAOS-L", "price", "4000000", "15500000"), ("KAOS-L", "stock", "5", "7"),
        ("MUG-1", "price", "4000000", "4500000"), ("MUG-1", "stock", "5", "3"),
        ("Produk KAOS-M", "name", "Produk KAOS-M", "Kaos Rintik"),
        ("Produk KAOS-L", "name", "Produk KAOS-L", "Kaos Rintik"),
        ("Produk MUG-1", "name", "Produk MUG-1", "Mug Kabut"),
    }  # fmt: skip
    assert "7 facts differ" in " ".join(told.report.warnings)


def test_skus_that_we_do_not_have_wait_unmapped_until_they_are_wanted(store, tmp_path):
    stocked(store, "MUG-1")
    path = sales(tmp_path)
    told = take(store, path)
    assert [sku for _code, sku, *_rest in desk.offers(store)] == ["", "", "MUG-1"]
    assert "2 SKUs are not in the catalogue" in " ".join(told.report.warnings)
    assert [sku for (sku,) in desk.variants(store)] == ["MUG-1"]
    told = take(store, path, add=True)
    assert told.counts.new == 2
    assert [sku for _code, sku, *_rest in desk.offers(store)] == ["KAOS-M", "KAOS-L", "MUG-1"]


def test_not_even_the_first_sheet_fills_the_catalogue_where_that_is_not_wanted(store, tmp_path):
    told = take(store, sales(tmp_path), add=False)
    assert (told.counts.new, told.report.adds) == (3, False)
    assert desk.variants(store) == []


def test_an_offer_stays_with_the_sku_that_it_was_mapped_to(store, tmp_path):
    stocked(store, "LAMA", "KAOS-M")
    take(store, sales(tmp_path), add=False)

    def assign(work):
        work.session.query(Offer).filter(Offer.variant_code == "111").one().sku = "LAMA"
        return work.done("mapped")

    store.do(assign)
    take(store, sales(tmp_path, priced("160000", "9"), NEWER), add=False)
    assert desk.offers(store)[0] == ("111", "LAMA", 16_000_000, 9)


def test_an_older_sheet_never_overwrites_what_a_newer_one_told(store, tmp_path):
    take(store, sales(tmp_path, priced("160000", "9"), NEWER))
    told = take(store, sales(tmp_path))
    assert desk.offers(store)[0][2:] == (16_000_000, 9)
    assert "older here than in the store: 1" in " ".join(told.report.warnings)
    assert told.change.entry is None


def test_texts_and_pictures_fill_what_is_blank_on_the_first_day_and_not_later(store, tmp_path):
    basic = maker.shopee_basic([(desk.KAOS, "KAOS", "Kaos Rintik", "Adem dan ringan.")])
    shown = [f"https://x.example/{n}.jpg" for n in (1, 2)]
    media = maker.shopee_media([(desk.KAOS, "KAOS", "Kaos Rintik", "Pakaian", *shown)])
    paths = [
        media.write(tmp_path / "media.xlsx"), basic.write(tmp_path / "basic.xlsx"), sales(tmp_path),
    ]  # fmt: skip
    told = take(store, *paths)
    assert [report.counts.changed for report in told.reports] == [1, 1, 0]
    assert desk.rows(store, desk.Product, "description", "category")[0] == (
        "Adem dan ringan.", "Pakaian",
    )  # fmt: skip
    assert [source for _v, _p, source in desk.pictures(store)] == shown
    basic = maker.shopee_basic([(desk.KAOS, "KAOS", "Kaos Rintik Baru", "Lebih adem.")])
    told = take(store, basic.write(tmp_path / "basic2.xlsx"))
    assert desk.rows(store, Offer, "name")[0] == ("Kaos Rintik Baru",)
    assert desk.names(store)[0] == "Kaos Rintik"
    assert [change.field for change in told.report.differences] == ["name", "description"]


def test_orders_and_products_come_in_by_one_entry(store, tmp_path):
    from tests.services.test_imports import OLD, export, line

    orders = export(tmp_path, OLD, line("A1", sku="KAOS-M", qty=2))
    told = take(store, orders, sales(tmp_path))
    assert told.change.label == (
        "Imported 1 order (1 new, 0 changed) · Imported 3 SKUs (3 new, 0 changed)"
    )
    with store.read() as read:
        level = next(iter(desk.stock.levels(read).values()))
    assert level.reserved == 2
    journal.undo(store)
    assert desk.variants(store) == desk.offers(store) == []


def test_two_shops_of_a_channel_are_told_apart_by_what_they_offer(store, tmp_path):
    take(store, sales(tmp_path), shop="Satu")
    other = [(*row[:2], f"9{row[2]}", *row[3:]) for row in SALES]
    other = [(f"9{row[0]}", *row[1:]) for row in other]
    take(store, sales(tmp_path, other, "lain.xlsx"), shop="Dua")
    told = take(store, sales(tmp_path, priced("160000", "9"), NEWER))
    assert told.report.shop == "Satu"


def test_what_is_refused_is_saved_with_its_place(store, tmp_path):
    from openpyxl import load_workbook

    made = imports.plan(store, [sales(tmp_path, priced("15.000", "-"))])
    assert made.files[0].products.refused == 1
    imports.save_rejects(store, made, tmp_path / "rejects.xlsx")
    imports.discard(made)
    saved = list(load_workbook(tmp_path / "rejects.xlsx").active.values)
    assert saved[1][1:5] == ("Sheet1", 7, "et_title_variation_price", "15.000")
