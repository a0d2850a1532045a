"""Shopee: mass update (prices and stock, texts, pictures of what is on sale) and mass upload.

Mass update, one sheet: keys in row 1, the template's name and signature in row 2, labels in row 3,
help to row 6, data from row 7; one row per variation in sales_info, per product in the others. The
parent SKU stands only on a product's first row. Layouts as published, and as measured in untouched
files by others; here no original of the Indonesian mass update was seen. Mass upload: an original
blank template of 2026 was seen (keys with flags, signature in row 2, data from row 7); the layout
of 2023 (keys, labels in row 2, data from row 6, no signature) is as published. Prices are plain
whole amounts, weight is in grams, sizes are in centimetres.
"""

from shopdesk.channels.catalogue.spec import CatalogueSpec, known, product, variant

_REASON = known("et_title_reason")

SALES_INFO = CatalogueSpec(
    format="shopee.sales_info",
    channel="shopee",
    sheets=("Sheet1",),
    signature=(
        ("et_title_product_id",), ("et_title_variation_id",), ("et_title_variation_price",),
        ("et_title_variation_stock",),
    ),
    columns=(
        product("product_code", "et_title_product_id", kind="id", needed=True),
        product("name", "et_title_product_name"),
        variant("variant_code", "et_title_variation_id", kind="id"),
        variant("variation", "et_title_variation_name"),
        product("parent_sku", "et_title_parent_sku", kind="id"),
        variant("sku", "et_title_variation_sku", kind="id"),
        variant("price", "et_title_variation_price", kind="money"),
        variant("barcode", "ps_gtin_code", kind="id"),
        variant("stock", "et_title_variation_stock", kind="stock"),
        known("ps_direct_listing_price.*"),
        _REASON,
    ),
    offers=True,
    mark=("sales_info",),
    below=6,
    group=("product_code",),
    sole=True,
)  # fmt: skip
"""Price and stock; this is the sheet that names the SKUs."""

BASIC_INFO = CatalogueSpec(
    format="shopee.basic_info",
    channel="shopee",
    sheets=("Sheet1",),
    signature=(
        ("et_title_product_id",), ("et_title_product_name",), ("et_title_product_description",),
    ),
    columns=(
        product("product_code", "et_title_product_id", kind="id", needed=True),
        product("parent_sku", "et_title_parent_sku", kind="id"),
        product("name", "et_title_product_name"),
        product("description", "et_title_product_description"),
        _REASON,
    ),
    offers=True,
    rank=1,
    mark=("basic_info",),
    below=6,
    group=("product_code",),
    own=("sku",),
)  # fmt: skip
"""Names and descriptions, one row per product."""

MEDIA_INFO = CatalogueSpec(
    format="shopee.media_info",
    channel="shopee",
    sheets=("Sheet1",),
    signature=(("et_title_product_id",), ("ps_item_cover_image",)),
    columns=(
        product("product_code", "et_title_product_id", kind="id", needed=True),
        product("parent_sku", "et_title_parent_sku", kind="id"),
        product("name", "et_title_product_name"),
        product("category", "et_title_category", "et_title_product_category", "ps_category"),
        product("pictures", "ps_item_cover_image", kind="picture"),
        product("pictures", "ps_item_image.*", "ps_item_image_*", kind="picture"),
        known("et_title_size_chart", "ps_new_size_chart", "et_title_variation_1"),
        known("et_title_option_*", "et_title_image_*"),
        _REASON,
    ),
    offers=True,
    rank=1,
    mark=("media_info",),
    below=6,
    group=("product_code",),
    own=("sku",),
)
"""Pictures, one row per product; pictures of single options are left out."""

_UPLOAD = (
    product("category", "ps_category"),
    product("name", "ps_product_name"),
    product("description", "ps_product_description"),
    product("parent_sku", "ps_sku_parent_short", kind="id"),
    product("group", "et_title_variation_integration_no", kind="id"),
    known("et_title_variation_1", "et_title_variation_2"),
    variant("option_1", "et_title_option_for_variation_1"),
    variant("option_2", "et_title_option_for_variation_2"),
    variant("picture", "et_title_image_per_variation", kind="picture"),
    variant("price", "ps_price", kind="money"),
    variant("stock", "ps_stock", kind="stock"),
    variant("sku", "ps_sku_short", kind="id"),
    variant("barcode", "ps_gtin_code", kind="id"),
    product("pictures", "ps_item_cover_image", kind="picture"),
    product("pictures", "ps_item_image_*", "ps_item_image.*", kind="picture"),
    variant("weight_g", "ps_weight", kind="grams", unit="g"),
    variant("length_mm", "ps_length", kind="mm", unit="cm"),
    variant("width_mm", "ps_width", kind="mm", unit="cm"),
    variant("height_mm", "ps_height", kind="mm", unit="cm"),
    product("brand", "ps_brand"),
    known("channel_id*", "ps_product_global_attribute.*", "ps_*"),
    _REASON,
)
_UPLOADED = (("ps_product_name",), ("ps_product_description",), ("ps_price",))

MASS_UPLOAD = CatalogueSpec(
    format="shopee.mass_upload",
    channel="shopee",
    sheets=("Template",),
    signature=_UPLOADED,
    columns=_UPLOAD,
    mark=("advanced", "basic"),
    below=6,
    keyed=True,
    group=("group",),
    filled=True,
    sole=True,
)
"""New products, as the template of 2026 takes them: they have no ids of the marketplace yet."""

MASS_UPLOAD_OLD = CatalogueSpec(
    format="shopee.mass_upload",
    channel="shopee",
    sheets=("Template",),
    signature=_UPLOADED,
    columns=_UPLOAD,
    below=5,
    keyed=True,
    group=("group",),
    filled=True,
    sole=True,
)
"""The same, as the template of 2023 takes them: labels in row 2, data from row 6."""
