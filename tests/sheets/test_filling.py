"""Filling a template: the meant cells change, and not another byte of any part."""

import re
import zipfile
from pathlib import Path

import pytest
from tests.sheets import surgery
from tests.sheets.surgery import MAIN, OFFICE, TYPE

from shopdesk.sheets import Unreadable, open_source
from shopdesk.sheets.filling import fill

ROWS = (
    '<row r="1" hidden="true"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'
    '<row r="2" hidden="true"><c r="A2" t="s"><v>2</v></c></row>'
    '<row r="3"/>'
    '<row r="5" ht="130" customHeight="true"><c r="A5" s="1" t="s"><v>3</v></c>'
    "<c r='B5' s='1'><v>5</v></c><c r=\"D5\" s=\"1\"><f>B5*2</f><v>10</v></c></row>"
)
TAIL = (
    '<sheetProtection sheet="true" formatCells="false"></sheetProtection>'
    '<mergeCells count="1"><mergeCell ref="A9:B9"></mergeCell></mergeCells>'
    '<dataValidations count="1"><dataValidation type="list" sqref="C6:C99">'
    "<formula1>Hidden!$A:$A</formula1></dataValidation></dataValidations>"
)


def sheet(rows: str, tail: str = "", prefix: str = "") -> str:
    """A worksheet as marketplaces write it: a pane that no library accepts, dimension A1."""
    p = f"{prefix}:" if prefix else ""
    named = f"xmlns:{prefix}" if prefix else "xmlns"
    whole = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet {named}="{MAIN}">'
        '<dimension ref="A1"></dimension><sheetViews><sheetView workbookViewId="0">'
        '<pane activePane="bottom_left" state="frozen" topLeftCell="A5" ySplit="4"></pane>'
        '</sheetView></sheetViews><cols><col min="1" max="1" width="9" style="2"></col>'
        f'<col min="3" max="3" width="9" style="3"></col></cols><sheetData>{rows}</sheetData>'
        f"{tail}</worksheet>"
    )
    if prefix:
        whole = re.sub(r"<(/?)([A-Za-z])", rf"<\1{p}\2", whole).replace(f"<{p}xml", "<?xml")
    return whole


def template(path: Path, main: str = "") -> Path:
    """A workbook with a template sheet and a hidden one, in members of different packings."""
    texts = "".join(f"<si><t>{text}</t></si>" for text in ("ps_sku", "ps_stok", "sig=41af", "KAOS"))
    members = {
        **surgery.PARTS,
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        '<sheet name="Template" sheetId="2" r:id="rId5"></sheet>'
        '<sheet name="Hidden" sheetId="3" r:id="rId6" state="hidden"></sheet></sheets></workbook>',
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}" count="4" uniqueCount="4">{texts}</sst>',
        "xl/worksheets/s5.xml": main or sheet(ROWS, TAIL),
        "xl/worksheets/s6.xml": sheet('<row r="1"><c r="A1" t="s"><v>2</v></c></row>'),
    }
    relations = "xl/_rels/workbook.xml.rels"
    members[relations] = members[relations].replace("rId1", "rId5").replace("sheet1", "s5")
    members[relations] = members[relations].replace(
        "</Rel",
        f'<Relationship Id="rId6" Type="{OFFICE}/worksheet" Target="worksheets/s6.xml"/></Rel',
    )
    types = "[Content_Types].xml"
    one = f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{TYPE}.worksheet+xml"/>'
    two = [one.replace("sheet1", name) for name in ("s5", "s6")]
    members[types] = members[types].replace(one, "".join(two))
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in members.items():
            made = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            made.compress_type = zipfile.ZIP_STORED if "rels" in name else zipfile.ZIP_DEFLATED
            archive.writestr(made, text)
        archive.comment = b"of the marketplace"
    return path


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def rows(path: Path) -> list[tuple[object, ...]]:
    with open_source(path) as source:
        return [row for _first, batch in source.rows("Template") for row in batch]


def test_only_the_meant_cells_change(tmp_path):
    given = template(tmp_path / "t.xlsx")
    cells = [(5, 1, "007 & <b>"), (5, 2, 12), (6, 1, "BARU"), (6, 3, 2.5), (5, 3, " x\ny ")]
    done = fill(given, tmp_path / "out.xlsx", {"Template": cells})
    before, after = parts(given), parts(done.path)
    assert done.parts == ("xl/worksheets/s5.xml",)
    assert list(before) == list(after)
    assert [name for name in before if before[name] != after[name]] == list(done.parts)
    old, new = before[done.parts[0]].decode(), after[done.parts[0]].decode()
    assert '<c r="A5" s="1" t="inlineStr"><is><t>007 &amp; &lt;b&gt;</t></is></c>' in new
    assert "<c r='B5' s='1'><v>12</v></c>" in new
    assert '<row r="6"><c r="A6" s="2" t="inlineStr"><is><t>BARU</t></is></c>' in new
    assert '<c r="C6" s="3"><v>2.5</v></c></row></sheetData>' in new
    assert old[: old.index('<c r="A5"')] == new[: new.index('<c r="A5"')]
    assert old[old.index("</sheetData>") :] == new[new.index("</sheetData>") :]


def test_a_reader_finds_the_values_where_they_were_put(tmp_path):
    given = template(tmp_path / "t.xlsx")
    cells = [(5, 1, "_x0041_ \x01"), (5, 2, 12), (3, 2, "tengah"), (7, 1, "BARU"), (2, 1, None)]
    done = fill(given, tmp_path / "out.xlsx", {"Template": cells})
    assert done.cells == 5
    was, now = rows(given), rows(done.path)
    assert was[4] == ("KAOS", "1900-01-05", "", "1900-01-10")  # the style makes them days
    assert now[0] == was[0]
    assert now[1] == ()
    assert now[2] == ("", "tengah")
    assert now[4][:2] == ("_x0041_ \x01", "1900-01-12")
    assert now[6] == ("BARU",)


def test_namespace_prefixes_and_typed_texts_are_kept_up(tmp_path):
    rows_ = '<row r="5"><c r="A5" t="str"><v>KAOS</v></c></row>'
    given = template(tmp_path / "t.xlsx", main=sheet(rows_, prefix="x"))
    done = fill(given, tmp_path / "out.xlsx", {"Template": [(5, 1, "A"), (5, 2, "B"), (6, 1, 1)]})
    new = parts(done.path)[done.parts[0]].decode()
    assert '<x:c r="A5" t="str"><x:v>A</x:v></x:c><x:c r="B5" t="str"><x:v>B</x:v></x:c>' in new
    assert '<x:row r="6"><x:c r="A6" s="2"><x:v>1</x:v></x:c></x:row></x:sheetData>' in new


@pytest.mark.parametrize(
    ("cell", "words"),
    [((5, 4, "x"), "formula"), ((9, 2, "x"), "merged"), ((5, 1, "x" * 32_768), "32767")],
)
def test_a_cell_that_cannot_be_filled_is_named_and_nothing_is_written(tmp_path, cell, words):
    given = template(tmp_path / "t.xlsx")
    with pytest.raises(Unreadable, match=words) as refused:
        fill(given, tmp_path / "out.xlsx", {"Template": [cell]})
    assert (refused.value.sheet, refused.value.row) == ("Template", cell[0])
    assert not (tmp_path / "out.xlsx").exists()


def test_a_missing_sheet_and_a_damaged_template_are_refused(tmp_path):
    given = template(tmp_path / "t.xlsx")
    with pytest.raises(Unreadable, match="no such sheet"):
        fill(given, tmp_path / "out.xlsx", {"Templat": [(1, 1, "x")]})
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(given.read_bytes()[:-40])
    with pytest.raises(Unreadable):
        fill(broken, tmp_path / "out.xlsx", {"Template": [(1, 1, "x")]})
    doctype = sheet(ROWS).replace("<worksheet", '<!DOCTYPE w [<!ENTITY a "b">]><worksheet', 1)
    with pytest.raises(Unreadable):
        fill(
            template(tmp_path / "d.xlsx", main=doctype),
            tmp_path / "out.xlsx",
            {"Template": [(1, 1, "x")]},
        )
    assert sorted(path.name for path in tmp_path.iterdir()) == ["broken.xlsx", "d.xlsx", "t.xlsx"]
