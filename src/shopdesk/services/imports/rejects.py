"""What was refused, as a spreadsheet: file, sheet, row, column, value, reason."""

from collections.abc import Iterable
from pathlib import Path

from shopdesk.locale import _
from shopdesk.services.imports.shapes import Reject


def write_rejects(path: Path, refused: Iterable[tuple[str, Reject]], zone: str) -> None:
    """Write the cells that were not taken, each with the file that it stands in."""
    from shopdesk.sheets.writing import Column, write

    titles = (_("File"), _("Sheet"), _("Row"), _("Column"), _("Value"), _("Reason"))
    keys = ("file", "sheet", "row", "column", "value", "reason")
    columns = [
        Column(key, title, "int" if key == "row" else "text", 40 if key == "reason" else 18)
        for key, title in zip(keys, titles, strict=True)
    ]
    rows = [(file, *reject) for file, reject in refused]
    write(path, columns, rows, sheet=_("Rejects"), zone=zone)
