"""Files for people and machines: typed, safe, whole or not at all."""

import json
import os
import stat
from datetime import date

import openpyxl
import pytest
from tests.hostile import HOSTILE, NAMED
from tests.sheets.reading import rows_of

from shopdesk.refusal import Refusal
from shopdesk.sheets import Column, Written, open_source, to_xlsx, write

NOON = 1_795_411_800  # 2026-11-23 12:30:00 in Jakarta
COLUMNS = [
    Column("number", "No. Pesanan", "text", 20),
    Column("units", "Jumlah", "int"),
    Column("total", "Total", "money"),
    Column("placed", "Dibuat", "instant", 20),
    Column("day", "Hari", "date"),
    Column("share", "Bagian", "percent"),
]
ROW = ("576461413281234567", 12, 1_500_050, NOON, "2026-11-23", 0.125)
NONE = (None,) * 6
ODD = ("", "banyak", "***", "belum", "besok", "n/a")


def make(path, rows, columns=COLUMNS, **how):
    return write(path, columns, rows, sheet="Pesanan", zone="Asia/Jakarta", **how)


def one_text(path, texts, **how):
    return make(path, [(text,) for text in texts], [Column("text", "Teks", "text")], **how)


def test_a_workbook_has_typed_cells(tmp_path):
    written = make(tmp_path / "a.xlsx", [ROW, NONE, ODD])
    assert written == Written(tmp_path / "a.xlsx", 3)
    page = openpyxl.load_workbook(written.path)["Pesanan"]
    head, first, blank, odd = page.iter_rows()
    assert [cell.value for cell in head] == [column.title for column in COLUMNS]
    assert [cell.value for cell in first[:3]] == ["576461413281234567", 12, 15_000.5]
    assert [cell.data_type for cell in first] == ["s", "n", "n", "d", "d", "n"]
    assert first[3].value.isoformat() == "2026-11-23T12:30:00"
    assert first[4].value.date() == date(2026, 11, 23)
    assert first[5].value == 0.125
    assert [cell.number_format for cell in first] == [
        "@", "#,##0", '"Rp"#,##0', "yyyy-mm-dd hh:mm:ss", "yyyy-mm-dd", "0.0%",
    ]  # fmt: skip
    assert [cell.value for cell in blank] == [None] * 6
    assert [cell.value for cell in odd[1:]] == list(ODD[1:])
    assert {cell.data_type for cell in odd[1:]} == {"s"}


def test_a_workbook_is_ready_to_use(tmp_path):
    page = openpyxl.load_workbook(make(tmp_path / "a.xlsx", [ROW] * 3).path).active
    assert page.freeze_panes == "A2"
    assert page.auto_filter.ref == "A1:F4"
    assert page.column_dimensions["A"].width >= 20
    assert page["A1"].font.bold


def test_other_currencies_show_their_decimals(tmp_path):
    page = openpyxl.load_workbook(make(tmp_path / "a.xlsx", [ROW], currency="PHP").path).active
    assert page["C2"].number_format == "#,##0.00"


def test_numbers_too_long_for_excel_are_text(tmp_path):
    rows = [(None, 10**15, 10**17, None, None, float("nan"))]
    page = openpyxl.load_workbook(make(tmp_path / "a.xlsx", rows).path).active
    assert [page[f"{letter}2"].value for letter in "BCF"] == [str(10**15), str(10**17), "nan"]


def test_days_may_be_given_in_every_way(tmp_path):
    columns = [Column("day", "Hari", "date")]
    days = [(date(2026, 11, 23),), ("2026-11-23",), (NOON,), (NOON + 12 * 3600,)]
    for suffix in ("xlsx", "csv", "json"):
        path = make(tmp_path / f"a.{suffix}", days, columns, machine=True).path
        if suffix == "json":
            cells = [row["day"] for row in json.loads(path.read_text())]
        else:
            cells = [row[0] for row in rows_of(path)[1:]]
        assert cells == ["2026-11-23"] * 3 + ["2026-11-24"]


def test_a_csv_for_people_is_safe_and_says_so_in_its_name(tmp_path):
    rows = [ROW, NONE, ("=1+1", -5, -1_500_000, NOON, "2026-11-23", 1)]
    written = make(tmp_path / "pesanan.csv", rows)
    assert written.path == tmp_path / "pesanan.safe.csv"
    assert written.path.read_bytes().decode("utf-8-sig").splitlines() == [
        "No. Pesanan,Jumlah,Total,Dibuat,Hari,Bagian",
        "576461413281234567,12,15000.50,2026-11-23 12:30:00,2026-11-23,12.5%",
        ",,,,,",
        "'=1+1,-5,-15000,2026-11-23 12:30:00,2026-11-23,100%",
    ]
    assert not (tmp_path / "pesanan.csv").exists()


def test_a_safe_name_is_not_made_safer(tmp_path):
    path = tmp_path / "pesanan.safe.csv"
    assert make(path, [ROW]).path == path


def test_a_csv_for_machines_is_unchanged_and_its_dangers_are_told(tmp_path):
    rows = [
        ("=1+1", 12, 1_500_000, NOON, "2026-11-23", 0.125),
        ("@x", None, None, None, None, None),
    ]
    written = make(tmp_path / "a.csv", rows, machine=True)
    assert written.path.read_bytes().decode().splitlines() == [
        "number,units,total,placed,day,share",
        "=1+1,12,15000.00,2026-11-23T12:30:00+07:00,2026-11-23,0.125",
        "@x,,,,,",
    ]
    assert "2 cells begin like formulas (A2, A3)" in written.notes[0]
    assert make(tmp_path / "b.csv", [ROW], machine=True).notes == ()


def test_a_json_is_a_list_of_objects(tmp_path):
    written = make(tmp_path / "a.json", [ROW, NONE, ODD])
    told = json.loads(written.path.read_text())
    assert told[0] == {
        "number": "576461413281234567", "units": 12, "total": 15000.5,
        "placed": "2026-11-23T12:30:00+07:00", "day": "2026-11-23", "share": 0.125,
    }  # fmt: skip
    assert set(told[1].values()) == {None}
    assert list(told[2].values()) == list(ODD)
    assert json.loads(make(tmp_path / "b.json", []).path.read_text()) == []


def fit(name, text):
    """Return what a workbook or a CSV can hold of a text."""
    if name == "lone surrogate":
        return (
            text.replace("\ud800", "\ufffd").replace("\udfff", "\ufffd").replace("\udffc", "\ufffd")
        )
    return text


@pytest.mark.parametrize("machine", [True, False])
@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
def test_reading_an_export_gives_back_the_hostile_texts(suffix, machine, tmp_path):
    texts = {name: text for name, text in NAMED.items() if len(text) <= 32_767}
    expected = [fit(name, text) for name, text in texts.items()]
    if suffix == "csv":
        expected = [text.replace("\0", "\ufffd") for text in expected]
    written = one_text(tmp_path / f"a.{suffix}", texts.values(), machine=machine)
    assert [row[0] for row in rows_of(written.path)[1:]] == expected


def test_json_gives_back_every_hostile_text(tmp_path):
    written = one_text(tmp_path / "a.json", HOSTILE)
    assert [row["text"] for row in json.loads(written.path.read_text())] == HOSTILE


@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
def test_hostile_texts_may_be_titles_and_sheets(suffix, tmp_path):
    texts = [fit(name, text)[:32_000].replace("\0", "") for name, text in NAMED.items()]
    columns = [Column(f"k{n}", text, "text") for n, text in enumerate(texts)]
    path = tmp_path / f"a.{suffix}"
    for text in HOSTILE:
        written = write(path, columns, [], sheet=text, zone="Asia/Jakarta")
    assert rows_of(written.path) == [tuple(texts)]


def test_overlapping_escapes_come_back(tmp_path):
    texts = [
        "_x005F_x001B_", "_x001B_x001B_", "__x0041__", "_x005F_", "\x1b_x001B_\x1b",
        "x\x00\x08\x0b\x1f", " spasi ", "\n\nbaris\r\n", "x" * 32_767, "👨‍👩‍👧‍👦" * 2_000,
    ]  # fmt: skip
    written = one_text(tmp_path / "a.xlsx", texts)
    assert [row[0] for row in rows_of(written.path)[1:]] == texts
    assert written.notes == ()


def test_a_text_too_long_for_a_cell_is_cut_and_told(tmp_path):
    written = one_text(tmp_path / "a.xlsx", ["x" * 32_768, "ok", "😀" * 16_384])
    assert [len(row[0]) for row in rows_of(written.path)[1:]] == [32_767, 2, 16_383]
    assert "2 texts were longer" in written.notes[0]
    assert "(A2, A4)" in written.notes[0]


def test_nothing_becomes_a_formula_or_a_link(tmp_path):
    texts = ["=1+1", "{=1}", "http://x.example", "mailto:a@b.example", "00123", "1e5", "internal:x"]
    book = openpyxl.load_workbook(one_text(tmp_path / "a.xlsx", texts).path)
    cells = [row[0] for row in book.active.iter_rows(min_row=2)]
    assert [cell.value for cell in cells] == texts
    assert {cell.data_type for cell in cells} == {"s"}
    assert all(cell.hyperlink is None for cell in cells)


def test_a_table_longer_than_a_sheet_goes_on_in_the_next(tmp_path, monkeypatch):
    monkeypatch.setattr(to_xlsx, "MAX_ROWS", 101)
    written = one_text(tmp_path / "a.xlsx", map(str, range(250)))
    with open_source(written.path) as source:
        assert [head.name for head in source.heads] == ["Pesanan", "Pesanan 2", "Pesanan 3"]
    assert [len(rows_of(written.path, name)) for name in ("Pesanan", "Pesanan 2", "Pesanan 3")] == [
        101, 101, 51,
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["a.xlsx", "a.csv", "a.json"])
def test_a_file_is_private_and_leaves_nothing_beside_it(name, tmp_path):
    before = os.umask(0o022)
    try:
        written = make(tmp_path / name, [ROW])
    finally:
        os.umask(before)
    assert stat.S_IMODE(written.path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [written.path]


@pytest.mark.parametrize("name", ["a.xlsx", "a.json", "a.safe.csv"])
@pytest.mark.parametrize("where", ["rows", "progress"])
def test_giving_up_leaves_the_older_file_and_no_half_one(name, where, tmp_path):
    path = tmp_path / name
    path.write_text("yang lama")

    def rows():
        for n in range(5_000):
            if where == "rows" and n == 3_000:
                raise KeyboardInterrupt
            yield ROW

    def progress(n):
        if where == "progress" and n == 2_000:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        make(path, rows(), progress=progress)
    assert path.read_text() == "yang lama"
    assert list(tmp_path.iterdir()) == [path]


def test_progress_comes_every_thousand_rows_while_rows_are_still_made(tmp_path):
    made, seen = 0, []

    def rows():
        nonlocal made
        for _ in range(3_500):
            made += 1
            yield ROW

    make(tmp_path / "a.xlsx", rows(), progress=lambda n: seen.append((n, made)))
    assert seen == [(1000, 1000), (2000, 2000), (3000, 3000)]


def test_an_unknown_suffix_and_a_missing_folder_are_refused(tmp_path):
    with pytest.raises(Refusal, match=r"must end in \.xlsx, \.csv or \.json"):
        make(tmp_path / "a.pdf", [ROW])
    with pytest.raises(Refusal, match="Choose another folder"):
        make(tmp_path / "tiada" / "a.xlsx", [ROW])


@pytest.mark.parametrize("name", ["a.xlsx", "a.json", "a.csv"])
def test_a_full_disk_is_one_clear_refusal(name, tmp_path):
    if os.fork() == 0:  # only a process of its own may be kept from writing
        import resource

        code = 1
        try:
            resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))
            make(tmp_path / name, [ROW] * 3000)
        except Refusal as refusal:
            code = 0 if "Choose another folder" in str(refusal) else 2
        finally:
            os._exit(code)
    assert os.waitstatus_to_exitcode(os.wait()[1]) == 0
    assert list(tmp_path.iterdir()) == []


def test_a_row_of_another_width_is_a_mistake_of_ours(tmp_path):
    for name in ("a.xlsx", "a.csv", "a.json"):
        with pytest.raises(ValueError, match="zip"):
            make(tmp_path / name, [ROW[:-1]])
    assert list(tmp_path.iterdir()) == []
