"""Bank statements and their traps, from files that are written apart from what reads them."""

from datetime import date, timedelta

import pytest
from tests.channels.money import told
from tests.makers import statements
from tests.makers.statements import Entry, local

RP = 100
NAMED = "TRSF E-BANKING CR 3012/FTSCY/WS95051 150123.00 SITI AMINAH"
ENTRIES = (
    Entry(local(2026, 12, 30, 9, 5, 7), 150_123, NAMED),
    Entry(local(2026, 12, 31, 13, 0), -25_000, "BIAYA TRANSFER, RTGS"),
    Entry(local(2027, 1, 2, 10, 1, 2), 99_000, "SWITCHING CR TRANSFER DR 008 BUDI"),
)
SUMS = [
    ("2026-12-30", 150_123 * RP, "paid"), ("2026-12-31", -25_000 * RP, "paid"),
    ("2027-01-02", 99_000 * RP, "paid"),
]  # fmt: skip
PERIOD = date(2026, 12, 15), date(2027, 1, 5)

BANKS = {
    "bca.statement": lambda path: statements.bca(path / "a.csv", ENTRIES, *PERIOD),
    "mandiri.statement": lambda path: statements.mandiri(path / "a.csv", ENTRIES),
    "bri.statement": lambda path: statements.bri(path / "a.csv", ENTRIES),
    "bri.mutations": lambda path: statements.bri_wide(path / "a.csv", ENTRIES),
    "bni.statement": lambda path: statements.bni(path / "a.xls", ENTRIES),
    "ocbc.statement": lambda path: statements.ocbc(path / "a.xlsx", ENTRIES),
}


@pytest.mark.parametrize("name", BANKS)
def test_every_bank_is_known_by_its_content_and_read_to_the_rupiah(tmp_path, name):
    found = told(BANKS[name](tmp_path))
    assert found.format == name
    assert found.sums() == SUMS
    assert (found.rejects, found.warnings) == ([], [])
    assert found.lines[0].words.startswith(NAMED)
    assert found.lines[-1].balance == 10_224_123 * RP


def test_whose_account_it_is_stands_above_the_table_or_in_every_row(tmp_path):
    accounts = {name: told(make(tmp_path)).lines[0].account for name, make in BANKS.items()}
    assert accounts == {
        "bca.statement": "1234567890", "mandiri.statement": "1370000123456",
        "bri.statement": "033301000123456", "bri.mutations": "033301000123456",
        "bni.statement": "0123456789", "ocbc.statement": "",
    }  # fmt: skip
    assert told(BANKS["bca.statement"](tmp_path)).lines[0].holder == "MELATI NUSA FIKTIF"


@pytest.mark.parametrize("five", [False, True])
@pytest.mark.parametrize("guarded", [False, True])
@pytest.mark.parametrize("footer", ["cells", "text"])
def test_bca_writes_its_columns_apostrophes_and_sums_in_several_ways(
    tmp_path, five, guarded, footer
):
    path = statements.bca(
        tmp_path / "a.csv", ENTRIES, *PERIOD, five=five, guarded=guarded, footer=footer
    )
    found = told(path)
    assert found.sums() == SUMS
    assert (found.rejects, found.warnings, found.rows) == ([], [], 3)


def test_a_line_that_is_not_booked_has_the_last_day_of_the_period(tmp_path):
    pending = Entry(local(2027, 1, 5), -15_000, "BIAYA ADM", pending=True)
    found = told(statements.bca(tmp_path / "a.csv", (*ENTRIES, pending), *PERIOD))
    assert found.sums()[-1] == ("2027-01-05", -15_000 * RP, "pending")
    assert found.warnings == []


def test_a_day_outside_the_period_is_refused_with_its_row(tmp_path):
    path = statements.bca(tmp_path / "a.csv", ENTRIES, date(2026, 12, 30), date(2026, 12, 31))
    (reject,) = told(path).rejects
    assert (reject.row, reject.column, reject.value) == (10, "Tanggal Transaksi", "'02/01")
    assert "period" in reject.reason


def test_without_a_period_the_year_is_assumed_and_said_so(tmp_path):
    path = statements.bca(tmp_path / "a.csv", ENTRIES, *PERIOD)
    text = path.read_text("utf-8")
    path.write_text(text.replace("Periode : 15/12/2026 - 05/01/2027\n", ""), "utf-8")
    found = told(path, (date(2026, 1, 4), date(2027, 1, 3)))
    assert found.sums() == SUMS
    assert "does not say its period" in found.warnings[0]


def test_a_row_that_was_left_out_is_named_with_its_sum(tmp_path):
    found = told(statements.bca(tmp_path / "a.csv", ENTRIES, *PERIOD, drop=[1]))
    assert found.warnings == [
        "The balance does not follow between rows 8 and 9: a debit of Rp25.000 is missing there."
    ]
    found = told(statements.bca(tmp_path / "a.csv", ENTRIES, *PERIOD, drop=[0]))
    assert found.warnings == [
        "The balance does not follow before row 8: a credit of Rp150.123 is missing."
    ]
    found = told(statements.bca(tmp_path / "a.csv", ENTRIES, *PERIOD, drop=[2]))
    assert found.warnings == [
        "The balance does not follow after row 9: a credit of Rp99.000 is missing."
    ]


def test_a_statement_may_stand_newest_first(tmp_path):
    path = statements.mandiri(tmp_path / "a.csv", ENTRIES)
    head, *rows = path.read_text("utf-8").splitlines()
    path.write_text("\n".join([head, *rows[::-1]]) + "\n", "utf-8")
    assert told(path).warnings == []
    path.write_text("\n".join([head, rows[2], rows[0]]) + "\n", "utf-8")
    assert "between rows 3 and 2: a debit of Rp25.000" in told(path).warnings[0]


def test_qris_tells_what_was_paid_and_what_the_bank_kept(tmp_path):
    words = "KR OTOMATIS MID : 000885000111 MELATI NUSA QR : 150000.00 DDR : 1050.00"
    found = told(statements.bca(
        tmp_path / "a.csv", [Entry(local(2027, 1, 2), 148_950, words)], *PERIOD
    ))  # fmt: skip
    (line,) = found.lines
    assert (line.amount, line.fee, line.net) == (150_000 * RP, 1_050 * RP, 148_950 * RP)
    assert found.warnings == []


def test_a_qris_line_whose_sums_disagree_stays_what_came_in(tmp_path):
    words = "KR OTOMATIS MID : 000885000111 MELATI NUSA QR : 150000.00 DDR : 999.00"
    path = statements.bca(tmp_path / "a.csv", [Entry(local(2027, 1, 2), 148_950, words)], *PERIOD)
    (line,) = told(path).lines
    assert (line.amount, line.fee, line.net) == (148_950 * RP, None, None)


@pytest.mark.parametrize("english", [False, True])
def test_mandiri_names_months_in_two_languages(tmp_path, english):
    months = [Entry(local(2026, month, 3, 11, 27, 10), 1_000 * month, "X")
              for month in range(1, 13)]  # fmt: skip
    found = told(statements.mandiri(tmp_path / "a.csv", months, english=english))
    assert [day for day, _sum, _state in found.sums()] == [
        f"2026-{month:02}-03" for month in range(1, 13)
    ]
    assert not any(line.day_only for line in found.lines)


def test_pages_of_bni_direct_are_one_statement(tmp_path):
    start = local(2026, 9, 1)
    entries = [Entry(start + timedelta(days=at // 4), 1_000 + at, f"TRANSFER {at}")
               for at in range(60)]  # fmt: skip
    found = told(statements.bni(tmp_path / "a.xls", entries))
    assert len(found.lines) == 60
    assert (found.rejects, found.warnings) == ([], ["2 blank rows were skipped, first row 32."])
    assert [line.words for line in found.lines] == [entry.words for entry in entries]


def test_an_amount_that_cannot_be_read_is_refused_alone(tmp_path):
    path = statements.bca(tmp_path / "a.csv", ENTRIES, *PERIOD)
    path.write_text(path.read_text("utf-8").replace('"25,000.00"', '"25.000,0O"'), "utf-8")
    found = told(path)
    (reject,) = found.rejects
    assert (reject.row, reject.column) == (9, "Jumlah")
    assert len(found.lines) == 2
    assert found.warnings == []


def test_a_mark_that_says_neither_in_nor_out_is_refused(tmp_path):
    path = statements.bni(tmp_path / "a.xls", ENTRIES)
    good = told(path)
    assert good.rejects == []
    path = statements.bca(tmp_path / "a.csv", ENTRIES, *PERIOD)
    path.write_text(path.read_text("utf-8").replace(",CR,", ",??,", 1), "utf-8")
    (reject,) = told(path).rejects
    assert (reject.row, reject.value) == (8, "??")
