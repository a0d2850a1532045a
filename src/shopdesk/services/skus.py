"""From the SKUs that people write to the variants that are meant."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from shopdesk.locale import _
from shopdesk.models.products import Variant
from shopdesk.refusal import Refusal

_ASCII = {ord(letter): letter.lower() for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}


def sku_key(sku: str) -> str:
    """Return what two spellings of one SKU share: no blanks around it, ASCII letters small.

    Other letters stay as they are, because that is what ``lower()`` does in the store.
    """
    return sku.strip().translate(_ASCII)


def variants_of(session: Session, skus: Sequence[str]) -> dict[str, Variant]:
    """Return the variant of each SKU as it was written.

    Raises:
        Refusal: a SKU is not in the catalogue, or is archived.
    """
    keys = {sku: sku_key(sku) for sku in skus}
    found: dict[str, Variant] = {}
    wanted = list(set(keys.values()))
    for start in range(0, len(wanted), 900):
        query = sa.select(Variant).where(Variant.sku_key.in_(wanted[start : start + 900]))
        found |= {variant.sku_key: variant for variant in session.scalars(query)}
    for sku, key in keys.items():
        if key not in found:
            raise Refusal(
                _("There is no SKU “{sku}” in the catalogue; add the product first.").format(
                    sku=sku
                )
            )
        if found[key].archived_at is not None:
            raise Refusal(_("SKU {sku} is archived; restore it first.").format(sku=found[key].sku))
    return {sku: found[key] for sku, key in keys.items()}


def variant_of(connection: sa.Connection, sku: str) -> int:
    """Return the id of one SKU's variant, archived ones included.

    Raises:
        Refusal: the SKU is not in the catalogue.
    """
    found = connection.scalar(sa.select(Variant.id).where(Variant.sku_key == sku_key(sku)))
    if found is None:
        raise Refusal(
            _("There is no SKU “{sku}” in the catalogue; add the product first.").format(sku=sku)
        )
    return int(found)
