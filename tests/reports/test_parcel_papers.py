"""Labels, slips and invoices, read back page by page and scanned back."""

import re
import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.rig import add_orders, open_store

from hostile import HOSTILE
from shopdesk import locale, services
from shopdesk.refusal import Refusal
from shopdesk.reports.papers import invoice, label, slips
from shopdesk.reports.papers.invoice import Invoice, InvoiceLine
from shopdesk.reports.papers.label import Label
from shopdesk.reports.papers.printout import PrintWish, print_papers
from shopdesk.reports.papers.sizes import SIZES, pages
from shopdesk.reports.papers.slips import Slip, SlipItem

LABEL = Label(
    shop="Toko Contoh",
    channel="TikTok",
    numbers=("576461413028595612",),
    courier="J&T Express",
    service="EZ",
    resi="JX1234567890",
    recipient="S****i",
    phone="(+62)81*****23",
    address="Jl. Contoh No. 1, RT 03/RW 05",
    place="Depok, Jawa Barat, 16415",
    from_address="Jl. Pengirim 5",
    from_phone="0812-0000",
    cod=15_000_000,
    fragile=True,
    pieces=3,
)
INVOICE = Invoice(
    shop="Toko Contoh",
    number="576461413028595612",
    lines=(InvoiceLine("Mug Biru", "350 ml", "MUG-1", 2, 5_000_000, 10_000_000),),
    total=11_000_000,
    placed="23 Nov 2026",
    recipient="Siti",
    subtotal=10_000_000,
    discount=500_000,
    shipping=1_000_000,
    other=500_000,
)


@pytest.fixture(autouse=True)
def english():
    before = locale.language()
    locale.use("en")
    yield
    locale.use(before)


@pytest.fixture
def boxes(tmp_path):
    """Return a function: breadth and height of every page in millimetres."""

    def read(pdf):
        file = tmp_path / "boxes.pdf"
        file.write_bytes(pdf)
        run = subprocess.run(
            ["pdfinfo", "-l", "999", file], check=True, capture_output=True, text=True
        )
        found = re.findall(r"Page +\d+ size: +([\d.]+) x ([\d.]+)", run.stdout)
        return [tuple(round(float(side) / 72 * 25.4) for side in pair) for pair in found]

    return read


# --- labels -------------------------------------------------------------------------------------


def test_a_label_says_what_the_courier_needs(read_pdf):
    (page,) = read_pdf(label.render([LABEL], language="en"))
    for words in (
        "Toko Contoh", "TikTok", "J&T Express", "EZ", "JX1234567890", "S****i", "(+62)81*****23",
        "Jl. Contoh No. 1", "Depok, Jawa Barat, 16415", "Jl. Pengirim 5", "FRAGILE", "Rp150.000",
        "576461413028595612", "3 pieces",
    ):  # fmt: skip
        assert words in page
    assert "COPY" not in page
    assert "Parcel" not in page


def test_a_reprint_and_a_part_of_an_order_say_so(read_pdf):
    again = Label("T", "", ("A",), copy=2, parcel=2, parcels=3)
    (page,) = read_pdf(label.render([again], language="en"))
    assert "COPY 2" in page
    assert "Parcel 2 of 3" in page
    assert "nothing to collect" in page
    assert "no tracking number yet" in page


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("number", "resi"),
    [
        ("241123ABCDE12X", "SPXID041234567890"),
        ("INV/20241123/MPL/1", "541980014107625"),
        ("A", ""),
        ("1234567", "SOCAG00183235715"),
        ("576461413028595612", "GK-11-170563"),
    ],
)
def test_a_scanner_reads_the_resi_or_else_the_order(scan_pdf, size, number, resi):
    pdf = label.render([Label("T", "", (number,), resi=resi)], size=size, language="en")
    assert scan_pdf(pdf) == [resi or number]


@pytest.mark.parametrize(
    ("size", "box", "count"), [("a6", (105, 148), 6), ("thermal", (100, 150), 6),
                               ("a4", (210, 297), 2)]
)  # fmt: skip
def test_every_label_is_one_page_of_its_size(boxes, size, box, count):
    long = Label(*["W" * 400] * 2, ("Z" * 48,) * 9, *["W " * 300] * 8, cod=10**15, fragile=True)
    pdf = label.render([LABEL, long] * 3, size=size, language="en")
    assert boxes(pdf) == [box] * count
    assert pages(pdf) == count


def test_four_labels_to_a_sheet_keep_their_order(read_pdf, scan_pdf):
    made = [Label("T", "", (f"ORDER{i}",), resi=f"RESI{i}") for i in range(6)]
    pdf = label.render(made, size="a4", language="en")
    first, second = read_pdf(pdf)
    assert re.findall(r"ORDER\d", first) == [f"ORDER{i}" for i in range(4)]
    assert re.findall(r"ORDER\d", second) == ["ORDER4", "ORDER5"]
    assert sorted(scan_pdf(pdf)) == [f"RESI{i}" for i in range(6)]


def test_no_labels_make_a_page_that_says_so(read_pdf):
    (page,) = read_pdf(label.render([], language="en"))
    assert "There is nothing to send." in page


@settings(max_examples=20, deadline=None)
@given(st.lists(st.text(max_size=90), min_size=8, max_size=8), st.integers(-(10**15), 10**15))
def test_any_text_fits_on_one_label(texts, cod):
    made = Label(texts[0], texts[1], (texts[2],), *texts[3:8], address=texts[0] * 4, cod=cod)
    assert pages(label.render([made], language="id")) == 1


def test_other_scripts_are_printed(read_pdf):
    made = Label("T", "", ("A",), recipient="慕容雪", address="شارع الملك فهد", place="Kafé 😀 Jl.")
    (page,) = read_pdf(label.render([made], language="en"))
    assert "慕容雪" in page
    assert "الملك" in page or "كلملا" in page
    assert "Kafé Jl." in page


# --- invoices -----------------------------------------------------------------------------------


def test_an_invoice_tells_every_amount(read_pdf):
    (page,) = read_pdf(invoice.render([INVOICE], language="en"))
    for words in (
        "Invoice", "Toko Contoh", "576461413028595612", "Mug Biru", "350 ml", "MUG-1", "Rp50.000",
        "Rp100.000", "Subtotal", "-Rp5.000", "Rp10.000", "Other fees", "Rp110.000", "Not paid yet",
        "23 Nov 2026", "Siti", "not a tax invoice",
    ):  # fmt: skip
        assert words in page


@pytest.mark.parametrize(
    ("facts", "words"), [({"paid": "1 Nov"}, "Paid on 1 Nov"), ({"cod": True}, "Cash on delivery")]
)
def test_an_invoice_says_whether_it_is_paid(read_pdf, facts, words):
    (page,) = read_pdf(invoice.render([Invoice("T", "1", (), 100, **facts)], language="en"))
    assert words in page


def test_a_long_invoice_counts_its_pages(read_pdf):
    lines = tuple(InvoiceLine(f"Mug {i}", "", "", 1, 100, 100) for i in range(60))
    found = read_pdf(invoice.render([INVOICE, Invoice("T", "LONG", lines, 6000)], language="en"))
    assert "Rp110.000" in found[0]
    for n, page in enumerate(found[1:], 1):
        assert f"LONG · {n} / {len(found) - 1}" in page


# --- slips --------------------------------------------------------------------------------------


def test_a_slip_of_several_orders_names_them_all(read_pdf):
    made = Slip("T", "", "FIRST", (SlipItem("S", "Mug", "", 2),), others=("SECOND", "THIRD"),
                parcel=1, parcels=2, copy=3)  # fmt: skip
    (page,) = read_pdf(slips.render([made], size="thermal", language="en"))
    for words in ("FIRST", "SECOND", "THIRD", "Parcel 1 of 2", "COPY 3"):
        assert words in page


# --- every paper --------------------------------------------------------------------------------


def test_hostile_text_is_printed_never_obeyed(read_pdf):
    made = [Label(text, text, (text, text), *[text] * 8, cod=10**15) for text in HOSTILE]
    found = "\n".join(read_pdf(label.render(made, language="en")))
    assert '#eval("1")' in found
    assert "root:" not in found
    bills = [Invoice(text, text, (InvoiceLine(text, text, text, 1, 1, 1),), 1, *[text] * 5)
             for text in HOSTILE]  # fmt: skip
    found = "\n".join(read_pdf(invoice.render(bills, language="en")))
    assert "#image(" in found
    assert "root:" not in found


@pytest.mark.parametrize("size", SIZES)
def test_the_same_labels_make_the_same_bytes(size):
    assert label.render([LABEL], size=size, language="id") == label.render(
        [LABEL], size=size, language="id"
    )


# --- printing -----------------------------------------------------------------------------------


@pytest.fixture
def store(tmp_path):
    opened = open_store(tmp_path)
    orders = [{"number": f"ORD{i:03}", "tracking": f"JX{i:010}", "courier": "J&T Express"}
              for i in range(5)]  # fmt: skip
    opened.run("seed", lambda work: add_orders(work, orders))
    yield opened
    opened.close()


def wish(store, out, *numbers, kind="label", **more):
    with store.read() as read:
        return PrintWish(kind, tuple(services.orders.find(read, numbers)), out, **more)


def test_a_batch_lies_in_the_given_order_and_reprints_say_copy(store, tmp_path, read_pdf):
    out = tmp_path / "labels.pdf"
    print_papers(store, wish(store, out, "ORD003"))
    made = print_papers(store, wish(store, out, "ORD004", "ORD003", "ORD000"))
    found = read_pdf(out.read_bytes())
    assert [re.search(r"ORD\d+", page)[0] for page in found] == ["ORD004", "ORD003", "ORD000"]
    assert ["COPY 2" in page for page in found] == [False, True, False]
    assert (made.papers, made.copies) == (3, 1)


def test_what_cannot_be_written_is_not_counted(store, tmp_path):
    with pytest.raises(Refusal, match="Cannot write"):
        print_papers(store, wish(store, tmp_path / "nowhere" / "x.pdf", "ORD001"))
    with store.read() as read:
        found = services.printing.next_copies(read, services.orders.find(read, ["ORD001"]), "label")
    assert set(found.values()) == {1}


def test_a_plan_prints_and_counts_nothing(store, tmp_path):
    made = print_papers(store, wish(store, tmp_path / "x.pdf", "ORD001"), plan=True)
    assert made.change.entry is None
    assert made.papers == 1
    assert not (tmp_path / "x.pdf").exists()


def test_the_shop_of_the_settings_stands_on_invoices_and_labels(tmp_path, read_pdf):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "settings.toml").write_text(
        'shop_name = "PT Contoh"\nshop_address = "Jl. Gudang 9"\nshop_phone = "021-555"\n'
    )
    store = open_store(tmp_path)
    store.run("seed", lambda work: add_orders(work, [{"number": "A"}]))
    for kind in ("label", "invoice"):
        out = tmp_path / f"{kind}.pdf"
        print_papers(store, wish(store, out, "A", kind=kind))
        (page,) = read_pdf(out.read_bytes())
        assert "PT Contoh" in page
        assert "Jl. Gudang 9" in page
        assert "021-555" in page
    store.close()
