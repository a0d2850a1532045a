"""Product sheets of the seller centres, made by makers that know only the documents."""

import pytest
from tests.channels.goods import convert, read
from tests.channels.rig import rp
from tests.makers import sellercentre as maker
from tests.makers.excelize import write

from shopdesk.channels.rejects import Damaged

KAOS, MUG = "23938491611", "23938491612"
SALES = [
    (
        KAOS,
        "Kaos Rintik",
        "111",
        "Hitam,M",
        "KAOS",
        "KAOS-H-M",
        "157300",
        "8991234567891",
        "12",
        "",
    ),
    (KAOS, "Kaos Rintik", "112", "Hitam,L", "", "KAOS-H-L", 159000, "", "0", ""),
    (MUG, "Mug Kabut", "", "", "MUG-1", "", "45000", "", "-2", ""),
]


@pytest.mark.parametrize("cells", ["shared", "inline", "typed"])
def test_shopee_prices_and_stock_in_a_file_that_no_library_opens(tmp_path, cells):
    """The pane is misspelt, the dimension is A1, rows 1 and 2 and the last column are hidden."""
    come = read(maker.shopee_sales(SALES, cells).write(tmp_path / "mass_update.xlsx"))
    assert come.format == "shopee.sales_info"
    assert come.facts("product_code", "variant_code", "sku", "price", "stock", "barcode") == [
        (KAOS, "111", "KAOS-H-M", rp(157_300), 12, "8991234567891"),
        (KAOS, "112", "KAOS-H-L", rp(159_000), 0, None),
        (MUG, None, "MUG-1", rp(45_000), -2, None),
    ]
    assert [(g.said["name"], g.said["parent_sku"]) for g in come.goods] == [
        ("Kaos Rintik", "KAOS"), ("Mug Kabut", "MUG-1"),
    ]  # fmt: skip
    assert (come.rows, come.rejects, come.warnings) == (3, [], [])


def test_the_parent_sku_is_the_sku_only_where_a_product_has_one_row():
    rows = [list(row) for row in SALES]
    rows[0][5] = ""
    come = convert(maker.shopee_sales(rows).rows)
    assert [item.said["sku"] for item in come.items] == [None, "KAOS-H-L", "MUG-1"]
    rows[1][6] = "x"
    come = convert(maker.shopee_sales(rows).rows)
    assert [item.said["sku"] for item in come.items] == [None, "MUG-1"]


def test_every_bad_cell_is_named_and_keeps_out_its_row_alone():
    rows = [list(row) for row in SALES]
    rows[0][6], rows[0][8], rows[2][0] = "15.000", "banyak", ""
    come = convert(maker.shopee_sales(rows).rows, "Sheet1")
    assert [(r.sheet, r.row, r.column, r.value) for r in come.rejects] == [
        ("Sheet1", 7, "et_title_variation_price", "15.000"),
        ("Sheet1", 7, "et_title_variation_stock", "banyak"),
        ("Sheet1", 9, "et_title_product_id", ""),
    ]
    assert [item.said["sku"] for item in come.items] == ["KAOS-H-L"]
    assert (come.rows, come.refused) == (3, 2)


def test_an_id_that_lost_its_digits_refuses_the_whole_file():
    rows = [list(row) for row in SALES]
    rows[1][0] = "1.72955E+18"
    with pytest.raises(Damaged, match="row 8, column et_title_product_id"):
        convert(maker.shopee_sales(rows).rows)


def test_a_spoilt_barcode_refuses_its_row_only():
    rows = [list(row) for row in SALES]
    rows[0][7] = "8.99123E+12"
    come = convert(maker.shopee_sales(rows).rows)
    assert [(r.row, r.column) for r in come.rejects] == [(7, "ps_gtin_code")]


def test_shopee_texts_and_pictures_are_of_products_without_skus(tmp_path):
    basic = maker.shopee_basic([(KAOS, "KAOS", "Kaos Rintik", "Adem.\nRingan 👕", "")])
    come = read(basic.write(tmp_path / "basic.xlsx"))
    assert come.format == "shopee.basic_info"
    assert come.goods[0].said["description"] == "Adem.\nRingan 👕"
    assert come.items == []
    shown = [f"https://cf.example/{n}.jpg" for n in range(3)]
    row = (KAOS, "KAOS", "Kaos Rintik", "Pakaian", *shown, *[""] * 6, "Warna", "")
    come = read(maker.shopee_media([row]).write(tmp_path / "media.xlsx"))
    assert come.format == "shopee.media_info"
    assert come.goods[0].said["pictures"] == tuple(shown)


NEW = [
    ("100023-Aksesoris/Syal", "Syal Senja", "Syal tenun lembut.", "SYAL", "A1", "Warna", "Biru",
     "https://x.example/b.jpg", "", "", "99000", "5", "SYAL-B", "", "https://x.example/1.jpg",
     "https://x.example/2.jpg", "", "250", "20", "10.5", "2", "Aktif", "Katun", ""),
    ("", "", "", "", "A1", "Warna", "Merah", "", "", "", "99000", "7", "SYAL-M", "", "", "", "", "",
     "", "", "", "", "", ""),
    ("100149-Aksesoris/Topi", "Topi Teduh", "Topi rotan.", "TOPI-1", "", "", "", "", "", "",
     "75000", "3", "", "", "https://x.example/t.jpg", "", "", "150", "", "", "", "Aktif", "", ""),
]  # fmt: skip


def test_shopee_new_products_have_their_texts_on_the_first_row(tmp_path):
    come = read(maker.shopee_upload(NEW).write(tmp_path / "upload.xlsx"))
    assert come.format == "shopee.mass_upload"
    assert come.facts("name", "sku", "variation", "price", "stock", "weight_g", "width_mm") == [
        ("Syal Senja", "SYAL-B", "Biru", rp(99_000), 5, 250, 105),
        ("Syal Senja", "SYAL-M", "Merah", rp(99_000), 7, None, None),
        ("Topi Teduh", "TOPI-1", None, rp(75_000), 3, 150, None),
    ]
    assert come.goods[0].said["pictures"] == ("https://x.example/1.jpg", "https://x.example/2.jpg")
    assert come.items[0].said["picture"] == ("https://x.example/b.jpg",)
    assert come.rejects == []


def test_the_upload_template_of_2023_has_no_signature_and_one_row_less():
    rows = list(maker.shopee_upload(NEW).rows)
    come = convert([rows[0], rows[2], rows[3], rows[4], rows[5], *NEW], "Template")
    assert [item.said["sku"] for item in come.items] == ["SYAL-B", "SYAL-M", "TOPI-1"]


def test_an_empty_template_brings_nothing(tmp_path):
    for empty in (maker.shopee_upload(), maker.tiktok_upload()):
        come = read(empty.write(tmp_path / "empty.xlsx"))
        assert (come.goods, come.rejects, come.rows) == ([], [], 0)


PRODUCT, SKU = "1729384756102938475", "1729384756102938999"
EDIT = [
    (PRODUCT, "Tas", "Senja", "Tas Senja", "Kulit sintetis.", "400", "30", "20", "10", SKU, "Hitam",
     "189000", "4", "TAS-H", "https://x.example/1.jpg", "https://x.example/2.jpg", "", "6"),
    (PRODUCT, "", "", "Tas Senja", "", "", "", "", "", "1729384756102939000", "Cokelat", 189000, "",
     "TAS-C", "", "", "", "2"),
]  # fmt: skip


def test_tiktok_ids_of_19_digits_and_stock_per_warehouse(tmp_path):
    come = read(maker.tiktok_edit(EDIT, warehouses=2).write(tmp_path / "edit.xlsx"))
    assert come.format == "tiktok.batch_edit"
    assert come.facts("product_code", "variant_code", "sku", "variation", "price", "stock") == [
        (PRODUCT, SKU, "TAS-H", "Hitam", rp(189_000), 10),
        (PRODUCT, "1729384756102939000", "TAS-C", "Cokelat", rp(189_000), 2),
    ]
    assert come.goods[0].said["pictures"] == ("https://x.example/1.jpg", "https://x.example/2.jpg")
    assert (come.items[0].said["weight_g"], come.items[0].said["height_mm"]) == (400, 100)


def test_a_19_digit_id_typed_as_a_number_proves_the_file_damaged(tmp_path):
    rows = [list(EDIT[0])]
    rows[0][0] = "1729384756102938500.0"
    with pytest.raises(Damaged, match="lost its last digits"):
        convert(maker.tiktok_edit(rows).rows)


def test_tiktok_new_products_begin_below_the_example():
    row = ("Tas", "Senja", "Tas Senja", "Kulit.", "400", "", "", "", "", "Hitam",
           "https://x.example/h.jpg", "M", "189000", "4", "TAS-H-M", "https://x.example/1.jpg", "",
           "")  # fmt: skip
    rows = list(maker.tiktok_upload([row]).rows)
    example = ["0123345/Decorative Lights", "ORAIMO/0123327", "Kaos", "x", *[""] * 8, "1200", "100"]
    for before in (rows, [*rows[:5], example, *rows[6:]], [*rows[:5], *rows[6:]]):
        come = convert(before, "Template")
        assert come.facts("name", "variation", "sku", "price", "stock") == [
            ("Tas Senja", "Hitam,M", "TAS-H-M", rp(189_000), 4)
        ]


def test_a_bad_price_in_the_first_row_of_data_is_named_and_not_taken_for_help():
    rows = [list(EDIT[0])]
    rows[0][11] = "seratus"
    come = convert(maker.tiktok_edit(rows).rows)
    assert [(r.row, r.column, r.value) for r in come.rejects] == [(7, "price", "seratus")]


LAZADA = (8123456789, "1001", "Panci", "IDR", 15234567890, "active", "8123_ID-15", 90000, "", "",
          "PANCI-1", 120000, 9)  # fmt: skip


def test_lazada_stock_stands_in_the_column_named_after_the_shop(tmp_path):
    come = read(maker.lazada_stock([LAZADA]).write(tmp_path / "pricestock.xlsx"))
    assert come.format == "lazada.price_stock"
    assert come.labels["stock"] == "Toko Kabut Pagi"
    assert come.facts("product_code", "variant_code", "market_sku", "sku", "price", "stock") == [
        ("8123456789", "15234567890", "8123_ID-15", "PANCI-1", rp(120_000), 9)
    ]


def test_lazada_adds_up_warehouses_and_leaves_notes_alone():
    rows = list(maker.lazada_stock([LAZADA]).rows)
    rows = [[*rows[0], "Gudang Bali", "Catatan"], *rows[1:3], [*LAZADA, 5, "promo 1"]]
    come = convert(rows, "template")
    assert come.facts("stock") == [(14,)]


def test_lazada_texts_are_of_products(tmp_path):
    come = read(
        maker.lazada_basic([("812", "1", "Panci", "Tebal.", "https://x.example/p.jpg")]).write(
            tmp_path / "basic.xlsx"
        )
    )
    assert come.format == "lazada.basic"
    said = come.goods[0].said
    assert (said["name"], said["description"]) == ("Panci", "Tebal.")
    assert said["pictures"] == ("https://x.example/p.jpg",)


def test_blank_rows_and_a_pasted_header_are_no_products(tmp_path):
    rows = [*maker.shopee_sales(SALES).rows, [""], maker.SALES_KEYS, SALES[2]]
    path = tmp_path / "pasted.xlsx"
    write(path, "Sheet1", [[str(cell) for cell in row] for row in rows])
    come = read(path)
    assert len(come.goods) == 2
    assert come.warnings == ["1 blank row was skipped, row 10."]
