"""TikTok Shop, and Tokopedia with it: batch edit (what is on sale) and batch upload (new products).

Sheet `Template`: keys in row 1, `V2` and the template's kind in row 2, labels in 3, mandatory marks
in 4, help in 5, an example or more help in 6, data from 7. Stock is per warehouse in newer files,
each with its own column. The 2023 upload was seen untouched; batch edit is written from public
documents. The original validates 1,000 rows.
"""

from shopdesk.channels.outward.spec import Confirming, Layout, Limits, Slot, slots

_PICTURES = (("picture_1", "main_image"), *((f"picture_{n}", f"image_{n}") for n in range(2, 10)))
_STOCK = Slot("stock", ("quantity", "warehouse_quantity/"), needed=True, starts=True)
_TEXTS = (
    ("name", "product_name"), ("description", "product_description"),
    ("weight_g", "parcel_weight"), ("length_cm", "parcel_length"), ("width_cm", "parcel_width"),
    ("height_cm", "parcel_height"), ("sku", "seller_sku"), *_PICTURES,
)  # fmt: skip

BATCH_EDIT = Layout(
    "tiktok.batch_edit", "tiktok", ("Template",), ("product_id", "sku_id", "product_name"),
    {"stock": (_STOCK,), "prices": slots(("price", "price")), "products": slots(*_TEXTS)},
    product=("product_id",), variant=("sku_id",), sku=("seller_sku",), limit_row=5,
    limits=Limits(rows=1000),
)  # fmt: skip

BATCH_UPLOAD = Layout(
    "tiktok.batch_upload", "tiktok", ("Template",), ("category", "product_name", "main_image"),
    {"products": (
        *slots(
            ("category", "category"), ("brand", "brand"), *_TEXTS, ("price", "price"),
            ("variation_1", "property_name_1"), ("option_1", "property_value_1"),
            ("own_picture", "property_1_image"), ("variation_2", "property_name_2"),
            ("option_2", "property_value_2"), ("barcode", "gtin_code"),
            needed=("category", "name", "description", "weight_g", "price", "picture_1"),
        ),
        _STOCK,
        Slot("spec", ("product_property/",), starts=True),
    )},
    sku=("seller_sku",), absent=("product_id", "sku_id"), limit_row=5, appends=True,
    categories="Category",
    limits=Limits(rows=1000),
)  # fmt: skip

CONFIRMING = Confirming("tiktok", ("Order ID",), ("Tracking ID",), ("Shipping Provider Name",))
