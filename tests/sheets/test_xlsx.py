"""Workbooks: the quick and the exact reader agree, and no digit and no row gets lost."""

from datetime import date, time, timedelta

import openpyxl
import pytest
import xlsxwriter
from tests.hostile import HOSTILE
from tests.sheets.reading import refusal_of, rows_of
from tests.sheets.surgery import HEAD, MAIN, PARTS, packed, parts, put, sheet, workbook

from shopdesk.sheets import open_source
from shopdesk.sheets.exact import ExactBook, unescaped
from shopdesk.sheets.xlsx import Xlsx

XML_TEXTS = [text for text in HOSTILE if len(text) < 32_768 and "\ud800" not in text]


def both(path):
    """Return the rows of the first sheet from each reader."""
    quick = Xlsx(str(path), quick=True, last_rows={})
    exact = ExactBook(str(path))
    assert quick.sheets == exact.sheets
    return list(quick.rows(quick.sheets[0])), list(exact.rows(exact.sheets[0], 0))


def one(rows):
    return packed({**parts(), "xl/worksheets/sheet1.xml": sheet(rows)})


def test_both_readers_agree_on_a_workbook_of_openpyxl(tmp_path):
    book = openpyxl.Workbook()
    page = book.active
    page.title = "orders"
    page.append(["No. Pesanan", "Jumlah", "Harga", "Dibayar", "COD", "Catatan", None, "akhir"])
    for n in range(1, 700):
        page.append([f"2409{n:06d}", n, n * 1.25, date(2024, 9, 1 + n % 28), n % 2 == 0,
                     "baris\nkedua" if n % 7 else None])  # fmt: skip
    page["B710"] = date(2024, 9, 1)
    page["C711"] = time(13, 30)
    page["D712"] = timedelta(hours=30, minutes=5)
    page["E713"] = "#REF!"
    page["F714"] = 900719925474099
    page["A715"] = True
    path = tmp_path / "orders.xlsx"
    book.save(path)
    quick, exact = both(path)
    assert quick == exact
    assert quick[1] == ("2409000001", 1, 1.25, "2024-09-02", False, "baris\nkedua")
    assert quick[700:709] == [()] * 9
    assert quick[709:] == [
        ("", "2024-09-01"),
        ("", "", "13:30:00"),
        ("", "", "", "30:05:00"),
        ("", "", "", "", "#REF!"),
        ("", "", "", "", "", 900719925474099),
        (True,),
    ]


@pytest.mark.parametrize("constant_memory", [True, False])
def test_both_readers_agree_on_hostile_texts_of_xlsxwriter(constant_memory, tmp_path):
    path = tmp_path / "orders.xlsx"
    with xlsxwriter.Workbook(path, {"constant_memory": constant_memory}) as book:
        page = book.add_worksheet("orders")
        for row, text in enumerate(XML_TEXTS):
            page.write_string(row, 0, text)
    quick, exact = both(path)
    assert quick == exact == [(text,) for text in XML_TEXTS]


def test_types_are_told_apart(tmp_path):
    cells = (
        '<c r="A1" t="b"><v>1</v></c><c r="B1" t="e"><v>#N/A</v></c><c r="C1"><v>12.0</v></c>'
        '<c r="D1"><v>1E3</v></c><c r="E1"><v>0.1</v></c><c r="F1"><v>-0</v></c>'
        '<c r="G1" t="str"><f>1+1</f><v>dua</v></c><c r="H1"><f>A1</f></c><c r="J1"><v>7</v></c>'
    )
    path = put(tmp_path, "orders.xlsx", one(f'<row r="1">{cells}</row>'))
    quick, exact = both(path)
    assert quick == exact == [(True, "#N/A", 12, 1000, 0.1, 0, "dua", "", "", 7)]
    assert [type(cell) for cell in quick[0][:6]] == [bool, str, int, int, float, int]


def test_moments_have_one_spelling(tmp_path):
    cells = "".join(
        f'<c r="{letter}1" s="{style}"><v>{value}</v></c>'
        for letter, style, value in (
            ("A", 1, "45000"), ("B", 2, "45000"), ("C", 2, "45000.5"), ("D", 1, "45000.25"),
            ("E", 2, "0.25"), ("F", 3, "1.5"), ("G", 2, "45292.999988426"),
        )
    )  # fmt: skip
    path = put(tmp_path, "orders.xlsx", one(f'<row r="1">{cells}</row>'))
    quick, exact = both(path)
    assert quick == exact
    assert quick[0] == (
        "2023-03-15", "2023-03-15", "2023-03-15 12:00:00", "2023-03-15 06:00:00", "06:00:00",
        "36:00:00", "2024-01-01 23:59:59",
    )  # fmt: skip


def test_the_other_epoch_is_known(tmp_path):
    workbook_part = PARTS["xl/workbook.xml"].replace(
        "<sheets>", '<workbookPr date1904="1"/><sheets>'
    )
    row = '<row r="1"><c r="A1" s="2"><v>43538.5</v></c></row>'
    path = put(tmp_path, "orders.xlsx", packed({
        **parts(), "xl/workbook.xml": workbook_part, "xl/worksheets/sheet1.xml": sheet(row),
    }))  # fmt: skip
    quick, exact = both(path)
    assert quick == exact == [("2023-03-15 12:00:00",)]


def test_escapes_are_characters_in_texts_and_stay_in_results_of_formulas(tmp_path):
    strings = (
        f'{HEAD}<sst xmlns="{MAIN}"><si><t>a_x001B_b_x005F_x001B_ _x000a_ _xD83D_ _xFFFE_</t>'
        '<rPh sb="0" eb="1"><t>bacaan</t></rPh></si><si><r><t>tebal</t></r>'
        '<r><t xml:space="preserve"> tipis</t></r>'
        "</si></sst>"
    )
    row = (
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c>'
        '<c r="C1" t="inlineStr"><is><t>x_x000D_y</t></is></c>'
        '<c r="D1" t="str"><v>x_x000D_y</v></c></row>'
    )
    path = put(tmp_path, "orders.xlsx", workbook(row, xl__sharedStrings=strings))
    quick, exact = both(path)
    expected = ("a\x1bb_x001B_ \n _xD83D_ _xFFFE_", "tebal tipis", "x\ry", "x_x000D_y")
    assert quick == exact == [expected]


def test_spaces_around_a_text_count_where_the_file_says_so(tmp_path):
    texts = ("<t> a \n b\u00a0 </t>", '<t xml:space="preserve"> a </t>',
             '<r><t> x </t></r><r><t xml:space="preserve"> y </t></r>')  # fmt: skip
    strings = "".join(f"<si>{text}</si>" for text in texts)
    cells = "".join(f'<c t="s"><v>{n}</v></c>' for n in range(3))
    cells += "".join(f'<c t="inlineStr"><is>{text}</is></c>' for text in texts)
    part = f'{HEAD}<sst xmlns="{MAIN}">{strings}</sst>'
    path = put(tmp_path, "a.xlsx", workbook(f"<row>{cells}</row>", xl__sharedStrings=part))
    quick, exact = both(path)
    assert quick == exact == [("a \n b\u00a0", " a ", "x y ") * 2]


def test_overlapping_escapes():
    assert unescaped("_x005F_x001B_") == "_x001B_"
    assert unescaped("_x005f_ _x1_ _y0041_ x0041_") == "_ _x1_ _y0041_ x0041_"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("9007199254740993", 9007199254740993),
        ("576461413281234567", 576461413281234567),
        ("5764614132812345678", 5764614132812345678),
        ("57646141328123456789", 57646141328123456789),
        ("123456789012345678901234567890", 123456789012345678901234567890),
        ("5.76461413281234E+17", 5.76461413281234e17),
        ("9007199254740992.5", 9007199254740992.0),
    ],
)
def test_ids_keep_every_digit_that_the_file_has(written, read, tmp_path):
    path = put(tmp_path, "orders.xlsx", one(f'<row r="1"><c r="A1"><v>{written}</v></c></row>'))
    ((cell,),) = rows_of(path)
    assert cell == read
    assert type(cell) is type(read)


def test_the_exact_reader_takes_over_in_the_middle_of_a_sheet(tmp_path):
    plain = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, 701))
    long = '<row r="702"><c r="A702"><v>57646141328123456789</v></c></row>'
    with open_source(put(tmp_path, "orders.xlsx", one(plain + long))) as source:
        assert source.notes == ()
        rows = [row for _first, batch in source.rows("orders") for row in batch]
        assert rows == [*((n,) for n in range(1, 701)), (), (57646141328123456789,)]
        assert "very long numbers" in source.notes[0]


def test_rows_and_cells_without_a_place_follow_each_other(tmp_path):
    rows = '<row><c><v>1</v></c><c t="s"><v>0</v></c></row><row><c><v>3</v></c></row>'
    quick, exact = both(put(tmp_path, "orders.xlsx", one(rows)))
    assert quick == exact == [(1, "No. Pesanan"), (3,)]


def test_a_strict_workbook_is_read(tmp_path):
    strict = {
        name: content.replace(MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main").replace(
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            "http://purl.oclc.org/ooxml/officeDocument/relationships",
        )
        for name, content in parts().items()
    }
    path = put(tmp_path, "orders.xlsx", packed(strict))
    assert rows_of(path) == [("No. Pesanan", "Status"), ("240901ABC", 12)]


def test_a_damaged_sheet_among_sound_ones_is_left_out_with_a_note(tmp_path):
    listed = '<sheet name="orders" sheetId="1" r:id="rId1"/>'
    broken = '<sheet name="rusak" sheetId="2" r:id="rId9"/>'
    relation = PARTS["xl/_rels/workbook.xml.rels"]
    first = relation[relation.index("<Relationship Id") : relation.index("/>") + 2]
    second = first.replace("rId1", "rId9").replace("sheet1", "sheet2")
    path = put(tmp_path, "orders.xlsx", packed({
        **parts(),
        "xl/workbook.xml": PARTS["xl/workbook.xml"].replace(listed, listed + broken),
        "xl/_rels/workbook.xml.rels": relation.replace(first, first + second),
        "xl/worksheets/sheet2.xml": sheet('<row r="1"><c r="A1" t="s"><v>99</v></c></row>'),
    }))  # fmt: skip
    with open_source(path) as source:
        assert [len(head.rows) for head in source.heads] == [2, 0]
        assert "rusak" in source.notes[0]
    assert (refusal_of(path).sheet, refusal_of(path).row) == ("rusak", 1)
