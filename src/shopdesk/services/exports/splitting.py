"""One export in several files, where a marketplace takes only so much at a time."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from shopdesk.channels.outward.spec import Limits
from shopdesk.services.exports.matching import column_of, plain
from shopdesk.services.exports.shapes import CellChange, Part, Sheet


def parts(sheet: Sheet, changes: Sequence[CellChange]) -> list[Part]:
    """Return the files that the changes need, by products and rows; bytes are known later.

    A product is never torn. A template that is small enough keeps all its rows; of a bigger one
    each file keeps the products that change.
    """
    limits, rows = sheet.layout.limits, rows_by_group(sheet, changes)
    if _fits(limits, rows, sheet):
        return [Part(sheet.path, tuple(changes))]
    touched = dict.fromkeys(change.group for change in changes)
    kept = {group: rows[group] for group in touched}
    return [part_of(sheet, changes, some) for some in _bundles(kept, limits)]


def halves(sheet: Sheet, part: Part) -> list[Part]:
    """Return the part as two, each with half of its products; one product alone stays whole."""
    groups = list(dict.fromkeys(change.group for change in part.changes))
    if len(groups) < 2:
        return [part]
    rows, middle = rows_by_group(sheet, part.changes), len(groups) // 2
    return [
        part_of(sheet, part.changes, {group: rows[group] for group in some})
        for some in (groups[:middle], groups[middle:])
    ]


def part_of(sheet: Sheet, changes: Sequence[CellChange], rows: Mapping[str, Sequence[int]]) -> Part:
    """Return the part that has these products alone."""
    keep = sorted(row for held in rows.values() for row in held)
    return Part(sheet.path, tuple(c for c in changes if c.group in rows), tuple(keep))


def rows_by_group(sheet: Sheet, changes: Sequence[CellChange]) -> dict[str, list[int]]:
    """Return the rows of every product, those of the template and those that are new."""
    found: dict[str, list[int]] = {}
    column = None if sheet.layout.appends else column_of(sheet, sheet.layout.product)
    if column is None:
        for change in changes:
            held = found.setdefault(change.group, [])
            if change.row not in held[-1:]:
                held.append(change.row)
        return found
    for at, row in enumerate(sheet.rows):
        if len(row) >= column and (product := plain(row[column - 1])):
            found.setdefault(product, []).append(sheet.layout.first_row + at)
    return found


def named(out: Path, number: int, count: int) -> Path:
    """Return the name of one file of several: NAME_part_1_of_3.xlsx."""
    return out if count == 1 else out.with_stem(f"{out.stem}_part_{number}_of_{count}")


def _fits(limits: Limits, rows: Mapping[str, Sequence[int]], sheet: Sheet) -> bool:
    most = limits.rows or sum(map(len, rows.values()))
    occupied = sum(map(bool, sheet.rows)) if sheet.layout.appends else 0
    return (
        len(rows) <= (limits.products or len(rows))
        and sum(map(len, rows.values())) + occupied <= most
        and (limits.size is None or sheet.size <= limits.size)
    )


def _bundles(rows: Mapping[str, Sequence[int]], limits: Limits) -> Iterator[dict[str, list[int]]]:
    bundle: dict[str, list[int]] = {}
    for group, held in rows.items():
        many = limits.products and len(bundle) >= limits.products
        long = limits.rows and sum(map(len, bundle.values())) + len(held) > limits.rows
        if bundle and (many or long):
            yield bundle
            bundle = {}
        bundle[group] = list(held)
    if bundle:
        yield bundle
