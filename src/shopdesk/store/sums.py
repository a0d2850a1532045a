"""The sums of sales that stand ready: orders by hour, listings by day.

Once per journal entry the days of the shops that it touched are summed up anew from the orders, in
the same transaction, so that an entry, its undo and an import leave them right. What the entry
touched is read from the journal, which nothing slips past. All of it can be made anew: ``rebuild``.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby, pairwise
from typing import Any, Final

import sqlalchemy as sa

from shopdesk.clock import DAY, HOUR, Clock
from shopdesk.models.figures import BLOCK, Reckoned, SalesBlock, SalesHour, SalesItem
from shopdesk.models.orders import BACK, DEAL, LISTED

NAME: Final = "sales"
EPOCH: Final = date(1970, 1, 1)
NEAR: Final = 3
"""Days so near to each other are summed up in one go, with those between them."""
TABLES: Final = (SalesHour.__tablename__, SalesItem.__tablename__)
BLOCKS: Final = SalesBlock.__tablename__
STAMP: Final = Reckoned.metadata.tables[Reckoned.__tablename__]

ZONE: Final = sa.select(STAMP.c.of).where(STAMP.c.name == NAME)
HEAD: Final = "SELECT coalesce(max(id), 0), coalesce(max(at), 0) FROM journal_entries"
ALIVE: Final = "o.status <> 'cancelled'"
LINE_DEAL, LINE_BACK = (f"({of.format(line='l')})" for of in (DEAL, BACK))
GOODS: Final = {
    "gmv": LINE_DEAL,
    "listed": f"({LISTED.format(line='l')})",
    "returned": "l.returned",
    "returned_gmv": LINE_BACK,
}
"""What the lines of an order add to its sums."""
ITEM_SUMS: Final = {
    "orders": f"count(DISTINCT CASE WHEN {ALIVE} THEN o.id END)",
    "units": f"sum(({ALIVE}) * l.qty)",
    "gmv": f"sum(({ALIVE}) * {LINE_DEAL})",
    "returned": f"sum(({ALIVE}) * l.returned)",
    "returned_gmv": f"sum(({ALIVE}) * {LINE_BACK})",
    "cancelled_units": f"sum((NOT {ALIVE}) * l.qty)",
    "cancelled_gmv": f"sum((NOT {ALIVE}) * {LINE_DEAL})",
}
"""What a listing's lines add up to; its orders are counted once."""
ALSO: Final = (
    "LEFT JOIN journal_rows AS k "
    "ON +k.entry = j.entry AND k.tab = j.tab AND k.pk = j.pk AND k.op <> 'I'"
)
"""What else the entry did to an order: it may have moved it twice, or moved and then deleted it.

The ``+`` keeps the store from going through the whole entry for each of its rows.
"""
ORDER_COLUMNS: Final = ("placed_at", "shop_id", "currency", "units", "discount")
LINE_COLUMNS: Final = (
    "order_id", "listing_id", "qty", "price", "list_price", "subtotal", "returned",
)  # fmt: skip


def refresh(connection: sa.Connection, entry: int, clock: Clock) -> None:
    """Sum up anew the days that the entry touched."""
    clock = _kept_by(connection, clock)
    found = connection.exec_driver_sql(_touched(entry, _local(clock)))
    for shop, days in groupby(
        sorted({(row[0], row[1]) for row in found}), key=lambda cell: cell[0]
    ):
        for first, last in _runs([day for _shop, day in days]):
            _sum_up(connection, clock, shop, first, last)


def rebuild(connection: sa.Connection, clock: Clock) -> None:
    """Make all sums anew, and note for which time zone."""
    for table in TABLES:
        connection.exec_driver_sql(f"DELETE FROM {table}")
    for statement in _filling(_local(clock), "1"):
        connection.exec_driver_sql(statement)
    connection.exec_driver_sql(f"DELETE FROM {BLOCKS}")
    connection.exec_driver_sql(_blocks("1"))
    connection.execute(STAMP.delete().where(STAMP.c.name == NAME))
    head, at = connection.exec_driver_sql(HEAD).one()
    made = {"name": NAME, "entry": head, "at": at, "of": clock.zone}
    connection.execute(STAMP.insert().values(**made))


def ready(engine: sa.Engine, clock: Clock) -> None:
    """Make the sums where there are none yet, or those of another time zone."""
    with engine.connect() as connection:
        if connection.scalar(ZONE) == clock.zone:
            return
    with engine.connect() as plain:
        connection = plain.execution_options(begin="IMMEDIATE")
        with connection.begin():
            rebuild(connection, clock)


def differences(connection: sa.Connection, clock: Clock) -> list[str]:
    """Return which rows differ from what the orders say now, in words of the tables."""
    found = []
    for table, (columns, query) in _queries(_local(clock), "1").items():
        asked = f"SELECT {columns} FROM {table}", query
        kept, made = ({tuple(row) for row in connection.exec_driver_sql(one)} for one in asked)
        found += [f"{table} {row}" for row in sorted(kept ^ made)]
    kept_of, made_of = (", ".join(ITEM_SUMS), ", ".join(f"sum({name})" for name in ITEM_SUMS))
    keys = "shop_id, listing_id, currency"
    blocks = f"SELECT block, {keys}, {kept_of} FROM {BLOCKS}"
    days = (
        f"SELECT day / {BLOCK}, {keys}, {made_of} FROM {SalesItem.__tablename__} "
        f"GROUP BY day / {BLOCK}, {keys}"
    )
    kept, made = ({tuple(row) for row in connection.exec_driver_sql(one)} for one in (blocks, days))
    return found + [f"{BLOCKS} {row}" for row in sorted(kept ^ made)]


def _kept_by(connection: sa.Connection, clock: Clock) -> Clock:
    """Return the clock that the sums go by: another program may have been told of another zone."""
    zone = connection.scalar(ZONE)
    return clock if zone in {None, clock.zone} else Clock(zone)


def _touched(entry: int, local: str) -> str:
    """Return the query of shops and days that an entry touched: as they are, and as they were."""
    of = (
        f"FROM journal_rows AS j {{join}} WHERE j.entry = {int(entry)} AND j.tab = '{{table}}' AND "
    )
    orders = of.replace("{table}", "orders")
    lines = of.replace("{table}", "order_lines")
    told = {name: _as_it_was(name) for name in ("shop_id", "placed_at")}
    owner = "json_extract(j.before, '$.order_id')"
    over = "(json_extract(j.before, '$.status') = 'cancelled' OR o.status = 'cancelled' AND " + (
        _has("status") + ")"
    )
    moved = f"(j.op = 'U' AND ({_moved(ORDER_COLUMNS)} OR {over}))"
    changed = f"(j.op = 'U' AND ({_moved(LINE_COLUMNS)}))"
    mine = "JOIN orders AS o ON o.id = j.pk"
    through = "JOIN order_lines AS l ON l.id = j.pk JOIN orders AS o ON o.id = l.order_id"
    former = f"JOIN orders AS o ON o.id = {owner}"
    is_ = f"o.shop_id, {local.format(at='o.placed_at')}"
    was = f"{told['shop_id']}, {local.format(at=told['placed_at'])}"
    parts = (
        (is_, orders, mine, f"(j.op = 'I' OR {moved})"),
        (was, orders, f"LEFT {mine} {ALSO}", f"(j.op = 'D' OR {moved})"),
        (is_, lines, through, f"(j.op = 'I' OR {changed})"),
        (is_, lines, former, f"j.op <> 'I' AND {owner} IS NOT NULL"),
    )
    cells = " UNION ".join(
        f"SELECT {cell} {rows.format(join=join)}{test}" for cell, rows, join, test in parts
    )
    whole = "shop IS NOT NULL AND day IS NOT NULL"
    return f"WITH cells(shop, day) AS ({cells}) SELECT shop, day FROM cells WHERE {whole}"


def _as_it_was(column: str) -> str:
    """Return a fact of an order before a row of the journal, told by this row or another one."""
    told = (f"json_extract({row}.before, '$.{column}')" for row in "jk")
    return f"coalesce({', '.join(told)}, o.{column})"


def _has(column: str) -> str:
    return f"j.before LIKE '%\"{column}\":%'"


def _moved(columns: Sequence[str]) -> str:
    return " OR ".join(map(_has, columns))


def _runs(days: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last of days that lie near to each other."""
    first = last = days[0]
    for day in days[1:]:
        if day - last > NEAR:
            yield first, last
            first = day
        last = day
    yield first, last


def _sum_up(connection: sa.Connection, clock: Clock, shop: int, first: int, last: int) -> None:
    """Sum up these days of a shop anew."""
    between = f"day BETWEEN {first} AND {last}"
    for table in TABLES:
        connection.exec_driver_sql(f"DELETE FROM {table} WHERE {between} AND shop_id = {shop}")
    start = clock.at(EPOCH + timedelta(days=first)) if first else 0
    end = clock.at(EPOCH + timedelta(days=last + 1))
    # The plus keeps the days' index in use: that of shops would lead through all a shop ever sold.
    within = f"placed_at >= {start} AND placed_at < {end} AND +shop_id = {shop}"
    which = f"o.id IN (SELECT id FROM orders WHERE {within})"
    for statement in _filling(_local(clock), which):
        connection.exec_driver_sql(statement)
    touched = first // BLOCK, last // BLOCK
    days = f"day BETWEEN {touched[0] * BLOCK} AND {touched[1] * BLOCK + BLOCK - 1}"
    own = f"shop_id = {shop}"
    gone = f"block BETWEEN {touched[0]} AND {touched[1]} AND {own}"
    connection.exec_driver_sql(f"DELETE FROM {BLOCKS} WHERE {gone}")
    connection.exec_driver_sql(_blocks(f"{days} AND {own}"))


def _filling(local: str, which: str) -> Iterable[str]:
    """Yield the statements that sum up these orders."""
    for table, (columns, query) in _queries(local, which).items():
        yield f"INSERT INTO {table}({columns}) {query}"


def _blocks(which: str) -> str:
    """Return the statement that sums up the days of listings to blocks of days."""
    keys = f"day / {BLOCK}, shop_id, listing_id, currency"
    sums = ", ".join(f"sum({name})" for name in ITEM_SUMS)
    return (
        f"INSERT INTO {BLOCKS}(block, shop_id, listing_id, currency, {', '.join(ITEM_SUMS)}) "
        f"SELECT {keys}, {sums} FROM {SalesItem.__tablename__} WHERE {which} GROUP BY {keys}"
    )


def _queries(local: str, which: str) -> dict[str, tuple[str, str]]:
    hours, items = TABLES
    return {hours: _hours(local, which), items: _items(local, which)}


def _hours(local: str, which: str) -> tuple[str, str]:
    """Return columns and query of the orders by hour."""
    sums = {
        "orders": "sum(alive)", "units": "sum(alive * units)", "gmv": "sum(alive * gmv)",
        "listed": "sum(alive * listed)", "discount": "sum(alive * discount)",
        "returned": "sum(alive * returned)", "returned_gmv": "sum(alive * returned_gmv)",
        "cancelled": "sum(1 - alive)", "cancelled_units": "sum((1 - alive) * units)",
        "cancelled_gmv": "sum((1 - alive) * gmv)", "cancelled_listed": "sum((1 - alive) * listed)",
    }  # fmt: skip
    goods = ", ".join(f"coalesce(sum({what}), 0) AS {name}" for name, what in GOODS.items())
    local_hour = f"({local.format(at='o.placed_at').replace(f'/ {DAY}', f'% {DAY}')}) / {HOUR}"
    single = (
        f"SELECT {local.format(at='o.placed_at')} AS day, {local_hour} AS hour, o.shop_id, "
        f"o.currency, {ALIVE} AS alive, o.units, coalesce(o.discount, 0) AS discount, {goods} "
        f"FROM orders AS o LEFT JOIN order_lines AS l ON l.order_id = o.id WHERE {which} "
        "GROUP BY o.id"
    )
    keys = "day, hour, shop_id, currency"
    whole = ", ".join(sums.values())
    return f"{keys}, {', '.join(sums)}", f"SELECT {keys}, {whole} FROM ({single}) GROUP BY {keys}"


def _items(local: str, which: str) -> tuple[str, str]:
    """Return columns and query of the listings by day."""
    query = (
        f"SELECT {local.format(at='o.placed_at')} AS day, o.shop_id, l.listing_id, o.currency, "
        f"{', '.join(ITEM_SUMS.values())} "
        "FROM orders AS o JOIN order_lines AS l ON l.order_id = o.id "
        f"WHERE {which} GROUP BY day, o.shop_id, l.listing_id, o.currency"
    )
    return f"day, shop_id, listing_id, currency, {', '.join(ITEM_SUMS)}", query


def _local(clock: Clock) -> str:
    """Return what makes the shop's day of an instant ``{at}``, counted since 1970."""
    shifts: Sequence[Any] = clock.shifts()
    shift = str(shifts[-1][1])
    for (_since, east), (until, _east) in reversed(list(pairwise(shifts))):
        shift = f"CASE WHEN {{at}} < {until} THEN {east} ELSE {shift} END"
    return f"(({{at}} + {shift}) / {DAY})"
