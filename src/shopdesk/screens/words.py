"""The trade's words as people read them: statuses, payments, fulfilments, and their looks."""

from typing import Final

from shopdesk.locale import _
from shopdesk.widgets.action import N_
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
}

CHANNEL: Final = {
    "shopee": "Shopee",
    "tiktok": "TikTok",
    "tokopedia": "Tokopedia",
    "lazada": "Lazada",
    "blibli": "Blibli",
    "shopify": "Shopify",
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
    return _(said) if said else name.replace("_", " ")


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
