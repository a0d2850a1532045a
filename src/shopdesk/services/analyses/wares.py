"""The SKUs that analyses speak of: all of the catalogue, and what was sold without being in it."""

from collections.abc import Mapping
from dataclasses import dataclass

import sqlalchemy as sa

from shopdesk.models.products import KitPart, Product, Variant
from shopdesk.models.shops import Listing
from shopdesk.services.skus import sku_key
from shopdesk.store import Read


@dataclass(frozen=True, slots=True)
class Ware:
    """One SKU; ``variant`` is None where the catalogue does not have it.

    ``cost`` is that of one piece, of a kit what its parts cost; None where nobody knows.
    """

    key: str
    sku: str
    name: str
    variant: int | None = None
    kit: bool = False
    archived: bool = False
    cost: int | None = None
    currency: str = ""

    @property
    def on_sale(self) -> bool:
        """Whether the catalogue has it and it is not archived."""
        return self.variant is not None and not self.archived


def wares(read: Read) -> dict[str, Ware]:
    """Return every SKU by its key, in the order of the keys."""
    found = {key: Ware(key, *names) for key, names in _listed(read).items()}
    found |= catalogued(read)
    return dict(sorted(found.items()))


def catalogued(read: Read) -> dict[str, Ware]:
    """Return the SKUs of the catalogue, archived ones among them."""
    query = sa.select(
        Variant.sku_key, Variant.sku, Product.name, Variant.variation, Variant.id, Variant.kit,
        Variant.archived_at, Variant.cost, Variant.currency,
    ).join(Product, Product.id == Variant.product_id)  # fmt: skip
    rows = read.connection.execute(query.order_by(Variant.sku_key)).all()
    costs = {row.id: (row.cost, row.currency) for row in rows if not row.kit}
    kits = parts(read)
    found = {}
    for row in rows:
        cost = _kit_cost(kits.get(row.id, {}), costs, row.currency) if row.kit else row.cost
        name = f"{row.name} {row.variation}".strip()
        archived = row.archived_at is not None
        found[row.sku_key] = Ware(
            row.sku_key, row.sku, name, row.id, bool(row.kit), archived, cost, row.currency
        )
    return found


def parts(read: Read) -> dict[int, dict[int, int]]:
    """Return what each kit is made of: pieces by the part's variant."""
    found: dict[int, dict[int, int]] = {}
    query = sa.select(KitPart.kit_id, KitPart.part_id, KitPart.qty)
    for kit, part, qty in read.connection.execute(query.order_by(KitPart.kit_id, KitPart.part_id)):
        found.setdefault(kit, {})[part] = qty
    return found


def listings(read: Read) -> dict[int, str]:
    """Return the SKU's key of each listing; empty where it stands for none."""
    query = sa.select(Listing.id, Listing.sku)
    return {one: sku_key(sku) for one, sku in read.connection.execute(query)}


def _kit_cost(
    needed: Mapping[int, int], costs: Mapping[int, tuple[int | None, str]], currency: str
) -> int | None:
    """Return what the parts cost together; None where one of them has no cost in this currency."""
    total = 0
    for part, qty in needed.items():
        cost, told = costs.get(part, (None, ""))
        if cost is None or told != currency:
            return None
        total += qty * cost
    return total if needed else None


def _listed(read: Read) -> dict[str, tuple[str, str]]:
    """Return SKU and name of what listings stand for, by key; of several the first in order."""
    query = sa.select(Listing.sku, Listing.name).where(Listing.sku != "")
    found: dict[str, tuple[str, str]] = {}
    for sku, name in read.connection.execute(query.order_by(Listing.sku, Listing.name)):
        found.setdefault(sku_key(sku), (sku.strip(), name))
    return found
