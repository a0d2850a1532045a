"""Tables of web pages called .xls."""

import pytest
from tests.sheets.reading import drained, refusal_of, rows_of
from tests.sheets.surgery import put

from shopdesk.sheets import open_source


def page(body, head=""):
    return (
        f"<html xmlns:x='urn:schemas-microsoft-com:office:excel'><head>{head}</head>{body}</html>"
    )


@pytest.mark.parametrize(
    ("body", "rows"),
    [
        ("<table><tr><th>a<th>b<tr><td>1<td>2</table>", [("a", "b"), ("1", "2")]),
        ("<TABLE><TR><TD>a</TD></TR><TR></TR><TR><TD>b</TD></TR></TABLE>", [("a",), (), ("b",)]),
        (
            "<table><tr><td> dua\n kata </td><td>x&nbsp;</td><td>&amp;&#39;</td></tr></table>",
            [("dua kata", "x", "&'")],
        ),
        ("<table><tr><td>satu<br>dua</td><td>x</td></tr></table>", [("satu\ndua", "x")]),
        (
            "<table><tr><td colspan=2>a</td><td>b</td></tr><tr><td>1<td>2<td>3</table>",
            [("a", "", "b"), ("1", "2", "3")],
        ),
        (
            "<table><tr><td rowspan='2'>a</td><td>b</td></tr><tr><td>c</td></tr></table>",
            [("a", "b"), ("", "c")],
        ),
        (
            "<table><tr><td>a<script>alert(1)</script><style>x</style></td></tr></table>",
            [("a",)],
        ),
        ("<table><tr><td>00123</td><td>1.300.975</td></tr></table>", [("00123", "1.300.975")]),
        ("<table><tr><td>a</td><td>belum ditutup", [("a", "belum ditutup")]),
        (f"<table><tr><td colspan={'9' * 5000}>a</td></tr></table>", [("a",)]),
    ],
)
def test_rows_and_cells(body, rows, tmp_path):
    path = put(tmp_path, "Mutasi.xls", page(body))
    assert rows_of(path) == rows


def test_every_table_is_a_sheet(tmp_path):
    inner = "<table><tr><td>dalam</td></tr></table>"
    body = f"<table><tr><td>luar{inner}</td></tr></table><table></table><table><tr><td>b</table>"
    with open_source(put(tmp_path, "a.xls", page(body))) as source:
        assert source.kind == "html"
        assert [head.name for head in source.heads] == ["Table 1", "Table 2", "Table 3"]
        assert [drained(source, head.name) for head in source.heads] == [
            [("luar",)], [("dalam",)], [("b",)],
        ]  # fmt: skip


@pytest.mark.parametrize(
    ("head", "codec"),
    [
        ("<meta charset=windows-1252>", "cp1252"),
        ("<meta http-equiv=Content-Type content='text/html; charset=iso-8859-2'>", "iso-8859-2"),
        ("", "utf-8"),
        ("<meta charset=iso-8859-1>", "utf-8"),
        ("<meta charset=tiada>", "cp1252"),
    ],
)
def test_the_encoding_is_found(head, codec, tmp_path):
    content = page("<table><tr><td>José</td></tr></table>", head).encode(codec)
    assert rows_of(put(tmp_path, "a.xls", content)) == [("José",)]


def test_a_cell_without_end_is_refused(tmp_path):
    content = page("<table><tr><td>" + "x " * 70_000)
    assert "longer than 131,072" in str(refusal_of(put(tmp_path, "a.xls", content)))
