"""Finding messages of tickets by their words: a full-text index of word beginnings.

It keeps no text of its own and is brought in step once per journal entry, from the rows that the
entry touched.
"""

from typing import Final

import sqlalchemy as sa

TABLE: Final = "ticket_words"
CREATE: Final = (
    f"CREATE VIRTUAL TABLE IF NOT EXISTS {TABLE} USING fts5(body, "
    "tokenize='unicode61 remove_diacritics 2', prefix='2 3', content='', contentless_delete=1)"
)
BODY: Final = "subject||' '||author||' '||body"
"""What is indexed of a message."""
WORDS: Final = sa.table(TABLE, sa.column("rowid", sa.Integer), sa.column(TABLE, sa.String))


def refresh(connection: sa.Connection, entry: int) -> None:
    """Bring the index in step with the messages that the entry touched."""
    touched = f"SELECT pk FROM journal_rows WHERE entry = {int(entry)} AND tab = 'ticket_messages'"
    moved = " OR ".join(f"before LIKE '%\"{name}\":%'" for name in ("subject", "author", "body"))
    gone = f"({touched} AND (op = 'D' OR (op = 'U' AND ({moved}))))"
    come = f"({touched} AND (op = 'I' OR (op = 'U' AND ({moved}))))"
    connection.exec_driver_sql(f"DELETE FROM {TABLE} WHERE rowid IN {gone}")
    connection.exec_driver_sql(
        f"INSERT INTO {TABLE}(rowid, body) "
        f"SELECT id, {BODY} FROM ticket_messages WHERE id IN {come}"
    )


def rebuild(connection: sa.Connection) -> None:
    """Make the whole index anew."""
    connection.exec_driver_sql(f"INSERT INTO {TABLE}({TABLE}) VALUES('delete-all')")
    connection.exec_driver_sql(
        f"INSERT INTO {TABLE}(rowid, body) SELECT id, {BODY} FROM ticket_messages"
    )


def matching(token: str) -> sa.Select[tuple[int]]:
    """Return the query of ids of messages that have a word which begins so.

    A token of several words is a phrase, whose last word may be a beginning.
    """
    quoted = '"' + token.replace('"', '""') + '"*'
    return sa.select(WORDS.c.rowid.label("id")).where(WORDS.c[TABLE].op("MATCH")(quoted))


def part(column: sa.ColumnElement[str], text: str) -> sa.ColumnElement[bool]:
    """Return the test that a text has this part, in small or capital letters.

    The store folds the case of plain letters by itself: ``lower()`` would cost as much again.
    """
    return column.contains(text, autoescape=True)
