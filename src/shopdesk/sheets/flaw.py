"""What the child process says when a file cannot be read: a code, never a sentence.

The sentence is made in the parent (`words.py`), which knows the language of the person.
"""

from typing import NamedTuple, Self

Fields = dict[str, str | int]
Wire = tuple[str, Fields, str | None, int | None, int | None]


class Note(NamedTuple):
    """Something a person should know about a file that was read: a code and the words in it."""

    code: str
    fields: Fields


class Flaw(Exception):  # noqa: N818 - it describes the file, not a malfunction of ours
    """Why a file, a sheet or a cell cannot be read.

    `row` and `column` count from 1; for a delimited file `row` is the physical line.
    """

    def __init__(
        self,
        code: str,
        *,
        sheet: str | None = None,
        row: int | None = None,
        column: int | None = None,
        **fields: str | int,
    ) -> None:
        super().__init__(code)
        self.code = code
        self.fields = fields
        self.sheet = sheet
        self.row = row
        self.column = column

    def to_wire(self) -> Wire:
        """Return the flaw as plain values that marshal can carry."""
        return (self.code, self.fields, self.sheet, self.row, self.column)

    @classmethod
    def from_wire(cls, wire: Wire) -> Self:
        """Return the flaw that `to_wire` took apart."""
        code, fields, sheet, row, column = wire
        return cls(code, sheet=sheet, row=row, column=column, **fields)

    def in_sheet(self, sheet: str) -> Self:
        """Return the same flaw, naming the sheet if it names none yet."""
        self.sheet = self.sheet or sheet or None
        return self
