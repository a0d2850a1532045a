"""What tables of SKUs share: what a row opens, and how many rows are shown."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, TypeVar

from shopdesk.filters.writing import quoted
from shopdesk.locale import ngettext
from shopdesk.reports.document import Opens

if TYPE_CHECKING:
    from shopdesk.services.analyses.wares import Ware
    from shopdesk.services.figures import Scope

MOST: Final = 50
"""Rows that a table of SKUs has; the rest stands below them as one."""
NAMED: Final = 100
LENGTH: Final = 1_800
"""SKUs, and their characters, that one filter can name."""
_Row = TypeVar("_Row")


def on_desk(*wares: "Ware") -> Opens | None:
    """Return these SKUs on the Products desk; None where they are too many to be named, or none."""
    named = ",".join(quoted(ware.sku) for ware in wares)
    if not wares or len(wares) > NAMED or len(named) > LENGTH:
        return None
    states = " state:draft,ready,archived" if any(ware.archived for ware in wares) else ""
    return Opens("products", f"sku={named}{states}")


def in_orders(ware: "Ware", scope: "Scope") -> Opens:
    """Return the orders of the scope that a SKU was sold in."""
    return Opens("orders", f"sku={quoted(ware.sku)} {scope.where} -status:cancelled")


def opened(ware: "Ware") -> Opens | None:
    """Return a SKU on the Products desk; one that the catalogue does not have in its orders."""
    if ware.variant is not None:
        return on_desk(ware)
    return Opens("orders", f"sku={quoted(ware.sku)} -status:cancelled")


def parted(rows: Sequence[_Row], most: int) -> tuple[Sequence[_Row], Sequence[_Row]]:
    """Return the rows to be shown and the rest; ``most`` of 0 shows all."""
    return (rows[:most], rows[most:]) if most else (rows, ())


def others(n: int) -> str:
    """Return what the row of the rest is called."""
    return ngettext("{n} other SKU", "{n} other SKUs", n).format(n=n)
