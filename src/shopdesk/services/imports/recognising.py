"""What a file is, by its content: orders, products and stock, or a sheet that somebody mapped."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final, get_args

from shopdesk.channels import detect, generic
from shopdesk.channels.catalogue import detect as catalogue
from shopdesk.channels.catalogue.detect import Found
from shopdesk.channels.catalogue.spec import Aim
from shopdesk.channels.detect import Recognised
from shopdesk.channels.ways import settle
from shopdesk.locale import _
from shopdesk.refusal import Refusal
from shopdesk.sheets import SheetHead

Sheet = Recognised | Found
"""A sheet of orders, or of products, stock or a delivery."""
Recogniser = Callable[[Sequence[SheetHead]], Sheet | None]
AIMS: Final[tuple[str, ...]] = get_args(Aim)
"""What a person can say that a sheet is for, where no layout is known for it."""


def formats() -> list[str]:
    """Return the names of all layouts."""
    orders = {spec.format for spec in detect.known()}
    return sorted(orders | {spec.format for spec in catalogue.known()})


def refuse_unknown(wanted: str) -> None:
    """Refuse a format that nobody knows.

    Raises:
        Refusal: there is none, with those that there are.
    """
    if wanted and wanted not in (*AIMS, *formats()):
        raise Refusal(
            _("There is no format “{format}”. Formats: {formats}.").format(
                format=wanted, formats=", ".join((*AIMS, *formats()))
            )
        )


def recognise(heads: Sequence[SheetHead], saved: Recogniser, wanted: str = "") -> Sheet | None:
    """Return what the sheets are, None where nobody knows.

    Args:
        heads: the first rows of every sheet.
        saved: what knows the sheets that somebody mapped.
        wanted: the one format that it must have, or what it is for; empty: any.
    """
    if wanted in AIMS:
        return _aimed(heads, saved, wanted)
    orders = [spec for spec in detect.known() if wanted in ("", spec.format)]
    goods = [spec for spec in catalogue.known() if wanted in ("", spec.format)]
    found: Sheet | None = detect.recognise(heads, orders) or catalogue.recognise(heads, goods)
    return found or (saved(heads) if not wanted else None)


def _aimed(heads: Sequence[SheetHead], saved: Recogniser, aim: str) -> Found | None:
    """Return a sheet that a person said the purpose of; where nobody mapped it, by a guess."""
    known = None if aim == "delivery" else catalogue.recognise(heads)
    mapped = saved(heads)
    found = known or (mapped if isinstance(mapped, Found) else None)
    if aim == "stock":
        found = found or _guessed(heads, "products")
        return _counted(found) if found and _says(found, "stock") else None
    if found and found.spec.aim == aim:
        return found
    return _guessed(heads, "delivery" if aim == "delivery" else "products")


def _counted(found: Found) -> Found:
    spec = replace(found.spec, aim="stock", offers=False, source=False, counts=True)
    return replace(found, spec=spec)


def _says(found: Found, field: str) -> bool:
    rest = found.spec.rest
    named = (column for column in found.spec.columns if column.field == field)
    return any(map(found.places, named)) or (rest is not None and rest[0] == field)


def _guessed(heads: Sequence[SheetHead], aim: generic.Aim) -> Found | None:
    """Return the first sheet whose header can be guessed to mean all that is needed."""
    for head, at, header in candidates(heads):
        rows = head.rows[at + 1 :]
        mapping = generic.suggest(header, rows[:5], aim)
        if generic.missing(mapping, aim):
            continue
        way, _assumed = settle(
            {}, generic.way_columns(header, mapping, aim), rows, first_row=at + 2
        )
        spec = generic.sheet_from_mapping(header, mapping, aim, way)
        return Found(spec, head.name, at, at + 1, header)
    return None


def candidates(heads: Sequence[SheetHead]) -> list[tuple[SheetHead, int, tuple[str, ...]]]:
    """Return (sheet, 0-based row, header) of rows that look like a header: the first of each."""
    guesses = ((head, generic.guess_header(head)) for head in heads)
    return [(head, guess[0], tuple(guess[1])) for head, guess in guesses if guess]
