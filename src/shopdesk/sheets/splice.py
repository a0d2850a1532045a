"""New values into a worksheet's XML without touching another byte of it.

The part is scanned once for the places of rows and cells; what changes is cut out and put in. So
everything the marketplace hid in its template survives: signatures, hidden rows, validations,
styles, protection, and spellings that no library would write again.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat
from xml.sax.saxutils import escape

from shopdesk.sheets.flaw import Flaw
from shopdesk.sheets.letters import letter, number

Value = str | int | float | None
Place = tuple[int, int]
"""Row and column, both counted from 1."""

LONGEST: Final = 32_767
"""Characters that a cell can hold."""
_TYPE: Final = re.compile(rb"\s+t=(?:\"[^\"]*\"|'[^']*')")
_SPANS: Final = re.compile(rb"\s+spans=(?:\"[^\"]*\"|'[^']*')")
_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_REF: Final = re.compile(r"([A-Z]{1,3})(\d{1,7})")


@dataclass(slots=True)
class _Cell:
    start: int
    end: int
    tag: bytes
    style: str | None
    formula: bool = False


@dataclass(slots=True)
class _Row:
    start: int
    opened: int
    """Where its start tag ends."""
    end: int = 0
    """Where its end tag begins; 0 where the tag closes itself."""
    cells: dict[int, _Cell] = field(default_factory=dict)


def splice(part: bytes, cells: Mapping[Place, Value], *, sheet: str = "") -> bytes:
    """Return the part with these cells holding these values, None for an empty one.

    Raises:
        Flaw: the part is no worksheet in UTF-8, or a cell holds a formula, stands inside merged
            cells, or would hold more text than a cell can.
    """
    scan = _Scan(part, {row for row, _column in cells})
    scan.run(sheet)
    edits: list[tuple[int, int, bytes]] = []
    by_row: dict[int, dict[int, Value]] = {}
    for (row, column), value in sorted(cells.items()):
        if (row, column) in scan.covered:
            raise Flaw("merged_cell", sheet=sheet, row=row, column=column)
        if isinstance(value, str) and len(value) > LONGEST:
            raise Flaw("long_text", sheet=sheet, row=row, column=column, limit=LONGEST)
        by_row.setdefault(row, {})[column] = value
    for at, wanted in by_row.items():
        there = scan.rows.get(at)
        edits += _row(scan, at, there, wanted, sheet) if there else _new_row(scan, at, wanted)
    return _applied(part, edits)


def _row(
    scan: "_Scan", number: int, row: _Row, wanted: Mapping[int, Value], sheet: str
) -> list[tuple[int, int, bytes]]:
    """Return the edits of a row that is there."""
    edits = []
    fresh: dict[int, list[bytes]] = {}
    for column, value in wanted.items():
        cell = row.cells.get(column)
        if cell is None:
            if value is not None:
                at = min((c.start for n, c in row.cells.items() if n > column), default=0)
                made = scan.cell(number, column, value)
                fresh.setdefault(at or row.end or -1, []).append(made)
        elif cell.formula:
            raise Flaw("formula_cell", sheet=sheet, row=number, column=column)
        else:
            edits.append((cell.start, cell.end, scan.changed(cell, value)))
    if fresh:
        tag = scan.part[row.start : row.opened]
        if -1 in fresh:  # <row/>: it must open first
            inner = b"".join(fresh.pop(-1))
            opened = _SPANS.sub(b"", tag.rstrip()[:-2].rstrip()) + b">"
            closed = b"</" + scan.prefix + b"row>"
            return [(row.start, row.opened, opened + inner + closed)]
        if (thin := _SPANS.sub(b"", tag)) != tag:
            edits.append((row.start, row.opened, thin))  # the span may be too short by now
    return edits + [(at, at, b"".join(made)) for at, made in fresh.items()]


def _new_row(
    scan: "_Scan", number: int, wanted: Mapping[int, Value]
) -> list[tuple[int, int, bytes]]:
    """Return the edit that puts in a row."""
    made = [scan.cell(number, c, value) for c, value in wanted.items() if value is not None]
    if not made:
        return []
    name = scan.prefix + b"row"
    row = b'<%s r="%d">%s</%s>' % (name, number, b"".join(made), name)
    at = min((start for n, start in scan.starts.items() if n > number), default=scan.end)
    return [(at, at, row)]


def _applied(part: bytes, edits: list[tuple[int, int, bytes]]) -> bytes:
    pieces, reached = [], 0
    for start, end, fresh in sorted(edits, key=lambda edit: (edit[0], edit[1])):
        pieces += [part[reached:start], fresh]
        reached = end
    return b"".join([*pieces, part[reached:]])


class _Scan:
    """One pass over the part: where the wanted rows, their cells and the end of all rows stand."""

    def __init__(self, part: bytes, wanted: set[int]) -> None:
        self.part, self._wanted = part, wanted
        self.rows: dict[int, _Row] = {}
        self.starts: dict[int, int] = {}
        self.covered: set[Place] = set()
        self.prefix = b""
        self.end = 0
        self._styles: dict[int, str] = {}
        """By column: the style of the nearest wanted row's or the column's cells."""
        self._columns: list[tuple[int, int, str]] = []
        self._typed = False
        self._row: _Row | None = None
        self._number = 0
        self._cell: _Cell | None = None

    def run(self, sheet: str) -> None:
        """Scan."""
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._started
        parser.EndElementHandler = self._ended
        parser.StartDoctypeDeclHandler = _no_doctype
        parser.XmlDeclHandler = lambda _version, encoding, _alone: self._in_utf8(encoding)
        self._parser = parser
        try:
            parser.Parse(self.part, True)  # noqa: FBT003 - the signature is expat's
        except expat.ExpatError as fault:
            raise Flaw("damaged_sheet", sheet=sheet, row=self._number or 1) from fault
        if self.part[self.end : self.end + 2] != b"</":  # no rows, and no place for any
            raise Flaw("damaged_sheet", sheet=sheet, row=1)

    def _in_utf8(self, encoding: str | None) -> None:
        if encoding and encoding.upper() != "UTF-8":
            raise Flaw("damaged_workbook")

    def _started(self, name: str, attributes: dict[str, str]) -> None:
        prefix, _colon, local = name.rpartition(":")
        at = self._parser.CurrentByteIndex
        if local == "c" and self._row is not None:
            self._start_cell(at, attributes)
        elif local == "row":
            self._start_row(at, attributes)
        elif local == "f" and self._cell is not None:
            self._cell.formula = True
        elif local == "sheetData":
            self.prefix = f"{prefix}:".encode() if prefix else b""
        elif local == "col" and "style" in attributes:
            span = int(attributes["min"]), int(attributes["max"])
            self._columns.append((*span, attributes["style"]))
        elif local == "mergeCell":
            self._cover(attributes.get("ref", ""))
        self._typed |= local == "c" and attributes.get("t") == "str"

    def _start_row(self, at: int, attributes: dict[str, str]) -> None:
        self._number = int(attributes.get("r", self._number + 1))
        self.starts[self._number] = at
        self._row = None
        if self._number in self._wanted:
            self._row = self.rows[self._number] = _Row(at, _tag_end(self.part, at))

    def _start_cell(self, at: int, attributes: dict[str, str]) -> None:
        found = _REF.fullmatch(attributes.get("r", ""))
        if self._row is None or found is None:
            return
        style = attributes.get("s")
        end = _tag_end(self.part, at)
        self._cell = _Cell(at, end, self.part[at:end], style)
        self._row.cells[number(found[1])] = self._cell

    def _ended(self, name: str) -> None:
        local = name.rpartition(":")[2]
        at = self._parser.CurrentByteIndex
        if local == "c":
            if self._cell is not None and not self._closed(self._cell.end):
                self._cell.end = _tag_end(self.part, at)
            self._cell = None
        elif local == "row" and self._row is not None:
            self._row.end = 0 if self._closed(self._row.opened) else at
            self._row = None
        elif local == "sheetData":
            self.end = at

    def _closed(self, end: int) -> bool:
        """Tell whether the start tag that ends here closes itself.

        Where the reader says that such an element ends, the next one begins.
        """
        return self.part[end - 2 : end] == b"/>"

    def _cover(self, ref: str) -> None:
        """Remember the cells of a merged range but its first."""
        ends = [_REF.fullmatch(end) for end in ref.split(":")]
        if len(ends) != 2 or not all(ends):
            return
        (left, top), (right, bottom) = ((number(e[1]), int(e[2])) for e in ends if e)
        rows = [row for row in self._wanted if top <= row <= bottom]
        self.covered |= {(r, c) for r in rows for c in range(left, right + 1)} - {(top, left)}

    def changed(self, cell: _Cell, value: Value) -> bytes:
        """Return a cell that was there with another value: style and all stay."""
        tag = _TYPE.sub(b"", cell.tag.rstrip(b"/>").rstrip())
        return self._filled(tag, value)

    def cell(self, row: int, column: int, value: Value) -> bytes:
        """Return a new cell in the style of its column."""
        tag = b'<%sc r="%s%d"' % (self.prefix, letter(column).encode(), row)
        style = next((s for low, high, s in self._columns if low <= column <= high), None)
        return self._filled(tag + (b' s="%s"' % style.encode() if style else b""), value)

    def _filled(self, tag: bytes, value: Value) -> bytes:
        p = self.prefix
        if value is None:
            body, kind = b"", b""
        elif isinstance(value, str):
            text = escape(_CONTROL.sub(lambda found: f"_x{ord(found[0]):04X}_", value))
            keep = b' xml:space="preserve"' if value != value.strip() or "\n" in value else b""
            said = text.replace("\r", "&#13;").encode("utf-8", "replace")
            if self._typed:
                kind, body = b' t="str"', b"<%sv%s>%s</%sv>" % (p, keep, said, p)
            else:
                kind = b' t="inlineStr"'
                body = b"<%sis><%st%s>%s</%st></%sis>" % (p, p, keep, said, p, p)
        else:
            kind, body = b"", b"<%sv>%s</%sv>" % (p, repr(value).encode(), p)
        return b"%s%s>%s</%sc>" % (tag, kind, body, p)


def _tag_end(part: bytes, at: int) -> int:
    """Return where the tag that begins here ends; a > may stand inside its quotes."""
    quote = 0
    for place in range(at, len(part)):
        byte = part[place]
        if quote:
            quote = 0 if byte == quote else quote
        elif byte in b"\"'":
            quote = byte
        elif byte == ord(">"):
            return place + 1
    return len(part)


def _no_doctype(*_names: object) -> None:
    raise Flaw("document_type", part="sheet")
