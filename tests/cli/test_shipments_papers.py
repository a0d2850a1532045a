"""``shipments label|slip|invoice|resi|confirm``: papers and resi for scripts."""

import subprocess

import openpyxl
import pytest
from tests.desk import Desk
from tests.rig import NOW, add_orders

from shopdesk.clock import Clock
from shopdesk.store import Store

ORDERS = [
    {"number": "A-1", "fulfilment": "packed"},
    {"number": "A-2", "fulfilment": "packed", "tracking": "JX0000000002", "courier": "J&T Express"},
    {"number": "A-3", "tracking": "004600000003", "courier": "SiCepat"},
]


@pytest.fixture
def desk(tmp_path):
    """Return a function that runs a command: its exit code, stdout and stderr."""
    made = Desk(tmp_path)
    store = Store.open(made.home, Clock("Asia/Jakarta", now=NOW))
    store.run("seed", lambda work: add_orders(work, [dict(one) for one in ORDERS], "shopee"))
    store.close()
    return made.run


def words_of(path):
    done = subprocess.run(["pdftotext", "-raw", path, "-"], check=True, capture_output=True)
    return done.stdout.decode().removesuffix("\f").split("\f")


def test_labels_of_named_orders_lie_as_named_and_reprints_say_copy(desk, tmp_path):
    out = tmp_path / "labels.pdf"
    code, said, _told = desk("shipments", "label", "A-3", "A-1", "--by", "given", "--out", out)
    assert (code, said.strip()) == (0, str(out))
    assert ["A-3" in page for page in words_of(out)] == [True, False]
    code, _said, told = desk("shipments", "label", "--size", "a4", "--out", out)
    assert "Printed 3 labels (2 are copies)" in told
    (page,) = words_of(out)
    assert page.count("COPY 2") == 2


def test_new_leaves_out_what_was_printed(desk, tmp_path):
    out = tmp_path / "labels.pdf"
    desk("shipments", "label", "A-1", "--out", out)
    _code, _said, told = desk("shipments", "label", "--new", "--out", out)
    assert "Printed 2 labels (entry" in told
    code, _said, told = desk("shipments", "label", "--new", "--out", out)
    assert code == 1
    assert "without --new they are copies" in told


def test_a_plan_counts_and_writes_nothing(desk, tmp_path):
    for _turn in range(2):
        code, said, told = desk("shipments", "invoice", "status:to_ship", "--plan")
        assert (code, said) == (0, "")
        assert "Printed 2 invoices" in told
        assert "copies" not in told
    assert not list(tmp_path.glob("*.pdf"))


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("label", "A-1"), "--out FILE"),
        (("slip", "A-1", "--out", "x.pdf", "--size", "a5"), "--size is one of"),
        (("slip", "A-1", "A-9", "--out", "x.pdf"), "There is no order A-9"),
        (("slip", "status:returned", "--out", "x.pdf"), "No order matches"),
        (("slip", "A-1", "--out", "x.pdf", "--by", "weight"), "courier, given"),
    ],
)
def test_what_cannot_be_printed_is_refused(desk, words, reason):
    code, _said, told = desk("shipments", *words)
    assert code == 1
    assert reason in told


def test_slips_of_the_orders_command_are_counted_too(desk, tmp_path):
    out = tmp_path / "slips.pdf"
    assert desk("orders", "slips", "--out", out, "number:A-1")[0] == 0
    assert desk("shipments", "slip", "A-1", "--out", out)[0] == 0
    assert "COPY 2" in words_of(out)[0]


def test_resi_are_planned_then_entered_and_the_rest_is_named(desk):
    pairs = ("A-1", "JX1234567890", "A-9", "JX1")
    code, said, _told = desk("shipments", "resi", *pairs, "--plan")
    assert code == 1
    assert "J&T Express" in said
    code, _said, told = desk("shipments", "resi", *pairs)
    assert code == 1
    assert "line 2: A-9: no such order here" in told
    assert "Entered 1 resi A-1" in told
    code, said, _told = desk("shipments", "resi", *pairs[:2], "--json")
    assert code == 0
    assert '"verdict": "same"' in said


def test_a_broken_cell_is_named_with_file_sheet_row_and_column(desk, tmp_path):
    book = openpyxl.Workbook()
    for row in (["Order ID", "No. Resi"], ["A-1", "5.41980E+14"], ["A-2", "JX1234567890"]):
        book.active.append(row)
    book.save(tmp_path / "r.xlsx")
    code, _said, told = desk("shipments", "resi", "--sheet", tmp_path / "r.xlsx", "--ship")
    assert code == 1
    assert "r.xlsx, sheet Sheet, row 2, column B (No. Resi): “5.41980E+14” lost digits" in told
    assert "Shipped 1 order A-2" in told


def test_confirmation_sheets_are_written_per_shop(desk, tmp_path):
    desk("shipments", "resi", "A-1", "SPXID041234567890")
    out = tmp_path / "resi.xlsx"
    code, said, told = desk("shipments", "confirm", "--out", out)
    assert (code, said.strip()) == (0, str(out))
    assert "No original sheet of Shopee was seen" in told
    assert "A-2: the marketplace gave this resi itself" in told
    rows = list(openpyxl.load_workbook(out).active.iter_rows(values_only=True))
    assert rows == [("No. Pesanan", "No. Resi", "Opsi Pengiriman"),
                    ("A-1", "SPXID041234567890", "SPX")]  # fmt: skip
    assert desk("shipments", "confirm", "A-1", "--plan")[0] == 0
