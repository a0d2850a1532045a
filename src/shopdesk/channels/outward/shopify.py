"""Shopify: products (CSV under the names of its current template), and stock per location.

A product is a run of rows with one handle; its texts stand on the first alone, further variants
and further pictures have rows of their own. A column that is present and blank wipes, one that is
absent is left alone. Stock goes by the long inventory file, of which "On hand (new)" is read. Our
category goes into the free ``Type``: ``Product category`` takes Shopify's own words only. Headers
and rules are from Shopify's help pages and its template; 15 MB is what is said of its limit.
"""

from shopdesk.channels.outward.spec import Confirming, Fresh

_OPTIONS = (
    ("option_name_1", "Option1 name"), ("option_1", "Option1 value"),
    ("option_name_2", "Option2 name"), ("option_2", "Option2 value"),
)  # fmt: skip
_HANDLED = (("name", "Title"), ("handle", "URL handle"))
_SIZE = 15 * 2**20

PRODUCTS = Fresh(
    "shopify.products", "shopify",
    {
        "products": (
            *_HANDLED, ("description", "Description"), ("brand", "Vendor"), ("category", "Type"),
            ("status", "Status"), ("sku", "SKU"), ("barcode", "Barcode"), *_OPTIONS,
            ("price", "Price"), ("compare_at", "Compare-at price"), ("cost", "Cost per item"),
            ("tracker", "Inventory tracker"), ("stock", "Inventory quantity"),
            ("weight_g", "Weight value (grams)"), ("picture", "Product image URL"),
            ("position", "Image position"), ("own_picture", "Variant image URL"),
        ),
        "prices": (*_HANDLED, ("sku", "SKU"), *_OPTIONS, ("price", "Price")),
    },
    always=("name", "handle", "option_name_1", "option_1", "sku"), size=_SIZE,
)  # fmt: skip

INVENTORY = Fresh(
    "shopify.inventory", "shopify",
    {"stock": (
        ("handle", "Handle"), ("name", "Title"),
        ("option_name_1", "Option1 Name"), ("option_1", "Option1 Value"),
        ("option_name_2", "Option2 Name"), ("option_2", "Option2 Value"),
        ("option_name_3", "Option3 Name"), ("option_3", "Option3 Value"),
        ("sku", "SKU"), ("hs_code", "HS Code"), ("origin", "COO"), ("location", "Location"),
        ("bin", "Bin name"), ("incoming", "Incoming (not editable)"),
        ("unavailable", "Unavailable (not editable)"),
        ("committed", "Committed (not editable)"), ("stock", "Available (not editable)"),
        ("on_hand", "On hand (current)"), ("new_on_hand", "On hand (new)"),
    )},
    always=(
        "handle", "name", "option_name_1", "option_1", "option_name_2", "option_2",
        "option_name_3", "option_3", "sku", "hs_code", "origin", "location", "bin", "incoming",
        "unavailable", "committed", "stock", "on_hand", "new_on_hand",
    ), size=_SIZE,
)  # fmt: skip

CONFIRMING = Confirming("shopify", ("Name",), ("Tracking Number",), ("Tracking Company",))
