"""Shopee: mass update (one row per variation, or per product) and mass upload (new products).

Mass update has one sheet: keys in row 1, the template's name and signature in row 2, labels in 3,
help in 4 to 6, data from 7; the last column is Shopee's own. Untouched files were described, not
seen here; the 2026 mass upload is written after an original blank one. An upload takes 3 MB and
about 500 products (public documents); the upload template itself validates 1,000 rows. Its example
sheet repeats a product's texts on the row of every variation, and so do we.
"""

from shopdesk.channels.outward.spec import Confirming, Layout, Limits, Slot, slots

_UPDATE = Limits(size=3 * 2**20, products=500)
_PICTURES = tuple((f"picture_{n + 1}", f"ps_item_image_{n}") for n in range(1, 9))
_STOCK = Slot("stock", ("et_title_variation_stock",), starts=True)

SALES_INFO = Layout(
    "shopee.sales_info", "shopee", ("Sheet1",),
    ("et_title_product_id", "et_title_variation_id", "et_title_variation_price"),
    {
        "stock": (_STOCK,),
        "prices": slots(("price", "et_title_variation_price")),
        "products": slots(("sku", "et_title_variation_sku"), ("barcode", "ps_gtin_code")),
    },
    product=("et_title_product_id",), variant=("et_title_variation_id",),
    sku=("et_title_variation_sku",), mark="sales_info", limits=_UPDATE,
)  # fmt: skip

BASIC_INFO = Layout(
    "shopee.basic_info", "shopee", ("Sheet1",),
    ("et_title_product_id", "et_title_product_name", "et_title_product_description"),
    {"products": slots(
        ("name", "et_title_product_name"), ("description", "et_title_product_description"),
    )},
    product=("et_title_product_id",), sku=("et_title_parent_sku",), mark="basic_info",
    limits=_UPDATE,
)  # fmt: skip

MEDIA_INFO = Layout(
    "shopee.media_info", "shopee", ("Sheet1",), ("et_title_product_id", "ps_item_cover_image"),
    {"products": (
        *slots(("picture_1", "ps_item_cover_image")),
        *(Slot(f"picture_{n + 1}", (f"ps_item_image.{n}", f"ps_item_image_{n}"))
          for n in range(1, 9)),
    )},
    product=("et_title_product_id",), sku=("et_title_parent_sku",), mark="media_info",
    limits=_UPDATE,
)  # fmt: skip

MASS_UPLOAD = Layout(
    "shopee.mass_upload", "shopee", ("Template",),
    ("ps_category", "ps_product_name", "ps_product_description", "ps_price"),
    {"products": (
        *slots(
            ("category", "ps_category"), ("name", "ps_product_name"),
            ("description", "ps_product_description"),
            ("group", "et_title_variation_integration_no"),
            ("variation_1", "et_title_variation_1"),
            ("option_1", "et_title_option_for_variation_1"),
            ("own_picture", "et_title_image_per_variation"),
            ("variation_2", "et_title_variation_2"),
            ("option_2", "et_title_option_for_variation_2"),
            ("price", "ps_price"), ("stock", "ps_stock"), ("sku", "ps_sku_short"),
            ("barcode", "ps_gtin_code"), ("picture_1", "ps_item_cover_image"), *_PICTURES,
            ("weight_g", "ps_weight"), ("length_cm", "ps_length"), ("width_cm", "ps_width"),
            ("height_cm", "ps_height"),
            needed=("category", "name", "description", "price", "picture_1", "weight_g"),
        ),
        Slot("switch", ("channel_id",), needed=True, starts=True),
        Slot("spec", ("ps_brand", "ps_product_global_attribute", "ps_dangerous_goods"),
             starts=True),
    )},
    sku=("ps_sku_short",), absent=("et_title_product_id",), appends=True,
    categories="HiddenCatProps", limits=Limits(rows=1000),
)  # fmt: skip

CONFIRMING = Confirming(
    "shopee", ("No. Pesanan", "Order ID"), ("No. Resi", "Tracking Number*", "Tracking Number"),
    ("Opsi Pengiriman", "Shipping Option"),
)  # fmt: skip
