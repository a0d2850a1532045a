"""The pictures of products as a sheet lists them: what was known of one stays with it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa

from shopdesk.models.base import Base
from shopdesk.models.products import Picture
from shopdesk.services.catalogue.rows import Rows

Scope = tuple[int, int | None]
"""A product, and one of its variants (None: the pictures are of all)."""


class Pictures:
    """The pictures of some products, and what becomes of them."""

    def __init__(self, connection: sa.Connection, products: Iterable[int]) -> None:
        self._connection = connection
        self._rows = Rows(connection, Picture)
        self._of: dict[Scope, list[dict[str, Any]]] = defaultdict(list)
        self._gone: list[int] = []
        for row in self._rows.find("product_id", products):
            self._of[row["product_id"], row["variant_id"]].append(row)

    def of(self, scope: Scope) -> list[str]:
        """Return the sources of the pictures, in their order."""
        rows = sorted(self._of.get(scope, ()), key=lambda row: (row["position"], row["id"]))
        return [row["source"] for row in rows]

    def put(self, scope: Scope, sources: Sequence[str]) -> tuple[str, str] | None:
        """Let these be the pictures; return them before and after, None where nothing changes."""
        before = self.of(scope)
        if before == list(sources):
            return None
        known = {row["source"]: row for row in self._of.pop(scope, [])}
        kept = []
        for position, source in enumerate(sources, 1):
            row = known.pop(source, None)
            if row is None:
                key = self._rows.add(
                    product_id=scope[0], variant_id=scope[1], position=position, source=source
                )
                row = self._rows.by_id[key]
            self._rows.put(row["id"], {"position": position})
            kept.append(row)
        self._gone += [row["id"] for row in known.values()]
        self._of[scope] = kept
        return "\n".join(before), "\n".join(sources)

    def write(self) -> None:
        """Write what is new, what moved, and what went."""
        self._rows.write()
        table = Base.metadata.tables[Picture.__tablename__]
        for key in self._gone:
            self._connection.execute(table.delete().where(table.c.id == key))
        self._gone = []
