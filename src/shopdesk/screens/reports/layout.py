"""A report laid out for a width: its lines from top to bottom, and where the cursor may rest."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from textwrap import wrap
from typing import Final

from shopdesk.locale import _
from shopdesk.reports.document import (
    Chart,
    Column,
    Document,
    Heading,
    Opens,
    Row,
    Table,
    Text,
    Tile,
    Tiles,
)
from shopdesk.reports.renderers.cells import shown
from shopdesk.reports.renderers.tabling import change
from shopdesk.screens.reports import drawings, tables
from shopdesk.text import safe
from shopdesk.widgets.line import Piece, cut

READ: Final = 100
"""Cells of a line of words: longer ones are hard to read."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """One line. ``about`` says what its figure means; a ``part`` begins with it.

    The cursor rests where rows stand behind the line, or where there is something to say of it.
    """

    pieces: Sequence[Piece] = ()
    opens: Opens | None = None
    about: str = ""
    part: bool = False
    head: tables.Head = ()
    """The head of the table that the line stands in: it stays in view."""
    whole: Mapping[str, str] = field(default_factory=dict)
    """The row uncut, by the names of its columns."""

    @property
    def stop(self) -> bool:
        """Whether the cursor rests here."""
        return self.opens is not None or bool(self.about)


def lay_out(document: Document, width: int, skip: int = 0) -> list[Drawn]:
    """Return the lines of a report.

    Args:
        document: the report.
        width: cells there are.
        skip: columns that are moved out of the tables to the left, to see what is on their right.
    """
    lines = list(_head(document, width))
    around = [None, *document.blocks, None]
    for before, block, after in zip(around, document.blocks, around[2:], strict=False):
        listed = isinstance(block, Text) and (isinstance(before, Text) or isinstance(after, Text))
        if not isinstance(before, Heading) and not (listed and isinstance(before, Text)):
            lines.append(Drawn())
        if isinstance(block, Text):
            lines += _words(block, min(width, READ), "• " if listed else "")
        else:
            lines += _lines(block, document, width, skip)
    return lines


def _head(document: Document, width: int) -> Iterator[Drawn]:
    where = " · ".join(filter(None, (document.period, document.shop, document.currency)))
    yield Drawn([Piece(cut(safe(document.title), width), "title")], part=True)
    warning = _("It holds personal data: give it to nobody who need not see it.")
    for text in (where, document.fresh, warning if document.personal else ""):
        for line in wrap(safe(text), max(1, width)):
            yield Drawn([Piece(line, "quiet")])


def _words(block: Text, width: int, sign: str) -> Iterator[Drawn]:
    """Yield sentences; several of them on end are a list."""
    for paragraph in safe(block.text, 20_000, lines=True).splitlines():
        for at, line in enumerate(wrap(paragraph, max(1, width - len(sign)))):
            yield Drawn([Piece((" " * len(sign) if at else sign) + line)])


def _lines(
    block: Heading | Chart | Tiles | Table, document: Document, width: int, skip: int
) -> Iterator[Drawn]:
    if isinstance(block, Heading):
        text = cut(safe(block.text), width)
        rule = "" if block.level > 1 else " " + "─" * (width - len(text) - 1)
        yield Drawn([Piece(text, "title"), Piece(rule, "rule")], part=True)
    elif isinstance(block, Chart):
        yield Drawn([Piece(cut(safe(block.name), width), "strong")], part=True)
        drawn = drawings.drawing(block, document, width)
        yield from (Drawn(line) for line in drawn)
    elif isinstance(block, Tiles):
        abouts = [tile.means for tile in block.tiles]
        yield from _table(_tiles(block, document), document, width, skip, abouts)
    else:
        yield from _table(block, document, width, skip)


def _tiles(block: Tiles, document: Document) -> Table:
    """Return the figures as a table: each with what it was before, and how much that changed."""
    same = {tile.before_name for tile in block.tiles if tile.before is not None}
    before = next(iter(same)) if len(same) == 1 else _("Before")
    columns = (
        Column(_("Figure")),
        Column(_("Value"), "count"),
        Column(_("Change"), "count"),
        Column(before, "count"),
        Column(_("Compared with")),
    )
    rows = [Row(_figure(tile, document, named=len(same) > 1), tile.opens) for tile in block.tiles]
    known = [at for at in range(len(columns)) if at < 2 or any(row.cells[at] for row in rows)]
    return Table(
        "",
        tuple(columns[at] for at in known),
        tuple(replace(row, cells=tuple(row.cells[at] for at in known)) for row in rows),
    )


def _figure(tile: Tile, document: Document, *, named: bool) -> tuple[str, ...]:
    """Return what is said of a figure; ``named``: also what it is compared with."""
    now, then = (shown(value, tile.kind, document.currency) for value in (tile.value, tile.before))
    return tile.name, now, change(tile), then, tile.before_name if named and then else ""


def _table(
    table: Table, document: Document, width: int, skip: int, abouts: Sequence[str] = ()
) -> Iterator[Drawn]:
    """Yield a table's name, head, rows, total and note."""
    if table.name:
        yield Drawn([Piece(cut(safe(table.name), width), "strong")], part=True)
    if not table.rows:
        yield Drawn([Piece(safe(table.empty) or _("There is nothing here."), "quiet")])
        return
    drawn = tables.draw(table, document, width, skip)
    yield from (Drawn(line) for line in drawn.head)
    names = [column.name for column in table.columns]
    wholes = [dict(zip(names, texts, strict=True)) for texts in drawn.texts]
    for at, (row, text) in enumerate(zip(table.rows, drawn.rows, strict=True)):
        about = abouts[at] if abouts else ""
        yield Drawn([Piece(text)], row.opens, about, head=drawn.head, whole=wholes[at])
    if table.total:
        pieces = [Piece(drawn.total, "strong")]
        yield Drawn(pieces, table.total.opens, head=drawn.head, whole=wholes[-1])
    for line in wrap(safe(table.note), min(width, READ)):
        yield Drawn([Piece(line, "quiet")])
