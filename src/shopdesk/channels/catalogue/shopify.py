"""Shopify: products CSV with the old headers (still exported in 2026) or the new, and inventory.

Headers as published by Shopify and as found in real exports by others; no original was seen here.
A product is the rows of one handle: the first has its texts, further ones a variant or only a
picture. `Title` with the value `Default Title` means that there are no variants. A column that is
there and blank clears, one that is absent keeps, as with Shopify itself. Weight is in grams always.
Handles and options are no ids, so that an offer is known by its seller SKU as well. Inventory has
three layouts: with `On hand (new)` to be filled in, with `On hand`, and with one column for each
location; what it says is what the shop shows, never our own stock.
"""

from shopdesk.channels.catalogue.spec import CatalogueSpec, Column, known, product, variant

_OPTIONS: tuple[Column, ...] = (
    product("product_code", "Handle", "URL handle", kind="id", needed=True),
    product("name", "Title"),
    variant("option_1", "Option1 Value"),
    variant("option_2", "Option2 Value"),
    variant("option_3", "Option3 Value"),
)

PRODUCTS = CatalogueSpec(
    format="shopify.products",
    channel="shopify",
    signature=(
        ("Handle", "URL handle"), ("Title",), ("Variant SKU", "SKU"), ("Variant Price", "Price"),
    ),
    columns=(
        *_OPTIONS,
        product("description", "Body (HTML)", "Description"),
        product("brand", "Vendor"),
        product("category", "Product Category"),
        product("category", "Type"),
        product("state", "Status", kind="code"),
        variant("sku", "Variant SKU", "SKU", kind="id"),
        variant("barcode", "Variant Barcode", "Barcode", kind="id"),
        variant("price", "Variant Price", "Price", kind="money"),
        variant("compare_at", "Variant Compare At Price", "Compare-at price", kind="money"),
        variant("cost", "Cost per item", kind="money"),
        variant("stock", "Variant Inventory Qty", "Inventory quantity", kind="stock"),
        variant("weight_g", "Variant Grams", "Weight value (grams)", kind="grams", unit="g"),
        product("pictures", "Image Src", "Product image URL", kind="picture"),
        variant("picture", "Variant Image", "Variant image URL", kind="picture"),
    ),
    offers=True,
    source=True,
    group=("product_code",),
    own=("option_1", "sku", "price", "barcode"),
    loose=True,
    plain=("Default Title",),
    states=(("active", "ready"), ("draft", "draft")),
)  # fmt: skip

INVENTORY = CatalogueSpec(
    format="shopify.inventory",
    channel="shopify",
    signature=(("Handle",), ("Option1 Value",), ("SKU",), ("COO",)),
    columns=(
        *_OPTIONS,
        variant("sku", "SKU", kind="id"),
        variant("stock", "On hand (new)", kind="stock"),
        variant("stock", "On hand (current)", "On hand", kind="stock"),
        known("Option1 Name", "Option2 Name", "Option3 Name", "HS Code", "COO", "Location"),
        known("Bin name", "Incoming*", "Unavailable*", "Committed*", "Available*"),
    ),
    offers=True,
    rank=1,
    group=("product_code",),
    rest=("stock", "COO"),
    loose=True,
    merges=True,
    plain=("Default Title",),
    nothing=("not stocked",),
)
"""One row per variant and location; what lies at several locations is added up."""
