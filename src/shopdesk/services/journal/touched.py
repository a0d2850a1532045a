"""What one entry did, record by record, with every fact as it was before and as it was after.

The journal keeps only what was before. What came after stands in the next change of the same
record, or in the record itself if nobody changed it since.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import Any, Final

import sqlalchemy as sa

from shopdesk import filters
from shopdesk.models import Base
from shopdesk.models.base import Instant, Money
from shopdesk.models.orders import Order, OrderLine
from shopdesk.models.shops import Listing
from shopdesk.models.tickets import DERIVED, Ticket
from shopdesk.services.journal.names import Names, record
from shopdesk.services.journal.rows import Cell, Count, Kind, Op, Touched, Value
from shopdesk.services.paging import Key, Listed, Page
from shopdesk.store import Read, journal
from shopdesk.tickets import channel_word, number_of, priority_word, reason_word, state_word

ROW = journal.ROW.c
OPS: Final[dict[str, Op]] = {"I": "new", "U": "changed", "D": "gone"}
WHAT: Final = {
    "order": "orders", "line": "order_lines", "note": "order_notes", "product": "listings",
    "shop": "shops", "file": "arrivals", "mapping": "mappings",
    "ticket": "tickets", "message": "ticket_messages",
}  # fmt: skip
UNSAID: Final = frozenset(
    {"id", "order_id", "listing_id", "shop_id", "facts", "told_progress", "occurrence",
     "line_key", "position", "sha256", "signature", "payment_id", "account_id", "ref",
     "ticket_id", "message_id", "mailbox_id", "parcel_id", "variant_id", "target_id", "wire_id",
     "answers", "thread", "key"}
)  # fmt: skip
"""Columns that say nothing to a person: keys and fingerprints."""
TOLD: Final = {
    "told_payment": "payment", "told_fulfilment": "fulfilment", "told_case": "case_state",
    "told_cancelled": "cancelled",
}  # fmt: skip
"""What the marketplace said, and the fact that mostly says the same."""
EMPTY: Final = (None, "", 0, "none")
"""What a new record need not mention."""
WORDS: Final = frozenset(
    {"status", "payment", "fulfilment", "case_state", "told_payment", "told_fulfilment",
     "told_case", "own_payment", "own_fulfilment", "own_case", "cancel_by", "channel"}
)  # fmt: skip
FLAGS: Final = frozenset({"cancelled", "told_cancelled", "cod", "sample"})
SPOKEN: Final = {
    "state": state_word, "priority": priority_word, "channel": channel_word, "reason": reason_word,
}  # fmt: skip
"""What people call what these columns of a ticket hold."""


def fields() -> dict[str, filters.FieldKind]:
    """Return the names a filter over an entry's records may use, with their kinds."""
    return {"entry": "number", "what": "word"}


def page(
    read: Read,
    where: str,
    sort: str = "row",
    *,
    after: Key | None = None,
    before: Key | None = None,
    skip: int = 0,
    size: int = 100,
) -> tuple[Touched, ...]:
    """Return one page of the records that match, as "entry:12" or "entry:12 what:order mug"."""
    listed = _listed(where, sort)
    wanted = Page(after, before, skip, size)
    query = sa.select(journal.ROW).where(listed.condition)
    rows = wanted.of(read.connection, query, listed.order, descending=listed.descending)
    return _told(read.connection, rows)


def total(read: Read, where: str) -> int:
    """Return how many records match."""
    return _listed(where).total(read.connection)


def ids(read: Read, where: str) -> Sequence[int]:
    """Return the row numbers of all records that match."""
    return read.connection.scalars(sa.select(ROW.id).where(_listed(where).condition)).all()


def place(read: Read, where: str, sort: str, row: int, key: Key = ()) -> int | None:
    """Return how many records of this list stand before one; see ``Listed``."""
    return _listed(where, sort).place(read.connection, row, key)


def among(read: Read, where: str, rows: Collection[int]) -> int:
    """Return how many of these records match."""
    return _listed(where).among(read.connection, rows)


def kinds(read: Read, number: int) -> tuple[Count, ...]:
    """Return how many records of which kind an entry made, changed and removed."""
    query = (
        sa.select(ROW.tab, ROW.op, sa.func.count())
        .where(ROW.entry == number)
        .group_by(ROW.tab, ROW.op)
    )
    words = {table: word for word, table in WHAT.items()}
    found = [Count(words.get(tab, ""), record(tab), OPS[op], n)
             for tab, op, n in read.connection.execute(query)]  # fmt: skip
    order = [*WHAT, ""]
    return tuple(sorted(found, key=lambda one: (order.index(one.word), one.op)))


def kind(table: str, field: str) -> Kind:
    """Return what a column of a table holds."""
    if field in WORDS:
        return "word"
    if field in FLAGS:
        return "flag"
    column = Base.metadata.tables[table].c.get(field) if table in Base.metadata.tables else None
    if column is None or isinstance(column.type, sa.String):
        return "text"
    return "money" if column.type is Money else "instant" if column.type is Instant else "number"


def _listed(where: str, sort: str = "row") -> Listed:
    query = filters.parse(where, fields(), {"what": tuple(WHAT), "is": tuple(OPS.values())})
    condition = sa.and_(sa.true(), *map(_term, query.terms))
    return Listed(condition, [ROW.id], sort.startswith("-"))


def _term(term: Any) -> sa.ColumnElement[bool]:
    if isinstance(term, filters.Words):
        made = _words(term.text)
    elif isinstance(term, filters.Is):
        made = ROW.op.in_([op for op, word in OPS.items() if word in term.words])
    elif term.field == "what":
        made = ROW.tab.in_([WHAT[value] for value in term.values])
    else:
        made = ROW.entry.in_([int(value) for value in term.values])
    return sa.not_(made) if term.negated else made


def _words(text: str) -> sa.ColumnElement[bool]:
    """Match an order, a product, a ticket, or anything that was there before."""
    orders = sa.select(Order.id).where(Order.number.icontains(text, autoescape=True))
    products = sa.select(Listing.id).where(Listing.name.icontains(text, autoescape=True))
    lines = sa.select(OrderLine.id).where(
        sa.or_(OrderLine.order_id.in_(orders), OrderLine.listing_id.in_(products))
    )
    tickets = sa.select(Ticket.id).where(
        sa.or_(Ticket.id == number_of(text), Ticket.subject.icontains(text, autoescape=True))
    )
    kin = {"orders": orders, "listings": products, "order_lines": lines, "tickets": tickets}
    places = (sa.and_(ROW.tab == table, ROW.pk.in_(pks)) for table, pks in kin.items())
    return sa.or_(*places, ROW.before.icontains(text, autoescape=True))


def _told(connection: sa.Connection, rows: Sequence[Any]) -> tuple[Touched, ...]:
    names = Names(connection, [(row.tab, row.pk) for row in rows])
    later = _later(connection, rows)
    return tuple(_one(row, names, later[row.tab, row.pk]) for row in rows)


Images = Sequence[tuple[int, str, dict[str, Value]]]
"""The later changes of one record: journal row, what was done, what was before it."""


def _later(connection: sa.Connection, rows: Sequence[Any]) -> dict[tuple[str, int], Images]:
    found: dict[tuple[str, int], Any] = defaultdict(list)
    for table in {row.tab for row in rows}:
        mine = [row for row in rows if row.tab == table]
        query = (
            sa.select(ROW.id, ROW.pk, ROW.op, ROW.before)
            .where(ROW.tab == table, ROW.pk.in_({row.pk for row in mine}))
            .where(ROW.id > min(row.id for row in mine), ROW.op != "I")
            .order_by(ROW.id)
        )
        for row in connection.execute(query):
            found[table, row.pk].append((row.id, row.op, json.loads(row.before)))
    return found


def _one(row: Any, names: Names, later: Images) -> Touched:
    now = names.row(row.tab, row.pk)
    before: dict[str, Value] = json.loads(row.before) if row.before else {}
    after: dict[str, Value] = {}
    if row.op != "D":
        after = {field: now.get(field) for field in (before if row.op == "U" else now)}
        for at, _op, image in reversed(later):
            if at > row.id:
                after |= {field: value for field, value in image.items() if field in after}
    order = names.order(row.tab, row.pk)
    whose = names.row("orders", order or 0)
    return Touched(
        id=row.id, table=row.tab, op=OPS[row.op], what=record(row.tab),
        name=names.name(row.tab, row.pk), order=order if whose else None,
        currency=str(whose.get("currency") or now.get("currency") or "IDR"),
        cells=tuple(_cells(row.tab, before, after, OPS[row.op])),
    )  # fmt: skip


def _cells(table: str, before: dict[str, Value], after: dict[str, Value], op: Op) -> Iterator[Cell]:
    for field in after or before:
        was, now = before.get(field), after.get(field)
        if (
            field in UNSAID
            or (table == "tickets" and field in DERIVED)
            or (op != "changed" and _dull(field, was or now))
        ):
            continue
        if (same := TOLD.get(field)) and (before.get(same), after.get(same)) == (was, now):
            continue
        if field == "extra":
            yield from _unmapped(was, now)
        elif table == "tickets" and field in SPOKEN:
            yield _spoken(field, was, now)
        else:
            yield Cell(field, kind(table, field), was, now)


def _spoken(field: str, was: Value, now: Value) -> Cell:
    before, after = (None if one is None else SPOKEN[field](str(one)) for one in (was, now))
    return Cell("status" if field == "state" else field, "text", before, after)


def _dull(field: str, value: Value) -> bool:
    return value in EMPTY or field == "extra" or field in TOLD


def _unmapped(before: Value, after: Value) -> Iterator[Cell]:
    """Yield the columns of an export that nobody maps, as far as they changed."""
    was, now = (json.loads(str(text)) if text else {} for text in (before, after))
    for title in was | now:
        if was.get(title) != now.get(title):
            yield Cell(title, "text", was.get(title), now.get(title))
