"""Rows of a recognised statement or report into its lines."""

import re
from collections.abc import Sequence
from typing import Any, Final

from shopdesk.channels.cells import CodeCell, IdCell, Memo, TextCell, plain
from shopdesk.channels.fields import Cell
from shopdesk.channels.headers import fold
from shopdesk.channels.headers import labels as named
from shopdesk.channels.money import balance, joining
from shopdesk.channels.money.cells import AmountCell, ClockCell, DayCell, Days, SideCell
from shopdesk.channels.money.detect import Statement
from shopdesk.channels.money.framing import frame, said, take_sum
from shopdesk.channels.money.making import Maker, Refused
from shopdesk.channels.money.spec import Field, Line
from shopdesk.channels.notes import Notes
from shopdesk.channels.rejects import BadCell, Reject
from shopdesk.locale import _

Row = Sequence[Cell]
SUMS: tuple[Field, ...] = ("amount", "credit", "debit")
SIGNED: tuple[Field, ...] = ("order_ref", "status_code", "amount")
"""What a signature is of, put together as the file writes it."""
_TOTAL: Final = re.compile(r"(grand |sub)?(total|jumlah)\b", re.IGNORECASE)


class Conversion:
    """The running conversion of one sheet: feed it the rows in order, then finish it once.

    `rows` counts the rows that were not blank, `refused` those kept out, `rejects` names the cells
    that did it. What stands between the rows (page headers, opening balance, sums) is no line.
    """

    def __init__(
        self, found: Statement, *, file: str, zone: str = "Asia/Jakarta",
        days: Days | None = None, shift_days: int = 0,
    ) -> None:  # fmt: skip
        """Take the zone of its days, those it can be of if it does not say, and a shift of them."""
        self.rows = 0
        self.refused = 0
        self.rejects: list[Reject] = []
        self.warnings: list[str] = []
        self._found, self._spec, self._file = found, found.spec, file
        self._notes = Notes()
        names = named(found.header)
        self.labels = {field: names[at[0]] for field, at in found.places.items()}
        self._amount = AmountCell(found.spec)
        self.frame = frame(found.above, self._amount)
        self._when = DayCell(found.spec, zone, self.frame.days, days)
        self._memos = _memos(self._amount, self._when)
        self._maker = Maker(found.spec, self.frame, self._when, shift_days)
        self._lines: list[Line] = []
        self._entries: dict[str, list[balance.Entry]] = {}
        self._lost: list[int] = []
        used = {at for places in found.places.values() for at in places}
        self._loose = [(at, names[at]) for at in range(len(names)) if at not in used]

    def feed(self, first_row: int, rows: Sequence[Row]) -> None:
        """Take the next rows, the first of them number `first_row` from 0."""
        for at, cells in enumerate(rows, first_row):
            if at >= self._found.first_row:
                self._row(cells, at + 1)

    def finish(self) -> list[Line]:
        """Return the lines; tell what is missing between them, and other warnings."""
        lines = joining.joined(self._lines) if self._spec.joined else self._lines
        self.warnings = [*self._notes.told(None), *self._missing()]
        if self._when.assumed:
            self.warnings.append(
                _("The statement does not say its period; its days were taken for the last year's.")
            )
        return lines

    def _row(self, row: Row, row_no: int) -> None:
        if not any(cell is not None and plain(cell) for cell in row):
            self._notes.count("blank", row_no)
            return
        if self._is_header(row) or self._stands_apart(row):
            return
        self.rows += 1
        if (told := self._read(row, row_no)) is None:
            return
        try:
            line = self._maker.line(row_no, told, self._rest(row))
        except Refused as why:
            self._reject(why.field, row_no, self._cell(row, why.field), str(why))
            return
        self._lines.append(line)
        self._entries.setdefault(line.account, []).append(_entry(line))

    def _stands_apart(self, row: Row) -> bool:
        """Tell whether a row is no line: a sum, a page header, more words of the line above."""
        if take_sum(self.frame, row, self._amount) or _TOTAL.match(said(row)):
            return True
        day, sums = self._day(row), [self._cell(row, field) for field in SUMS]
        digits = any(any(map(str.isdigit, plain(cell))) for cell in sums)
        if day or any(map(self._is_sum, sums)):
            return bool(day) and not digits and self._is_opening(row)
        if digits and any(map(str.isdigit, plain(self._cell(row, "at")))):
            return False
        self._go_on(row)
        return True

    def _day(self, row: Row) -> bool:
        try:
            return self._memos["at"][self._cell(row, "at")] is not None
        except BadCell:
            return False

    def _is_sum(self, cell: Cell) -> bool:
        try:
            return self._amount[cell][0] is not None
        except BadCell:
            return False

    def _is_opening(self, row: Row) -> bool:
        """Tell whether a row with a day and no amount says nothing, or how much there was."""
        words = plain(self._cell(row, "words"))
        return not words or take_sum(self.frame, (words, self._cell(row, "balance")), self._amount)

    def _go_on(self, row: Row) -> None:
        """Add the words of a row that has nothing else to the line above."""
        places = self._found.places.get("words", ())
        filled = [at for at, cell in enumerate(row) if cell is not None and plain(cell)]
        if self._lines and filled and set(filled) <= set(places):
            self._maker.add_words(self._lines, plain(row[filled[0]]))

    def _read(self, row: Row, row_no: int) -> dict[Field, Any] | None:
        """Return what the cells of a row say, None where one cannot be read."""
        told: dict[Field, Any] = {}
        for field in self._found.places:
            cell = self._cell(row, field)
            try:
                told[field] = self._memos[field][cell]
            except BadCell as why:
                self._reject(field, row_no, cell, str(why))
                return None
        if self._spec.proof:
            told["signed"] = "".join(plain(self._cell(row, field)) for field in SIGNED)
        return told

    def _cell(self, row: Row, field: Field) -> Cell:
        """Return the first cell of a field that is not blank."""
        cells = [row[at] for at in self._found.places.get(field, ()) if at < len(row)]
        return next((cell for cell in cells if cell is not None and plain(cell)), None)

    def _rest(self, row: Row) -> dict[str, str]:
        """Return the cells that no field is fed by, by their titles."""
        return {
            title: text for at, title in self._loose
            if at < len(row) and (text := plain(row[at]).removeprefix("'")[:500])
        }  # fmt: skip

    def _is_header(self, row: Row) -> bool:
        """Tell whether this is the header once more: a new page, or sheets below each other."""
        pairs = [(a, b) for a, b in zip(row, self._found.header, strict=False) if b.strip()]
        same = [a for a, b in pairs if isinstance(a, str) and fold(a) == fold(b)]
        return bool(pairs) and len(same) == len(pairs)

    def _reject(self, field: Field, row_no: int, cell: Cell, reason: str) -> None:
        label = self.labels.get(field, "")
        self.refused += 1
        self._lost.append(row_no)
        self.rejects.append(Reject(self._found.sheet, row_no, label, plain(cell)[:200], reason))

    def _missing(self) -> list[str]:
        """Say where the balances show that rows are missing."""
        if "balance" not in self._found.places:
            return []
        alone = len(self._entries) == 1
        sums = self.frame.sums if alone else {}
        currency = self.frame.currency or self._spec.currency
        said: list[str] = []
        for entries in self._entries.values():
            found = balance.gaps(entries, self._lost, sums.get("opening"), sums.get("closing"))
            said += balance.told(found, currency)
        return said


def _entry(line: Line) -> balance.Entry:
    """Return what a line does to the balance: what of it reached the account."""
    reached = line.amount if line.net is None else line.net
    adds = reached if line.incoming else -line.amount
    return balance.Entry(line.row, line.at, adds, line.balance)


def _memos(amount: AmountCell, when: DayCell) -> dict[Field, Memo[Any]]:
    text, code = TextCell(), CodeCell()
    return {
        "at": when, "clock": ClockCell(), "account": IdCell(), "holder": text, "currency": code,
        "words": code, "more": code, "credit": amount, "debit": amount, "amount": amount,
        "side": SideCell(), "balance": amount, "ref": IdCell(), "order_ref": IdCell(),
        "part": code, "status": code, "fraud": code, "method": code, "fee": amount,
        "tax": amount, "net": amount, "refunded": amount, "payer": text, "signature": IdCell(),
        "status_code": code, "token": IdCell(), "valued": text,
    }  # fmt: skip
