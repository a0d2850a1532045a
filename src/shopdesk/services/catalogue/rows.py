"""Rows of one table while a sheet is placed: what is here, what is new, what changes; then written.

Rows are compared in memory and written set by set, which keeps fifty thousand offers quick.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import sqlalchemy as sa

from shopdesk.models.base import Base

BATCH = 900


class Moved(NamedTuple):
    """A cell that changed."""

    column: str
    before: Any
    after: Any


class Rows:
    """Some rows of a table by their id."""

    def __init__(self, connection: sa.Connection, model: type[Base]) -> None:
        self._connection = connection
        self._table = Base.metadata.tables[model.__tablename__]
        self._blank = {
            column.name: column.default.arg if column.default is not None else None  # type: ignore[attr-defined]
            for column in self._table.c
        }
        self._next = int(connection.scalar(sa.select(sa.func.max(self._table.c.id))) or 0) + 1
        self._fresh: list[int] = []
        self._moved: dict[int, set[str]] = {}
        self.by_id: dict[int, dict[str, Any]] = {}

    def find(self, column: str, values: Iterable[object]) -> list[dict[str, Any]]:
        """Learn the rows whose column has one of these values, and return them."""
        names = [column.name for column in self._table.c]
        found = []
        for some in batches(list(dict.fromkeys(values))):
            query = sa.select(self._table).where(self._table.c[column].in_(some))
            for cells in self._connection.execute(query).fetchall():
                row = dict(zip(names, cells, strict=True))
                found.append(self.by_id.setdefault(row["id"], row))
        return found

    def add(self, **values: Any) -> int:
        """Add a row; return its id."""
        key, self._next = self._next, self._next + 1
        self.by_id[key] = self._blank | values | {"id": key}
        self._fresh.append(key)
        return key

    def put(self, key: int, values: Mapping[str, Any]) -> list[Moved]:
        """Set cells of a row; return those that change."""
        row = self.by_id[key]
        moved = [Moved(name, row[name], value) for name, value in values.items()
                 if row[name] != value]  # fmt: skip
        for cell in moved:
            row[cell.column] = cell.after
        if moved:
            self._moved.setdefault(key, set()).update(cell.column for cell in moved)
        return moved

    def write(self) -> None:
        """Write what is new and what changed."""
        fresh = set(self._fresh)
        if fresh:
            self._connection.execute(self._table.insert(), [self.by_id[k] for k in self._fresh])
        alike: dict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
        for key, columns in self._moved.items():
            if key not in fresh:
                names = tuple(sorted(columns))
                alike[names].append({"key": key} | {f"to_{n}": self.by_id[key][n] for n in names})
        for names, rows in alike.items():
            values: dict[str, Any] = {name: sa.bindparam(f"to_{name}") for name in names}
            statement = self._table.update().where(self._table.c.id == sa.bindparam("key"))
            self._connection.execute(statement.values(values), rows)
        self._fresh, self._moved = [], {}


def batches(values: Sequence[object]) -> Iterator[Sequence[object]]:
    """Yield the values in portions that one question can name."""
    for start in range(0, len(values), BATCH):
        yield values[start : start + BATCH]
