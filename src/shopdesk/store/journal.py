"""One journal entry per write: opened, sealed into the hash chain, taken back, verified."""

import hashlib
import json
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import sqlalchemy as sa

from shopdesk.locale import _
from shopdesk.models import Base
from shopdesk.models.journal import JournalEntry, JournalRow

BATCH = 5000
LINES = sa.text(
    "SELECT count(*) AS n, max(id) AS last, group_concat(line, char(10)) AS body FROM "
    "(SELECT id, id||'|'||tab||'|'||pk||'|'||op||'|'||coalesce(before,'') AS line "
    "FROM journal_rows WHERE entry = :entry AND id > :last "
    f"ORDER BY id LIMIT {BATCH})"
)
ENTRY = Base.metadata.tables[JournalEntry.__tablename__]
ROW = Base.metadata.tables[JournalRow.__tablename__]
LIVE = sa.and_(ENTRY.c.undoes.is_(None), ENTRY.c.undone_by.is_(None))
"""Entries that stand: neither taken back nor part of a taking back."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A row that a later entry touched, so that the earlier one cannot be taken back."""

    table: str
    pk: int
    entry: int
    label: str


def head(connection: sa.Connection) -> tuple[int, str]:
    """Return the number and the hash of the newest entry; (0, "") of an empty journal."""
    row = connection.exec_driver_sql(
        "SELECT id, hash FROM journal_entries ORDER BY id DESC LIMIT 1"
    ).first()
    return (row[0], row[1]) if row else (0, "")


def begin(connection: sa.Connection, *, at: int, actor: str, verb: str) -> int:
    """Open an entry; from now on triggers write to it. Returns its number."""
    number = head(connection)[0] + 1
    connection.execute(
        ENTRY.insert().values(id=number, at=at, actor=actor, verb=verb, label="", rows=0)
    )
    connection.exec_driver_sql(f"UPDATE journal_open SET entry = {number}")
    return number


def leave(connection: sa.Connection, number: int, what: str) -> None:
    """Say what leaves the house by this entry: it stays, and cannot be taken back."""
    connection.execute(ENTRY.update().where(ENTRY.c.id == number).values(irreversible=what))


def seal(connection: sa.Connection, number: int, label: str) -> tuple[int, str]:
    """Close the entry and chain it: (rows it changed, its hash).

    An entry that changed nothing is dropped, unless something left the house by it.
    """
    connection.exec_driver_sql("UPDATE journal_open SET entry = NULL")
    rows, digest = _digest(connection, number)
    left = connection.scalar(sa.select(ENTRY.c.irreversible).where(ENTRY.c.id == number))
    if not rows and left is None:
        connection.execute(ENTRY.delete().where(ENTRY.c.id == number))
        return 0, ""
    connection.execute(
        ENTRY.update().where(ENTRY.c.id == number).values(label=label, rows=rows, digest=digest)
    )
    before = connection.scalar(sa.select(ENTRY.c.hash).where(ENTRY.c.id == number - 1)) or ""
    entry = connection.execute(sa.select(ENTRY).where(ENTRY.c.id == number)).one()
    chained = _chain(before, entry)
    connection.execute(ENTRY.update().where(ENTRY.c.id == number).values(hash=chained))
    return rows, chained


def conflicts(connection: sa.Connection, number: int, most: int = 20) -> list[Conflict]:
    """Return the rows of the entry that a later standing entry touched, at most so many."""
    mine, later = ROW.alias(), ROW.alias()
    query = (
        sa.select(mine.c.tab, mine.c.pk, later.c.entry, ENTRY.c.label)
        .select_from(mine)
        .join(
            later,
            sa.and_(later.c.tab == mine.c.tab, later.c.pk == mine.c.pk, later.c.entry > number),
        )
        .join(ENTRY, ENTRY.c.id == later.c.entry)
        .where(mine.c.entry == number, LIVE, sa.not_(_stays(mine)), sa.not_(_follows(later)))
        .where(sa.not_(sa.and_(mine.c.op == "I", _only(later, "handled"))))
        .distinct()
        .limit(most)
    )
    if not connection.scalar(sa.select(sa.exists().where(ENTRY.c.id > number, LIVE))):
        return []
    return [Conflict(*row) for row in connection.execute(query)]


def reverse(connection: sa.Connection, number: int) -> None:
    """Write every row of the entry back as it was before it, newest change first."""
    query = (
        sa.select(ROW.c.tab, ROW.c.op, ROW.c.pk, ROW.c.before)
        .where(ROW.c.entry == number, sa.not_(_stays(ROW)))
        .order_by(ROW.c.id.desc())
    )
    rows = connection.execute(query).fetchall()
    for (tab, op, columns), group in groupby(rows, _shape):
        table = Base.metadata.tables[tab]
        keys = [column for column in columns if column in table.c]
        statement = _statement(table, op, keys)
        values = [
            (*(json.loads(row.before)[k] for k in keys), row.pk)
            if op == "U"
            else ((row.pk,) if op == "I" else tuple(json.loads(row.before)[k] for k in keys))
            for row in group
        ]
        connection.exec_driver_sql(statement, values)


def staying(connection: sa.Connection, number: int) -> int:
    """Return how many rows of the entry stay when it is taken back, because they left the house."""
    query = sa.select(sa.func.count()).where(ROW.c.entry == number, _stays(ROW))
    return int(connection.scalar(query) or 0)


def _stays(row: Any) -> sa.ColumnElement[bool]:
    """Return the test on a row that its entry made on the side and that left the house since.

    It must not keep the entry from being taken back, and stays as the record of what left.
    """
    kept = [table for table in Base.metadata.sorted_tables if "stays" in table.info]
    left = ((table, sa.select(table.c.id).where(sa.text(table.info["stays"]))) for table in kept)
    tests = [
        sa.and_(row.c.tab == table.name, row.c.op == "I", row.c.pk.in_(ids)) for table, ids in left
    ]
    return sa.or_(sa.false(), *tests)


def _follows(row: Any) -> sa.ColumnElement[bool]:
    """Return the test on a row whose change only followed others, and is made anew by itself.

    It keeps nothing from being taken back.
    """
    whole = [table for table in Base.metadata.sorted_tables if table.info.get("follows") is True]
    return sa.or_(_only(row, "follows"), *(row.c.tab == table.name for table in whole))


def _only(row: Any, name: str) -> sa.ColumnElement[bool]:
    """Return the test on a change of nothing but columns that its table names so."""
    tests = []
    for table in Base.metadata.sorted_tables:
        columns = table.info.get(name)
        if isinstance(columns, frozenset):
            own = sa.func.json_each(row.c.before).table_valued("key")
            others = sa.exists().where(own.c.key.not_in(sorted(columns)))
            tests.append(sa.and_(row.c.tab == table.name, row.c.op == "U", sa.not_(others)))
    return sa.or_(sa.false(), *tests)


def _shape(row: Any) -> tuple[str, str, tuple[str, ...]]:
    return row.tab, row.op, tuple(json.loads(row.before)) if row.before else ()


def _statement(table: sa.Table, op: str, keys: list[str]) -> str:
    if op == "I":
        return f"DELETE FROM {table.name} WHERE id = ?"
    if op == "U":
        return f"UPDATE {table.name} SET {', '.join(f'{k} = ?' for k in keys)} WHERE id = ?"
    return f"INSERT INTO {table.name} ({', '.join(keys)}) VALUES ({', '.join('?' * len(keys))})"


def verify(connection: sa.Connection, outside: dict[int, str]) -> tuple[int, list[str]]:
    """Recompute the whole chain: (number of entries, what is wrong in words)."""
    wrong: list[str] = []
    before, expected, last = "", 0, 0
    entries = connection.execute(sa.select(ENTRY).order_by(ENTRY.c.id)).fetchall()
    for entry in entries:
        expected += 1
        if entry.id != expected:
            wrong.append(_("entry {n} is missing").format(n=expected))
            expected = entry.id
        rows, digest = _digest(connection, entry.id)
        if (rows, digest) != (entry.rows, entry.digest) or _chain(before, entry) != entry.hash:
            wrong.append(_("entry {n} was changed after it was written").format(n=entry.id))
        if outside.get(entry.id, entry.hash) != entry.hash:
            wrong.append(_("entry {n} differs from its mark outside the store").format(n=entry.id))
        before, last = entry.hash, entry.id
    if outside and max(outside) > last:
        wrong.append(_("entries after {n} were cut off").format(n=last))
    stray = connection.scalar(
        sa.select(sa.func.count()).where(ROW.c.entry.not_in(sa.select(ENTRY.c.id)))
    )
    if stray:
        wrong.append(_("{n} journal rows belong to no entry").format(n=stray))
    return len(entries), wrong


def _digest(connection: sa.Connection, number: int) -> tuple[int, str]:
    total, digest, last = 0, hashlib.sha256(), 0
    while True:
        # The store joins the rows of a batch into one text: that takes half the time of rows here.
        batch = connection.execute(LINES, {"entry": number, "last": last}).one()
        if not batch.n:
            return total, digest.hexdigest()
        total, last = total + batch.n, batch.last
        digest.update(batch.body.encode("utf-8", "surrogatepass"))


def _chain(before: str, entry: Any) -> str:
    facts = [
        before, entry.id, entry.at, entry.actor, entry.verb, entry.label,
        entry.undoes, entry.irreversible, entry.rows, entry.digest,
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(facts, ensure_ascii=True).encode()).hexdigest()
