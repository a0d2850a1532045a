"""Pick lists and packing slips, read back and scanned back."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hostile import HOSTILE
from shopdesk import locale
from shopdesk.reports.papers import picklist, slips
from shopdesk.reports.papers.barcode import bars
from shopdesk.reports.papers.picklist import PickRow
from shopdesk.reports.papers.press import printable
from shopdesk.reports.papers.slips import Slip, SlipItem

MUG = PickRow("A-01", "MUG-350-BLU", "Mug Keramik 350 ml", "Biru", 12, ("241123ABCDE12X", "5764"))
SLIP = Slip(
    shop="Toko Contoh",
    channel="Shopee",
    number="241123ABCDE12X",
    items=(SlipItem("MUG-350-BLU", "Mug Keramik 350 ml", "Biru", 3),),
    courier="SPX",
    service="Reguler (Cashless)",
    resi="SPXID041234567890",
    buyer="s****i",
    buyer_note="Bungkus kado ya",
    cod=15_000_000,
)


def pick(*rows, title="Pick list 7"):
    return picklist.render(
        rows, title=title, shop="Toko Contoh", printed="23 Nov 2026 16.00", language="en"
    )


# --- barcodes -----------------------------------------------------------------------------------


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=48))
def test_bars_have_the_shape_of_code_128(text):
    widths = bars(text)
    symbols, stop = widths[:-7], widths[-7:]
    assert all(sum(symbols[i : i + 6]) == 11 for i in range(0, len(symbols), 6))
    assert sum(stop) == 13
    assert {*widths} <= {1, 2, 3, 4}


@pytest.mark.parametrize("text", ["", "é", "a\x00", "\n", "x" * 49, "蓝"])
def test_what_has_no_symbol_has_no_bars(text):
    assert bars(text) == ()


# --- pick list ----------------------------------------------------------------------------------


def test_the_pick_list_says_what_to_fetch(read_pdf):
    (page,) = read_pdf(pick(MUG, PickRow("B-02", "KAOS", "Kaos", "", 1, ("5764",))))
    for words in (
        "Pick list 7", "Toko Contoh", "Printed 23 Nov 2026 16.00", "2 SKUs", "13 pieces",
        "2 orders", "Rack", "A-01", "MUG-350-BLU", "Mug Keramik 350 ml", "Biru", "241123ABCDE12X",
        "Page 1 / 1",
    ):  # fmt: skip
        assert words in page


def test_many_rows_run_over_pages_with_their_heads(read_pdf):
    rows = [PickRow(f"A-{i:02}", f"SKU-{i}", "Mug", "", 1, ("1",)) for i in range(80)]
    pages = read_pdf(pick(*rows))
    assert len(pages) > 1
    assert all("Rack" in page for page in pages)
    found = re.findall(r"SKU-\d+", "".join(pages))
    assert found == [row.sku for row in rows]


def test_many_orders_are_counted_not_all_listed(read_pdf):
    numbers = tuple(f"ORDER{i:03}" for i in range(30))
    (page,) = read_pdf(pick(PickRow("A", "S", "Mug", "", 30, numbers)))
    assert "ORDER011" in page
    assert "ORDER012" not in page
    assert "and 18 more" in page


def test_a_shop_without_racks_gets_no_rack_column(read_pdf):
    (page,) = read_pdf(pick(PickRow("", "SKU-1", "Mug", "", 3, ("1", "1", "2"))))
    assert "Rack" not in page
    assert "SKU-1" in page
    assert page.count("1 2") == 1, "an order that wants a SKU on two lines is one order"


def test_nothing_to_fetch(read_pdf):
    (page,) = read_pdf(pick())
    assert "There is nothing to fetch." in page


# --- packing slips ------------------------------------------------------------------------------


def test_a_slip_says_what_to_pack(read_pdf):
    (page,) = read_pdf(slips.render([SLIP], language="en"))
    for words in (
        "Toko Contoh", "Shopee", "SPX", "Reguler (Cashless)", "SPXID041234567890", "241123ABCDE12X",
        "s****i", "Mug Keramik 350 ml", "Biru", "MUG-350-BLU", "3 pieces", "Bungkus kado ya",
        "Collect on delivery", "Rp150.000",
    ):  # fmt: skip
        assert words in page


def test_a_paid_order_shows_no_collection(read_pdf):
    (page,) = read_pdf(
        slips.render([Slip("T", "", "1", (SlipItem("S", "N", "", 1),))], language="en")
    )
    assert "Collect" not in page
    assert "No tracking number yet" in page


def test_each_order_begins_a_page_and_long_ones_say_which(read_pdf):
    long = Slip("T", "", "LONG", tuple(SlipItem(f"S{i}", "Mug", "", 1) for i in range(40)))
    pages = read_pdf(slips.render([SLIP, long, SLIP], language="en"))
    first, *middle, last = pages
    assert "Rp150.000" in first
    assert "Rp150.000" in last
    assert len(middle) > 1
    for n, page in enumerate(middle, 1):
        assert f"{n} / {len(middle)}" in page
        assert "LONG" in page
    assert "/ 1" not in first


@pytest.mark.parametrize(
    ("number", "resi"),
    [
        ("241123ABCDE12X", "SPXID041234567890"),
        ("576461413028595612", "JX1234567890"),
        ("INV/20241123/MPL/1", "10004100136555"),
        ("A", "GK-11-170563"),
        ("1234567", "SOCAG00183235715"),
    ],
)
def test_a_scanner_reads_both_numbers(scan_pdf, number, resi):
    pdf = slips.render([Slip("T", "", number, (), resi=resi)], language="en")
    assert sorted(scan_pdf(pdf)) == sorted([number, resi])


def test_a_number_too_long_for_its_place_is_text_only(read_pdf):
    number = "Z" * 48
    (page,) = read_pdf(slips.render([Slip("T", "", number, (), resi=number)], language="en"))
    assert page.replace("\n", "").replace("\u200b", "").count(number) >= 2


def test_nothing_to_pack(read_pdf):
    (page,) = read_pdf(slips.render([], language="id"))
    assert page.strip()


# --- every paper --------------------------------------------------------------------------------


def test_the_same_rows_make_the_same_bytes():
    assert pick(MUG) == pick(MUG)
    assert slips.render([SLIP], language="id") == slips.render([SLIP], language="id")


def test_hostile_text_is_printed_never_obeyed(read_pdf):
    rows = [PickRow(text, text, text, text, 3, (text,) * 14) for text in HOSTILE]
    pages = "\n".join(read_pdf(pick(*rows, title=HOSTILE[-1])))
    assert '#eval("1")' in pages
    assert "root:" not in pages
    orders = [
        Slip(*[text] * 3, (SlipItem(text, text, text, 10**6),), *[text] * 6, cod=10**15)
        for text in HOSTILE
    ]
    pages = "\n".join(read_pdf(slips.render(orders, language="en")))
    assert "#image(" in pages
    assert "root:" not in pages
    assert "[@click=app.quit]" in pages


@given(st.text(max_size=60))
def test_any_text_is_printable(text):
    clean = printable(text, 40, run=8)
    assert not re.search(r"[^\s\u200b]{9}", clean)
    assert len(clean.replace("\u200b", "")) <= 40


def test_pictures_go_unless_they_are_all_there_is():
    assert printable("🔥 PROMO 🔥 Mug ❤\ufe0f Biru") == "PROMO Mug Biru"
    assert printable("👍🏽") == "👍🏽"
    assert printable("蓝色马克杯 Kafé") == "蓝色马克杯 Kafé"


def test_a_paper_in_another_language_leaves_the_screens_alone():
    before = locale.language()
    slips.render([SLIP], language="id" if before == "en" else "en")
    assert locale.language() == before
