"""What a file is, by its content: orders, another kind of file, or a sheet that somebody mapped."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final, get_args

from shopdesk.channels import detect, generic
from shopdesk.channels.catalogue import detect as catalogue
from shopdesk.channels.catalogue.spec import Aim as GoodsAim
from shopdesk.channels.detect import Recognised
from shopdesk.channels.money import detect as money
from shopdesk.channels.money.detect import Statement
from shopdesk.channels.money.spec import MoneySpec
from shopdesk.channels.stats import detect as stats
from shopdesk.channels.stats.detect import Stats
from shopdesk.channels.stats.spec import StatSpec
from shopdesk.channels.talks import detect as talks
from shopdesk.channels.talks.detect import Talk
from shopdesk.channels.talks.spec import TalkSpec
from shopdesk.channels.tracks import detect as tracks
from shopdesk.channels.tracks.detect import Track
from shopdesk.channels.tracks.spec import TrackSpec
from shopdesk.channels.ways import settle
from shopdesk.locale import _
from shopdesk.refusal import Refusal
from shopdesk.services.imports import kinds
from shopdesk.services.imports.kinds import KINDS, Found
from shopdesk.sheets import SheetHead

Sheet = Recognised | Found
"""A sheet of orders, or of another kind."""
Recogniser = Callable[[Sequence[SheetHead]], Sheet | None]
AIMS: Final[tuple[str, ...]] = (*get_args(GoodsAim), "bank", "gateway", "events", "chats", "stats")
"""What a person can say that a sheet is for, where no layout is known for it."""


def formats() -> list[str]:
    """Return the names of all layouts."""
    orders = {spec.format for spec in detect.known()}
    return sorted(orders | set(kinds.formats()))


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
    found: Sheet | None = detect.recognise(heads, orders)
    for kind in KINDS.values():
        specs = [spec for spec in kind.known() if wanted in ("", spec.format)]
        found = found or kind.recognise(heads, specs)
    if wanted:
        return found
    # Such sheets need little to be one: whoever mapped this header knows better.
    return (
        (saved(heads) or _unless_orders(found, heads))
        if isinstance(found, Track | Talk)
        else (found or saved(heads))
    )


def _unless_orders(found: Track | Talk, heads: Sequence[SheetHead]) -> Track | Talk | None:
    """Return a sheet of events or chats, unless its other columns are those of orders."""
    rows = next((head.rows for head in heads if head.name == found.sheet), ())
    guess = generic.suggest(found.header, rows[found.first_row :][:5], "orders")
    return None if not generic.missing(guess, "orders") else found


def _aimed(heads: Sequence[SheetHead], saved: Recogniser, aim: str) -> Found | None:
    """Return a sheet that a person said the purpose of; where nobody mapped it, by a guess."""
    known = _layout(heads, aim)
    mapped = saved(heads)
    found = known or (None if isinstance(mapped, Recognised) else mapped)
    if aim == "stock":
        found = found if isinstance(found, catalogue.Found) else _guessed(heads, "products")
        goods = found if isinstance(found, catalogue.Found) else None
        return _counted(goods) if goods and _says(goods, "stock") else None
    if found and aim_of(found) == aim:
        return found
    return _guessed(heads, next((known for known in generic.MEANINGS if known == aim), "products"))


def _layout(heads: Sequence[SheetHead], aim: str) -> Found | None:
    """Return the sheet by a known layout; a delivery has none."""
    if aim in {"bank", "gateway"}:
        return money.recognise(heads)
    if aim == "events":
        return tracks.recognise(heads)
    if aim in {"chats", "stats"}:
        return talks.recognise(heads) if aim == "chats" else stats.recognise(heads)
    return None if aim == "delivery" else catalogue.recognise(heads)


def aim_of(found: Found) -> str:
    """Return what a sheet that holds no orders is for."""
    if isinstance(found, catalogue.Found):
        return found.spec.aim
    if isinstance(found, Talk | Stats):
        return "chats" if isinstance(found, Talk) else "stats"
    return found.spec.source if isinstance(found, Statement) else "events"


def _counted(found: catalogue.Found) -> catalogue.Found:
    spec = replace(found.spec, aim="stock", offers=False, source=False, counts=True)
    return replace(found, spec=spec)


def _says(found: catalogue.Found, field: str) -> bool:
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
        return own(head, at, header, generic.sheet_from_mapping(header, mapping, aim, way))
    return None


def own(head: SheetHead, at: int, header: tuple[str, ...], spec: generic.OwnSpec) -> Found | None:
    """Return a sheet of one's own as its mapping reads it."""
    if isinstance(spec, MoneySpec):
        return money.laid_over(spec, head.name, head.rows, at)
    if isinstance(spec, TrackSpec):
        return tracks.laid_over(spec, head.name, head.rows, at)
    if isinstance(spec, TalkSpec):
        return talks.laid_over(spec, head.name, head.rows, at)
    if isinstance(spec, StatSpec):
        return stats.laid_over(spec, head.name, head.rows, at)
    return catalogue.Found(spec, head.name, at, at + 1, header)


def candidates(heads: Sequence[SheetHead]) -> list[tuple[SheetHead, int, tuple[str, ...]]]:
    """Return (sheet, 0-based row, header) of rows that look like a header: the first of each."""
    guesses = ((head, generic.guess_header(head)) for head in heads)
    return [(head, guess[0], tuple(guess[1])) for head, guess in guesses if guess]
