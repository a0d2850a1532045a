"""A template as it was downloaded: recognised by its content, read row by row."""

from pathlib import Path

from shopdesk.channels.outward.known import recognise
from shopdesk.channels.outward.spec import Layout
from shopdesk.locale import _
from shopdesk.refusal import Refusal
from shopdesk.services.exports.shapes import Sheet
from shopdesk.sheets.cells import Row
from shopdesk.sheets.source import Source, open_source


def read(path: Path, wanted: str = "") -> Sheet:
    """Read a template.

    Raises:
        Refusal: it cannot be read, is no template that is known, or another one than ``wanted``.
    """
    found = look(path)
    if found is None:
        raise Refusal(
            _(
                "{file} is no template that is known here. Download the mass update or mass "
                "upload template from the seller centre and choose that file, as it was downloaded."
            ).format(file=path.name)
        )
    if wanted and found.layout.format != wanted:
        raise Refusal(
            _("{file} is a {found} template, not {wanted}.").format(
                file=path.name, found=found.layout.format, wanted=wanted
            )
        )
    return found


def look(path: Path) -> Sheet | None:
    """Read a template; None if the file is a spreadsheet of some other kind.

    Raises:
        Unreadable: the file is damaged, locked or unsafe.
    """
    with open_source(path) as source:
        found = recognise(source.heads)
        if found is None or source.kind != "xlsx":
            return None
        layout = found.layout
        head = next(one for one in source.heads if one.name == found.sheet)
        return Sheet(
            path, source.sha256, source.size, layout, found.sheet, found.keys,
            _line(head.rows, layout.label_row), _line(head.rows, layout.limit_row),
            tuple(_rows(source, found.sheet, layout.first_row - 1)), _categories(source, layout),
        )  # fmt: skip


def _line(rows: tuple[Row, ...], number: int) -> Row:
    return rows[number - 1] if 0 < number <= len(rows) else ()


def _rows(source: Source, sheet: str, start: int) -> list[Row]:
    return [row for _first, batch in source.rows(sheet, start) for row in batch]


def _categories(source: Source, layout: Layout) -> tuple[str, ...]:
    if layout.categories not in {head.name for head in source.heads}:
        return ()
    cells = (row[0] for row in _rows(source, layout.categories, 0) if row)
    return tuple(text for cell in cells if (text := str(cell).strip()))
