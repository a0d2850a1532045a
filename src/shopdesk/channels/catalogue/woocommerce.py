"""WooCommerce products CSV: simple products, variable ones and their variations.

Header as in WooCommerce's own published sample; columns of newer versions (GTIN, low stock amount,
cost of goods) are a hypothesis. A variable product is a row of its own; a variation names it by SKU
or as `id:NN` and may stand anywhere. The units of weight and sizes stand in the headers. The sale
price is asked where there is one, and the regular price is then the one struck through. A blank
stock means that WooCommerce does not count it. A grouped product has no SKU of its own to sell and
is left out.
"""

from shopdesk.channels.catalogue.spec import CatalogueSpec, known, product, variant

PRODUCTS = CatalogueSpec(
    format="woocommerce.products",
    channel="woocommerce",
    signature=(("ID",), ("Type",), ("SKU",), ("Name",), ("Regular price",)),
    columns=(
        product("product_code", "ID", kind="id"),
        product("type", "Type", kind="code", needed=True),
        product("parent", "Parent", kind="id"),
        product("name", "Name"),
        product("description", "Description"),
        product("category", "Categories"),
        product("brand", "Brands", "Brand"),
        product("state", "Published", kind="id"),
        variant("sku", "SKU", kind="id"),
        variant("barcode", "GTIN, UPC, EAN, or ISBN", kind="id"),
        variant("price", "Regular price", kind="money"),
        variant("sale", "Sale price", kind="money"),
        variant("cost", "Cost of goods", kind="money"),
        variant("stock", "Stock", kind="stock"),
        variant("low_at", "Low stock amount", kind="count"),
        variant("weight_g", "Weight (*", "Weight", kind="grams", unit="kg"),
        variant("length_mm", "Length (*", "Length", kind="mm", unit="cm"),
        variant("width_mm", "Width (*", "Width", kind="mm", unit="cm"),
        variant("height_mm", "Height (*", "Height", kind="mm", unit="cm"),
        product("pictures", "Images", kind="picture"),
        *(variant(f"option_{n}", f"Attribute {n} value(s)") for n in (1, 2, 3)),
        known("Short description", "Tags", "Meta: *", "Attribute *", "Download *"),
    ),
    offers=True,
    source=True,
    family=True,
    nothing=("parent",),
    states=(("1", "ready"), ("0", "draft"), ("-1", "draft")),
)
