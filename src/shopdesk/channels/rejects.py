"""What cannot be taken in: a cell, a row's order, or the whole file, always with its place."""

from typing import NamedTuple

from shopdesk.locale import _
from shopdesk.refusal import Refusal


class Reject(NamedTuple):
    """One cell that kept its order out: sheet, row from 1, column header, the cell, the reason."""

    sheet: str
    row: int
    column: str
    value: str
    reason: str


class BadCell(ValueError):  # noqa: N818 - it names the cell, and is never shown as an error
    """A cell that cannot be read; the text is the reason, in the reader's language."""


class SpoiltCell(BadCell):
    """A cell which shows that another program changed the file: nothing in it can be trusted."""


class Damaged(Refusal):
    """The whole file is refused, because one cell proves that others are wrong as well."""

    def __init__(self, file: str, reject: Reject) -> None:
        self.reject = reject
        place = _("{file}, sheet {sheet}, row {row}, column {column}, value {value}").format(
            file=file, sheet=reject.sheet or "-", row=reject.row, column=reject.column,
            value=reject.value,
        )  # fmt: skip
        super().__init__(f"{place}: {reject.reason}")


class Scattered(Damaged):
    """An order's rows do not stand together; `Recognised.scattered()` reads such a sheet."""
