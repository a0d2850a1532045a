"""Old .xls and .ods workbooks."""

import zipfile
from io import BytesIO

from tests.sheets import biff
from tests.sheets.reading import drained, refusal_of, rows_of
from tests.sheets.surgery import put

from shopdesk.sheets import open_source

OFFICE = "urn:oasis:names:tc:opendocument:xmlns"
TYPE = "application/vnd.oasis.opendocument.spreadsheet"
CELLS = (
    '<table:table-row><table:table-cell office:value-type="string"><text:p>No. Pesanan</text:p>'
    '</table:table-cell><table:table-cell office:value-type="float" office:value="12.5"/>'
    "</table:table-row>"
    '<table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row>'
    '<table:table-row><table:table-cell office:value-type="date" office:date-value="2024-09-01"/>'
    '<table:table-cell office:value-type="boolean" office:boolean-value="true"/>'
    '<table:table-cell office:value-type="float" office:value="3"/></table:table-row>'
    '<table:table-row table:number-rows-repeated="1048572">'
    '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
)


def ods(rows=CELLS, mimetype=TYPE):
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content '
        f'xmlns:office="{OFFICE}:office:1.0" xmlns:table="{OFFICE}:table:1.0" '
        f'xmlns:text="{OFFICE}:text:1.0"><office:body><office:spreadsheet>'
        f'<table:table table:name="pesanan">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        '<?xml version="1.0"?><manifest:manifest '
        f'xmlns:manifest="{OFFICE}:manifest:1.0"><manifest:file-entry manifest:full-path="/" '
        f'manifest:media-type="{TYPE}"/></manifest:manifest>'
    )
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", mimetype)
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", manifest)
    return stream.getvalue()


def test_an_old_workbook_is_read(tmp_path):
    rows = [
        ["No. Pesanan", "Jumlah", "COD", "Galat"],
        [],
        ["240901ABC", 12.0, True, "#REF!"],
        ["日本 é", 0.5, False, "#DIV/0!"],
        [576461413281234567.0, -0.0, None, "ujung"],
    ]
    with open_source(put(tmp_path, "a.xls", biff.workbook(rows, "pesanan"))) as source:
        assert (source.kind, source.heads[0].name) == ("xls", "pesanan")
        assert drained(source, "pesanan") == [
            ("No. Pesanan", "Jumlah", "COD", "Galat"),
            (),
            ("240901ABC", 12, True, "#REF!"),
            ("日本 é", 0.5, False, "#DIV/0!"),
            (576461413281234567.0, 0, "", "ujung"),
        ]
        assert next(source.rows("pesanan", 4))[0] == 4


def test_rows_of_an_old_workbook_keep_their_numbers(tmp_path):
    rows = [[], [], [None, None, "tengah"], [], [None, "akhir"]]
    assert rows_of(put(tmp_path, "a.xls", biff.workbook(rows))) == [
        (), (), ("", "", "tengah"), (), ("", "akhir"),
    ]  # fmt: skip


def test_an_ods_is_read(tmp_path):
    with open_source(put(tmp_path, "a.ods", ods())) as source:
        assert (source.kind, source.heads[0].name) == ("ods", "pesanan")
        assert drained(source, "pesanan") == [
            ("No. Pesanan", 12.5), (), (), ("2024-09-01", True, 3),
        ]  # fmt: skip


def test_an_ods_that_unfolds_to_billions_of_cells_is_refused(tmp_path):
    cell = (
        '<table:table-cell table:number-columns-repeated="16384" office:value-type="float" '
        'office:value="1"/>'
    )
    rows = f'<table:table-row table:number-rows-repeated="1000000">{cell}</table:table-row>'
    assert "a.ods" in str(refusal_of(put(tmp_path, "a.ods", ods(rows))))


def test_other_open_documents_are_named(tmp_path):
    content = ods(mimetype="application/vnd.oasis.opendocument.text")
    assert "office document" in str(refusal_of(put(tmp_path, "a.ods", content)))


def test_a_damaged_ods_is_refused(tmp_path):
    content = ods("<table:table-row><table:table-cell>")
    assert "damaged" in str(refusal_of(put(tmp_path, "a.ods", content)))
