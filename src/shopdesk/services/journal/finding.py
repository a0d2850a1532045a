"""The filter language over the history: who, when, which verb, which order."""

from typing import Any, Final

import sqlalchemy as sa

from shopdesk import filters
from shopdesk.models import Base
from shopdesk.models.orders import Order, OrderLine, OrderNote
from shopdesk.models.shops import Shop
from shopdesk.services import views as saved_views
from shopdesk.services.journal.names import OF_TICKETS
from shopdesk.services.paging import Listed
from shopdesk.store import Read, journal
from shopdesk.tickets import number_of

ENTRY = journal.ENTRY.c
ROW = journal.ROW.c
COLUMNS: Final[dict[str, tuple[filters.FieldKind, Any]]] = {
    "entry": ("number", ENTRY.id),
    "at": ("instant", ENTRY.at),
    "who": ("text", ENTRY.actor),
    "verb": ("text", ENTRY.verb),
    "rows": ("number", ENTRY.rows),
}
SORTS: Final = {"entry": ENTRY.id, "rows": ENTRY.rows}
IS: Final = {
    "undone": ENTRY.undone_by.is_not(None),
    "standing": journal.LIVE,
    "undo": ENTRY.undoes.is_not(None),
}


def fields() -> dict[str, filters.FieldKind]:
    """Return the names a filter may use, with their kinds; "order" is an order's number."""
    told: dict[str, filters.FieldKind] = {"order": "text", "ticket": "text"}
    return {name: kind for name, (kind, _column) in COLUMNS.items()} | told


def views() -> dict[str, str]:
    """Return the built-in views: name to filter."""
    return {
        "today": "at:today",
        "imports": "verb:import",
        "undone": "is:undone",
    }


def values() -> dict[str, tuple[str, ...]]:
    """Return the words that fields, ``is:``, ``sort:`` and ``@`` may hold."""
    return {"is": tuple(IS), "sort": tuple(SORTS), "@": tuple(views())}


class Finder:
    """One filter text, understood: the condition it means and the order it asks for.

    Raises:
        FilterError: the text is not of the language; it says where.
    """

    def __init__(self, where: str, read: Read, sort: str = "") -> None:
        self._clock = read.clock
        known = saved_views.known(read, "journal", where)
        query = filters.parse(where, fields(), values(), known)
        condition = sa.and_(sa.true(), *map(self._term, query.terms))
        asked = query.sort[0] if query.sort else None
        name = asked.field if asked else sort.removeprefix("-") or "entry"
        descending = asked.descending if asked else (not sort or sort.startswith("-"))
        self.listed = Listed(condition, (SORTS[name], ENTRY.id), descending)

    def _term(self, term: Any) -> sa.ColumnElement[bool]:
        if isinstance(term, filters.Words):
            made = _words(term.text)
        elif isinstance(term, filters.Is):
            made = sa.or_(*(IS[word] for word in term.words))
        else:
            made = sa.or_(*(self._one(term, value) for value in term.values))
        return sa.not_(made) if term.negated else made

    def _one(self, term: filters.Compare, value: str) -> sa.ColumnElement[bool]:
        if term.field == "order":
            return ENTRY.id.in_(touching(value))
        if term.field == "ticket":
            return ENTRY.id.in_(touching_ticket(number_of(value) or 0))
        kind, column = COLUMNS[term.field]
        if kind == "text":
            return sa.type_coerce(column, sa.String).icontains(value, autoescape=True)
        start, end = filters.span(term.op, value, kind, self._clock)
        return sa.and_(
            sa.true() if start is None else column >= start,
            sa.true() if end is None else column < end,
        )


def touching(number: str) -> sa.Select[Any]:
    """Return the query of the entries that touched the order of this number, or what is in it."""
    order = sa.select(Order.id).where(Order.shop_id.in_(sa.select(Shop.id)), Order.number == number)
    gone = sa.func.json_extract(ROW.before, "$.order_id").in_(order)
    kin = {
        "orders": [order],
        "order_lines": [sa.select(OrderLine.id).where(OrderLine.order_id.in_(order))],
        "order_notes": [
            sa.select(OrderNote.id).where(OrderNote.order_id.in_(order)),
            sa.select(ROW.pk).where(ROW.tab == "order_notes", ROW.op == "D", gone),
        ],
    }
    places = (
        sa.and_(ROW.tab == table, ROW.pk.in_(pks)) for table, found in kin.items() for pks in found
    )
    return sa.select(ROW.entry).where(sa.or_(*places))


def touching_ticket(ticket_id: int) -> sa.Select[Any]:
    """Return the query of the entries that touched this ticket, or what is in it."""
    gone = sa.func.json_extract(ROW.before, "$.ticket_id") == ticket_id
    places = [sa.and_(ROW.tab == "tickets", ROW.pk == ticket_id)]
    for table in OF_TICKETS:
        known = Base.metadata.tables[table].c
        mine = sa.select(known.id).where(known.ticket_id == ticket_id)
        places.append(sa.and_(ROW.tab == table, ROW.pk.in_(mine)))
        places.append(sa.and_(ROW.tab == table, ROW.op == "D", gone))
    return sa.select(ROW.entry).where(sa.or_(*places))


def _words(text: str) -> sa.ColumnElement[bool]:
    """Match a part of what was done, of who did it, or the entry's own number."""
    said = (ENTRY.label, ENTRY.actor, ENTRY.verb)
    found = [column.icontains(text, autoescape=True) for column in said]
    if text.removeprefix("#").isdecimal():
        found.append(ENTRY.id == int(text.removeprefix("#")[:18]))
    return sa.or_(*found)
