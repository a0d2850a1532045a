"""The trade's words about stock as people read them."""

from typing import Final

from shopdesk.locale import N_, _

KINDS: Final = {
    "receipt": N_("received"), "sale": N_("sold"), "return": N_("came back"),
    "count": N_("counted"), "adjustment": N_("adjusted"), "transfer": N_("carried"),
    "sort": N_("sorted"),
}  # fmt: skip
"""Causes of a movement."""
POOLS: Final = {
    "sellable": N_("fit to be sold"), "damaged": N_("damaged"), "quality": N_("quality control"),
}  # fmt: skip
"""Where a piece lies."""
PROMISES: Final = {
    "order": N_("order"), "unpaid": N_("unpaid order"), "promo": N_("promotion"),
}  # fmt: skip
"""What pieces are spoken for by."""


def kind(name: str) -> str:
    """Return the cause of a movement in the reader's language."""
    return _(KINDS.get(name, name))


def pool(name: str) -> str:
    """Return where a piece lies in the reader's language."""
    return _(POOLS.get(name, name))


def promise(name: str) -> str:
    """Return what pieces are spoken for by in the reader's language."""
    return _(PROMISES.get(name, name))
