"""Which products an entry touched in something that the rules read, found in the journal.

An import of orders touches none and costs one look. A new price counts only where it passes a limit
that some rule has, so that the repricing of a whole catalogue scores next to nothing anew.
"""

from collections.abc import Mapping, Sequence
from typing import Final

import sqlalchemy as sa

from shopdesk.services.products.rules import Rule, rules
from shopdesk.store import Work

TABLES: Final = "SELECT DISTINCT tab FROM journal_rows WHERE entry = :entry"
# The plus keeps the planner from the index of tables, where a busy one has millions of rows.
HERE: Final = (
    "SELECT {what} FROM journal_rows AS j {join} WHERE j.entry = :entry AND +j.tab = '{of}'"
)
VARIANT: Final = "JOIN variants AS v ON v.id = j.pk"
OFFER: Final = "JOIN offers AS o ON o.id = j.pk JOIN variants AS v ON v.sku_key = lower(o.sku)"
NEW_CHANNEL: Final = (
    "EXISTS (SELECT 1 FROM journal_rows AS j LEFT JOIN shops AS s ON s.id = j.pk "
    "WHERE j.entry = :entry AND +j.tab = 'shops' AND NOT EXISTS (SELECT 1 FROM shops AS t "
    "WHERE t.channel = coalesce(s.channel, json_extract(j.before, '$.channel')) AND t.id <> j.pk))"
)

UNOFFERED: Final = "NOT EXISTS (SELECT 1 FROM offers AS o WHERE lower(o.sku) = lower(v.sku_key))"


def _moved(*columns: str) -> str:
    """Return the condition that the row is new, is gone, or changed in one of these columns."""
    names = ", ".join(f"'{column}'" for column in columns)
    return f"(j.op <> 'U' OR EXISTS (SELECT 1 FROM json_each(j.before) WHERE key IN ({names})))"


def _before(column: str) -> str:
    """Return what a column held; NULL where the entry did not change it."""
    return f"json_extract(j.before, '$.{column}')"


def _had(row: str, column: str) -> str:
    """Return what a column held before the entry, changed or not."""
    same = f"json_type(j.before, '$.{column}') IS NULL"
    return f"CASE WHEN {same} THEN {row}.{column} ELSE {_before(column)} END"


def _rows(what: str, of: str, join: str, *conditions: str) -> str:
    return " AND ".join((HERE.format(what=what, join=join, of=of), *conditions))


def _same_name(name: str) -> str:
    return f"JOIN products AS q ON lower(trim(q.name)) = lower(trim({name}))"


_PRODUCT: Final = f"coalesce(v.product_id, {_before('product_id')})"
_NAMED: Final = f"LEFT {VARIANT} JOIN products AS p ON p.id = {_PRODUCT} {_same_name('p.name')}"
_BY_KEY: Final = f"JOIN variants AS v ON v.sku_key = lower({_before('sku')})"
_OF: Final = f"coalesce(i.product_id, {_before('product_id')})"
QUERIES: Final[Mapping[str, tuple[str, ...]]] = {
    "products": (
        _rows("j.pk", "products", "",
              _moved("name", "description", "category", "brand", "specs")),
        _rows("q.id", "products", f"JOIN products AS p ON p.id = j.pk {_same_name('p.name')}",
              _moved("name")),
        _rows("q.id", "products", _same_name(_before("name")), "j.op <> 'I'"),
    ),
    "variants": (
        _rows(_PRODUCT, "variants", f"LEFT {VARIANT}",
              _moved("product_id", "sku", "variation", "barcode", "currency", "weight_g",
                     "length_mm", "width_mm", "height_mm", "archived_at")),
        _rows(_before("product_id"), "variants", "", "j.op = 'U'"),
        _rows("q.id", "variants", _NAMED, _moved("archived_at")),
    ),
    "pictures": (_rows(_OF, "pictures", "LEFT JOIN pictures AS i ON i.id = j.pk"),),
    "offers": (
        _rows("v.product_id", "offers", OFFER, _moved("sku")),
        _rows("v.product_id", "offers", _BY_KEY, "j.op <> 'I'"),
    ),
    # A channel that comes or goes changes what is asked of the SKUs that nobody offers.
    "shops": (
        f"SELECT v.product_id FROM variants AS v WHERE {NEW_CHANNEL} AND {UNOFFERED}",
    ),
}  # fmt: skip
"""Per table queries of the products that its rows in the entry concern."""
_PRICES: Final = (
    f"v.product_id, v.price AS now, v.compare_at AS above, {_had('v', 'price')} AS was, "
    f"{_had('v', 'compare_at')} AS was_above"
)
_OWN: Final = f"v.product_id, o.own_price AS now, {_had('o', 'own_price')} AS was"
_CHANGED: Final = _rows(_PRICES, "variants", VARIANT, "j.op = 'U'")
_OWN_CHANGED: Final = _rows(_OWN, "offers", OFFER, "j.op = 'U'")
PRICED: Final = {
    "variants": (
        f"SELECT product_id FROM ({_CHANGED}) WHERE #was <> #now "
        "OR coalesce(was_above <= was, 0) <> coalesce(above <= now, 0)"
    ),
    "offers": (f"SELECT product_id FROM ({_OWN_CHANGED}) WHERE #was <> #now"),
}
"""Per table the query of the products whose price passed a limit; #was and #now are its steps."""


def touched(work: Work) -> list[int]:
    """Return the ids of products whose SKUs may score differently after this entry."""
    entry = {"entry": work.entry}
    tables = set(work.connection.scalars(sa.text(TABLES), entry))
    queries = [query for table in tables for query in QUERIES.get(table, ())]
    if not queries:
        return []
    limits = _limits(rules(work.clock.today()))
    queries += [_stepped(PRICED[table], limits) for table in tables & PRICED.keys()]
    found = work.connection.scalars(sa.text(" UNION ".join(queries)), entry)
    return sorted(product for product in found if product is not None)


def _stepped(query: str, limits: Sequence[int]) -> str:
    return query.replace("#now", _step("now", limits)).replace("#was", _step("was", limits))


def _limits(asked_of: Mapping[str, Sequence[Rule]]) -> list[int]:
    """Return the prices, in minor units, on whose two sides a rule may say different things."""
    limits = {1}
    for rule in (
        rule for asked in asked_of.values() for rule in asked if rule.check == "price_range"
    ):
        limits |= {rule.least or 1, 1 if rule.most is None else rule.most + 1}
    return sorted(limits)


def _step(price: str, limits: Sequence[int]) -> str:
    """Return the number of limits that a price has reached, in SQL; no price is below them all."""
    reached = " + ".join(f"({price} >= {limit})" for limit in limits)
    return f"(CASE WHEN {price} IS NULL THEN -1 ELSE {reached} END)"
