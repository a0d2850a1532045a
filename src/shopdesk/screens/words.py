"""The trade's words as people read them: statuses, payments, fulfilments, and their looks."""

from typing import Final

from shopdesk.locale import N_, _
from shopdesk.widgets.glyphs import glyphs

STATUS: Final = {
    "to_verify": N_("to verify"),
    "to_pack": N_("to pack"),
    "to_ship": N_("to ship"),
    "on_hold": N_("on hold"),
    "exception": N_("exception"),
    "unpaid": N_("unpaid"),
    "shipped": N_("shipped"),
    "delivered": N_("delivered"),
    "completed": N_("completed"),
    "returned": N_("returned"),
    "cancelled": N_("cancelled"),
}

WORDS: Final = {
    "authorised": N_("authorised"),
    "paid": N_("paid"),
    "cod_due": N_("cash on delivery"),
    "part_refunded": N_("partly refunded"),
    "refunded": N_("refunded"),
    "expired": N_("expired"),
    "denied": N_("denied"),
    "pending": N_("pending"),
    "challenged": N_("challenged"),
    "reversed": N_("taken back"),
    "underpaid": N_("underpaid"),
    "overpaid": N_("overpaid"),
    "new": N_("new"),
    "ready": N_("ready"),
    "picking": N_("being picked"),
    "packed": N_("packed"),
    "handed_over": N_("handed over"),
    "in_transit": N_("in transit"),
    "failed": N_("delivery failed"),
    "returned_to_sender": N_("returned to sender"),
    "lost": N_("lost"),
    "none": N_("none"),
    "cancel_requested": N_("cancellation asked"),
    "return_open": N_("return open"),
    "exchange_open": N_("exchange open"),
    "dispute": N_("dispute"),
    "closed": N_("closed"),
    "placed": N_("placed"),
    "buyer": N_("buyer"),
    "seller": N_("seller"),
    "courier": N_("courier"),
    "system": N_("system"),
}

FACTS: Final = {
    "subtotal": N_("Subtotal"),
    "discount": N_("Discount"),
    "shipping_fee": N_("Shipping"),
    "refunded": N_("Refunded"),
    "total": N_("Total"),
    "market_status": N_("Marketplace says"),
    "payment_method": N_("Paid with"),
    "service": N_("Service"),
    "package": N_("Parcel"),
    "warehouse": N_("Warehouse"),
    "recipient": N_("Recipient"),
    "phone": N_("Phone"),
    "email": N_("E-mail"),
    "address": N_("Address"),
    "city": N_("City"),
    "province": N_("Province"),
    "postcode": N_("Postcode"),
    "country": N_("Country"),
    "buyer_note": N_("Buyer's note"),
    "seller_note": N_("Our note"),
    "cancel_by": N_("Cancelled by"),
    "cancel_reason": N_("Cancel reason"),
    "number": N_("Number"),
    "status": N_("Status"),
    "channel": N_("Channel"),
    "payment": N_("Payment"),
    "fulfilment": N_("Fulfilment"),
    "case_state": N_("Case"),
    "cancelled": N_("Cancelled"),
    "told_payment": N_("Marketplace: payment"),
    "told_fulfilment": N_("Marketplace: fulfilment"),
    "told_case": N_("Marketplace: case"),
    "told_cancelled": N_("Marketplace: cancelled"),
    "own_payment": N_("Set here: payment"),
    "own_fulfilment": N_("Set here: fulfilment"),
    "own_case": N_("Set here: case"),
    "own_tracking": N_("Set here: resi"),
    "own_courier": N_("Set here: courier"),
    "problem": N_("Problem"),
    "conflict": N_("Disagreement"),
    "hold_reason": N_("Hold"),
    "hold_by": N_("Held by"),
    "hold_since": N_("Held since"),
    "placed_at": N_("Placed"),
    "paid_at": N_("Paid"),
    "ship_by": N_("Ship by"),
    "shipped_at": N_("Shipped"),
    "delivered_at": N_("Delivered"),
    "completed_at": N_("Completed"),
    "cancelled_at": N_("Cancelled on"),
    "taken_at": N_("Exported"),
    "currency": N_("Currency"),
    "cod": N_("Cash on delivery"),
    "sample": N_("Free sample"),
    "lines": N_("Lines"),
    "units": N_("Units"),
    "courier": N_("Courier"),
    "tracking": N_("Resi"),
    "buyer": N_("Buyer"),
    "qty": N_("Quantity"),
    "returned": N_("Returned"),
    "list_price": N_("List price"),
    "price": N_("Price"),
    "weight_g": N_("Weight (g)"),
    "line_status": N_("Status"),
    "at": N_("When"),
    "author": N_("Who"),
    "body": N_("Text"),
    "name": N_("Name"),
    "variation": N_("Variation"),
    "sku": N_("SKU"),
    "seller_sku": N_("Seller SKU"),
    "market_sku": N_("Marketplace SKU"),
    "parent_sku": N_("Parent SKU"),
    "format": N_("Format"),
    "applied_at": N_("Imported"),
    "rows": N_("Rows"),
    "columns": N_("Columns"),
    "offer": N_("Offer"),
    "told_price": N_("Price in the shop"),
    "told_stock": N_("Stock in the shop"),
    "own_price": N_("Price for this shop"),
    "compare_at": N_("Price before"),
    "cost": N_("Cost"),
    "stock": N_("Stock"),
    "barcode": N_("Barcode"),
    "brand": N_("Brand"),
    "category": N_("Category"),
    "description": N_("Description"),
    "pictures": N_("Pictures"),
    "state": N_("Texts"),
    "length_mm": N_("Length (mm)"),
    "width_mm": N_("Width (mm)"),
    "height_mm": N_("Height (mm)"),
    "buffer": N_("Buffer"),
    "low_at": N_("Low at"),
    "asked_at": N_("Asked to pay"),
    "expires_at": N_("Pay by"),
    "code": N_("Unique code"),
    "paid": N_("Came in"),
    "amount": N_("Amount"),
    "payer": N_("Payer"),
    "words": N_("Bank's words"),
    "order_ref": N_("Number"),
    "method": N_("Paid with"),
    "fee": N_("Fee"),
    "net": N_("Net"),
    "balance": N_("Balance"),
    "why": N_("Why it fits"),
    "rack": N_("Rack"),
}

PLACES: Final = {"open": N_("to match"), "matched": N_("matched"), "ignored": N_("ignored")}
"""What was made of a line of a statement."""

CHANNEL: Final = {
    "shopee": "Shopee",
    "tiktok": "TikTok",
    "tokopedia": "Tokopedia",
    "lazada": "Lazada",
    "blibli": "Blibli",
    "shopify": "Shopify",
    "woocommerce": "WooCommerce",
    "generic": N_("other"),
}

_LOOKS: Final = {
    "to_verify": "soon", "to_pack": "strong", "to_ship": "strong", "on_hold": "hold",
    "exception": "bad", "completed": "good", "delivered": "good", "cancelled": "quiet",
    "returned": "quiet", "unpaid": "quiet",
}  # fmt: skip


def word(name: str) -> str:
    """Return a status, payment, fulfilment or case in the reader's language."""
    said = STATUS.get(name) or WORDS.get(name)
    if said:
        return _(said)
    return name.replace("_", " ") if name.isidentifier() else name


def place(name: str, *, incoming: bool) -> str:
    """Return what was made of a line of a statement in the reader's language."""
    return _(PLACES[name]) if incoming else _("money out")


def fact(name: str) -> str:
    """Return what a fact of an order is called."""
    said = FACTS.get(name)
    return _(said) if said else name.replace("_", " ")


def channel(name: str) -> str:
    """Return a channel as people call it."""
    return _(CHANNEL.get(name, name)) if name else ""


def status(name: str) -> tuple[str, str]:
    """Return a status with its sign, and the look it asks for."""
    signs = glyphs()
    sign = {
        "on_hold": signs.hold, "exception": signs.trouble, "completed": signs.done,
        "delivered": signs.done, "shipped": signs.arrow, "unpaid": signs.wait,
        "cancelled": signs.trouble,
    }.get(name, " ")  # fmt: skip
    return f"{sign} {word(name)}", _LOOKS.get(name, "")
