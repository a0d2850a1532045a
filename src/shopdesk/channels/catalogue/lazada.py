"""Lazada: the price and stock sheet, and the sheet of basic facts.

Sheet `template`: header in row 1, required marks in row 2, help in row 3, data from row 4. The
stock column is named after the shop or its warehouse: it is the column right of the price that
nobody knows, and several are added up. Written from published descriptions; no original file was
seen. The labels change with the language, and the Indonesian ones were not published: those given
here are a guess beside the keys that stay. Shop SKU is the marketplace's own number of a SKU. The
price told is the normal one; a special price has its days and is left out.
"""

from shopdesk.channels.catalogue.spec import CatalogueSpec, known, product, variant

PRICE_STOCK = CatalogueSpec(
    format="lazada.price_stock",
    channel="lazada",
    sheets=("template",),
    signature=(("catId",), ("sku.skuId",), ("SpecialPrice",), ("Price", "Harga")),
    columns=(
        product("product_code", "Product ID", "ID Produk", "productId", kind="id", needed=True),
        product("name", "Product Name", "Nama Produk"),
        variant("variant_code", "sku.skuId", kind="id", needed=True),
        variant("variation", "Variations Combo", "Variation", "Variasi"),
        variant("sku", "SellerSKU", "Seller SKU", "SKU Penjual", kind="id"),
        variant("market_sku", "Shop SKU", kind="id"),
        variant("price", "Price", "Harga", kind="money"),
        known("catId", "currencyCode", "status", "SpecialPrice", "SpecialPrice Start"),
        known("SpecialPrice End", "md5key", "tr(s-wb-product@md5key)"),
    ),
    offers=True,
    below=3,
    group=("product_code",),
    rest=("stock", "Price"),
)

BASIC = CatalogueSpec(
    format="lazada.basic",
    channel="lazada",
    sheets=("template",),
    signature=(("catId",), ("Product ID", "ID Produk", "productId")),
    absent=("SpecialPrice",),
    columns=(
        product("product_code", "Product ID", "ID Produk", "productId", kind="id", needed=True),
        product("name", "Product Name", "Nama Produk"),
        product("description", "Main Description", "Description", "Deskripsi"),
        product("brand", "Brand", "Merek"),
        product("pictures", "Product Images*", kind="picture"),
        known("catId", "md5key", "tr(s-wb-product@md5key)"),
    ),
    offers=True,
    rank=1,
    below=3,
    group=("product_code",),
    own=("sku",),
)
"""Names and texts, one row per product; beyond the ids and the name its columns are a guess."""
