"""Questions of the Orders desk that take more than one service; threads of the doorway run them."""

from typing import TYPE_CHECKING

from shopdesk.screens.grammar import Grammar

if TYPE_CHECKING:
    from shopdesk.store import Read


def grammar(read: "Read") -> Grammar:
    """Return the filter language of orders."""
    from shopdesk.services.orders import fields, finding, views

    return Grammar(fields(), finding.values(read.clock), views())


def counts(read: "Read") -> dict[str, int]:
    """Return how many orders stand in each status, and under "late" how many are."""
    from shopdesk.services import orders

    return {**orders.counts(read), "late": orders.total(read, "is:late")}


def unmapped_of(read: "Read", order_id: int) -> list[tuple[int, str]]:
    """Return the listings of an order that stand for no SKU: id, and what people call it."""
    from shopdesk.services import orders

    found: dict[int, str] = {}
    for item in orders.show(read, order_id).items:
        if not item.sku:
            found[item.listing] = " · ".join(part for part in (item.name, item.variation) if part)
    return list(found.items())


def numbers(read: "Read", pasted: str) -> dict[int, str]:
    """Return resi by order id from a pasted list of "number resi".

    Raises:
        Refusal: a line cannot be read, or names an order that is not here.
    """
    from shopdesk.services import orders
    from shopdesk.services.orders import resi

    pairs = resi.from_lines(pasted)
    ids = orders.find(read, list(pairs))
    return dict(zip(ids, pairs.values(), strict=True))
