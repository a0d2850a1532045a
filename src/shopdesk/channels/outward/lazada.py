"""Lazada: the price and stock sheet, and the sheet of basic facts.

Sheet `template`: header in row 1, required marks in 2, help in 3, data from 4. The stock column is
called after the shop or its warehouse, so it is the one that no document names. Written from
published descriptions; no original file was seen, and the labels change with the language.
"""

from shopdesk.channels.outward.spec import Confirming, Layout, Slot

_PRODUCT = ("Product ID", "ID Produk", "productId")
_KNOWN = (
    *_PRODUCT, "catId", "Product Name", "Nama Produk", "currencyCode", "sku.skuId", "status",
    "Status", "Shop SKU", "SellerSKU", "Seller SKU", "SKU Penjual", "SpecialPrice",
    "SpecialPrice Start", "SpecialPrice End", "Price", "Harga", "Variations Combo", "Variation",
    "Variasi", "md5key", "tr(s-wb-product@md5key)", "brand", "Brand",
)  # fmt: skip

PRICE_STOCK = Layout(
    "lazada.price_stock", "lazada", ("template",), ("catId", "sku.skuId", "SpecialPrice"),
    {
        "stock": (Slot("stock", others=True),),
        "prices": (Slot("price", ("Price", "Harga")),),
    },
    product=_PRODUCT, variant=("sku.skuId",), sku=("SellerSKU", "Seller SKU", "SKU Penjual"),
    known=_KNOWN, label_row=1, limit_row=3, first_row=4, texts=False,
)  # fmt: skip

BASIC = Layout(
    "lazada.basic", "lazada", ("template",), ("catId", "Product ID"),
    {"products": (
        Slot("name", ("Product Name", "Nama Produk")),
        Slot("description", ("Main Description", "Description", "Deskripsi")),
        *(Slot(f"picture_{n}", (f"Product Images{n}", f"Image{n}")) for n in range(1, 9)),
    )},
    product=_PRODUCT, absent=("SpecialPrice",), label_row=1, limit_row=3, first_row=4, texts=False,
)  # fmt: skip

CONFIRMING = Confirming(
    "lazada", ("orderNumber", "Order Number"), ("trackingCode", "Tracking Code"),
    ("shippingProvider", "Shipping Provider"),
)  # fmt: skip
