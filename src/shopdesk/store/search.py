"""Finding orders by any part of their number, resi, buyer or phone: a trigram index.

The index keeps no text of its own and is brought in step once per journal entry, from the rows
that the entry touched. Names of products are few and are searched in their own table.
"""

from typing import Any

import sqlalchemy as sa

TABLE = "order_codes"
CREATE = (
    f"CREATE VIRTUAL TABLE IF NOT EXISTS {TABLE} USING fts5(body, tokenize='trigram', "
    "content='', contentless_delete=1, detail=none)"
)
SEARCHED = ("number", "tracking", "buyer", "recipient", "phone")
BODY = "' '||" + "||' '||".join(f"coalesce({name},'')" for name in SEARCHED) + "||' '"
"""What is indexed: a blank stands before each word, so that a trigram can hold its beginning."""
SHORTEST = 3
TAIL = 4
"""Trigrams of a token that are looked up: its last, because the first are those of all the others.
"""
TERMS = "order_terms"
CODES = sa.table(TABLE, sa.column("rowid", sa.Integer), sa.column(TABLE, sa.String))
VOCABULARY = sa.table(TERMS, sa.column("term", sa.String), schema="temp")
NOTHING = '"\x01\x01\x01"'


def refresh(connection: sa.Connection, entry: int) -> None:
    """Bring the index in step with the orders that the entry touched."""
    touched = f"SELECT pk FROM journal_rows WHERE entry = {int(entry)} AND tab = 'orders' AND "
    moved = " OR ".join(f"before LIKE '%\"{name}\":%'" for name in SEARCHED)
    gone = f"({touched} (op = 'D' OR (op = 'U' AND ({moved}))))"
    come = f"({touched} (op = 'I' OR (op = 'U' AND ({moved}))))"
    connection.exec_driver_sql(f"DELETE FROM {TABLE} WHERE rowid IN {gone}")
    connection.exec_driver_sql(
        f"INSERT INTO {TABLE}(rowid, body) SELECT id, {BODY} FROM orders WHERE id IN {come}"
    )


def rebuild(connection: sa.Connection) -> None:
    """Make the whole index anew."""
    connection.exec_driver_sql(f"INSERT INTO {TABLE}({TABLE}) VALUES('delete-all')")
    connection.exec_driver_sql(f"INSERT INTO {TABLE}(rowid, body) SELECT id, {BODY} FROM orders")


def matching(token: str, *, newest: int = 0) -> sa.Select[tuple[int]]:
    """Return the query of order ids that may hold the token, or a word that begins with it.

    A token of one or two letters is the beginning of a word, a longer one may stand anywhere. The
    index knows trigrams only, so that the caller compares the text itself unless the token is
    ``told``. A single letter needs ``prepare``. With ``newest`` only so many orders come, the
    newest first.
    """
    query = sa.select(CODES.c.rowid.label("id")).where(CODES.c[TABLE].op("MATCH")(_phrase(token)))
    return query.order_by(CODES.c.rowid.desc()).limit(newest) if newest else query


def _phrase(token: str) -> Any:
    if len(token) == 1:
        term, first = VOCABULARY.c.term, " " + token.lower()
        quoted = '"' + sa.func.replace(term, '"', '""') + '"'
        terms = sa.func.coalesce(sa.func.group_concat(quoted, " OR "), NOTHING)
        beyond = " " + chr(ord(first[1]) + 1)
        return sa.select(terms).where(term >= first, term < beyond).scalar_subquery()
    body = token if len(token) >= SHORTEST else f" {token}"
    grams = dict.fromkeys(body[at : at + 3] for at in range(len(body) - 3, -1, -1))
    return " AND ".join('"' + gram.replace('"', '""') + '"' for gram in list(grams)[:TAIL])


def told(token: str) -> bool:
    """Tell whether the index alone says for certain which orders have the token."""
    return len(token) <= SHORTEST and not any(map(str.isspace, token))


def prepare(connection: sa.Connection) -> None:
    """Let this connection look up the index's own trigrams."""
    connection.exec_driver_sql(
        f"CREATE VIRTUAL TABLE IF NOT EXISTS temp.{TERMS} USING fts5vocab(main, {TABLE}, row)"
    )
