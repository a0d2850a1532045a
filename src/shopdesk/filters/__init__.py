"""The filter language: one grammar for "/", the command line and saved views.

    blue mug · "blue mug" · status:to_ship,to_pack · -channel:shopee · total>100k
    placed>=2026-11 · placed:last-week · is:late · sort:-total · @late

Terms are joined by "and", values after a comma by "or". A text after a colon may be a part of what
is held, after an equals sign of orders it is the whole (``province="Jawa Barat"``, ``courier=""``
where there is none); a quotation mark inside quotation marks stands there twice.

Nothing here knows the store: ``parse`` returns frozen terms, checked against the fields it is
given, and a service compiles them; ``write`` is its way back.
"""

from shopdesk.filters.offering import Offer, complete, fragment
from shopdesk.filters.reading import parse
from shopdesk.filters.terms import Compare, FilterError, Is, Op, Query, Sort, Term, View, Words
from shopdesk.filters.writing import write
from shopdesk.periods import period
from shopdesk.ranges import FieldKind, quantity, span

__all__ = [
    "Compare",
    "FieldKind",
    "FilterError",
    "Is",
    "Offer",
    "Op",
    "Query",
    "Sort",
    "Term",
    "View",
    "Words",
    "complete",
    "fragment",
    "parse",
    "period",
    "quantity",
    "span",
    "write",
]
