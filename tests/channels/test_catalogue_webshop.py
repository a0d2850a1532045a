"""Product files of one's own web shop: Shopify with old and new headers, inventory, WooCommerce."""

import pytest
from tests.channels.goods import convert, text
from tests.channels.rig import rp

OLD = (
    "Handle,Title,Body (HTML),Vendor,Product Category,Type,Tags,Published,Option1 Name,"
    "Option1 Value,Option1 Linked To,Option2 Name,Option2 Value,Option2 Linked To,Option3 Name,"
    "Option3 Value,Option3 Linked To,Variant SKU,Variant Grams,Variant Inventory Tracker,"
    "Variant Inventory Qty,Variant Inventory Policy,Variant Fulfillment Service,Variant Price,"
    "Variant Compare At Price,Variant Requires Shipping,Variant Taxable,Variant Barcode,Image Src,"
    "Image Position,Image Alt Text,Gift Card,SEO Title,SEO Description,Variant Image,"
    "Variant Weight Unit,Variant Tax Code,Cost per item,Status"
)
NEW = (
    "Title,URL handle,Description,Vendor,Product category,Type,Tags,Published on online store,"
    "Status,SKU,Barcode,Option1 name,Option1 value,Option1 Linked To,Option2 name,Option2 value,"
    "Option2 Linked To,Option3 name,Option3 value,Option3 Linked To,Price,Compare-at price,"
    "Cost per item,Charge tax,Tax code,Inventory tracker,Inventory quantity,"
    "Continue selling when out of stock,Weight value (grams),Weight unit for display,"
    "Requires shipping,Fulfillment service,Product image URL,Image position,Image alt text,"
    "Variant image URL,Gift card,SEO title,SEO description"
)
WOO = (
    "ID,Type,SKU,Name,Published,Is featured?,Visibility in catalog,Short description,Description,"
    "Date sale price starts,Date sale price ends,Tax status,Tax class,In stock?,Stock,"
    "Backorders allowed?,Sold individually?,Weight (lbs),Length (in),Width (in),Height (in),"
    "Allow customer reviews?,Purchase note,Sale price,Regular price,Categories,Tags,Shipping class,"
    "Images,Download limit,Download expiry days,Parent,Grouped products,Upsells,Cross-sells,"
    "External URL,Button text,Position,Attribute 1 name,Attribute 1 value(s),Attribute 1 visible,"
    "Attribute 1 global,Meta: _note"
)
PLACES = (
    "Handle,Title,Option1 Name,Option1 Value,Option2 Name,Option2 Value,Option3 Name,Option3 Value,"
    "SKU,HS Code,COO,"
)
LONG = PLACES + (
    "Location,Bin name,Incoming (not editable),Unavailable (not editable),"
    "Committed (not editable),Available (not editable),On hand (current),On hand (new)"
)
LONG_2023 = PLACES + "Location,Incoming,Unavailable,Committed,Available,On hand"
WIDE = PLACES + "Gudang Jakarta,Gudang Bali"
HEADERS = [
    ("shopify.products", OLD), ("shopify.products", NEW), ("shopify.inventory", LONG),
    ("shopify.inventory", LONG_2023), ("shopify.inventory", WIDE), ("woocommerce.products", WOO),
]  # fmt: skip


def rows(header, *told):
    names = header.split(",")
    for row in told:
        assert set(row) <= set(names), set(row) - set(names)
    return [names, *([row.get(name, "") for name in names] for row in told)]


KAOS = [
    {"Handle": "kaos", "Title": "Kaos Rintik", "Body (HTML)": "<p>Adem</p>", "Vendor": "Melati",
     "Type": "Kaos", "Option1 Name": "Ukuran", "Option1 Value": "M", "Option2 Name": "Warna",
     "Option2 Value": "Hitam", "Variant SKU": "'007", "Variant Grams": "220",
     "Variant Inventory Qty": "-3", "Variant Price": "689.00", "Variant Compare At Price": "700",
     "Variant Barcode": "'8991234567891", "Image Src": "https://x.example/1,a.jpg",
     "Image Position": "1", "Variant Image": "https://x.example/m.jpg", "Cost per item": "250.5",
     "Status": "active"},
    {"Handle": "kaos", "Option1 Value": "L", "Option2 Value": "Hitam", "Variant SKU": "K-L",
     "Variant Price": "699.00", "Image Src": "https://x.example/2.jpg", "Image Position": "2"},
    {"Handle": "kaos", "Image Src": "https://x.example/3.jpg", "Image Position": "3",
     "Image Alt Text": "belakang"},
    {"Handle": "mug", "Title": "Mug", "Option1 Name": "Title", "Option1 Value": "Default Title",
     "Variant SKU": "MUG", "Variant Price": "45000", "Status": "draft"},
]  # fmt: skip
RENAMED = {
    "Handle": "URL handle", "Body (HTML)": "Description", "Variant SKU": "SKU",
    "Variant Grams": "Weight value (grams)", "Variant Inventory Qty": "Inventory quantity",
    "Variant Price": "Price", "Variant Compare At Price": "Compare-at price",
    "Variant Barcode": "Barcode", "Image Src": "Product image URL",
    "Image Position": "Image position", "Image Alt Text": "Image alt text",
    "Variant Image": "Variant image URL", "Option1 Name": "Option1 name",
    "Option1 Value": "Option1 value", "Option2 Name": "Option2 name",
    "Option2 Value": "Option2 value",
}  # fmt: skip


@pytest.mark.parametrize("header", [OLD, NEW], ids=["old", "new"])
def test_shopify_products_with_variants_and_rows_of_pictures(header):
    told = KAOS
    if header is NEW:
        told = [{RENAMED.get(name, name): cell for name, cell in row.items()} for row in KAOS]
    come = convert(rows(header, *told))
    assert come.format == "shopify.products"
    assert come.facts("product_code", "sku", "variation", "price", "compare_at", "stock") == [
        ("kaos", "007", "M,Hitam", rp(689), rp(700), -3),
        ("kaos", "K-L", "L,Hitam", rp(699), None, None),
        ("mug", "MUG", None, rp(45_000), None, None),
    ]
    said, item = come.goods[0].said, come.items[0].said
    assert (said["name"], said["brand"], said["category"], said["state"]) == (
        "Kaos Rintik", "Melati", "Kaos", "ready",
    )  # fmt: skip
    assert said["pictures"] == (
        "https://x.example/1,a.jpg", "https://x.example/2.jpg", "https://x.example/3.jpg",
    )  # fmt: skip
    assert item["picture"] == ("https://x.example/m.jpg",)
    assert (item["weight_g"], item["cost"], item["barcode"]) == (220, 25_050, "8991234567891")
    assert come.goods[1].said["state"] == "draft"
    assert (come.rejects, come.rows) == ([], 4)


def test_cells_padded_with_spaces_read_the_same():
    padded = [[f"{cell}   " for cell in row] for row in rows(OLD, *KAOS)]
    assert convert(padded).facts("sku", "price") == convert(rows(OLD, *KAOS)).facts("sku", "price")


def test_an_absent_column_says_nothing_and_a_blank_cell_says_that_there_is_nothing():
    (goods,) = text("Handle,Title,Vendor,Variant SKU,Variant Price\nmug,Mug,,MUG,\n").goods
    assert goods.said == {"product_code": "mug", "name": "Mug", "brand": None}
    assert goods.items[0].said == {"sku": "MUG", "price": None, "variant_code": ""}


def test_a_variant_row_that_cannot_be_read_leaves_its_product_standing():
    told = [dict(row) for row in KAOS]
    told[0]["Variant Price"] = "689,00 rb"
    come = convert(rows(OLD, *told))
    assert [(r.row, r.column, r.value) for r in come.rejects] == [(2, "Variant Price", "689,00 rb")]
    assert [item.said["sku"] for item in come.items] == ["K-L", "MUG"]
    assert come.goods[0].said["name"] == "Kaos Rintik"


def test_inventory_of_2024_takes_the_new_figure_where_there_is_one_and_adds_places_up():
    base = {"Handle": "kaos", "Title": "Kaos", "Option1 Name": "Ukuran", "Option1 Value": "M",
            "SKU": "K-M"}  # fmt: skip
    come = convert(rows(
        LONG,
        base | {"Location": "Jakarta", "On hand (current)": "5", "On hand (new)": "7"},
        base | {"Location": "Bali", "On hand (current)": "2", "On hand (new)": ""},
        base | {"Location": "Medan", "On hand (current)": "not stocked"},
        base | {"Option1 Value": "L", "SKU": "K-L", "Location": "Jakarta",
                "On hand (current)": "Not stocked"},
    ))  # fmt: skip
    assert come.facts("sku", "stock") == [("K-M", 9), ("K-L", None)]


def test_inventory_of_2023_and_the_wide_one():
    base = {"Handle": "kaos", "Title": "Kaos", "Option1 Value": "M", "SKU": "-", "COO": "ID"}
    row = base | {"Location": "Jakarta", "Incoming": "40", "Available": "3", "On hand": "5"}
    assert convert(rows(LONG_2023, row)).facts("sku", "stock") == [(None, 5)]
    row = base | {"Gudang Jakarta": "4", "Gudang Bali": "not stocked"}
    assert convert(rows(WIDE, row)).facts("stock") == [(4,)]


SHIRT = {"ID": "20", "Type": "variable", "SKU": "KEMEJA", "Name": "Kemeja", "Published": "1",
         "Description": "Katun.", "Categories": "Pakaian > Kemeja", "Attribute 1 name": "Ukuran",
         "Attribute 1 value(s)": "M, L",
         "Images": ", ".join(f"https://x.example/{n}.jpg" for n in (1, 2))}  # fmt: skip
SIZE_M = {"ID": "21", "Type": "variation", "SKU": "KEMEJA-M", "Name": "Kemeja - M",
          "Published": "1", "Parent": "KEMEJA", "Stock": "4",
          "Regular price": "150000", "Sale price": "120000",
          "Weight (lbs)": "0.5", "Length (in)": "10", "Attribute 1 value(s)": "M",
          "Images": "https://x.example/m.jpg"}  # fmt: skip
SIZE_L = SIZE_M | {"ID": "22", "SKU": "KEMEJA-L", "Parent": "id:20", "Sale price": "",
                   "Attribute 1 value(s)": "L", "Stock": "", "Images": ""}  # fmt: skip
MUG = {"ID": "30", "Type": "simple, virtual", "SKU": "MUG", "Name": "Mug", "Published": "-1",
       "Regular price": "45000", "Attribute 1 value(s)": "Keramik"}  # fmt: skip
GROUP = {"ID": "40", "Type": "grouped", "SKU": "SET", "Name": "Set", "Grouped products": "MUG"}


@pytest.mark.parametrize("order", [(0, 1, 2, 3, 4), (2, 1, 0, 4, 3)], ids=["usual", "shuffled"])
def test_woocommerce_variations_find_their_parent_by_sku_or_id(order):
    told = [SHIRT, SIZE_M, SIZE_L, MUG, GROUP]
    come = convert(rows(WOO, *(told[at] for at in order)))
    names = "product_code", "variant_code", "name", "variation", "price", "compare_at", "stock"
    facts = {row[0]: row[1:] for row in come.facts("sku", *names)}
    assert facts == {
        "KEMEJA-M": ("20", "21", "Kemeja", "M", rp(120_000), rp(150_000), 4),
        "KEMEJA-L": ("20", "22", "Kemeja", "L", rp(150_000), None, None),
        "MUG": ("30", None, "Mug", None, rp(45_000), None, None),
    }
    shirt = next(g for g in come.goods if g.said.get("product_code") == "20")
    assert shirt.said["pictures"] == ("https://x.example/1.jpg", "https://x.example/2.jpg")
    assert (shirt.said["category"], shirt.said["state"]) == ("Pakaian > Kemeja", "ready")
    assert (come.rejects, come.rows) == ([], 5)


def test_units_stand_in_the_headers():
    item = convert(rows(WOO, SHIRT, SIZE_M)).items[0].said
    assert (item["weight_g"], item["length_mm"]) == (227, 254)
    metric = WOO.replace("(lbs)", "(kg)").replace("(in)", "(cm)")
    row = {name.replace("(lbs)", "(kg)").replace("(in)", "(cm)"): v for name, v in SIZE_M.items()}
    item = convert(rows(metric, SHIRT, row)).items[0].said
    assert (item["weight_g"], item["length_mm"]) == (500, 100)
