"""What the fields of the catalogue's filter mean to a person, and what its facts are called."""

from typing import Final

from shopdesk.locale import N_, _
from shopdesk.screens.products.columns import STATES
from shopdesk.screens.words import channel

_FIELDS: Final = {
    "sku": N_("a part of the SKU"),
    "name": N_("a part of the product's name"),
    "variation": N_("a part of the variation"),
    "brand": N_("a part of the brand"),
    "category": N_("a part of the category"),
    "barcode": N_("a part of the barcode"),
    "price": N_("amount: >100k, 50k..1jt"),
    "cost": N_("what a piece costs us: >100k, 50k..1jt"),
    "stock": N_("pieces that may be sold: <5, 0, 10..20"),
    "on_hand": N_("pieces on the shelves"),
    "reserved": N_("pieces that orders hold"),
    "incoming": N_("pieces on their way to us"),
    "buffer": N_("pieces that are never offered"),
    "score": N_("how complete it is: <80"),
    "channel": N_("the marketplace that lists it"),
    "shop": N_("a part of the name of a shop that lists it"),
    "state": N_("how far its texts are"),
    "updated": N_("when it was changed: today, last-week, 2026-11"),
    "is": N_("a state with a name of its own"),
    "sort": N_("the order of the list"),
}
_STATES: Final = {
    "incomplete": N_("something is missing that a channel asks for"),
    "unmapped": N_("no shop lists it"),
    "low": N_("as few pieces as it was said to be low at"),
    "out": N_("nothing to sell"),
    "oversold": N_("more was sold than there is"),
    "kit": N_("put together from other SKUs"),
    "archived": N_("no longer sold"),
    "draft": N_("its texts are not ready"),
    "ready": N_("its texts are ready"),
    "nocost": N_("nobody said what it costs us"),
}
SIDES: Final = ("length_mm", "width_mm", "height_mm")
"""The sides of a packed piece."""
FACTS: Final = {
    "sku": N_("SKU"), "specs": N_("Specifications"), "weight_g": N_("Weight (g)"),
    "barcode": N_("Barcode"), "length_mm": N_("Length (mm)"), "width_mm": N_("Width (mm)"),
    "height_mm": N_("Height (mm)"), "variation": N_("Variation"), "price": N_("Price"),
    "cost": N_("Cost"), "compare_at": N_("Price before"), "name": N_("Name"),
    "category": N_("Category"), "brand": N_("Brand"),
}  # fmt: skip
"""What the facts of a SKU are called where it is shown or asked for."""


def hint(field: str, value: str) -> str:
    """Return what a field, or one of its values, means in the reader's language."""
    if field == "channel" and value:
        return channel(value)
    said = {"is": _STATES, "state": STATES}.get(field, {}).get(value, "") if value else ""
    said = said or ("" if value else _FIELDS.get(field, ""))
    return _(said) if said else ""


def fact(field: str) -> str:
    """Return what a fact of a SKU is called."""
    said = FACTS.get(field)
    return _(said) if said else field.replace("_", " ")
