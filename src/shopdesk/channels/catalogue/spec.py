"""The language in which a file describes a sheet of products or stock. No rule is applied here."""

from dataclasses import dataclass
from typing import Literal

from shopdesk.money import Style

Kind = Literal["text", "code", "id", "count", "stock", "money", "grams", "mm", "day", "picture"]
"""How a cell is read.

text: free text · code: text without a guarding apostrophe · id: an identifier that a float would
destroy · count: whole pieces from 0 up · stock: whole pieces, also below 0 · money: minor units ·
grams, mm: a measure, its unit in the header or the cell · day: a date · picture: addresses or paths
of pictures, several in one cell apart by commas.
"""
Aim = Literal["products", "stock", "delivery"]
"""What a sheet is for: telling of products, counting what lies there, or what was delivered."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the field it feeds and the headers under which it was seen.

    An alias that ends in ``*`` fits every header that begins so. A field that stands in several
    columns takes the first that is not blank; counts and stock of ``every`` column are added, and
    pictures are always joined. ``shared`` belongs to the product, not to one of its variants.
    ``unit`` is that of a measure whose header and cell name none. Field "-" is known, and left out.
    """

    field: str
    aliases: tuple[str, ...]
    kind: Kind = "text"
    shared: bool = False
    needed: bool = False
    every: bool = False
    unit: str = ""


def product(
    field: str, *aliases: str, kind: Kind = "text", needed: bool = False, unit: str = ""
) -> Column:
    """Declare a column of the product: one value for all its variants."""
    return Column(field, aliases, kind, shared=True, needed=needed, unit=unit)


def variant(
    field: str, *aliases: str, kind: Kind = "text", needed: bool = False, every: bool = False,
    unit: str = "",
) -> Column:  # fmt: skip
    """Declare a column of one variant."""
    return Column(field, aliases, kind, needed=needed, every=every, unit=unit)


def known(*aliases: str) -> Column:
    """Declare columns that are known and left out."""
    return Column("-", aliases)


@dataclass(frozen=True, slots=True)
class CatalogueSpec:
    """One layout of a sheet that tells of products, stock or a delivery.

    ``offers``: its ids say what a shop has on sale, at the price and stock it shows there.
    ``source``: it is the shop's own catalogue, so that ours takes what it says. ``counts``: its
    stock is what was counted here. A sheet with neither only tells of products we may not have yet.
    ``rank`` puts the sheets that bring SKUs before those that only add to them.

    ``below``: data begin so many rows below the header. ``anchor``: a field whose cell has digits
    in every row of data; up to four rows of marks and help without any are skipped. ``mark``: what
    the first cell below the header says. ``keyed``: headers carry flags behind a bar.

    ``group``: the first of these fields that is not blank names the product of a row; ``filled``: a
    row where all are blank, the name too, belongs to the product above. ``own``: a row that has
    none of these fields only adds pictures to its product. ``family``: rows of type variation name
    their parent. ``sole``: the parent SKU is the SKU of a product that has one row. ``merges``:
    rows of one variant are places where it lies, and are added up. ``rest``: the field that is fed
    by the columns which nobody knows, right of the one named. ``loose``: the ids are not the
    marketplace's, so that an offer is known by its seller SKU as well.
    """

    format: str
    channel: str
    signature: tuple[tuple[str, ...], ...]
    columns: tuple[Column, ...]
    aim: Aim = "products"
    offers: bool = False
    source: bool = False
    counts: bool = False
    rank: int = 0
    sheets: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    window: int = 30
    below: int = 1
    anchor: str = ""
    mark: tuple[str, ...] = ()
    keyed: bool = False
    examples: tuple[str, ...] = ()
    group: tuple[str, ...] = ()
    filled: bool = False
    own: tuple[str, ...] = ()
    family: bool = False
    sole: bool = False
    rest: tuple[str, str] | None = None
    loose: bool = False
    merges: bool = False
    currency: str = "IDR"
    style: Style = "us"
    nothing: tuple[str, ...] = ()  # words in a stock cell that mean none
    plain: tuple[str, ...] = ()  # options that mean that there is only one
    dates: tuple[str, ...] = ()
    states: tuple[tuple[str, str], ...] = ()  # the sheet's word, folded, and our state
