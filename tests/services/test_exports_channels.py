"""Templates of TikTok, Lazada and new products: each in its own manner."""

import pytest
from tests.makers import sellercentre as made
from tests.makers.templates import cells, changed, parts
from tests.rig import open_store
from tests.services.exporting import TEXT, fill

from shopdesk.refusal import Refusal
from shopdesk.services import exports, products, stock
from shopdesk.services.exports import Wish

T, S1, S2 = "1730000000000000001", "1730000000000000011", "1730000000000000012"
"""Above 2**53: a float would lose their last digits."""
EDIT = [
    (T, "600946", "", "Kaos lama", "Lama", "180", "", "", "", S1, "Merah,M", "80000", "3", "KAOS-M",
     "https://lama.example/1.jpg", "", ""),
    (T, "600946", "", "Kaos lama", "Lama", "", "", "", "", S2, "Merah,L", "90000", "7", "KAOS-L",
     "", "", "3"),
]  # fmt: skip
LAZADA = [("7001", "9", "Mug Kopi", "IDR", "70010", "active", "s1", "", "", "", "MUG", 54000, 12)]
SHOPS = (("shopee", "Toko Satu"), ("tiktok", "Toko Dua"), ("lazada", "Toko Tiga"))
OFFERS = [("Toko Dua", T, S1, "KAOS-M"), ("Toko Dua", T, S2, "KAOS-L"),
          ("Toko Tiga", "7001", "70010", "MUG")]  # fmt: skip


@pytest.fixture
def store(tmp_path):
    opened = open_store(tmp_path / "home")
    fill(opened, SHOPS, OFFERS)
    yield opened
    opened.close()


def only_the_sheet_differs(before, after):
    old, new = parts(before), parts(after)
    assert list(old) == list(new)
    assert [name for name in old if old[name] != new[name]] == ["xl/worksheets/sheet1.xml"]


def test_tiktok_stock_goes_into_the_warehouse_column_as_text(store, tmp_path):
    given, out = made.tiktok_edit(EDIT).write(tmp_path / "t.xlsx"), tmp_path / "o.xlsx"
    exports.run(store, "stock", "tiktok.batch_edit", given, out)
    assert changed(given, out, "Template") == {"M7": "12"}
    only_the_sheet_differs(given, out)


def test_several_warehouses_need_a_name(store, tmp_path):
    rows = [(*row, "1") for row in EDIT]
    given, out = (
        made.tiktok_edit(rows, warehouses=2).write(tmp_path / "t.xlsx"),
        tmp_path / "o.xlsx",
    )
    with pytest.raises(Refusal, match="Gudang Jakarta, Jumlah di Gudang Bali"):
        exports.run(store, "stock", "", given, out)
    exports.run(store, "stock", "", given, out, into="jumlah di gudang bali")
    assert changed(given, out, "Template") == {"R7": "12", "R8": "7"}


def test_tiktok_texts_weights_and_prices(store, tmp_path):
    given, out = made.tiktok_edit(EDIT).write(tmp_path / "t.xlsx"), tmp_path / "o.xlsx"
    exports.run(store, "prices", "", given, out)
    assert changed(given, out, "Template") == {"L7": "85000"}
    exports.run(store, "products", "", given, out)
    assert changed(given, out, "Template") == {
        "D7": "Kaos Polos", "E7": TEXT, "G7": "20", "H7": "15", "I7": "4",
        "O7": "https://toko.example/a.jpg",
        "D8": "Kaos Polos", "E8": TEXT, "F8": "190", "O8": "https://toko.example/a.jpg",
    }  # fmt: skip


def test_lazadas_stock_column_is_the_one_called_after_the_shop(store, tmp_path):
    given, out = made.lazada_stock(LAZADA).write(tmp_path / "t.xlsx"), tmp_path / "o.xlsx"
    exports.run(store, "stock", "lazada.price_stock", given, out)
    assert changed(given, out, "template") == {"M4": 40.0}
    exports.run(store, "prices", "", given, out)
    assert changed(given, out, "template") == {"L4": 55500.0}
    only_the_sheet_differs(given, out)


def test_lazadas_texts(store, tmp_path):
    rows = [("7001", "9", "Mug", "", "")]
    given, out = made.lazada_basic(rows).write(tmp_path / "t.xlsx"), tmp_path / "o.xlsx"
    exports.run(store, "products", "lazada.basic", given, out)
    assert changed(given, out, "template") == {
        "C4": "Mug Kopi", "D4": "Mug keramik 300 ml, tahan panas.",
        "E4": "https://toko.example/a.jpg",
    }  # fmt: skip


def test_new_products_become_rows_behind_the_header(store, tmp_path):
    given, out = made.shopee_upload().write(tmp_path / "t.xlsx"), tmp_path / "o.xlsx"
    done = exports.run(store, "products", "shopee.mass_upload", given, out)
    new = changed(given, out, "Template")
    assert {k: v for k, v in new.items() if k.endswith("7")} == {
        "A7": "100149-Aksesoris/Topi", "B7": "Kaos Polos", "C7": TEXT, "E7": "KAOS-M",
        "F7": "Variasi", "G7": "Merah", "I7": "Ukuran", "J7": "M", "K7": "85000", "L7": "12",
        "M7": "KAOS-M", "N7": "4006381333931", "O7": "https://toko.example/a.jpg", "R7": "180",
        "S7": "20", "T7": "15", "U7": "4", "V7": "Aktif", "W7": "Katun, combed",
    }  # fmt: skip
    assert (new["E8"], new["J8"], new["L8"], new["M8"]) == ("KAOS-M", "L", "7", "KAOS-L")
    assert (new["A9"], new["B9"], new["K9"]) == ("100028-Dapur/Mug & Gelas", "Mug Kopi", "55500")
    assert "E9" not in new
    assert done.rows == 3
    only_the_sheet_differs(given, out)


def test_products_on_sale_there_already_are_left_out(store, tmp_path):
    given, out = made.tiktok_upload().write(tmp_path / "t.xlsx"), tmp_path / "o.xlsx"
    done = exports.run(store, "products", "tiktok.batch_upload", given, out)
    assert [(skip.why, skip.what) for skip in done.skips] == [("listed", "Kaos Polos")]
    assert changed(given, out, "Template") == {
        "A7": "600946/Dapur/Mug & Gelas", "C7": "Mug Kopi",
        "D7": "Mug keramik 300 ml, tahan panas.", "E7": "400", "M7": "55500", "N7": "40",
        "O7": "MUG", "P7": "https://toko.example/a.jpg",
    }  # fmt: skip
    only_the_sheet_differs(given, out)


def test_new_rows_come_behind_those_that_somebody_typed(store, tmp_path):
    typed = [("600946/Dapur/Mug & Gelas", "", "Diketik sendiri")]
    given, out = made.tiktok_upload(typed).write(tmp_path / "t.xlsx"), tmp_path / "o.xlsx"
    exports.run(store, "products", "", given, out)
    assert changed(given, out, "Template")["C8"] == "Mug Kopi"


def test_a_product_that_lacks_what_is_needed_is_refused_whole(store, tmp_path):
    black = products.NewVariant("TOPI-A", "Hitam", 4_000_000, weight_g=90)
    white = products.NewVariant("TOPI-B", "Putih", 4_000_000)
    store.do(products.add, "Topi Bagus", [black, white], category="Buku")
    given = made.shopee_upload().write(tmp_path / "t.xlsx")
    plan = exports.plan(store, Wish("products", tmp_path / "o.xlsx", given))
    wrong = {(skip.what, skip.field) for skip in plan.refused}
    assert wrong == {
        ("TOPI-A", "Kategori"), ("TOPI-B", "Kategori"), ("TOPI-A", "Deskripsi Produk"),
        ("TOPI-B", "Deskripsi Produk"), ("TOPI-A", "Foto Sampul"), ("TOPI-B", "Foto Sampul"),
        ("TOPI-B", "Berat"),
    }  # fmt: skip
    assert {change.sku for change in plan.changes} == {"KAOS-M", "KAOS-L", "MUG"}


def test_a_whole_folder_is_recognised_and_filled_in_one_go(store, tmp_path):
    folder, out = tmp_path / "templates", tmp_path / "out"
    folder.mkdir()
    out.mkdir()
    made.tiktok_edit(EDIT).write(folder / "a.xlsx")
    made.lazada_stock(LAZADA).write(folder / "b.xlsx")
    made.shopee_basic([]).write(folder / "c.xlsx")
    (folder / "d.xlsx").write_bytes(b"PK rusak")
    every = exports.plan_all(store, Wish("stock", out), folder)
    assert [one.plan is not None for one in every] == [True, True, False, False]
    assert "takes no" in every[2].reason
    done = [exports.apply(store, one.plan) for one in every if one.plan]
    assert [file.path for one in done for file in one.files] == [out / "a.xlsx", out / "b.xlsx"]
    assert cells(out / "b.xlsx", "template")["M4"] == 40.0
    with pytest.raises(Refusal, match="another folder"):
        exports.plan_all(store, Wish("stock", folder), folder)


def test_of_two_shops_on_a_channel_the_one_that_the_template_is_of_is_meant(store, tmp_path):
    store.run("second", second_shop)
    given = made.tiktok_edit(EDIT).write(tmp_path / "t.xlsx")
    assert exports.plan(store, Wish("stock", tmp_path / "o.xlsx", given)).shop == "Toko Dua"
    empty = made.tiktok_edit([]).write(tmp_path / "e.xlsx")
    with pytest.raises(Refusal, match="lists no product"):
        exports.plan(store, Wish("stock", tmp_path / "o.xlsx", empty))
    fresh = made.tiktok_upload().write(tmp_path / "u.xlsx")
    with pytest.raises(Refusal, match="Several shops"):
        exports.plan(store, Wish("products", tmp_path / "o.xlsx", fresh))
    named = Wish("products", tmp_path / "o.xlsx", fresh, shop="tiktok:toko empat")
    assert exports.plan(store, named).shop == "Toko Empat"


def second_shop(work):
    from shopdesk.models.shops import Shop

    work.session.add(Shop(channel="tiktok", name="Toko Empat"))
    return work.done("second")


def test_nothing_to_tell_writes_nothing(store, tmp_path):
    given, out = made.lazada_stock(LAZADA).write(tmp_path / "t.xlsx"), tmp_path / "o.xlsx"
    store.do(stock.adjust, "MUG", -28, "hitung")
    done = exports.run(store, "stock", "", given, out)
    assert (done.files, done.entry, out.exists()) == ((), None, False)


def test_a_file_that_was_filled_here_is_no_template_the_next_morning(store, tmp_path):
    folder, out = tmp_path / "templates", tmp_path / "out"
    folder.mkdir()
    out.mkdir()
    given = made.lazada_stock(LAZADA).write(folder / "a.xlsx")
    exports.run(store, "stock", "", given, folder / "a-filled.xlsx")
    plans = exports.plan_all(store, Wish("stock", out), folder)
    assert [one.plan is not None for one in plans] == [False, True]
    assert "filled here already" in plans[0].reason
