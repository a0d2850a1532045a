"""What stands ready for analyses, and whether it still says what the orders say.

Each set of sums bears a stamp: the journal entry that it saw. It is stale as soon as a later entry
touched an order or a line. Nothing here ever decides what is true: where a set is stale, whoever
reads asks the orders themselves.
"""

from typing import Any, Final

import sqlalchemy as sa

from shopdesk.models import Base
from shopdesk.models.figures import CustomerOrder, Reckoned
from shopdesk.models.journal import JournalRow
from shopdesk.models.orders import DEAL, OrderLine, worth
from shopdesk.models.shops import Shop
from shopdesk.services.analyses.customers import ORDER, identity
from shopdesk.services.figures.scope import Scope
from shopdesk.store import Read, Work

KEPT: Final = Base.metadata.tables[CustomerOrder.__tablename__]
STANDS: Final = ORDER.status != "cancelled"
GOODS: Final = sa.func.coalesce(
    sa.select(sa.func.sum(worth(DEAL)))
    .where(OrderLine.order_id == ORDER.id)
    .correlate(ORDER.id.table)
    .scalar_subquery(),
    0,
)
"""Deal price × quantity of an order's lines."""
_RAW: Final = sa.select(
    identity.label("identity"), ORDER.placed_at, ORDER.id.label("order_id"), ORDER.shop_id,
    ORDER.currency, GOODS.label("gmv"),
).where(STANDS)  # fmt: skip
TOUCHING: Final = ("orders", "order_lines")


def current(read: Read, name: str, of: str = "") -> bool:
    """Tell whether a set of sums says what the orders say, for what it is asked."""
    seen = _stamp(read, name)
    if seen is None or seen.of != of:
        return False
    # Not by the index of tables: that of entries has few rows after the last one seen.
    later, table = JournalRow.entry > seen.entry, JournalRow.tab + ""
    touched = sa.select(sa.literal(1)).where(later, table.in_(TOUCHING)).limit(1)
    return read.connection.scalar(touched) is None


def newest(read: Read) -> int:
    """Return the newest journal entry of a view: what is made in it says what the orders say."""
    return int(read.connection.scalar(sa.select(sa.func.max(JournalRow.entry))) or 0)


def stamp(work: Work, name: str, of: str = "", entry: int | None = None) -> None:
    """Note that a set of sums says what the orders say at the end of this act, or of an entry."""
    # The entry that is open now is dropped if nothing is journalled, and its number used again.
    last = work.entry - 1 if entry is None else entry
    made = Reckoned(name=name, entry=last, at=work.clock.now(), of=of)
    work.session.merge(made)
    work.session.flush()


def orders(read: Read) -> Any:
    """Return the orders that stand, of customers who can be told: kept ones, or made anew."""
    if current(read, KEPT.name):
        return sa.select(KEPT).subquery("bought")
    made = _RAW.subquery()
    return sa.select(made).where(made.c.identity.is_not(None)).subquery("bought")


def of_scope(bought: Any, scope: Scope) -> sa.ColumnElement[bool]:
    """Return whether such an order is of the scope's currency, and of its shops."""
    wanted = [bought.c.currency == scope.currency]
    if scope.shop_id is not None:
        wanted.append(bought.c.shop_id == scope.shop_id)
    elif scope.channel:
        shops = sa.select(Shop.id).where(Shop.channel == scope.channel)
        wanted.append(bought.c.shop_id.in_(shops))
    return sa.and_(*wanted)


def catch_up(work: Work) -> None:
    """Bring the kept orders of customers up to the journal: what was touched is read anew."""
    seen = _stamp(work, KEPT.name)
    if seen is None:
        make(work)
        return
    changed = _changed(seen.entry)
    work.connection.execute(sa.delete(KEPT).where(KEPT.c.order_id.in_(changed)))
    _add(work, _RAW.where(ORDER.id.in_(changed)))
    stamp(work, KEPT.name)


def make(work: Work) -> None:
    """Make the kept orders of customers from nothing."""
    work.connection.execute(sa.delete(KEPT))
    _add(work, _RAW)
    stamp(work, KEPT.name)


def _add(work: Work, query: Any) -> None:
    made = query.subquery().c
    columns = [column.name for column in KEPT.columns]
    told = sa.select(*(made[name] for name in columns)).where(made.identity.is_not(None))
    turn = told.order_by(made.identity, made.placed_at, made.order_id)
    work.connection.execute(sa.insert(KEPT).from_select(columns, turn))


def _stamp(read: Read, name: str) -> Any:
    query = sa.select(Reckoned.entry, Reckoned.of).where(Reckoned.name == name)
    return read.connection.execute(query).first()


def _changed(entry: int) -> Any:
    """Return the orders that were touched after an entry, themselves or in their lines."""
    rows = sa.select(JournalRow.pk).where(JournalRow.entry > entry)
    table = JournalRow.tab + ""
    lines = rows.where(table == "order_lines")
    own = rows.where(table == "orders")
    now = sa.select(OrderLine.order_id).where(OrderLine.id.in_(lines))
    once = sa.cast(sa.func.json_extract(JournalRow.before, "$.order_id"), sa.Integer)
    then = sa.select(once).where(
        JournalRow.entry > entry, table == "order_lines", once.is_not(None)
    )
    return sa.union(own, now, then)
