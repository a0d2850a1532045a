"""The language in which a channel file describes a sheet that goes out. No rule is applied here."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Kind = Literal["stock", "prices", "products", "resi"]
"""What an export tells: how many there are, what they cost, what they are, or how they travel."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A column that takes one fact of ours: the headers under which it was seen.

    With ``starts`` the header only begins so, and there may be several: one per warehouse. With
    ``others`` it is any column that the layout does not know: one named after the shop.
    """

    fact: str
    keys: tuple[str, ...] = ()
    needed: bool = False
    starts: bool = False
    others: bool = False


@dataclass(frozen=True, slots=True)
class Limits:
    """What one upload may hold: bytes, rows, products; None where nothing is known."""

    size: int | None = None
    rows: int | None = None
    products: int | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """One template of a marketplace. Rows count from 1.

    ``key_row`` has the headers for machines, ``label_row`` those for people, ``limit_row`` says in
    words what a cell may hold (0: there is none). ``mark`` is what stands in A2. ``product`` and
    ``variant`` are the columns of the marketplace's ids; a layout without ``variant`` has one row
    per product. ``appends``: its rows are new products, added after those that are there.
    ``texts``: a number goes into a blank cell as text, as in every other cell of such a sheet.
    ``categories`` names the sheet whose first column lists the categories one may choose.
    """

    format: str
    channel: str
    sheets: tuple[str, ...]
    signature: tuple[str, ...]
    slots: Mapping[Kind, tuple[Slot, ...]]
    product: tuple[str, ...] = ()
    variant: tuple[str, ...] = ()
    sku: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    mark: str = ""
    categories: str = ""
    key_row: int = 1
    label_row: int = 3
    limit_row: int = 6
    first_row: int = 7
    appends: bool = False
    texts: bool = True
    limits: Limits = Limits()


def slots(*pairs: tuple[str, str], needed: tuple[str, ...] = ()) -> tuple[Slot, ...]:
    """Declare columns as (fact, header) pairs; those of ``needed`` facts cannot stay blank."""
    return tuple(Slot(fact, (key,), needed=fact in needed) for fact, key in pairs)


@dataclass(frozen=True, slots=True)
class Fresh:
    """A file that needs no template: its columns, as (fact, header), for each kind of export.

    A column in which nothing stands is left out, unless its fact is ``always`` there: to a web
    shop a column that is absent means "leave it", a blank cell means "wipe it".
    """

    format: str
    channel: str
    columns: Mapping[Kind, tuple[tuple[str, str], ...]]
    always: tuple[str, ...] = ()
    size: int | None = None


@dataclass(frozen=True, slots=True)
class Confirming:
    """The sheet that tells a marketplace which orders went out, and by which resi.

    The headers under which each fact was seen; a fresh sheet is written under the first of each.
    ``seen`` is whether an original of this very sheet was: otherwise the headers are those of the
    marketplace's export of orders.
    """

    channel: str
    number: tuple[str, ...]
    resi: tuple[str, ...]
    courier: tuple[str, ...]
    seen: bool = False
    limits: Limits = Limits()
