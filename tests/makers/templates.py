"""Templates as seller centres hand them out, with all that a marketplace hides in them.

Written from the documents alone: a pane that no library accepts, a dimension of one cell, hidden
rows, columns and sheets, validations per row, protection, styles per column, a signature in row 2.
Cells are shared strings, inline strings or typed texts, as asked.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from tests.makers.excelize import DECLARATION, MAIN, OFFICE, PACKAGE, TYPE, column, escape

Cell = str | int | float
Rows = Sequence[Sequence[Cell]]
HIDDEN = "HiddenAttr"


@dataclass(frozen=True)
class Template:
    """A workbook: its main sheet, how its cells are written, and the sheets beside it."""

    sheet: str
    rows: Rows
    cells: str = "shared"  # shared, inline or typed
    beside: Mapping[str, Rows] = field(default_factory=dict)
    padded: int = 0  # empty rows behind, each with a styled last cell
    tail: str = ""  # more XML behind the rows

    def write(self, path: Path) -> Path:
        """Write the workbook."""
        strings: dict[str, int] = {}
        sheets = {self.sheet: self.rows, **self.beside, HIDDEN: [["1/kunci", "nilai"]]}
        with ZipFile(path, "w") as book:
            for number, (name, rows) in enumerate(sheets.items(), 1):
                xml = self._main(rows, strings) if name == self.sheet else _plain(rows, strings)
                _put(book, f"xl/worksheets/sheet{number}.xml", xml)
            _put(book, "[Content_Types].xml", _types(len(sheets)))
            _put(book, "_rels/.rels", _root())
            _put(book, "xl/workbook.xml", _workbook(list(sheets), self.sheet))
            _put(book, "xl/_rels/workbook.xml.rels", _relations(len(sheets)))
            _put(book, "xl/styles.xml", _styles())
            _put(book, "xl/sharedStrings.xml", _shared(strings))
            book.comment = b"as downloaded"
        return path

    def _main(self, rows: Rows, strings: dict[str, int]) -> str:
        width = max(map(len, rows))
        cols = "".join(
            f'<col customWidth="true" max="{n}" min="{n}" style="{1 + n % 2}" width="30"'
            + (' hidden="true"' if n == width else "") + "></col>"
            for n in range(width, 0, -1)
        )  # fmt: skip
        body = "".join(self._row(n, row, strings) for n, row in enumerate(rows, 1) if row)
        last = column(width - 1)
        body += "".join(
            f'<row r="{n}"><c r="{last}{n}" s="1"></c></row>'
            for n in range(len(rows) + 1, len(rows) + 1 + self.padded)
        )
        checks = "".join(
            f'<dataValidation allowBlank="true" sqref="A{n}:A{n}" type="list"><formula1>'
            f"{HIDDEN}!$A$1:$A$9</formula1></dataValidation>"
            for n in range(7, 27)
        )
        return (
            f'<worksheet xmlns="{MAIN}"><dimension ref="A1"></dimension><sheetViews><sheetView '
            'workbookViewId="0"><pane activePane="bottom_left" state="frozen" topLeftCell="A5" '
            'ySplit="4"></pane><selection activeCell="A6" pane="bottomLeft" sqref="A6"></selection>'
            f"</sheetView></sheetViews><cols>{cols}</cols><sheetData>{body}</sheetData>"
            '<sheetProtection sheet="true" objects="false" formatCells="false"></sheetProtection>'
            '<mergeCells count="1"><mergeCell ref="B5:C5"></mergeCell></mergeCells>'
            '<conditionalFormatting sqref="A1:ZZ1500"><cfRule dxfId="0" priority="1" '
            f'type="expression"><formula>{HIDDEN}!$A$1=&#34;1&#34;</formula></cfRule>'
            f'</conditionalFormatting><dataValidations count="20">{checks}</dataValidations>'
            f"{self.tail}</worksheet>"
        )

    def _row(self, number: int, row: Sequence[Cell], strings: dict[str, int]) -> str:
        look = ' hidden="true"' if number < 3 else ' customHeight="true" ht="50"'
        cells = "".join(
            self._cell(f"{column(at)}{number}", value, strings)
            for at, value in enumerate(row)
            if value != ""
        )
        return f'<row{look if number < 7 else ""} r="{number}">{cells}</row>'

    def _cell(self, place: str, value: Cell, strings: dict[str, int]) -> str:
        if not isinstance(value, str):
            return f'<c r="{place}" s="1"><v>{value}</v></c>'
        if self.cells == "shared":
            number = strings.setdefault(value, len(strings))
            return f'<c r="{place}" s="1" t="s"><v>{number}</v></c>'
        if self.cells == "inline":
            return f'<c r="{place}" s="1" t="inlineStr"><is><t>{escape(value)}</t></is></c>'
        return f'<c r="{place}" s="1" t="str"><v>{escape(value)}</v></c>'


def _plain(rows: Rows, strings: dict[str, int]) -> str:
    body = "".join(
        f'<row r="{n}">'
        + "".join(
            f'<c r="{column(at)}{n}" t="s"><v>{strings.setdefault(str(v), len(strings))}</v></c>'
            for at, v in enumerate(row)
            if v != ""
        )
        + "</row>"
        for n, row in enumerate(rows, 1)
        if row
    )
    return f'<worksheet xmlns="{MAIN}"><sheetData>{body}</sheetData></worksheet>'


def _workbook(names: Sequence[str], shown: str) -> str:
    listed = "".join(
        f'<sheet name="{name}" sheetId="{n}" r:id="rId{n}"'
        + ("" if name == shown else ' state="hidden"') + "></sheet>"
        for n, name in enumerate(names, 1)
    )  # fmt: skip
    return (
        f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}/relationships"><sheets>{listed}</sheets>'
        "</workbook>"
    )


def _relations(count: int) -> str:
    listed = "".join(
        f'<Relationship Id="rId{n}" Type="{OFFICE}/relationships/worksheet" '
        f'Target="worksheets/sheet{n}.xml"></Relationship>'
        for n in range(1, count + 1)
    )
    return (
        f'<Relationships xmlns="{PACKAGE}/relationships">{listed}<Relationship Id="rId90" '
        f'Type="{OFFICE}/relationships/styles" Target="styles.xml"></Relationship><Relationship '
        f'Id="rId91" Type="{OFFICE}/relationships/sharedStrings" Target="sharedStrings.xml">'
        "</Relationship></Relationships>"
    )


def _types(count: int) -> str:
    sheets = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" '
        f'ContentType="{TYPE}.spreadsheetml.worksheet+xml"/>'
        for n in range(1, count + 1)
    )
    return (
        f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application'
        '/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
        'ContentType="application/xml"/><Override PartName="/xl/workbook.xml" '
        f'ContentType="{TYPE}.spreadsheetml.sheet.main+xml"/>{sheets}'
        f'<Override PartName="/xl/styles.xml" ContentType="{TYPE}.spreadsheetml.styles+xml"/>'
        '<Override PartName="/xl/sharedStrings.xml" '
        f'ContentType="{TYPE}.spreadsheetml.sharedStrings+xml"/></Types>'
    )


def _root() -> str:
    return (
        f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{OFFICE}/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    )


def _styles() -> str:
    return (
        f'<styleSheet xmlns="{MAIN}"><fonts count="1"><font><sz val="11"/></font></fonts>'
        '<fills count="1"><fill><patternFill patternType="none"/></fill></fills>'
        '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
        '<cellXfs count="3"><xf/><xf><protection locked="true"/></xf>'
        '<xf><protection locked="false"/></xf></cellXfs></styleSheet>'
    )


def _shared(strings: Mapping[str, int]) -> str:
    listed = "".join(f'<si><t xml:space="preserve">{escape(text)}</t></si>' for text in strings)
    return f'<sst xmlns="{MAIN}" uniqueCount="{len(strings)}">{listed}</sst>'


def _put(book: ZipFile, name: str, xml: str) -> None:
    part = ZipInfo(name, (2006, 9, 16, 0, 0, 0))
    part.compress_type = ZIP_STORED if name.endswith(".rels") else ZIP_DEFLATED
    book.writestr(part, DECLARATION + xml)


def parts(path: Path) -> dict[str, bytes]:
    """Every part of a workbook, in its order."""
    with ZipFile(path) as book:
        return {name: book.read(name) for name in book.namelist()}


def cells(path: Path, sheet: str) -> dict[str, str | float]:
    """Every cell of a sheet by its place, "A7", read with nothing of ShopDesk's."""
    inside = parts(path)
    names = [one.get("name") for one in _tags(inside["xl/workbook.xml"], "sheet")]
    strings = [
        "".join(text.text or "" for text in entry.iter(f"{{{MAIN}}}t"))
        for entry in _tags(inside["xl/sharedStrings.xml"], "si")
    ]
    found: dict[str, str | float] = {}
    for cell in _tags(inside[f"xl/worksheets/sheet{names.index(sheet) + 1}.xml"], "c"):
        said = "".join(
            text.text or "" for tag in ("v", "t") for text in cell.iter(f"{{{MAIN}}}{tag}")
        )
        kind = cell.get("t", "n")
        if said or kind != "n":
            value = strings[int(said)] if kind == "s" else said
            found[cell.get("r", "")] = float(value) if kind == "n" else value
    return found


def changed(before: Path, after: Path, sheet: str) -> dict[str, str | float]:
    """The cells of a sheet that say something else than they did."""
    old, new = cells(before, sheet), cells(after, sheet)
    assert old.keys() <= new.keys()
    return {place: value for place, value in new.items() if old.get(place) != value}


def _tags(xml: bytes, name: str) -> list[Element]:
    return list(fromstring(xml).iter(f"{{{MAIN}}}{name}"))  # noqa: S314 - made by ourselves
