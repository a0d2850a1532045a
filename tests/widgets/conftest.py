"""Real lists for the widgets: rows in SQLite, found by key as the services find them."""

import sqlite3
from dataclasses import dataclass
from functools import partial

import pytest
from textual.app import App

from shopdesk.widgets.columns import Column
from shopdesk.widgets.grid import Grid


@dataclass(frozen=True, slots=True)
class Row:
    """A row as a service returns it: frozen, with the key of the order it was asked in."""

    id: int
    number: str
    buyer: str
    total: int
    key: tuple


class Shelf:
    """A page source over a table of orders, answering at once, or when told to if ``late``."""

    def __init__(self, rows=(), count=0):
        self.db = sqlite3.connect(":memory:")
        self.db.execute(
            "create table o (id integer primary key, number text, buyer text, total int)"
        )
        if count:
            self.db.execute(
                "insert into o with recursive n(i) as (select 1 union all select i+1 from n"
                " where i < ?) select i, printf('25%010d', i), 'Buyer '||i, (i*7919)%100003 from n",
                (count,),
            )
        self.db.executemany("insert into o values (?,?,?,?)", rows)
        self.db.execute("create index o_total on o (total, id)")
        self.asked, self.waiting, self.late = [], [], False

    def say(self, answer, value):
        if self.late:
            self.waiting.append(partial(answer, value))
        else:
            answer(value)

    def release(self):
        waiting, self.waiting = self.waiting, []
        for answer in waiting:
            answer()

    def match(self, where):
        return f"buyer like '%{where}%'" if where else "1"

    def total(self, where, answer):
        self.say(
            answer,
            self.db.execute(f"select count(*) from o where {self.match(where)}").fetchone()[0],
        )

    def page(self, wanted, answer):
        self.asked.append(wanted)
        column = wanted.sort.lstrip("-")
        down = wanted.sort.startswith("-")
        backwards = wanted.from_end or wanted.before is not None
        order = "desc" if down != backwards else "asc"
        test, key = self.match(wanted.where), wanted.after or wanted.before
        if key is not None:
            test += f" and ({column}, id) {'<' if order == 'desc' else '>'} (?, ?)"
        rows = self.db.execute(
            f"select id, number, buyer, total, {column} from o where {test}"
            f" order by {column} {order}, id {order} limit ? offset ?",
            (*(key or ()), wanted.size, wanted.skip),
        ).fetchall()
        made = [Row(*row[:4], key=(row[4], row[0])) for row in rows]
        self.say(answer, made[::-1] if backwards else made)

    def place(self, where, sort, row, _was, answer):
        column, sign = sort.lstrip("-"), ">" if sort.startswith("-") else "<"
        above = f"{self.match(where)} and ({column}, id) {sign} (?, ?)"
        now = self.db.execute(f"select {column}, id from o where id = ?", (row.id,)).fetchone()
        found = self.db.execute(f"select count(*) from o where {above}", now or row.key).fetchone()
        self.say(answer, found[0])

    def among(self, where, ids, answer):
        found = self.db.execute(f"select id from o where {self.match(where)}")
        self.say(answer, sum(i in ids for (i,) in found))

    def ids(self, where, answer):
        self.say(
            answer, [i for (i,) in self.db.execute(f"select id from o where {self.match(where)}")]
        )


COLUMNS = (
    Column("number", "Number", lambda row: row.number, 10, priority=1, sort="id", whole=True),
    Column(
        "total",
        "Total",
        lambda row: (str(row.total), "late"),
        10,
        priority=2,
        align="right",
        sort="total",
    ),
    Column("buyer", "Buyer", lambda row: row.buyer, 12, priority=3, grow=True),
    Column("spare", "Spare", lambda _row: "spare", 20, priority=9),
)


class Bench(App):
    """One grid and nothing else."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(self, shelf, columns=COLUMNS, sort="id"):
        super().__init__()
        self.grid = Grid(shelf, columns, sort=sort, sentences=("none yet", "none match", "loading"))
        self.opened, self.edited, self.drafts, self.told = [], [], [], []
        self.refuses, self.late, self.waiting = "", False, []

    def compose(self):
        yield self.grid

    def on_mount(self):
        self.animation_level = "none"
        self.grid.load("")

    def on_grid_opened(self, message):
        self.opened.append(message.row)

    def on_grid_edited(self, message):
        self.edited.append((list(message.ids), message.field, message.value))
        if self.late:
            self.waiting.append(message)
        else:
            self.keep(message)

    def release(self):
        waiting, self.waiting = self.waiting, []
        for message in waiting:
            self.keep(message)

    def keep(self, message):
        if self.refuses:
            message.refused(self.refuses)
            return
        if message.field in Row.__slots__:
            self.grid.source.db.executemany(
                f"update o set {message.field} = ? where id = ?",
                [(message.value, i) for i in message.ids],
            )
        message.kept()
        self.grid.reload()

    def on_grid_drafted(self, message):
        self.drafts.append(message.draft)

    def notify(self, message, **_options):
        self.told.append(message)

    def shown(self):
        """Return what the terminal shows, line by line."""
        return [
            "".join(segment.text for segment in strip)
            for strip in self.screen._compositor.render_strips()
        ]

    def lines(self):
        height = self.grid.size.height
        return ["".join(s.text for s in self.grid.render_line(y)) for y in range(height)]


@pytest.fixture
def shelf():
    return Shelf


@pytest.fixture
def bench():
    return Bench
