"""The count sheet on paper: what is to be counted, with codes that a scanner reads."""

import pytest

from hostile import HOSTILE
from shopdesk.reports.papers.countsheet import CountHead, CountRow, render

ROWS = [
    CountRow("MUG-1", "4006381333931", "Mug Biru", "350 ml", expected=1200),
    CountRow("TEH-1@L7", "TEH-1@L7", "Teh", "", expires="30 Jun 2027", expected=3, counted=2),
]


def paper(rows=ROWS, *, blind=False, language="en", name="opname-11"):
    return render(rows, CountHead(name, "Gudang", "23 Nov 16:00", blind), language=language)


def test_each_row_with_its_code_and_what_should_be_there(read_pdf):
    (page,) = read_pdf(paper())
    for words in ("Count opname-11", "Gudang", "MUG-1", "350 ml", "1,200", "TEH-1@L7",
                  "30 Jun 2027"):  # fmt: skip
        assert words in page


def test_a_blind_sheet_tells_no_stock(read_pdf):
    (page,) = read_pdf(paper(blind=True))
    assert "1,200" not in page
    assert "In the ledger" not in page


def test_the_sheet_and_every_row_can_be_scanned(scan_pdf):
    assert set(scan_pdf(paper())) == {"opname-11", "4006381333931", "TEH-1@L7"}


def test_many_rows_go_on_over_pages_under_the_same_head(read_pdf):
    rows = [CountRow(f"SKU-{n:04}", f"SKU-{n:04}", "Barang", "", expected=n) for n in range(120)]
    pages = read_pdf(paper(rows))
    assert len(pages) > 4
    assert all("Counted" in page for page in pages)
    assert all(f"SKU-{n:04}" in "".join(pages) for n in range(120))


def test_an_empty_sheet_says_so(read_pdf):
    assert "nothing to count" in read_pdf(paper([]))[0]


@pytest.mark.parametrize("text", HOSTILE)
def test_text_from_outside_is_only_printed(text):
    rows = [CountRow(text, text, text, text, note=text)]
    assert paper(rows, name=text or "x").startswith(b"%PDF")
