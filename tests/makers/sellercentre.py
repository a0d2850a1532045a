"""The templates of each marketplace, by the documents: headers, help rows, signature, our rows."""

from collections.abc import Sequence

from tests.makers.table import names
from tests.makers.templates import Cell, Template

SIGN = "477f0f09c05060e60e4f9809dd1b3cd3"
Row = Sequence[Cell]

SALES_KEYS = names(
    "et_title_product_id | et_title_product_name | et_title_variation_id | et_title_variation_name"
    " | et_title_parent_sku | et_title_variation_sku | et_title_variation_price | ps_gtin_code"
    " | et_title_variation_stock | et_title_reason"
)
SALES_LABELS = names(
    "Kode Produk | Nama Produk | Kode Variasi | Nama Variasi | SKU Induk | SKU | Harga | GTIN"
    " | Stok | Alasan Gagal"
)
BASIC_KEYS = names(
    "et_title_product_id | et_title_parent_sku | et_title_product_name"
    " | et_title_product_description | et_title_reason"
)
MEDIA_KEYS = names(
    "et_title_product_id | et_title_parent_sku | et_title_product_name | et_title_category"
    " | ps_item_cover_image | ps_item_image.1 | ps_item_image.2 | ps_item_image.3 | ps_item_image.4"
    " | ps_item_image.5 | ps_item_image.6 | ps_item_image.7 | ps_item_image.8"
    " | et_title_variation_1 | et_title_reason"
)
UPLOAD_KEYS = names(
    "ps_category|1|0 | ps_product_name|1|0 | ps_product_description|1|0 | ps_sku_parent_short|0|0"
    " | et_title_variation_integration_no|0|0 | et_title_variation_1|0|0"
    " | et_title_option_for_variation_1|0|0 | et_title_image_per_variation|0|3"
    " | et_title_variation_2|0|0 | et_title_option_for_variation_2|0|0 | ps_price|1|1"
    " | ps_stock|0|1 | ps_sku_short|0|0 | ps_gtin_code|0|0 | ps_item_cover_image|1|3"
    " | ps_item_image_1|0|3 | ps_item_image_2|0|3 | ps_weight|1|1 | ps_length|0|1 | ps_width|0|1"
    " | ps_height|0|1 | channel_id.8003|0|0 | ps_product_global_attribute.100095|0|0"
    " | et_title_reason|0|0"
)
UPLOAD_LABELS = names(
    "Kategori | Nama Produk | Deskripsi Produk | SKU Induk | Kode Integrasi Variasi"
    " | Nama Variasi 1 | Varian untuk Variasi 1 | Foto Produk per Varian | Nama Variasi 2"
    " | Varian untuk Variasi 2 | Harga | Stok | Kode Variasi | GTIN | Foto Sampul | Foto Produk 1"
    " | Foto Produk 2 | Berat | Panjang | Lebar | Tinggi | Jasa Kirim Toko | Bahan | Alasan Gagal"
)
UPLOAD_LIMITS: Row = (
    "Pilih kategori yang tepat dari menu drop-down.",
    "Masukkan 5 s/d 255 karakter untuk nama produk.",
    "Masukkan 20 s/d 3000 karakter untuk deskripsi produk.", "", "",
    "Masukkan 1 sampai 14 karakter untuk nama variasi.",
    "Masukkan 1 sampai 20 karakter untuk nama pilihan variasi.", "", "", "",
    "Mohon masukkan 99 sampai 1000000000 untuk harga produk.",
    "Masukkan 0 s/d 10000000 untuk stok produk.", "Masukkan maks. 100 karakter.", "", "", "", "",
    "Masukkan 0 s/d 100000000 untuk berat produk.", "", "", "", "Aktif/ Nonaktif", "",
)  # fmt: skip
TIKTOK_EDIT = names(
    "product_id | category | brand | product_name | product_description | parcel_weight"
    " | parcel_length | parcel_width | parcel_height | sku_id | variation_value | price"
    " | warehouse_quantity/7320001 | seller_sku | main_image | image_2 | pre_order_time"
)
TIKTOK_UPLOAD = names(
    "category | brand | product_name | product_description | parcel_weight | parcel_length"
    " | parcel_width | parcel_height | delivery | property_value_1 | property_1_image"
    " | property_value_2 | price | quantity | seller_sku | main_image | image_2"
    " | product_property/100701"
)
LAZADA_STOCK = names(
    "Product ID | catId | Product Name | currencyCode | sku.skuId | status | Shop SKU"
    " | SpecialPrice | SpecialPrice Start | SpecialPrice End | SellerSKU | Price | Toko Kabut Pagi"
)
LAZADA_BASIC = names("Product ID | catId | Product Name | Main Description | Product Images1")


def shopee_sales(rows: Sequence[Row], cells: str = "shared", help_: str = "") -> Template:
    """Mass update, sales_info: signature in row 2, labels in row 3, data from row 7."""
    about: Row = ("", "", "", "", "", "", help_, "", "", "")
    head = [SALES_KEYS, _mark("sales_info"), SALES_LABELS, ("Wajib",), ("Bantuan", "x"), about]
    return Template("Sheet1", [*head, *rows], cells)


def shopee_basic(rows: Sequence[Row]) -> Template:
    """Mass update, basic_info: a row per product, texts as inline strings."""
    head = [BASIC_KEYS, _mark("basic_info"), BASIC_KEYS, ("Wajib",), ("Bantuan",),
            ("", "", "Masukkan 5 s/d 255 karakter.", "Masukkan 20 s/d 3000 karakter.")]  # fmt: skip
    return Template("Sheet1", [*head, *rows], "inline")


def shopee_media(rows: Sequence[Row]) -> Template:
    """Mass update, media_info."""
    head = [MEDIA_KEYS, _mark("media_info"), MEDIA_KEYS, ("Wajib",), ("Bantuan",), ("Maks. 2 MB",)]
    return Template("Sheet1", [*head, *rows])


def shopee_upload(rows: Sequence[Row] = ()) -> Template:
    """Mass upload of new products, with the list of categories in a hidden sheet."""
    second = ("advanced", SIGN, "100009", "782693758")
    head = [UPLOAD_KEYS, second, UPLOAD_LABELS, ("Wajib",), ("Bantuan",), UPLOAD_LIMITS]
    kinds = [["100023-Aksesoris/Syal"], ["100028-Dapur/Mug & Gelas"], ["100149-Aksesoris/Topi"]]
    return Template("Template", [*head, *rows], beside={"HiddenCatProps": [[]] * 6 + kinds})


def tiktok_edit(rows: Sequence[Row], warehouses: int = 1) -> Template:
    """Batch edit: typed texts, one stock column per warehouse, data from row 7."""
    keys = list(TIKTOK_EDIT)
    labels = [key.replace("warehouse_quantity/7320001", "Jumlah di Gudang Jakarta") for key in keys]
    if warehouses > 1:
        keys.append("warehouse_quantity/7320002")
        labels.append("Jumlah di Gudang Bali")
    head = [keys, ("V3", "edit_product", "metric"), labels, ("Mandatory",),
            ("", "", "", "• Fewer than 255 characters."), ("Help",)]  # fmt: skip
    return Template("Template", [*head, *rows], "typed", beside={"TemplateConfig": [["a", "b"]]})


def tiktok_upload(rows: Sequence[Row] = ()) -> Template:
    """Batch upload: an example in row 6, padded rows behind."""
    help_, example = ("", "", "• Fewer than 255 characters."), ("0123345/Decorative", "ORAIMO")
    second = ("V2", "create_product", "metric")
    head = [TIKTOK_UPLOAD, second, TIKTOK_UPLOAD, ("Mandatory",), help_, example]
    beside = {"Category": [["601305/Hijabs/Square"], ["600946/Dapur/Mug & Gelas"]]}
    return Template("Template", [*head, *rows], beside=beside, padded=20)


def lazada_stock(rows: Sequence[Row]) -> Template:
    """Price and stock: the stock column is called after the shop, data from row 4, numbers."""
    return Template("template", [LAZADA_STOCK, ("mandatory",), ("help",), *rows])


def lazada_basic(rows: Sequence[Row]) -> Template:
    """Basic facts."""
    return Template("template", [LAZADA_BASIC, ("mandatory",), ("help",), *rows])


def _mark(kind: str) -> Row:
    return kind, SIGN, "0", "782693758", '{"search_condition":{}}'
