"""The filter language over the catalogue, turned into SQL on the shelf: fields, states, sorts.

Archived SKUs are left out unless the filter speaks of them.
"""

from typing import Any, Final

import sqlalchemy as sa

from shopdesk import filters
from shopdesk.models.products import SHELF_MARKS, STATES, Product, Shelf, Variant
from shopdesk.models.shops import Shop
from shopdesk.services import views as saved_views
from shopdesk.services.paging import Listed
from shopdesk.store import Read

SHELF: Final = Shelf.__table__.c
NUMBERS: Final[dict[str, tuple[filters.FieldKind, Any]]] = {
    "price": ("money", SHELF.price),
    "cost": ("money", SHELF.cost),
    "stock": ("number", SHELF.free),
    "on_hand": ("number", SHELF.on_hand),
    "reserved": ("number", SHELF.reserved),
    "incoming": ("number", SHELF.incoming),
    "buffer": ("number", SHELF.buffer),
    "score": ("number", SHELF.score),
    "updated": ("instant", SHELF.updated),
}
UNKNOWN: Final = ("price", "cost", "score")
"""Numbers that are -1 where nobody knows them: such a SKU matches no comparison."""
TEXTS: Final = {"sku": SHELF.sku, "name": SHELF.name}
OWN: Final = {
    "variation": Variant.variation, "barcode": Variant.barcode, "rack": Variant.rack,
}  # fmt: skip
SHARED: Final = {"brand": Product.brand, "category": Product.category}
"""Texts that the shelf has only among all its words: the SKU's own, and its product's."""
WORDS: Final = ("channel", "state")
SORTS: Final = {
    "sku": SHELF.sku, "name": SHELF.name,
    **{name: column for name, (_kind, column) in NUMBERS.items()},
}  # fmt: skip
ARCHIVED: Final = SHELF.archived == 1
IS: Final[dict[str, Any]] = {
    # A sum is in no index: nearly all may be incomplete, and the sort is walked to a few of them.
    "incomplete": (SHELF.score + 0).between(0, 99),
    # The very words of the indexes, so that the store sees that they hold just these.
    "unmapped": sa.text(SHELF_MARKS["unmapped"]),
    "low": sa.text(SHELF_MARKS["low"]),
    "out": SHELF.free <= 0,
    "oversold": SHELF.free < 0,
    "kit": SHELF.kit == 1,
    "archived": ARCHIVED,
    "draft": SHELF.state == "draft",
    "ready": SHELF.state == "ready",
    "nocost": sa.and_(SHELF.cost < 0, SHELF.kit == 0),
}
"""What ``is:…`` can say of a SKU; a kit costs what its parts cost."""


def fields() -> dict[str, filters.FieldKind]:
    """Return the names a filter may use, with their kinds."""
    texts: dict[str, filters.FieldKind] = dict.fromkeys((*TEXTS, *OWN, *SHARED, "shop"), "text")
    words: dict[str, filters.FieldKind] = dict.fromkeys(WORDS, "word")
    return texts | words | {name: kind for name, (kind, _column) in NUMBERS.items()}


def views() -> dict[str, str]:
    """Return the built-in views: name to filter."""
    return {
        "all": "",
        "low": "is:low sort:stock",
        "out": "is:out sort:stock",
        "oversold": "is:oversold sort:stock",
        "incomplete": "is:incomplete sort:score",
        "unmapped": "is:unmapped",
        "nocost": "is:nocost",
        "drafts": "is:draft",
        "kits": "is:kit",
        "archived": "is:archived",
    }


def values() -> dict[str, tuple[str, ...]]:
    """Return the words that fields, ``is:``, ``sort:`` and ``@`` may hold."""
    return {"state": STATES, "is": tuple(IS), "sort": tuple(SORTS), "@": tuple(views())}


class Finder:
    """One filter text, understood: the condition it means and the order it asks for.

    Without a sort it is for counting, and any index may serve; with one, the sort's is walked.

    Raises:
        FilterError: the text is not of the language; it says where.
    """

    def __init__(self, where: str, read: Read, sort: str = "") -> None:
        self._read = read
        known = saved_views.known(read, "products", where)
        query = filters.parse(where, fields(), values(), known)
        asked = query.sort[0] if query.sort else None
        name = asked.field if asked else sort.removeprefix("-") or "sku"
        descending = asked.descending if asked else sort.startswith("-")
        self._walked = SORTS[name] if sort else None
        terms = [self._term(term) for term in query.terms]
        if not any(map(_speaks_of_archived, query.terms)):
            terms.append(SHELF.archived == 0)
        order = SORTS[name], SHELF.variant_id
        self.listed = Listed(sa.and_(sa.true(), *terms), order, descending)

    def _term(self, term: Any) -> sa.ColumnElement[bool]:
        if isinstance(term, filters.Words):
            made = _has(SHELF.words, term.text)
        elif isinstance(term, filters.Is):
            made = sa.or_(*(IS[word] for word in term.words))
        else:
            made = sa.or_(*(self._one(term, value) for value in term.values))
        # A row that says nothing of it does not pass, so it passes the contrary.
        return sa.not_(sa.func.coalesce(made, sa.false())) if term.negated else made

    def _one(self, term: filters.Compare, value: str) -> sa.ColumnElement[bool]:
        if term.field in NUMBERS:
            return self._within(term, value)
        if term.field in TEXTS:
            return _spelt(TEXTS[term.field], value, whole=term.op == "=")
        if term.field == "state":
            return ARCHIVED if value == "archived" else SHELF.state == value
        if term.field == "channel":
            return self._sold_by(Shop.channel == value.casefold())
        if term.field == "shop":
            return self._sold_by(Shop.name.icontains(value, autoescape=True))
        told = _told(term.field, value)
        # A rack is not among the words of the shelf.
        return told if term.field == "rack" else _has(SHELF.words, value) & told

    def _within(self, term: filters.Compare, value: str) -> sa.ColumnElement[bool]:
        kind, column = NUMBERS[term.field]
        start, end = filters.span(term.op, value, kind, self._read.clock)
        if term.field in UNKNOWN:
            start = max(start or 0, 0)
        elif term.field == "stock" and start is not None and start <= 0:
            start = None  # what is oversold is shown as 0 pieces
        if self._walked not in {None, column} and term.field != "stock":
            column += 0  # a sum is in no index: many may match, and the sort is walked to a few
        return sa.and_(
            sa.true() if start is None else column >= start,
            sa.true() if end is None else column < end,
        )

    def _sold_by(self, condition: sa.ColumnElement[bool]) -> sa.ColumnElement[bool]:
        """Return the SKUs that one of these shops offers, or has sold."""
        shops = self._read.connection.scalars(sa.select(Shop.id).where(condition))
        marks = (sa.func.instr(SHELF.shops, f",{shop},") > 0 for shop in shops)
        return sa.or_(sa.false(), *marks)


def _speaks_of_archived(term: Any) -> bool:
    if isinstance(term, filters.Is):
        return "archived" in term.words
    return isinstance(term, filters.Compare) and (
        term.field == "state" and "archived" in term.values
    )


def _has(column: Any, text: str) -> sa.ColumnElement[bool]:
    """Match a part of a text that stands on the shelf in small letters."""
    return sa.func.instr(column, sa.func.lower(text)) > 0


def _spelt(column: Any, text: str, *, whole: bool) -> sa.ColumnElement[bool]:
    """Match a part of a text on the shelf, or the whole of it."""
    return column == sa.func.lower(text.strip()) if whole else _has(column, text)


def _told(field: str, text: str) -> sa.ColumnElement[bool]:
    """Match a part of a text of the SKU or of its product."""
    if field in OWN:
        found = OWN[field].icontains(text, autoescape=True)
        return sa.exists().where(Variant.id == SHELF.variant_id, found)
    found = SHARED[field].icontains(text, autoescape=True)
    return SHELF.product_id.in_(sa.select(Product.id).where(found))
