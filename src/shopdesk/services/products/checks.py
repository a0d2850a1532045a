"""Every check by its name in the table: what it looks at, and whose it is.

A check is asked with the subject and the rule; most find one thing at most, those of pictures one
per picture. Sentences are declared there and translated where they are shown.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from shopdesk.money import SCALE
from shopdesk.services.products import fact_checks as facts
from shopdesk.services.products import picture_checks as pictures
from shopdesk.services.products import text_checks as texts
from shopdesk.services.products.picture_checks import MEGABYTE

if TYPE_CHECKING:
    from shopdesk.services.products.found import Found
    from shopdesk.services.products.rules import Rule
    from shopdesk.services.products.subjects import Subject


@dataclass(frozen=True, slots=True)
class Check:
    """A way to look at a SKU: the field that is mended, the unit of the table's min and max.

    A ``shared`` check finds the same in every SKU of a product that has the same pictures.
    """

    field: str
    look: "Callable[[Subject, Rule], Iterator[Found]]"
    shared: bool = False
    unit: int = 1


CHECKS: Final[Mapping[str, Check]] = {
    "name_length": Check("name", texts.name_length, shared=True),
    "description_length": Check("description", texts.description_length, shared=True),
    "description_words": Check("description", texts.description_words, shared=True),
    "category": Check("category", texts.category, shared=True),
    "brand": Check("brand", texts.brand, shared=True),
    "specs": Check("specs", texts.specs, shared=True),
    "duplicate_name": Check("name", texts.duplicate_name, shared=True),
    "emoji": Check("name", texts.emoji, shared=True),
    "capitals": Check("name", texts.capitals, shared=True),
    "banned": Check("description", texts.banned, shared=True),
    "sku_length": Check("sku", facts.sku_length),
    "option_length": Check("variation", facts.option_length),
    "price": Check("price", facts.price),
    "price_range": Check("price", facts.price_range, unit=SCALE),
    "compare_at": Check("compare_at", facts.compare_at),
    "weight": Check("weight_g", facts.weight),
    "dimensions": Check("length_mm", facts.dimensions),
    "dimensions_whole": Check("length_mm", facts.dimensions_whole),
    "barcode": Check("barcode", facts.barcode),
    "gtin": Check("barcode", facts.gtin),
    "barcode_digits": Check("barcode", facts.barcode_digits),
    "pictures": Check("pictures", pictures.count, shared=True),
    "picture_readable": Check("pictures", pictures.readable, shared=True),
    "picture_name": Check("pictures", pictures.named, shared=True),
    "picture_kind": Check("pictures", pictures.kind_of, shared=True),
    "picture_pixels": Check("pictures", pictures.pixels, shared=True),
    "picture_ratio": Check("pictures", pictures.ratio, shared=True),
    "picture_bytes": Check("pictures", pictures.bytes_of, shared=True, unit=MEGABYTE),
}
"""Every check by its name in the table."""
