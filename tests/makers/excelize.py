"""An xlsx as the seller centres' Go program writes it: one sheet in `sheet2.xml`, dimension A1.

Every cell is text: shared strings (Shopee) or `t="str"` (TikTok). The XML is streamed row by row
into the zip, so that 100,000 rows cost seconds; dates inside the zip are fixed, so that the same
rows give the same bytes.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

BORN = (2006, 9, 16, 0, 0, 0)
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPE = "application/vnd.openxmlformats-officedocument"
DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
BATCH = 512

FRAME = {
    "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
    'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{TYPE}.spreadsheetml.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet2.xml" ContentType="{TYPE}.spreadsheetml.'
    f'worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="{TYPE}.spreadsheetml.'
    f'styles+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="{TYPE}.spreadsheetml.'
    f'sharedStrings+xml"/><Override PartName="/docProps/app.xml" ContentType="{TYPE}.'
    'extended-properties+xml"/><Override PartName="/docProps/core.xml" ContentType="application/'
    'vnd.openxmlformats-package.core-properties+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/relationships/officeDocument" '
    'Target="xl/workbook.xml"/><Relationship Id="rId2" Type='
    f'"{PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
    f'<Relationship Id="rId3" Type="{OFFICE}/relationships/extended-properties" '
    'Target="docProps/app.xml"/></Relationships>',
    "docProps/app.xml": f'<Properties xmlns="{OFFICE}/extended-properties">'
    "<Application>Go Excelize</Application></Properties>",
    "docProps/core.xml": f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:creator>xuri</dc:creator>'
    '<dcterms:created xsi:type="dcterms:W3CDTF">2006-09-16T00:00:00Z</dcterms:created>'
    "</cp:coreProperties>",
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/relationships/worksheet" '
    'Target="worksheets/sheet2.xml"/><Relationship Id="rId2" Type='
    f'"{OFFICE}/relationships/styles" Target="styles.xml"/><Relationship Id="rId3" Type='
    f'"{OFFICE}/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
    "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><fonts count="1"><font><sz val="11"/>'
    '<name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/>'
    '</fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/>'
    '</borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="1"><xf/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    "</styleSheet>",
}
WORKBOOK = (
    f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}/relationships"><sheets>'
    '<sheet name="{name}" sheetId="2" r:id="rId1"/></sheets></workbook>'
)
HEAD = f'{DECLARATION}<worksheet xmlns="{MAIN}"><dimension ref="A1"/><sheetData>'
TAIL = "</sheetData></worksheet>"

CONTROL = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")


def escape(text: str) -> str:
    """Text for an XML element; what XML cannot carry becomes `_x001B_`, as spreadsheets do it."""
    if CONTROL.search(text):
        text = CONTROL.sub(lambda found: f"_x{ord(found[0]):04X}_", text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def column(number: int) -> str:
    """The letters of a 0-based column: 0 is A, 26 is AA."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _row(width: int, kind: str) -> str:
    """A row's XML with `~` for its number and `%s` for every value."""
    cells = "".join(f'<c r="{column(i)}~" t="{kind}"><v>%s</v></c>' for i in range(width))
    return f'<row r="~">{cells}</row>'


def _sheet(rows: Iterable[Sequence[str]], strings: dict[str, int] | None) -> Iterator[bytes]:
    """The sheet part in pieces; fills `strings` on the way (None: the text goes into the cell)."""
    kind = "str" if strings is None else "s"
    templates: dict[int, str] = {}
    piece = [HEAD]
    for number, row in enumerate(rows, 1):
        template = templates.get(len(row)) or templates.setdefault(len(row), _row(len(row), kind))
        values: tuple[object, ...]
        if strings is None:
            values = tuple(map(escape, row))
        else:
            values = tuple([strings.setdefault(text, len(strings)) for text in row])
        piece.append(template.replace("~", str(number)) % values)
        if number % BATCH == 0:
            yield "".join(piece).encode()
            piece.clear()
    piece.append(TAIL)
    yield "".join(piece).encode()


def _shared(strings: Iterable[str], count: int) -> Iterator[bytes]:
    """The shared string part in pieces."""
    piece = [f'{DECLARATION}<sst xmlns="{MAIN}" uniqueCount="{count}">']
    for text in strings:
        keep = ' xml:space="preserve"' if text != text.strip() else ""
        piece.append(f"<si><t{keep}>{escape(text)}</t></si>")
        if len(piece) > BATCH:
            yield "".join(piece).encode()
            piece.clear()
    piece.append("</sst>")
    yield "".join(piece).encode()


def _put(book: ZipFile, name: str, pieces: Iterable[bytes]) -> None:
    """One part of the package, streamed, with the fixed birthday."""
    part = ZipInfo(name, BORN)
    part.compress_type = ZIP_DEFLATED
    with book.open(part, "w", force_zip64=True) as stream:
        for piece in pieces:
            stream.write(piece)


def write(path: Path, sheet: str, rows: Iterable[Sequence[str]], *, shared: bool = True) -> None:
    """Write rows of text as one sheet; `shared=False` puts the text into the cells themselves."""
    strings: dict[str, int] | None = {} if shared else None
    with ZipFile(path, "w", ZIP_DEFLATED) as book:
        for name, xml in FRAME.items():
            _put(book, name, [(DECLARATION + xml).encode()])
        _put(book, "xl/workbook.xml", [(DECLARATION + WORKBOOK.format(name=sheet)).encode()])
        _put(book, "xl/worksheets/sheet2.xml", _sheet(rows, strings))
        _put(book, "xl/sharedStrings.xml", _shared(strings or {}, len(strings or {})))
