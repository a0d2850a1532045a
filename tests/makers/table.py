"""A seller centre's sheet as a table of columns: each one knows how to read an order or a line."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from tests.makers.shop import Line, Order

OfOrder = Callable[[Order], str | int]
OfLine = Callable[[Order, Line], str | int]


def own_lines(order: Order) -> Sequence[Line]:
    """The order's lines as they are."""
    return order.lines


@dataclass(frozen=True, slots=True)
class Table:
    """Columns that repeat on every line (`order`) and columns of the line itself (`line`).

    A header name that stands in neither stays blank. `alias` maps a variant's header name to the
    column it is another name of. A cell that comes as int is money and is written by `money`.
    `repeat` names the order columns that a continuation row shows again (None: all of them).
    `lines` decides what becomes a row.
    """

    order: dict[str, OfOrder]
    line: dict[str, OfLine]
    alias: Mapping[str, str] = field(default_factory=dict)
    money: Callable[[int], str] = str
    repeat: Collection[str] | None = None
    lines: Callable[[Order], Sequence[Line]] = own_lines

    def rows(self, header: Sequence[str], orders: Iterable[Order]) -> Iterator[list[str]]:
        """The rows under a header, every cell text."""
        keys = [self.alias.get(name, name) for name in header]
        per_order = [(i, self.order[key]) for i, key in enumerate(keys) if key in self.order]
        per_line = [(i, self.line[key]) for i, key in enumerate(keys) if key in self.line]
        once = [i for i, _ in per_order if self.repeat is not None and keys[i] not in self.repeat]
        money = self.money
        for order in orders:
            common = [""] * len(keys)
            for i, look in per_order:
                cell = look(order)
                common[i] = cell if isinstance(cell, str) else money(cell)
            for line in self.lines(order):
                row = common.copy()
                for i, look_at in per_line:
                    cell = look_at(order, line)
                    row[i] = cell if isinstance(cell, str) else money(cell)
                yield row
                for i in once:
                    common[i] = ""


def dated(form: str) -> Callable[[datetime | None], str]:
    """A writer of times in one strftime form; blank for what has not happened."""
    return lambda moment: moment.strftime(form) if moment else ""


def names(columns: str) -> tuple[str, ...]:
    """A header written as in the documents: names between ` | `."""
    return tuple(name.strip() for name in columns.split(" | "))


def edited(
    header: Sequence[str],
    *,
    rename: Mapping[str, str] | None = None,
    drop: Collection[str] = (),
    after: Mapping[str, Sequence[str]] | None = None,
) -> tuple[str, ...]:
    """A drifted header: columns renamed, dropped, or inserted after a (new) name."""
    drifted: list[str] = []
    for old in header:
        if old in drop:
            continue
        name = (rename or {}).get(old, old)
        drifted += [name, *(after or {}).get(name, ())]
    return tuple(drifted)
