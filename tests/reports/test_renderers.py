"""Every format says the same as the document, holds any text as text, and is the same again."""

import csv
import hashlib
import io
import os
import re
import subprocess
import sys
import zipfile
from xml.etree import ElementTree as ET

import docx
import openpyxl
import pptx
import pytest
from tests.hostile import HOSTILE
from tests.reports.drawn import ID, charts, document

from shopdesk import locale
from shopdesk.refusal import Refusal
from shopdesk.reports.renderers import FORMATS, render
from shopdesk.reports.renderers.means import Means
from shopdesk.reports.renderers.svg import draw
from shopdesk.sheets.apostrophe import unguarded
from shopdesk.sheets.values import sound
from shopdesk.text import safe

# What draws all formats and prints their hashes, in a process and a year of its own.
DRAW = """
import hashlib
import time_machine
from tests.reports.drawn import document
from shopdesk.reports.renderers import FORMATS, render
with time_machine.travel("2031-05-06T07:08:09"):
    for one in FORMATS:
        print(one, hashlib.sha256(render(document(), one)).hexdigest())
"""


@pytest.fixture(scope="module", autouse=True)
def _indonesian():
    before = locale.language()
    locale.use("id")
    yield
    locale.use(before)


@pytest.fixture(scope="module")
def plain():
    """Return the file of each format."""
    return {one: render(document(), one) for one in FORMATS}


@pytest.fixture(scope="module")
def hostile():
    """Return the files with every hostile string as a product's name."""
    made = document(tuple(HOSTILE))
    return {one: render(made, f"report.{one}") for one in FORMATS}


def book(blob):
    return openpyxl.load_workbook(io.BytesIO(blob))


def test_the_same_document_makes_the_same_bytes_in_another_year_zone_and_process(plain):
    env = {**os.environ, "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "7",
           "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}  # fmt: skip
    out = subprocess.run([sys.executable, "-c", DRAW], env=env, check=True, capture_output=True)
    hashes = dict(line.split() for line in out.stdout.decode().splitlines())
    assert hashes == {one: hashlib.sha256(blob).hexdigest() for one, blob in plain.items()}


def test_a_workbook_has_typed_cells_totals_filters_and_charts_over_ranges(plain):
    made = book(plain["xlsx"])
    page = made["Produk terlaris"]
    assert [cell.value for cell in page[2]][:4] == ["Kaos", ID, 1, 15_000]
    assert [cell.number_format for cell in page[2]] == [
        "@", "@", "#,##0", '"Rp"#,##0', "0.0%", "yyyy-mm-dd"]  # fmt: skip
    assert (page["F2"].is_date, page.freeze_panes, page.auto_filter.ref) == (True, "A2", "A1:F3")
    assert (page["D4"].value, page["E4"].value) == ("=SUM(D2:D3)", 1)
    kept = openpyxl.load_workbook(io.BytesIO(plain["xlsx"]), data_only=True)["Produk terlaris"]
    assert kept["D4"].value == 45_000
    first = made.worksheets[0]
    assert len(first._charts) == 3
    for chart in first._charts:
        for series in chart.series:
            assert series.val.numRef.f
            assert (series.cat.strRef or series.cat.numRef).f


def test_slides_have_native_charts_with_flat_categories_and_fixed_boxes(plain):
    slides = pptx.Presentation(io.BytesIO(plain["pptx"])).slides
    shapes = [shape for slide in slides for shape in slide.shapes]
    drawn = [shape.chart for shape in shapes if shape.has_chart]
    assert [list(chart.plots[0].categories) for chart in drawn] == [
        list(chart.categories) for chart in charts() if chart.kind != "heat"]  # fmt: skip
    assert drawn[2].plots[0].series[0].values == (5, -2)
    for chart in drawn:
        xml = chart._chartSpace.xml
        assert "multiLvlStrRef" not in xml
        assert '<c:autoTitleDeleted val="1"/>' in xml
    boxes = [shape.text_frame for shape in shapes if shape.has_text_frame and shape.text_frame.text]
    assert all(box.word_wrap and box.auto_size == 0 for box in boxes)
    runs = [run for box in boxes for line in box.paragraphs for run in line.runs]
    assert {run.font.name for run in runs} == {"Arial"}


def test_every_cell_of_a_word_table_has_its_width(plain):
    made = docx.Document(io.BytesIO(plain["docx"]))
    cells = [cell for table in made.tables for row in table.rows for cell in row.cells]
    assert len(cells) > 300
    assert all(cell.width for cell in cells)
    said = "\n".join(cell.text for cell in cells)
    assert "Rp1.234.567" in said
    assert "12,5 %" in said


def test_a_page_is_whole_without_scripts_or_addresses_and_reads_out_its_charts(plain):
    page = plain["html"].decode()
    assert "Laporan &lt;bulanan&gt;" in page
    assert not re.search(r"<script|<link|<img|https?://(?!www\.w3\.org/2000/svg)", page)
    assert page.count('role="img"') == page.count("<svg") == len(charts())
    assert "@media print" in page
    assert 'scope="col"' in page


def test_charts_are_sound_xml_also_of_nothing_less_than_nothing_and_hostile_names():
    from dataclasses import replace

    for chart in charts():
        none = replace(chart, series=tuple(
            replace(one, values=(None,) * len(one.values)) for one in chart.series))  # fmt: skip
        many = replace(chart, categories=tuple(HOSTILE[: len(chart.categories)]), name=HOSTILE[0])
        for one in (chart, none, many):
            told = ET.fromstring(draw(one, "IDR", "Arial"))  # noqa: S314 - our own
            assert told.findtext("{http://www.w3.org/2000/svg}title")


def test_hostile_names_stay_text_in_spreadsheets(hostile):
    page = book(hostile["xlsx"])["Produk terlaris"]
    cells = [page.cell(number, 1) for number in range(2, len(HOSTILE) + 2)]
    assert {cell.data_type for cell in cells} == {"s"}
    with zipfile.ZipFile(io.BytesIO(hostile["xlsx"])) as parts:
        shared = ET.fromstring(parts.read("xl/sharedStrings.xml"))  # noqa: S314 - our own
    kept = {"".join(one.itertext()) for one in shared}
    held = {re.sub("_x([0-9A-F]{4})_", lambda code: chr(int(code[1], 16)), one) for one in kept}
    wanted = [sound(text) if len(text) < 32_000 else sound(text)[:32_000] + "…" for text in HOSTILE]
    assert held.issuperset(wanted)
    lines = list(csv.reader(io.StringIO(hostile["csv"].decode("utf-8-sig"), newline="")))
    start = next(at for at, line in enumerate(lines) if line[:2] == ["Produk", "SKU"]) + 1
    names = [line[0] for line in lines[start : start + len(HOSTILE)]]
    assert [unguarded(name) for name in names] == [
        sound(text).replace("\0", "\ufffd") for text in HOSTILE]  # fmt: skip
    assert not any(name.lstrip()[:1] in "=@" for name in names if name.strip())


def test_hostile_names_stay_text_in_documents(hostile):
    tables = docx.Document(io.BytesIO(hostile["docx"])).tables
    names = [row.cells[0].text for row in tables[-1].rows][1:-1]
    assert names == [safe(text, 1_000) for text in HOSTILE]
    page = hostile["html"].decode()
    assert "=1+1" in page
    assert "&lt;b&gt;" in page
    assert all(char not in page for char in "\x1b\x00\x9b\u202e")
    assert hostile["pdf"].startswith(b"%PDF")
    said = "".join(
        cell.text
        for slide in pptx.Presentation(io.BytesIO(hostile["pptx"])).slides
        for shape in slide.shapes if shape.has_table
        for cell in shape.table.iter_cells()
    )  # fmt: skip
    assert "#eval" in said


def test_long_tables_are_cut_with_a_word_where_a_page_bears_no_more():
    long = document(tuple(f"Produk {number}" for number in range(700)))
    blob = render(long, "docx")
    made = docx.Document(io.BytesIO(blob))
    assert any("400 " in line.text and ".xlsx" in line.text for line in made.paragraphs)
    assert len(made.tables[-1].rows) == 302
    assert book(render(long, "xlsx"))["Produk terlaris"].max_row == 702


def letterhead(folder, *lines):
    page = docx.Document()
    for line in lines:
        page.add_paragraph(line)
    page.save(folder / "kop.docx")
    return folder / "kop.docx"


def test_the_shops_own_letterhead_takes_the_report(tmp_path):
    kop = letterhead(tmp_path, "TOKO MELATI", "{{ title }} – {{ period }}", "{{p body }}", "Hormat")
    blob = render(document(), "docx", kop)
    assert blob == render(document(), "docx", kop)
    made = docx.Document(io.BytesIO(blob))
    lines = [line.text for line in made.paragraphs if line.text]
    assert lines[:3] == ["TOKO MELATI", "Laporan <bulanan> – Oktober 2026", "Ringkasan"]
    assert lines[-1] == "Hormat"
    assert made.tables[-1].rows[1].cells[1].text == ID


def test_a_letterhead_that_cannot_be_used_is_refused(tmp_path):
    with pytest.raises(Refusal, match="p body"):
        render(document(), "docx", letterhead(tmp_path, "TOKO MELATI"))
    sly = letterhead(tmp_path, "{{p body }}", "{{ title.__class__.__mro__ }}")
    with pytest.raises(Refusal, match=r"kop\.docx"):
        render(document(), "docx", sly)
    (tmp_path / "kop.docx").write_bytes(b"no zip at all")
    with pytest.raises(Refusal, match=r"kop\.docx"):
        render(document(), "docx", tmp_path / "kop.docx")
    with pytest.raises(Refusal, match=r"\.xlsx, \.docx"):
        render(document(), "report.xls")


def test_both_languages_write_numbers_their_own_way():
    words = {one: render(document(language=one), "txt").decode() for one in ("id", "en")}
    assert "12.345" in words["id"]
    assert "12,345" in words["en"]
    assert "1 Okt 2026" in words["id"]
    assert "2 Oct 2026" in words["en"]


def test_who_follows_is_told_of_rows_and_may_stop():
    told = []
    long = document(("Kaos",) * 2_500)
    render(long, "xlsx", means=Means(progress=told.append))
    assert told == [1_000, 2_000]

    def stop(_rows):
        raise Refusal("stopped")

    for one in ("xlsx", "csv"):
        with pytest.raises(Refusal, match="stopped"):
            render(long, one, means=Means(progress=stop))
