"""The files of an export: filled, measured, split again where one is too big, and listed."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from shopdesk.locale import _
from shopdesk.refusal import Refusal
from shopdesk.services.exports import splitting
from shopdesk.services.exports.shapes import ExportPlan, File, Part, Sheet, kind_word
from shopdesk.sheets.draft import drafted
from shopdesk.sheets.filling import fill
from shopdesk.sheets.writing import Column, write

MANIFEST: Final = ".manifest.json"


@dataclass(frozen=True, slots=True)
class Draft:
    """A file that is written but not yet in its place, and the workbook parts that differ."""

    path: Path
    rows: int
    parts: tuple[str, ...] = ()


def draft(plan: ExportPlan, folder: Path) -> list[Draft]:
    """Write all files of a plan into a folder.

    Raises:
        Refusal: a file cannot be written, or is too big for the marketplace even with one product.
    """
    if plan.sheet is None:
        return [_fresh(plan, folder)]
    waiting = splitting.parts(plan.sheet, plan.changes)
    made: list[Draft] = []
    while waiting:
        part = waiting.pop(0)
        one = _filled(plan.sheet, part, folder / f"{len(made)}-{len(waiting)}.xlsx")
        most = plan.sheet.layout.limits.size
        if most is None or one.path.stat().st_size <= most:
            made.append(one)
            continue
        smaller = splitting.halves(plan.sheet, part)
        if len(smaller) < 2:
            raise Refusal(
                _(
                    "{file} is bigger than the {most} MB that an upload takes, even with one "
                    "product. Download a smaller template."
                ).format(file=plan.sheet.path.name, most=most // 2**20)
            )
        waiting = smaller + waiting
    return made


def files(drafts: Sequence[Draft], out: Path) -> list[tuple[Draft, File]]:
    """Return each draft with the place, size and hash of the file that it becomes."""
    made = []
    for number, one in enumerate(drafts, 1):
        with one.path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
        place = splitting.named(out, number, len(drafts))
        made.append((one, File(place, one.rows, one.path.stat().st_size, digest)))
    return made


def manifest(plan: ExportPlan, written: Sequence[File], place: Path) -> Path:
    """Write the list of the files, with rows and hashes, and of what was left out."""
    told = {
        "format": plan.format, "kind": plan.wish.kind, "channel": plan.channel, "shop": plan.shop,
        "files": [
            {"file": one.path.name, "rows": one.rows, "bytes": one.size, "sha256": one.sha256}
            for one in written
        ],
        "left_out": [
            {"why": skip.why, "row": skip.row or None, "what": skip.what, "field": skip.field,
             "reason": skip.reason}
            for skip in plan.skips
        ],
    }  # fmt: skip
    with drafted(place) as path:
        path.write_text(json.dumps(told, ensure_ascii=False, indent=2) + "\n", "utf-8")
    return place


def _filled(sheet: Sheet, part: Part, place: Path) -> Draft:
    cells = [(change.row, change.column, change.after) for change in part.changes]
    keep = None
    if part.keep is not None:
        keep = {sheet.name: (sheet.layout.first_row, part.keep)}
    done = fill(sheet.path, place, {sheet.name: cells}, keep)
    return Draft(place, len({change.row for change in part.changes}), done.parts)


def _fresh(plan: ExportPlan, folder: Path) -> Draft:
    """Write a file for machines: every text as it is, because a program reads it, not a person.

    Web shops take CSV alone; a list of resi is what its name says.
    """
    columns = [Column(title, title, "text", 24) for title in plan.table[0]]
    ending = plan.wish.out.suffix if plan.wish.kind == "resi" else ".csv"
    place = folder / f"fresh{ending}"
    name = kind_word(plan.wish.kind)
    done = write(place, columns, plan.table[1:], sheet=name, zone="UTC", machine=True)
    plan.notes += done.notes
    return Draft(place, done.rows)
