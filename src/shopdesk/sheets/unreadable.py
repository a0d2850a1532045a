"""The refusal of a file from outside."""

from shopdesk.locale import _
from shopdesk.refusal import Refusal
from shopdesk.sheets.flaw import Flaw
from shopdesk.sheets.letters import letter
from shopdesk.sheets.words import sentence


class Unreadable(Refusal):
    """A file that cannot be read: which file and where in it, why, and what to do.

    `row` counts from 1 (for a delimited file: the physical line), `column` is a letter as the
    spreadsheet programs show it. Both are None where the fault is the whole file's. `code` is the
    reason as a word for the program, "locked" or "wrong_password" for example.
    """

    def __init__(
        self,
        file: str,
        reason: str,
        *,
        sheet: str | None = None,
        row: int | None = None,
        column: str | None = None,
    ) -> None:
        super().__init__(_place(file, sheet, row, column) + ": " + reason)
        self.file = file
        self.sheet = sheet
        self.row = row
        self.column = column
        self.reason = reason
        self.code = ""


def of_flaw(file: str, flaw: Flaw) -> Unreadable:
    """Return the refusal of a file in the language spoken now."""
    refusal = Unreadable(
        file,
        sentence(flaw.code, flaw.fields),
        sheet=flaw.sheet,
        row=flaw.row,
        column=letter(flaw.column) if flaw.column else None,
    )
    refusal.code = flaw.code
    return refusal


def _place(file: str, sheet: str | None, row: int | None, column: str | None) -> str:
    """Return "file, sheet, row, column" as far as they are known."""
    parts = [file]
    if sheet:
        parts.append(_("sheet “{sheet}”").format(sheet=sheet))
    if row:
        parts.append((_("row {row}") if sheet else _("line {row}")).format(row=row))
    if column:
        parts.append(_("column {column}").format(column=column))
    return ", ".join(parts)
