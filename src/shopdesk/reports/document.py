"""What a report is once it was made: headings, sentences, figures, tables and charts, in order.

It knows no file format. A renderer (``reports/renderers``) draws it on the screen or into a file;
whatever is drawn comes from here, so that all formats say the same. All words in it are in the
language that it was made in, and it holds no moment of its making: the same facts make the same
document.
"""

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Literal

Kind = Literal["text", "code", "count", "money", "average", "share", "number", "days", "date"]
"""How a cell is shown and typed. Money and averages are minor units, a share is 1 for 100 %,

a number may have decimals, ``code`` is an identifier that is never a number.
"""
Cell = str | int | Fraction | date | None
"""None is blank: nothing is known, or the denominator is zero."""


@dataclass(frozen=True, slots=True)
class Opens:
    """The rows that a figure is made of: a desk, and the filter that shows them there."""

    desk: str
    where: str


@dataclass(frozen=True, slots=True)
class Heading:
    """The beginning of a part; level 1 or 2."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Text:
    """A sentence or a few: what stands out, how something was counted."""

    text: str


@dataclass(frozen=True, slots=True)
class Tile:
    """One figure with its variant, beside what it was before."""

    name: str
    means: str
    kind: Kind
    value: Cell
    before: Cell = None
    before_name: str = ""
    opens: Opens | None = None


@dataclass(frozen=True, slots=True)
class Tiles:
    """Figures that are read together."""

    tiles: tuple[Tile, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table. A ``personal`` one holds personal data."""

    name: str
    kind: Kind = "text"
    personal: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One row: as many cells as there are columns, and what it opens."""

    cells: tuple[Cell, ...]
    opens: Opens | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of one kind. ``total`` is the row below them; ``note`` says how they were counted."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    total: Row | None = None
    note: str = ""
    empty: str = ""
    """What is said where there is no row."""


@dataclass(frozen=True, slots=True)
class Series:
    """One row of bars, or one line: a value for each category."""

    name: str
    values: tuple[int | Fraction | None, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture of numbers. "column" stands, "bar" lies, "heat" has a row of cells per series."""

    name: str
    kind: Literal["column", "bar", "line", "heat"]
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    values: Kind = "money"
    axis: str = ""
    """What the categories are, in a word: day, hour, channel."""


Block = Heading | Text | Tiles | Table | Chart


@dataclass(frozen=True, slots=True)
class Document:
    """A report that was made.

    ``period`` and ``shop`` stand under the title; ``fresh`` says up to when the facts go, from the
    newest exports. ``first`` is the first day reported on: files bear it as their date, so that
    the same facts make the same bytes.
    """

    report: str
    title: str
    period: str
    shop: str
    fresh: str
    language: str
    currency: str
    first: date
    blocks: tuple[Block, ...] = field(default=())

    @property
    def personal(self) -> bool:
        """Whether personal data is in it."""
        tables = (block for block in self.blocks if isinstance(block, Table))
        return any(column.personal for table in tables for column in table.columns)
