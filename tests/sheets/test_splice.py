"""A cell or a row that closes itself is filled, and what stands behind it stays."""

import pytest

from shopdesk.sheets.splice import splice

HEAD = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
TAIL = b"</sheetData></worksheet>"
X = b'<c r="C1" t="inlineStr"><is><t>x</t></is></c>'
NEW = b'<c r="B1" t="inlineStr"><is><t>JX1</t></is></c>'


@pytest.mark.parametrize(
    "empty", [b'<c r="B1"/>', b'<c r="B1" t="inlineStr" />', b'<c r="B1"></c>']
)
@pytest.mark.parametrize("behind", [b"", X])
def test_an_empty_cell_is_filled_and_its_neighbour_stays(empty, behind):
    part = HEAD + b'<row r="1">' + empty + behind + b"</row>" + TAIL
    assert splice(part, {(1, 2): "JX1"}) == HEAD + b'<row r="1">' + NEW + behind + b"</row>" + TAIL


@pytest.mark.parametrize("behind", [b"", b'<row r="2"><c r="A2"><v>1</v></c></row>'])
def test_an_empty_row_is_filled_and_the_next_stays(behind):
    part = HEAD + b'<row r="1"/>' + behind + TAIL
    assert splice(part, {(1, 2): "JX1"}) == HEAD + b'<row r="1">' + NEW + b"</row>" + behind + TAIL
