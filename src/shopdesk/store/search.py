"""Finding orders by any part of their number, resi, buyer or phone: a trigram index.

The index keeps no text of its own and is brought in step once per journal entry, from the rows
that the entry touched. Names of products are few and are searched in their own table.
"""

import sqlalchemy as sa

TABLE = "order_codes"
CREATE = (
    f"CREATE VIRTUAL TABLE IF NOT EXISTS {TABLE} USING fts5(body, tokenize='trigram', "
    "content='', contentless_delete=1, detail=none)"
)
BODY = (
    "number||' '||coalesce(tracking,'')||' '||coalesce(buyer,'')||' '||coalesce(recipient,'')"
    "||' '||coalesce(phone,'')"
)
SEARCHED = ("number", "tracking", "buyer", "recipient", "phone")
SHORTEST = 3


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


def matching(token: str) -> sa.TextClause:
    """Return the query of order ids that may hold the token (of 3 letters or more).

    The index knows trigrams only, so the caller still compares the text itself.
    """
    grams = sorted({token[i : i + 3] for i in range(len(token) - 2)})
    phrase = " AND ".join('"' + gram.replace('"', '""') + '"' for gram in grams)
    return sa.text(f"SELECT rowid FROM {TABLE} WHERE {TABLE} MATCH :phrase").bindparams(
        phrase=phrase
    )
