"""Named ways in which a file can be wrong: each is read, or refused with a clear reason."""

import struct
import zipfile
from collections.abc import Callable
from io import BytesIO

import openpyxl
import pytest
from tests.sheets import biff
from tests.sheets.reading import refusal_of, rows_of
from tests.sheets.surgery import (
    HEAD,
    MAIN,
    PARTS,
    PLAIN,
    lying_size,
    packed,
    parts,
    put,
    sheet,
    workbook,
)

SHEET = "xl/worksheets/sheet1.xml"
WIDE = "a,b,c,d,e,f\r\n1,2,3,4,5,6\r\n"
OLD = [["No. Pesanan", "Jumlah"], ["240901ABC", 12.0]]
DOCTYPE = f'{HEAD}<!DOCTYPE worksheet [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'


def xml(rows: str, **around: str) -> bytes:
    return packed({**parts(), SHEET: sheet(rows, **around)})


def filler(count: int) -> bytes:
    return packed({**parts(), **{f"xl/media/{n}.txt": "x" for n in range(count)}})


def flipped(content: bytes, part: str) -> bytes:
    """Change one packed byte of a member, leaving its checksum as it was."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        member = archive.getinfo(part)
    at = member.header_offset + 30 + len(part)
    changed = bytearray(content)
    changed[at + member.compress_size // 2] ^= 0x55
    return bytes(changed)


def twice(content: bytes) -> bytes:
    stream = BytesIO(content)
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(stream, "a") as archive:
        archive.writestr(SHEET, sheet('<row r="1"><c r="A1"><v>9</v></c></row>'))
    return stream.getvalue()


def encrypted_zip(content: bytes) -> bytes:
    changed = bytearray(content)
    at = changed.find(b"PK\x01\x02")
    while at >= 0:
        changed[at + 8] |= 1
        at = changed.find(b"PK\x01\x02", at + 1)
    return bytes(changed)


def oddly_packed(content: bytes) -> bytes:
    changed = bytearray(content)
    at = changed.find(b"PK\x01\x02")
    struct.pack_into("<H", changed, at + 10, 97)
    return bytes(changed)


def misspelt_pane() -> bytes:
    views = (
        '<sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottom_left" state="frozen"/>'
        "</sheetView></sheetViews>"
    )
    return xml('<row r="1"><c r="A1"><v>7</v></c></row>', before=views)


def with_openpyxl() -> bytes:
    book = openpyxl.Workbook()
    book.active.append(["No. Pesanan", "Status"])
    book.active.append(["240901ABC", 12])
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


# fmt: off
# name of the case: (file name, content, a piece of the reason or the rows that must come out)
CASES: dict[str, tuple[str, Callable[[], bytes | str], str | list[tuple[object, ...]]]] = {
    "empty file": ("a.xlsx", lambda: b"", "is empty"),
    "download cut off": ("a.xlsx", lambda: workbook()[:-200], "download was cut off"),
    "only the start of a zip": ("a.xlsx", lambda: b"PK\x03\x04" + b"x" * 40, "cut off"),
    "a byte changed on the way": ("a.xlsx", lambda: flipped(workbook(), SHEET), "is damaged"),
    "two parts of one name": ("a.xlsx", lambda: twice(workbook()), "damaged"),
    "parts encrypted": ("a.xlsx", lambda: encrypted_zip(workbook()), "encrypted"),
    "unknown packing": ("a.xlsx", lambda: oddly_packed(workbook()), "damaged"),
    "claims to be small": ("a.xlsx", lambda: lying_size(workbook(), SHEET, 10), "damaged"),
    "too many parts": ("a.xlsx", lambda: filler(2001), "more than 2000 parts"),
    "packed like a bomb": (
        "a.xlsx",
        lambda: xml(f'<row r="1"><c r="A1" t="str"><v>{"a" * 20_000_000}</v></c></row>'),
        "suspicious size",
    ),
    "entity bomb": ("a.xlsx", lambda: xml("", prologue=DOCTYPE), "definitions"),
    "entity behind a comment": (
        "a.xlsx",
        lambda: xml("", prologue=DOCTYPE.replace("<!DOCTYPE", "<!-- <a> --><!DOCTYPE")),
        "definitions",
    ),
    "sheet in UTF-16": (
        "a.xlsx",
        lambda: packed({**parts(), SHEET: sheet("").encode("utf-16")}),
        "definitions",
    ),
    "no workbook part": ("a.xlsx", lambda: workbook(xl__workbook=None), "no sheet"),
    "no sheet part": ("a.xlsx", lambda: workbook(xl__worksheets=None), "damaged"),
    "no styles": ("a.xlsx", lambda: workbook(xl__styles=None), PLAIN),
    "no sheets at all": (
        "a.xlsx",
        lambda: workbook(
            xl__workbook=f'{HEAD}<workbook xmlns="{MAIN}"><sheets></sheets></workbook>'
        ),
        "damaged|no sheet",
    ),
    "sheet ends in the middle": (
        "a.xlsx",
        lambda: workbook(xl__worksheets=sheet("").replace("</sheetData></worksheet>", "<row><c>")),
        "damaged",
    ),
    "dimension says A1": ("a.xlsx", workbook, PLAIN),
    "pane that openpyxl refuses": ("a.xlsx", misspelt_pane, [(7,)]),
    "shared text out of range": (
        "a.xlsx",
        lambda: xml('<row r="1"><c r="A1" t="s"><v>99</v></c></row>'),
        "row 1, column A: the text of a cell is missing",
    ),
    "four billion shared texts": (
        "a.xlsx",
        lambda: workbook(
            xl__sharedStrings=PARTS["xl/sharedStrings.xml"].replace(
                'count="2" uniqueCount="2"', 'count="4000000000" uniqueCount="4000000000"'
            )
        ),
        PLAIN,
    ),
    "not a number": (
        "a.xlsx",
        lambda: xml('<row r="1"><c r="A1"><v>NaN</v></c><c r="B1"><v>1e999</v></c></row>'),
        [("nan", "inf")],
    ),
    "words in a number cell": (
        "a.xlsx",
        lambda: xml('<row r="1"><c r="A1"><v>dua belas</v></c></row>'),
        [("dua belas",)],
    ),
    "unknown kind of error": (
        "a.xlsx",
        lambda: xml('<row r="1"><c r="A1" t="e"><v>#SPILL!</v></c></row>'),
        [("#SPILL!",)],
    ),
    "unknown kind of cell": (
        "a.xlsx",
        lambda: xml('<row r="1"><c r="A1" t="zz"><v>5</v></c></row>'),
        [("5",)],
    ),
    "rows out of order": (
        "a.xlsx",
        lambda: xml('<row r="5"><c><v>1</v></c></row><row r="2"><c><v>2</v></c></row>'),
        "row 2: the rows are not stored in their order",
    ),
    "cell beyond the last column": (
        "a.xlsx",
        lambda: xml('<row r="1"><c r="ZZZZZZ1"><v>1</v></c></row>'),
        "damaged",
    ),
    "row beyond the last row": (
        "a.xlsx",
        lambda: xml('<row r="1"><c r="A1"><v>1</v></c></row><row r="4000000000"/>'
                    '<row r="4000000001"><c r="A4000000001"><v>1</v></c></row>'),
        "more than 1048576 rows",
    ),
    "one runaway cell": (
        "a.xlsx",
        lambda: xml('<row r="1"><c r="XFD1"><v>1</v></c></row>'
                    '<row r="9000"><c r="A9000"><v>1</v></c></row>'),
        "nearly all of it is blank",
    ),
    "character that XML forbids": (
        "a.xlsx",
        lambda: xml('<row r="1"><c r="A1" t="str"><v>&#0;</v></c></row>'),
        "damaged",
    ),
    "xlsx called csv": ("a.csv", with_openpyxl, PLAIN),
    "names with backslashes": (
        "a.xlsx", lambda: packed({k.replace("/", "\\"): v for k, v in parts().items()}), PLAIN),
    "text document": ("a.xlsx", lambda: packed({"[Content_Types].xml": "", "word/d.xml": ""}),
                      "text document"),
    "binary workbook": ("a.xlsx", lambda: packed({"xl/workbook.bin": "x"}), "binary workbook"),
    "any zip": ("a.xlsx", lambda: packed({"orders.csv": "a,b"}), "unpack it first"),
    "PDF called xlsx": ("a.xlsx", lambda: b"%PDF-1.7 ...", "PDF"),
    "picture called csv": ("a.csv", lambda: b"\x89PNG\r\n\x1a\n", "picture"),
    "mark of an open document": (".~lock.a.xlsx#", lambda: ",sri,laptop,;", "Choose the file"),
    "old workbook cut off": ("a.xls", lambda: biff.workbook(OLD)[:1500], "damaged"),
    "old workbook": ("a.xls", lambda: biff.workbook(OLD), [("No. Pesanan", "Jumlah"),
                                                           ("240901ABC", 12)]),
    "noise": ("a.xls", lambda: bytes(range(1, 32)) * 50, "unknown kind"),
    "login page called xls": (
        "a.xls", lambda: "<!doctype html><html><body>Masuk</body></html>", "without a table"),
    "XML of Excel 2003": (
        "a.xls",
        lambda: '<?xml version="1.0"?><Workbook '
        'xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
        "Excel 2003",
    ),
    "archived page": ("a.xls", lambda: "MIME-Version: 1.0\r\n\r\n", "archived web page"),
    "NUL in a text": ("a.csv", lambda: "a,b\r\n1,\0\r\n", "line 2: there is a NUL"),
    "row too long": ("a.csv", lambda: WIDE + "1,2,3,4,5,6,7\r\n", "line 3: the row has 7 cells"),
    "row too short": ("a.csv", lambda: WIDE + "1,2,3,4,5\r\n" + WIDE, "line 3: the row has 5"),
    "row too long by blanks": (
        "a.csv", lambda: WIDE + "1,2,3,4,5,6,,\r\n", [tuple("abcdef"), *[tuple("123456")] * 2]),
    "quote never closed": ("a.csv", lambda: WIDE + '1,"2,3,4,5,6\r\n' + WIDE, "line 3: a quot"),
    "quote closed too early": (
        "a.csv", lambda: WIDE + '1,"5" layar",3,4,5,6\r\n', "line 3: there is text after"),
    "rows inside a quote": (
        "a.csv", lambda: f'{WIDE}1,"{WIDE}{WIDE}",3,4,5,6\r\n', "line 3: a quotation mark"),
    "cell of a novel": ("a.csv", lambda: f"a,b\n1,{'x' * 131_073}\n", "line 2: a cell is longer"),
    "bytes in no encoding": ("a.csv", lambda: b"a,b\r\n\x81\x8d,2\r\n", "line 2: the characters"),
    "damaged UTF-8": ("a.csv", lambda: "é,b\r\n".encode() + b"\xff,2\r\n", "line 2: a character"),
    "cut off inside a character": ("a.csv", lambda: "a,b\r\n1,é".encode()[:-1], "line 2: the file"),
    "cut off inside a row": ("a.csv", lambda: WIDE + "1,2", "line 3: the file ends in the middle"),
    "Windows-1252": ("a.csv", lambda: b"a,b\r\nJos\xe9,2\r\n", [("a", "b"), ("José", "2")]),
}
# fmt: on


@pytest.mark.parametrize("case", CASES)
def test_a_wrong_file_is_refused_with_its_reason_or_read(case, tmp_path):
    name, make, expected = CASES[case]
    path = put(tmp_path, name, make())
    if isinstance(expected, str):
        refusal = refusal_of(path)
        assert any(piece in str(refusal) for piece in expected.split("|")), str(refusal)
        assert refusal.file == name
    else:
        assert rows_of(path) == expected


def test_there_are_enough_cases():
    assert len(CASES) >= 35
