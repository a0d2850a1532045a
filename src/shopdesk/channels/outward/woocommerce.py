"""WooCommerce: products as its own importer takes them, and stock or prices alone, by SKU.

A product with variations is a parent row (its SKU is made here, it is none of ours) and a row per
variation. Units stand in the headers: kg and cm. Specifications go as attributes. Headers are those
of WooCommerce's sample file; ``Brands``, the barcode and the cost are columns of newer versions, to
older ones they are unknown and passed over.
"""

from shopdesk.channels.outward.spec import Fresh

ATTRIBUTES = 12
"""Attributes that a row has room for."""

PRODUCTS = Fresh(
    "woocommerce.products", "woocommerce",
    {
        "products": (
            ("id", "ID"), ("type", "Type"), ("sku", "SKU"), ("barcode", "GTIN, UPC, EAN, or ISBN"),
            ("name", "Name"), ("published", "Published"), ("description", "Description"),
            ("stock", "Stock"), ("weight_kg", "Weight (kg)"), ("length_cm", "Length (cm)"),
            ("width_cm", "Width (cm)"), ("height_cm", "Height (cm)"), ("sale", "Sale price"),
            ("regular", "Regular price"), ("cost", "Cost of goods"), ("category", "Categories"),
            ("brand", "Brands"), ("pictures", "Images"), ("parent", "Parent"),
            *(
                (f"attribute_{part}_{n}", f"Attribute {n} {word}")
                for n in range(1, ATTRIBUTES + 1)
                for part, word in (("name", "name"), ("values", "value(s)"),
                                   ("visible", "visible"), ("global", "global"))
            ),
        ),
        "stock": (("sku", "SKU"), ("stock", "Stock")),
        "prices": (("sku", "SKU"), ("sale", "Sale price"), ("regular", "Regular price")),
    },
    always=("id", "type", "sku", "name", "stock", "sale", "regular"),
)  # fmt: skip
