"""Which columns of a template take which fact."""

from collections.abc import Iterator

from shopdesk.channels.headers import fold
from shopdesk.channels.outward.spec import Slot
from shopdesk.locale import _
from shopdesk.refusal import Refusal
from shopdesk.services.exports.shapes import Sheet, Wish, kind_word

Placed = tuple[Slot, int]
"""A slot, and the column (from 1) that takes its fact."""


def placed(sheet: Sheet, wish: Wish) -> tuple[Placed, ...]:
    """Return the columns that this kind of export fills.

    Raises:
        Refusal: the template is not for this, or it is not clear which column is meant.
    """
    wanted = sheet.layout.slots.get(wish.kind, ())
    if not wanted:
        kinds = ", ".join(map(kind_word, sheet.layout.slots))
        raise Refusal(
            _("{file}: a {format} template takes {kinds}, not {kind}.").format(
                file=sheet.path.name,
                format=sheet.layout.format,
                kinds=kinds,
                kind=kind_word(wish.kind),
            )
        )  # fmt: skip
    found = [(slot, column) for slot in wanted for column in _columns(sheet, slot, wish.into)]
    if not found:
        raise Refusal(
            _("{file} has no column for {kind}; download a fresh template.").format(
                file=sheet.path.name, kind=kind_word(wish.kind)
            )
        )
    return tuple(found)


def _columns(sheet: Sheet, slot: Slot, into: str) -> list[int]:
    columns = list(_headed(sheet, slot))
    if slot.fact != "stock" or len(columns) < 2:
        return columns
    named = [c for c in columns if fold(into) in {fold(sheet.title(c)), sheet.keys[c - 1]}]
    if not into or not named:
        raise Refusal(
            _("{file} has several stock columns ({names}); name one with --into.").format(
                file=sheet.path.name, names=", ".join(sheet.title(c) for c in columns)
            )
        )
    return named


def _headed(sheet: Sheet, slot: Slot) -> Iterator[int]:
    wanted = tuple(map(fold, slot.keys))
    known = set(map(fold, sheet.layout.known))
    for at, key in enumerate(sheet.keys, 1):
        if slot.others:
            fits = bool(key) and key not in known
        else:
            fits = key.startswith(wanted) if slot.starts else key in wanted
        if fits:
            yield at
            if not (slot.starts or slot.others):
                return
