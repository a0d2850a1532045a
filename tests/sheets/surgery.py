"""Workbooks put together part by part, so that any part can be wrong in any way."""

import struct
import zipfile
from io import BytesIO
from pathlib import Path

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'

PARTS = {
    "[Content_Types].xml": f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{TYPE}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{TYPE}.worksheet+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{TYPE}.styles+xml"/>'
    f'<Override PartName="/xl/sharedStrings.xml" ContentType="{TYPE}.sharedStrings+xml"/></Types>',
    "_rels/.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
    f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
    '<sheet name="orders" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{OFFICE}/styles" Target="styles.xml"/>'
    f'<Relationship Id="rId3" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
    "</Relationships>",
    "xl/styles.xml": f'{HEAD}<styleSheet xmlns="{MAIN}"><fonts count="1"><font/></fonts>'
    '<fills count="1"><fill><patternFill/></fill></fills><borders count="1"><border/></borders>'
    '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf numFmtId="0"/>'
    '<xf numFmtId="14" applyNumberFormat="1"/><xf numFmtId="22" applyNumberFormat="1"/>'
    '<xf numFmtId="46" applyNumberFormat="1"/></cellXfs><cellStyles count="1">'
    '<cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
    "xl/sharedStrings.xml": f'{HEAD}<sst xmlns="{MAIN}" count="2" uniqueCount="2">'
    "<si><t>No. Pesanan</t></si><si><r><t>Sta</t></r><r><t>tus</t></r></si></sst>",
}
ROWS = (
    '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'
    '<row r="2"><c r="A2" t="str"><v>240901ABC</v></c><c r="B2"><v>12</v></c></row>'
)
PLAIN = [("No. Pesanan", "Status"), ("240901ABC", 12)]


def sheet(rows: str, before: str = '<dimension ref="A1"/>', prologue: str = HEAD) -> str:
    """Return the XML of a sheet around its rows."""
    return f'{prologue}<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData></worksheet>'


def parts(rows: str = ROWS, **changed: str | bytes | None) -> dict[str, str | bytes]:
    """Return the parts of a workbook; a keyword "xl__styles" replaces that part, None drops it."""
    chosen: dict[str, str | bytes] = {**PARTS, "xl/worksheets/sheet1.xml": sheet(rows)}
    for keyword, content in changed.items():
        name = next(part for part in chosen if part.startswith(keyword.replace("__", "/")))
        if content is None:
            del chosen[name]
        else:
            chosen[name] = content
    return chosen


def packed(contents: dict[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return the parts as the bytes of a workbook."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    return stream.getvalue()


def workbook(rows: str = ROWS, **changed: str | bytes | None) -> bytes:
    """Return the bytes of a workbook with one sheet, "orders"."""
    return packed(parts(rows, **changed))


def lying_size(content: bytes, member: str, claimed: int) -> bytes:
    """Return a zip that claims another unpacked size for a member, in both of its headers."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        offset = archive.getinfo(member).header_offset
    changed = bytearray(content)
    changed[offset + 22 : offset + 26] = struct.pack("<I", claimed)
    name = member.encode()
    at = changed.find(b"PK\x01\x02")
    while at >= 0:
        if changed[at + 46 : at + 46 + len(name)] == name:
            changed[at + 24 : at + 28] = struct.pack("<I", claimed)
        at = changed.find(b"PK\x01\x02", at + 1)
    return bytes(changed)


def put(folder: Path, name: str, content: bytes | str) -> Path:
    """Write a file and return its path; text is written as UTF-8 with its line ends kept."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path
