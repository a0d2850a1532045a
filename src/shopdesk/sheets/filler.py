"""In the child: a workbook copied part by part, with new values in the sheets that are meant."""

import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.parsers import expat

from shopdesk.sheets import guard
from shopdesk.sheets.flaw import Flaw
from shopdesk.sheets.parts import sheet_parts
from shopdesk.sheets.splice import Value, splice
from shopdesk.sheets.thinning import Keep, thin

Cells = Sequence[tuple[int, int, Value]]
"""Row and column, both from 1, and what the cell shall hold."""


def fill(
    template: str, draft: str, sheets: Mapping[str, Cells], keep: Mapping[str, Keep]
) -> list[str]:
    """Write a copy of the workbook with these cells changed; return the parts that differ.

    Of the sheets in ``keep`` only some rows stay (`thinning.py`).

    Raises:
        Flaw: the workbook is damaged or not safe, has no such sheet, or a cell cannot be filled.
    """
    with Path(template).open("rb") as file:
        guard.look_inside(file)
        with zipfile.ZipFile(file) as source, zipfile.ZipFile(draft, "w") as copy:
            edited = _edited(source, sheets, keep)
            for member in source.infolist():
                copy.writestr(_like(member), edited.get(member.filename) or source.read(member))
            copy.comment = source.comment
    return list(edited)


def _edited(
    source: zipfile.ZipFile, sheets: Mapping[str, Cells], keep: Mapping[str, Keep]
) -> dict[str, bytes]:
    try:
        parts = sheet_parts(source)
    except (LookupError, expat.ExpatError, ValueError) as fault:
        raise Flaw("damaged_workbook") from fault
    edited = {}
    for sheet, cells in sheets.items():
        if parts.get(sheet) not in source.namelist():
            raise Flaw("no_sheet", sheet=sheet)
        wanted = {(row, column): value for row, column, value in cells}
        part = splice(source.read(parts[sheet]), wanted, sheet=sheet)
        edited[parts[sheet]] = thin(part, *keep[sheet], sheet=sheet) if sheet in keep else part
    return edited


def _like(member: zipfile.ZipInfo) -> zipfile.ZipInfo:
    """Return an entry with the member's name, date, packing and attributes."""
    made = zipfile.ZipInfo(member.filename, member.date_time)
    made.compress_type = member.compress_type
    made.create_system, made.external_attr = member.create_system, member.external_attr
    made.extra = member.extra
    return made
