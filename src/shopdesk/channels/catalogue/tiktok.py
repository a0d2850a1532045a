"""TikTok Shop, and Tokopedia with it: batch edit (what is on sale) and batch upload (new products).

Sheet Template: keys in row 1, `V2` and the template's kind in row 2, labels in 3, mandatory marks
in 4, help in 5, an example or more help in 6. Rows without digits where a price or an id belongs
are help, so that data may begin in row 6 or 7; the published example is left out. Upload after an
original blank template of 2023, which was seen; its later columns (option names, GTIN, stock per
warehouse) and batch edit as published: no original was seen. Weight is in grams, sizes are in
centimetres. A product's rows repeat its name. An older Tokopedia product sheet is not known: map it
by hand.
"""

from shopdesk.channels.catalogue.spec import CatalogueSpec, Column, known, product, variant

_COLUMNS: tuple[Column, ...] = (
    product("category", "category"),
    product("brand", "brand"),
    product("name", "product_name"),
    product("description", "product_description"),
    variant("weight_g", "parcel_weight", kind="grams", unit="g"),
    variant("length_mm", "parcel_length", kind="mm", unit="cm"),
    variant("width_mm", "parcel_width", kind="mm", unit="cm"),
    variant("height_mm", "parcel_height", kind="mm", unit="cm"),
    variant("variation", "variation_value"),
    variant("option_1", "property_value_1"),
    variant("option_2", "property_value_2"),
    variant("picture", "property_1_image", kind="picture"),
    variant("price", "price", kind="money"),
    variant("compare_at", "list_price", kind="money"),
    variant("stock", "quantity", "warehouse_quantity/*", kind="stock", every=True),
    variant("sku", "seller_sku", kind="id"),
    variant("barcode", "gtin_code", kind="id"),
    product("pictures", "main_image", "image_*", kind="picture"),
    known("delivery", "property_name_1", "property_name_2", "white_background_image", "size_chart"),
    known("product_property/*", "gtin_type", "aimed_product_status", "pre_order_time"),
)
_EXAMPLES = ("0123345/Decorative Lights",)

BATCH_EDIT = CatalogueSpec(
    format="tiktok.batch_edit",
    channel="tiktok",
    sheets=("Template",),
    signature=(("product_id",), ("product_name",)),
    columns=(
        product("product_code", "product_id", kind="id", needed=True),
        variant("variant_code", "sku_id", kind="id"),
        *_COLUMNS,
    ),
    offers=True,
    below=2,
    anchor="product_code",
    examples=_EXAMPLES,
    group=("product_code",),
    own=("variant_code", "sku", "price", "stock"),
)
"""What is on sale; the basic template has one row per product and no SKUs."""

BATCH_UPLOAD = CatalogueSpec(
    format="tiktok.batch_upload",
    channel="tiktok",
    sheets=("Template",),
    signature=(("category",), ("product_name",), ("product_description",), ("main_image",)),
    absent=("product_id", "sku_id"),
    columns=_COLUMNS,
    below=2,
    anchor="price",
    examples=_EXAMPLES,
    group=("name",),
    filled=True,
)
"""New products: they have no ids of the marketplace yet."""
