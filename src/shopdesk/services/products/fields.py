"""The facts of the catalogue that people change: how each is read, and whose it is.

One declaration for the cell of the grid, the bulk edit, the command line and the sheets that come
in. Two kinds of names are made as they are needed: ``price@3`` is the price that the shop with the
id 3 alone shall ask, and ``spec@Bahan`` one specification of the product.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from shopdesk.locale import N_, _
from shopdesk.ranges import quantity
from shopdesk.refusal import Refusal

Kind = Literal["text", "lines", "code", "word", "money", "whole", "specs"]
"""What a field holds: a line of text, a text of many lines, a code without blanks inside, one of a
few words, minor units, a whole number, or specifications by name."""
Level = Literal["product", "variant", "offer"]
Value = str | int | None | Mapping[str, str]

MOST: Final = {"money": 10**15, "whole": 10**9}
"""The largest numbers that a field takes: minor units, and pieces, grams or millimetres."""
_LONGEST: Final = {"text": 500, "lines": 50_000, "code": 100}
_NEVER: Final = re.compile("[\\0\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Field:
    """One fact.

    Attributes:
        name: what verbs, options and columns of sheets call it.
        label: what people call it (English, translated where it is shown).
        kind: what it holds.
        level: whose it is: the product's with all its SKUs, one SKU's, or one shop's offer's.
        needed: it is never empty.
        own: every SKU has its own, so several never take one value together.
        words: the only values of a word.
        of: the shop of ``price@…``, the specification of ``spec@…``.
    """

    name: str
    label: str
    kind: Kind
    level: Level
    needed: bool = False
    own: bool = False
    words: tuple[str, ...] = ()
    of: str = ""

    @property
    def number(self) -> bool:
        """Whether a formula can work it out."""
        return self.kind in MOST


FIELDS: Final = {
    field.name: field
    for field in (
        Field("name", N_("Name"), "text", "product", needed=True),
        Field("description", N_("Description"), "lines", "product"),
        Field("category", N_("Category"), "text", "product"),
        Field("brand", N_("Brand"), "text", "product"),
        Field("specs", N_("Specifications"), "specs", "product"),
        Field("state", N_("Texts"), "word", "product", needed=True, words=("draft", "ready")),
        Field("sku", N_("SKU"), "code", "variant", needed=True, own=True),
        Field("variation", N_("Variation"), "text", "variant"),
        Field("barcode", N_("Barcode"), "code", "variant", own=True),
        Field("price", N_("Price"), "money", "variant"),
        Field("compare_at", N_("Price before"), "money", "variant"),
        Field("cost", N_("Cost"), "money", "variant"),
        Field("weight_g", N_("Weight (g)"), "whole", "variant"),
        Field("length_mm", N_("Length (mm)"), "whole", "variant"),
        Field("width_mm", N_("Width (mm)"), "whole", "variant"),
        Field("height_mm", N_("Height (mm)"), "whole", "variant"),
        Field("buffer", N_("Buffer"), "whole", "variant", needed=True),
        Field("low_at", N_("Low at"), "whole", "variant"),
        Field("rack", N_("Rack"), "text", "variant"),
    )
}
"""Every field by its name, in the order in which people see them."""
_ALIASES: Final = {
    "weight": "weight_g", "length": "length_mm", "width": "width_mm", "height": "height_mm",
}  # fmt: skip


def field_of(name: str) -> Field:
    """Return the field of this name.

    Raises:
        Refusal: there is none.
    """
    plain = _ALIASES.get(name, name)
    if plain in FIELDS:
        return FIELDS[plain]
    family, _at, of = name.partition("@")
    if family == "price" and of.isascii() and of.isdigit():
        return Field(name, N_("Price in a shop"), "money", "offer", of=of)
    if family == "spec" and of.strip():
        return Field(name, of.strip(), "text", "product", of=of.strip())
    raise Refusal(
        _("“{field}” of a SKU is not changed by hand. Fields: {names}.").format(
            field=name, names=", ".join((*FIELDS, "price@…", "spec@…"))
        )
    )


def read(field: Field, told: object) -> Value:
    """Return a value as the store keeps it, from text that was typed or from a number.

    Raises:
        ValueError: the field cannot hold it; the sentence says why.
    """
    if field.kind == "specs":
        return _specs(told)
    if field.number:
        return _number(field, told)
    return _text(field, "" if told is None else str(told))


def _text(field: Field, told: str) -> str:
    text = told.strip() if field.kind == "lines" else " ".join(told.split())
    if _NEVER.search(text):
        raise ValueError(_("this character is in no text at all"))
    if not text and field.needed:
        raise ValueError(_("it cannot be empty"))
    if field.words and text not in field.words:
        raise ValueError(
            _("“{value}” is not one of: {words}").format(
                value=text[:40], words=", ".join(field.words)
            )
        )
    if len(text) > (most := _LONGEST.get(field.kind, 100)):
        raise ValueError(_("{n} letters are the most").format(n=most))
    return text


def _number(field: Field, told: object) -> int | None:
    if told is None or (isinstance(told, str) and not told.strip()):
        return 0 if field.needed else None
    if isinstance(told, int):
        value = told
    else:
        value, most = quantity(str(told), "money" if field.kind == "money" else "number")
        if most != value:
            raise ValueError(
                _("“{value}” is a range; one number is needed").format(value=str(told)[:40])
            )
    if value < 0:
        raise ValueError(_("“{value}” is below zero").format(value=str(told)[:40]))
    if value > MOST[field.kind]:
        raise ValueError(_("“{value}” is too large").format(value=str(told)[:40]))
    return value


def _specs(told: object) -> dict[str, str]:
    """Read "Bahan: katun" line by line, or take a mapping."""
    if isinstance(told, Mapping):
        pairs = [(str(name), str(said)) for name, said in told.items()]
    else:
        lines = [line for line in re.split(r"[\n;]", str(told or "")) if line.strip()]
        if wrong := next((line for line in lines if ":" not in line), ""):
            raise ValueError(_("“{value}” is not “name: value”").format(value=wrong.strip()[:40]))
        pairs = [(name, said) for name, _colon, said in (line.partition(":") for line in lines)]
    plain = Field("specs", "", "text", "product")
    found = {_text(plain, name): _text(plain, said) for name, said in pairs}
    return {name: said for name, said in found.items() if name and said}
