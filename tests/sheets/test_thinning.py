"""Rows taken out of a sheet: those that stay move up, and nothing else changes."""

import pytest
from tests.sheets.test_filling import parts, rows, sheet, template

from shopdesk.sheets import Unreadable
from shopdesk.sheets.filling import fill
from shopdesk.sheets.flaw import Flaw
from shopdesk.sheets.thinning import thin

ROWS = (
    '<row r="5" ht="9"><c r="A5" s="1"><v>5</v></c></row><row r="6" ht=\'7\'/>'
    "<row r='7' spans='1:2'><c r='A7'><v>7</v></c>"
    '<c s="2" r="AB7" t="str"><v>r="A7"</v></c></row>'
    '<row r="8" hidden="true"><c r="A8"><v>8</v></c></row><row r="9"></row>'
)  # fmt: skip
TAIL = '<dataValidations count="1"><dataValidation sqref="A8:A8"/></dataValidations>'


def test_rows_that_stay_move_up_and_keep_every_other_byte():
    part = sheet(ROWS, TAIL).encode()
    made = thin(part, 6, [7, 8]).decode()
    assert made == sheet(
        '<row r="5" ht="9"><c r="A5" s="1"><v>5</v></c></row>'
        "<row r='6' spans='1:2'><c r='A6'><v>7</v></c><c s=\"2\" r=\"AB6\" t=\"str\">"
        '<v>r="A7"</v></c></row><row r="7" hidden="true"><c r="A7"><v>8</v></c></row>',
        TAIL,
    )


def test_a_sheet_with_a_namespace_prefix_is_thinned_too():
    part = sheet(ROWS, TAIL, prefix="x").encode()
    made = thin(part, 6, [8]).decode()
    assert '<x:row r="6" hidden="true"><x:c r="A6"><x:v>8</x:v></x:c></x:row></x:sheetData>' in made


def test_rows_above_the_first_stay_whatever_is_named():
    part = sheet(ROWS).encode()
    assert thin(part, 20, []) == part


@pytest.mark.parametrize(
    ("body", "tail", "code"),
    [('<row r="7"><c r="A7"><f>B7*2</f></c></row>', "", "formula_cell"),
     ("", '<mergeCells><mergeCell ref="A7:B9"/></mergeCells>', "merged_cell"),
     ('<row r="7"><c></row>', "", "damaged_sheet")],
)  # fmt: skip
def test_what_cannot_be_moved_is_refused(body, tail, code):
    with pytest.raises(Flaw) as wrong:
        thin(sheet(body, tail).encode(), 7, [])
    assert wrong.value.code == code


def test_a_formula_outside_the_rows_is_nobodys_business():
    tail = "<extLst><ext><f>Hidden!A1</f></ext></extLst>"
    assert thin(sheet(ROWS, tail).encode(), 7, []).decode().endswith(f"{tail}</worksheet>")


def test_filling_and_thinning_go_together(tmp_path):
    body = "".join(f'<row r="{n}"><c r="A{n}" t="str"><v>p{n}</v></c></row>' for n in range(5, 9))
    given = template(tmp_path / "t.xlsx", main=sheet(body))
    out = tmp_path / "o.xlsx"
    done = fill(given, out, {"Template": [(8, 2, "x"), (9, 1, "baru")]}, {"Template": (6, [8, 9])})
    assert rows(out)[4:] == [("p5",), ("p8", "x"), ("baru",)]
    before, after = parts(given), parts(out)
    assert [name for name in before if before[name] != after[name]] == list(done.parts)


def test_a_template_whose_rows_cannot_go_leaves_no_file(tmp_path):
    given = template(tmp_path / "t.xlsx")  # it has merged cells in row 9
    with pytest.raises(Unreadable):
        fill(given, tmp_path / "o.xlsx", {"Template": [(6, 1, "x")]}, {"Template": (6, [6])})
    assert not (tmp_path / "o.xlsx").exists()
